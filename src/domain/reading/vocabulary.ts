import { bareKindWords, type KindPhrase, kindWords } from './kind-words.ts';
import { phrases } from './phrases.ts';

/** What a phrase does in the clause that tells of a contact. */
export type Meaning =
  | ({ is: 'kind' } & KindPhrase)
  /** A person comes next. */
  | { is: 'with' }
  /** We tried: voicemail, no answer. */
  | { is: 'attempt'; person: boolean }
  /** It was off, or was not ours: cancelled, they called and we missed it. */
  | { is: 'off' }
  | { is: 'not' }
  /** Agreed for a day to come. `late`: also after it is clear who and how ("lunch with Dana is set for Thursday"). */
  | { is: 'plan'; late: boolean }
  /** Wished for, or asked about: neither behind nor agreed. */
  | { is: 'intent' }
  /** It has happened: "had dinner tonight". */
  | { is: 'past' }
  /** A mailing to many. */
  | { is: 'mass' }
  /** Somewhere: "at Buddy Brew". */
  | { is: 'place' }
  /** Here starts what was said, once it is clear who was met. */
  | { is: 'note' }
  /** The same, but only once both who and how are known: "Dana and I had lunch". */
  | { is: 'aside' }
  | { is: 'filler' };

const is = <T extends Meaning>(meaning: T, patterns: string[]): [string, Meaning][] =>
  patterns.map((pattern) => [pattern, meaning]);

const contactVerbs =
  'see/meet/visit/call/text/email/zoom/have/grab/get/do/be/catch/join/attend/stop/drop/swing/sit/host/connect/talk/speak/take';

export const vocabulary = phrases<Meaning>([
  ...is({ is: 'mass' }, [
    'newsletter/newsletters/mailer/mailers/eblast/eblasts/blast/drip/drips/postcard/postcards/mailing/campaign',
    'mass mail/mails/mailing/email/emails/text/texts/mailer',
    'bulk email/text/mail',
    'e/email/text blast/blasts',
    'drip campaign/email/emails',
    'email/mail/text/marketing campaign',
    'mail merge',
    'holiday/christmas/thanksgiving card/cards',
    'market update email',
    'flyer/flyers/email/card/cards to everyone/everybody/all',
    'to my/our/the whole? database/list/sphere',
  ]),
  ...is({ is: 'attempt', person: true }, [
    'left a/the? quick? voicemail/vm/vmail/message/msg/word/voice/note/card/text mail?/message? for/with/to/at?',
    'no answer/response/reply/luck/pickup from/with/at',
    'voicemail/vm/lvm for/with/to',
    'tried to? calling/call/reaching/reach/texting/emailing/seeing/see/visiting/visit/phoning/ringing/catching/catch/contacting/contact/getting?',
    'tried',
    'missed',
    'just missed',
    'attempted to? call/reach/visit/see',
    'couldnt/cant/unable/could/can not? to? reach/catch/get hold? of?',
    'lvm',
    'played? phone tag with?',
    'no show from/by',
  ]),
  ...is({ is: 'attempt', person: false }, [
    'left/leaving/leave/sent a/the/another/him/her/them/quick? voicemail/vm/vmail/msg',
    'left a/another/him/her/them a? message/note/card/word',
    'voicemail/vm/vmail/voicemails',
    'went? straight? to vm/voicemail',
    'voice mail',
    'no answer/response/reply/luck/pickup/callback',
    'no one answered/home/there',
    'nobody answered/home/there',
    'no ans',
    'no call back',
    'didnt/doesnt/did/does not? answer/respond/reply',
    'didnt/did not? pick up',
    'not picking up',
    'never answered/responded/replied',
    'wasnt in the? office?',
    'was? not in the? office?',
    'wasnt/isnt there/home/available/around',
    'was not there/home/available/around',
    'not there/home/available',
    'was out',
    'was gone',
    'was away',
    'missed each other',
    'missed him/her/them',
    'couldnt/could not? reach',
    'rang out',
    'busy signal',
    'no show/showed',
    'noshow',
    'phone tag',
    'mailbox was? full',
    'hasnt/havent/has/have not? called/texted/emailed/gotten/responded back',
    'no response yet',
  ]),
  ...is({ is: 'off' }, [
    'cancelled/canceled/cancels/cancel/cancelling/canceling/reschedule/rescheduling/cxl/bailed/flaked/postponed/rescheduled/ghosted',
    'fell through',
    'called off',
    'stood me/us up',
    'backed out',
    'rained out',
    'blew me off',
    'didnt/did not? happen/show/make',
    'missed a/her/his/their/the? call/calls from/by',
    'left me/us',
    'instead of',
  ]),
  ...is({ is: 'not' }, [
    'no/not/never/didnt/couldnt/cant/cannot/havent/hasnt/wasnt/werent/wont/dont/forgot/forgotten/skipped/almost/without/unable',
    'w o',
  ]),
  ...is({ is: 'plan', late: true }, [
    "is/was/are/got/we're/been? scheduled/booked/planned/set/confirmed/moved/pushed/rescheduled for/to/on",
    'is? on the/my/our calendar/books/schedule',
    'got? lined up',
    'put? on the calendar',
    'is? coming up',
  ]),
  ...is({ is: 'plan', late: false }, [
    `will/i'll/ill/we'll/gonna ${contactVerbs}/having/seeing/meeting`,
    `am/are/is/i'm/im/we're? going to ${contactVerbs}`,
    'scheduled/scheduling/schedule/booked/booking/planned/calendared/penciled/pencilled/upcoming/seeing',
    'penciled in',
    'set/setting up',
    'put me/us down for',
    'can/could do/make it?',
    'moved/pushed/bumped/confirmed/confirming/arranged/arranging/coordinated',
    'locked in',
    'planning/plan to/on/for?',
  ]),
  ...is({ is: 'intent' }, [
    `need/needs/want/wants/wanted/hope/hoping/have/has/trying/supposed/meant/like/love/ought/remind/about to ${contactVerbs}/call/reach/schedule/set/follow`,
    `i'd/we'd ${contactVerbs}`,
    'need/want/have to',
    'supposed to',
    'remind me',
    "should/could/would/might/must/gotta/lets/let's",
    'invited/invite/asked/asking/proposed/suggested/offered',
    'looking forward to',
    'on my/our/the way',
    'en route',
    'omw/otw',
    'thinking of/about',
    'did/do/have i/we',
    'when/how/what/why/where/who did/do/was/is/have/has',
  ]),
  ...kindWords.map(([pattern, phrase]): [string, Meaning] => [pattern, { is: 'kind', ...phrase }]),
  ...bareKindWords.map(([pattern, phrase]): [string, Meaning] => [pattern, { is: 'kind', ...phrase }]),
  ...is({ is: 'note' }, [
    "she/he/they/who/whose/which/that/she's/he's/they're/shes/hes/theyre/there's/because/since/while/when/where/if/but/though/fyi/notes/note",
    'talked/spoke/chatted/talk/spoken/chat/talking/chatting about/through/over/re/shop/rates',
    'about/re/regarding/concerning/discussed/discussing/discuss/mentioned/said/says/reviewed/covered/brainstormed/learned/heard/asked/asking/wants/wanted/needs/thinks/loves/loved/likes',
    'told me/us/her/him/them',
    'went over',
    'knows',
    'to discuss/talk/review/ask/check/plan/say/thank/congratulate/introduce/confirm/invite/schedule/see/go/get/wish/share/follow/touch/help/catch/drop/deliver/offer/bring',
    'to set up',
    'her/his/their',
    'thanked/congratulated/introduced/asked/delivered/brought/showed/helped/referred/invited',
  ]),
  ...is({ is: 'aside' }, ["i/we/i'm/im/we're/let/got/gave/sent/is/are/has/looking/now/it/it's/its"]),
  ...is({ is: 'with' }, [
    'with/w/alongside',
    'along with',
    'together with',
    'with both',
    'to? caught/catch/catching/touched/touch/checked/check/checking/followed/follow/connected/connect/chatted/hung/reconnected up/base/in/out/back? with/w/on',
    'said? hi/hello to',
    'reached out to',
    'heard from',
    'connected/chatted/reconnected/followed/networked with',
    'heard back from',
    'to/and catch up with',
    'picked up',
    'taking/treating/inviting/treated/took',
    'over with',
  ]),
  ...is({ is: 'place' }, [
    'at/in/near/outside/downtown/inside/upstairs/downstairs/@',
    'after/before/b4/during/following/around/between/behind',
    'over/down/back/up/out at/in/on',
    'next to',
    'on the/her/his/their/my/our/a/site/campus/instagram/facebook/linkedin/insta/fb',
    'on main',
    'by the',
    'drove/headed/rode/flew/trekked/hiked out/over/up/down/across/back? to',
  ]),
  ...is({ is: 'past' }, [
    'had/went/did/took/made/enjoyed/attended/joined/hosted/finished/grabbed/wrapped/caught/held/was/were/got/treated/bought',
    'went to',
    'the/my/our office',
    'the/my/our team',
    'had a/an',
    "i've/ive",
  ]),
  ...is({ is: 'filler' }, [
    'a/an/the/my/our/some/another/this/for/to/of/on/and/then/also/again/back/me/us/over/out/up/together/forth/from/by/as/via/was/were/been/with/so/plus/each/other/yet/either/twice/once',
    'have/having/did/do/doing/went/took/take/made/make/enjoyed/shared/attended/joined/hosted/hosting/hosted/finished/grabbed/grab/get/getting/wrapped/caught/had/held/gave/sent/left/quick/quickly/just',
    'um/uh/umm/uhh/er/hey/hi/hello/ok/okay/oh/yeah/well/like/please/log/logged/add/record/touchpoint/update/rapport',
    'brief/great/good/nice/long/short/lovely/fantastic/awesome/excellent/productive/wonderful/fun/amazing/awesome/solid/super/very/really/first/second/monthly/weekly/quarterly/annual/regular/usual/finally/actually/earlier/late/early/impromptu/casual/working',
    'had a',
    'co hosted/hosting',
    'logging/adding/recording/entering',
    "i/i'd? want/need/like/wanna/would? like? to log/record/add/note/enter",
    'this is a? note/update/log for/from/on',
    'note to file/self',
    'one more for',
    'good morning/afternoon/evening',
    'for the record',
    'conference/board/break/back/class/training room',
    'sat down for',
    'chat/convo/word/consult/huddle with',
    'six/seven/eight/nine/ten/eleven/twelve thirty/fifteen/oclock?',
    'returned/taught',
    'cup/cups/glass/pint/bottle/plate/bowl/slice/round of',
    'got done',
    'pls/plz',
    'can/could/will/would you/u please/pls? log/add/record/note/save that? i/we? a/an?',
    'had/having/was/is a? blast',
    'real quick',
    'shared a table/booth/ride',
    'tried',
    'catch up',
    'check in',
    'follow up',
    'touch base',
    'back and forth',
    "i've/ive",
    'last minute',
    'of the day/week/month/year/quarter',
    'f / u',
    'came/come/been to',
    'all/both there/here/together',
    'was/were both/all? there',
    'new year',
  ]),
]);
