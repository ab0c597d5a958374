import type { TouchpointKind } from '../words.ts';

/**
 * How firmly the words settle the kind. `said` stands. `arrived` tells how one got there and gives way to what was
 * done in the room ("stopped by for coffee" is a meal, "saw her at the mixer" an event). `guessed` gives way to all.
 */
export type Strength = 'said' | 'arrived' | 'guessed';

export interface KindPhrase {
  kind: TouchpointKind;
  strength: Strength;
  /** A person comes next ("called Dana"), so that an unknown word there is an unknown name. */
  person: boolean;
  /** The bare verb ("call Dana"): an intention as likely as a report. */
  bare: boolean;
}

/** Patterns as in `phrases`; one that ends in ">" is followed by a person. The first row to claim a phrase keeps it. */
const table: [TouchpointKind, Strength, string[]][] = [
  [
    'meal',
    'said',
    [
      'lnch/bfast/brkfst/bkfst/brekkie/brekky/cafe/almuerzo/cena/desayuno',
      'coffee/coffees/cofee/coffe/lunch/lunches/brunch/dinner/supper/breakfast/meal/tea/latte/lattes/espresso',
      'lunched/dined/breakfasted with >',
      'margs/margaritas/margarita/mimosas/sangria/martinis/bourbon/whiskey/pints/pint/brews/cappuccino/cappuccinos/mocha/matcha/boba/smoothie/smoothies/cuppa/java',
      'burrito/burritos/sandwich/sandwiches/burger/burgers/wings/steak/steaks/oysters/seafood/salad/salads/pancakes/waffles/empanadas/pho/noodles/curry/poke/gelato/froyo/appetizers/apps/snacks/nachos',
      'iced tea/coffee',
      'cold brew',
      'frozen yogurt/custard',
      'charcuterie board?',
      'subs/sub/fondue/crawfish/ribs/brisket/chili/soup/cake/pie',
      'dim sum',
      'drinks/drink/beer/beers/cocktails/wine/tacos/sushi/pizza/bbq/barbecue/ramen',
      'bite/bites',
      'bite to eat',
      'ice cream',
      'happy hour/hr',
      'bagel/bagels/pastries with/w >',
      'ate with? >',
      'ate at/in',
      'coffee/lunch/breakfast/dinner/tea date/meeting/chat/mtg',
      '☕/🍽/🍔/🍕/🍻/🍺/🥗/🌮/🍷/🥞/🍳/🍣/🍝/🥪/🥐/🍩',
    ],
  ],
  [
    'event',
    'said',
    [
      'open house/houses',
      'openhouse/openhouses',
      'kiwanis/toastmasters/ypn/wcr/nahrep/nareb/areaa/caravan',
      'chamber/business after hours',
      'association/society/foundation/league/guild dinner/lunch/luncheon/breakfast/meeting/mixer/event/party/social meeting?',
      'installation/benefit dinner/lunch/luncheon/banquet/breakfast',
      'lions/rotary/elks/civitan club',
      'rotary/kiwanis/lions club? meeting/lunch/luncheon/breakfast/mixer',
      'womens council of realtors? luncheon/lunch/breakfast/event/meeting/mixer/gala?',
      'young professionals network? mixer/event/luncheon/social?',
      'wcr/ypn/nahrep/nareb/areaa/bni/nar/nawbo event/mixer/luncheon/lunch/breakfast/meeting/social/conference/gala/convention',
      'mixer/mixers/chamber/networking/bni/rotary/conference/expo/gala/fundraiser/luncheon/seminar',
      'chamber of commerce',
      'networking event/group/breakfast/lunch/meeting/mixer',
      'ribbon cutting',
      'grand opening',
      "brokers/broker/broker's open",
      'broker caravan/tour',
      'event/events/party/cookout/workshop/class/training/convention/meetup/tailgate/picnic',
      'lunch and/n learn',
      'golf/golfed/golfing',
      'golf outing/tournament/classic',
      'habitat build',
      'habitat for humanity build?',
      'volunteer/volunteering day/event/build',
      'tee time',
      'home show',
      'parade of homes',
      'trade show',
      'award/awards ceremony/dinner/lunch/night',
      'client appreciation',
      'charity/fun run/walk/dinner/auction',
      'board of realtors event/mixer/luncheon',
      'topgolf/bowling/karaoke/trivia/bingo/poker/softball/baseball/football/soccer/basketball/hockey/tennis/scramble/5k/10k/marathon/regatta/derby/fishing/boating/festival/parade/tasting/retreat/summit/symposium/panel/expo/roundtable/mastermind/bootcamp/clinic/orientation/groundbreaking/housewarming/gathering/reception/banquet/meet-up',
      'trivia/movie/game/bingo/poker/karaoke/paint/homebuyer/client/quiz night',
      'pickleball/concert/ballgame/game',
      'ball game',
      'presented/spoke/speaking at',
      '⛳',
    ],
  ],
  [
    'committee',
    'said',
    [
      'committee/committees/subcommittee',
      'committee meeting/call/lunch',
      'wcr/ypn/nahrep/nareb/areaa/bni/nar/nawbo/rpac/chamber/rotary committee meeting?',
      'event/events/golf/gala/party/awards/networking committee meeting?',
      'board/council',
      'board meeting/mtg',
      'board of directors/realtors meeting?',
      'task force',
    ],
  ],
  [
    'video',
    'said',
    [
      'zoom/zooms/zoomed/webinar/facetime/facetimed/skype/skyped/webex',
      'zoom call/meeting/chat/coffee/lunch',
      'face timed',
      'google meet/meets',
      'gmeet',
      'video/virtual call/chat/conference/meeting/coffee/lunch/mtg',
      'videocall',
      'teams call/meeting/chat/mtg',
      'ms/microsoft teams call/meeting?',
      'on/over/via/by/through teams',
      'teams with/w >',
      '💻/🎥',
    ],
  ],
  ['video', 'guessed', ['virtually/teams']],
  [
    'call',
    'said',
    [
      'called/phoned/rang/dialed >',
      'called back >',
      'phone with/w >',
      'on the phone',
      'on his/her/their/my cell/phone/mobile',
      'phone/conference call/chat/conversation',
      'by/via phone',
      'off the/a? phone/call with? >',
      'hung up with >',
      'tc/pc/tcon with/w >',
      'on/over the phone',
      'call/calls/ring/buzz',
      '📞/☎ with/w >',
      'talked/spoke/chatted/caught up/connected on/over/by the? phone with? >',
    ],
  ],
  ['message', 'guessed', ['mailed >']],
  ['meal', 'guessed', ['grabbed/split/shared/ate with/w >']],
  ['call', 'guessed', ['got/gotten a? hold/ahold of >']],
  ['call', 'guessed', ['spoke/talked/speaking/talking to/with >', 'talked/spoke/talk']],
  [
    'message',
    'said',
    [
      'mailed/sent/wrote/dropped a/an/another/the? quick/handwritten/thank/nice/short? you? note/card/letter/email/text/message/dm to? >',
      'a line by email/text?',
      "texted/dmed/dm'd/messaged/emailed/pinged/whatsapped/replied/wrote to? >",
      'e mailed >',
      'texted/emailed/messaged/dmed back and forth with? >',
      'text/texts/email/emails/dm/dms/sms/whatsapp/imessage/messages',
      'e mail/mails',
      'linkedin/facebook/instagram/text/slack/direct message/messages?/dm',
      'text thread',
      'exchanged/traded/swapped texts/emails/messages/dms/notes with? >',
      'texting/emailing/messaging with? >',
      '💬/📧/📱/✉',
    ],
  ],
  [
    'visit',
    'said',
    [
      'site/office/house/home visit/visits',
      'site walk',
      'in person',
      'face to face',
      'visit/visits',
      'pop by',
      'drop in',
      'f2f',
      'popby/popbys',
    ],
  ],
  [
    'visit',
    'arrived',
    [
      'dropped/stopped/swung/popped/came/ran/drove by/in/over/into >',
      'dropping/stopping/swinging/popping by/in/over on/at/to? >',
      'went by/in/into >',
      'dropped/stopped/swung/popped by/in/over at/to/and see/saw/visit/catch? >',
      'dropped/stopped by with/w >',
      'sat down with/w >',
      'visited/saw/toured >',
      'ran/bumped into >',
      'met/meeting in person with? >',
      'met face to face with? >',
      'walk through',
      'walkthrough',
      'walked through with >',
      'hung out with >',
      'dropped off',
      'previewed >',
      'caught up in person with? >',
      'ran in to >',
      'sat with/w >',
      'sat next to >',
      'to see/visit/meet >',
      'taught/hosted/cohosted/sponsored with >',
      'walked/previewed with/w >',
      'shadowed >',
      'walked',
    ],
  ],
  [
    'visit',
    'guessed',
    [
      'met/meeting with/w? >',
      'met up with/w? >',
      'meeting/meetings/mtg/meet',
      'team/sales/office/staff meeting/mtg',
      'sit down',
      'one on one',
      '1:1/1on1',
      '1 on 1',
      'walk/hike',
      'tour',
      'walking/touring',
      'brought/delivered/dropped',
      'stopped at >',
      'spent an/a/some/two/half/the? an? hour/hours/time/minutes/morning/afternoon/day with >',
      'closing/signing/showing/inspection/walkthrough/appraisal with/w >',
      'home inspection/walkthrough with/w >',
    ],
  ],
];

const bareVerbs: [TouchpointKind, Strength, string[]][] = [
  ['call', 'said', ['call/phone/ring', '📞/☎']],
  ['message', 'said', ['text/email/message/dm']],
  ['visit', 'arrived', ['see/visit', 'drop/stop/swing/pop by/in', 'run into']],
  ['visit', 'guessed', ['meet with? >', 'meet up with >', 'sit down with >']],
];

/** The bare verbs of contact: after "I'll" or "need to" they name a plan, alone they may be one. */
export const bareKindWords: [string, KindPhrase][] = rows(bareVerbs, true);
export const kindWords: [string, KindPhrase][] = rows(table, false);

function rows(source: typeof table, bare: boolean): [string, KindPhrase][] {
  return source.flatMap(([kind, strength, patterns]) =>
    patterns.map((pattern): [string, KindPhrase] => {
      const person = pattern.endsWith(' >');
      return [person ? pattern.slice(0, -2) : pattern, { kind, strength, person, bare }];
    }),
  );
}
