import { phrases } from './phrases.ts';
import type { Sentence } from './sentence.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * What may undo a contact that reads like one. `corrected`: they took words back; `off`: it was canceled or moved;
 * `unanswered`: nobody was reached.
 */
export type Miss = 'corrected' | 'off' | 'unanswered';

const rows = (miss: Miss, patterns: string[]): [string, Miss][] => patterns.map((pattern) => [pattern, miss]);

/** Cues that count wherever they stand in the first clauses. */
export const misses = phrases<Miss>([
  ...rows('corrected', [
    'scratch/strike/forget/disregard/ignore that/this/it/last',
    'correction',
    'i mean/meant',
    'make that/it',
    'no wait',
    'wait no',
    'hold on/up',
    'except/minus/sans',
    'oops/whoops/nvm/nevermind',
    'never mind',
    'my bad/mistake',
    'or rather',
    'wrong one/person/name/day/partner/contact',
    'was/is it it/that?',
    'not her/him/them',
    'just kidding',
    'jk',
    'meant to say/type/be',
    'should say/be/read',
    'spoke too soon',
    'hmm/hm',
    "might've/mightve/could've/couldve/must've been?",
    'might/could/may/must have been',
    'or maybe/possibly/perhaps/was',
    'not sure',
    'cant/dont remember',
    'i think/thought it was',
  ]),
  ...rows('off', [
    'cancelled/canceled/cancels/cancel/cancelling/canceling/cxl/cxld/cancellation',
    'reschedule/rescheduling/rescheduled/reschedules/resched/rescheded',
    'postponed/postpone/postponing/postpones',
    'bailed/bails/bailing/flaked/flakes/flaking/ghosted/ghosts',
    'stood me/us up',
    'got stood up',
    'backed/backing/backs out',
    'begged/bowed/bow/bowing/ducked/duck off/out',
    'blew/blown me/us? off',
    'rain check/checked',
    'raincheck/rainchecked',
    'rained out',
    'rain delay/out',
    'cancelo/cancelado/cancelada/pospuso/planto',
    'something/emergency/conflict/else/thing/meeting/showing/client/listing came/come/popped/pop/coming up',
    'supposed to be/have/meet/happen',
    'was on for',
    'was supposed/going/meant/due/slated/hoping/about to',
    'this close',
    'kaput/washout/flop/moot/canned/shelved',
    'had a/an conflict/emergency/family',
    'fell/falling/fallen through/apart',
    'called/calling it? off',
    'was/is/got/getting/been pushed/moved/bumped/delayed/nixed/scrapped/scrubbed/axed/punted/tabled/killed/dropped/shelved',
    'pushed/pushing/moved/moving/bumped/bumping/switched it/us/me/ours/that/back/to/off/out/again/till/until',
    'had to move/push/bump/leave me/us?',
    'put/puts/putting me/us/it off',
    'on hold/ice',
    'off the table/books/calendar/schedule',
    'no go',
    'up in the air',
    'tbd/tba/tentative/tentatively',
    'double booked',
    'overslept',
    'spaced on? it?',
    'called/calls in? sick',
    'out/home sick',
    'no show/showed/shows',
    'noshow/noshowed',
    'turned me/us away',
    'turned around',
    'passed on it/lunch/coffee/dinner/drinks/meeting/me/us',
    'begged off',
    'wasnt/isnt/wont/not/never happening',
    'not going to happen',
    'fail/fizzled',
    'instead of',
    'almost/nearly had/met/saw/got/made/went/caught',
    'or so i thought',
    'not yet',
    'next time',
    'some other time',
    'another time',
  ]),
  ...rows('unanswered', [
    'crickets/unanswered/undeliverable/bounced/disconnected',
    'radio silence',
    'total/just/only/nothing but silence',
    'voicemail/voicemails/vm/vms/lvm/vmail/vmails/mailbox',
    'voice mail/box',
    'answering machine/service',
    'the/her/his/a machine',
    'no answer/response/reply/replies/luck/dice/joy/word/callback/pickup/ans/reaction/sign/one/body/takers',
    'no call back',
    'nobody/noone home/there/in/around/answered/picked/came',
    'no one home/there/in/around/answered/picked/came',
    'rang out',
    'just/it rang',
    'rang and rang',
    'kept/keeps ringing',
    'busy signal/tone',
    'line/number/phone was/is? busy/dead/off/disconnected',
    'out of service',
    'on/never/not read',
    'got nothing/zip/nada/nowhere/voicemail',
    'only to find/learn/discover/hear/be/see',
    'was/is/are at lunch',
    'been disconnected/changed',
    'nothing/zip/nada/zilch back/yet',
    'waiting on/for/to a/her/his/their? call/callback/reply/response/answer/hear back?',
    'straight to',
    'gatekeeper',
    'got/reached/spoke/talked/left to/with/it/them? her/his/their/the assistant/receptionist/secretary/admin/office/wife/husband/kid/son/daughter/front',
    'already/she/he/they had/already/just? gone/left',
    'left already/early/before/for/just',
    'out of office/town/state/pocket/the',
    'out till/until/sick/showing',
    'was/is/are out/gone/away/ooo/unavailable/closed/locked/dark/empty/mia/elsewhere',
    'on vacation/pto/leave',
    'day off',
    'gone for/till/until/home',
    'closed for/early/up/today/already/on/sign/at/when',
    'doors/door/lights/office was/were? locked/off/closed/dark/out',
    'locked up/door/doors/out',
    'missed each other/him/her/them/me/us',
    'just missed',
    'phone tag',
    'couldnt/cant/unable/could/can not? to? get hold/ahold/through',
    'tried/trying again',
    'try/call again later/tomorrow/monday',
    'never got/heard/connected/reached/caught/made/saw/met/picked/answered/called/returned/responded/replied/showed/came',
    'stuck in/at/on',
    'got stuck/lost/held',
    'tied up',
    'ignored/ignoring/ignores me/us/my/it/them?',
    'left on seen',
    'declined/rejected my? call/it/the',
    'hung up on me',
    'wrong number',
    'her/his/their/the receptionist/assistant/secretary/admin/office/gatekeeper said/says/told/answered/picked/took/tells',
    'in court/surgery/session/training/meetings',
  ]),
]);

/** Words that, after a "not", say that nobody met or was reached; after them it is about the contact itself. */
const outcome = new Set(
  (
    'show showed showing come came coming answer answered answering pick picked picking respond responded responding reply replied ' +
    'replying return returned reach reached connect connected happen happened happening meet met meeting see saw seeing seen ' +
    'catch caught call called text texted talk talked spoke speak make made get got go went going there here home available around ' +
    'free in able up return returned hear heard find found stop stopped have had work worked join joined attend attended ' +
    'today yet time it visit visited chat wait actually really manage managed'
  ).split(' '),
);
const negation =
  /^(?:not|never|\w+n't|didnt|doesnt|dont|wasnt|werent|isnt|couldnt|cant|cannot|wouldnt|wont|havent|hasnt|hadnt|failed|unable)$/;
const between =
  /^(?:to|be|been|even|really|actually|quite|ever|able|get|even|the|a|an|at|in|on|our|any|her|him|them|it|me|us)$/;

export const isNegation = (word: string): boolean => negation.test(word);

/** An emoji that says no. */
export const isDenial = (word: string): boolean => /^(?:❌|🚫|👎|🙅|✖|✗|🤷|❎|⛔)/u.test(word);

/** Does a negation at `at` deny the contact ("didn't get to see her"), and not something else ("doesn't like rates")? */
export function deniesContact(words: readonly string[], at: number): boolean {
  for (let i = at + 1; i < words.length && i <= at + 5; i++) {
    if (outcome.has(words[i]!)) return true;
    if (!between.test(words[i]!)) return false;
  }
  return at === words.length - 1;
}

/** May stand between the contact and what became of it: conjunctions, pronouns, auxiliaries. */
const leadIns = /^(?:but|and|so|she|he|they|it|who|i|we|then|got|is|had|to|has|been)$/;

/** "But she didn't pick up" tells of the contact itself; "but she was out of listings" of something else. */
export function leadsToMiss({ tokens, days }: Sentence, at: number): boolean {
  let i = at;
  while (leadIns.test(tokens[i]?.word ?? '')) i++;
  const phrase = vocabulary.find(tokens, i);
  if (phrase?.means.is !== 'attempt' && phrase?.means.is !== 'off') return false;
  const after = tokens[phrase.end];
  return (
    !after ||
    after.mark ||
    days.has(phrase.end) ||
    /^(?:and|so|again|either|on|this|last|me|yet)$/.test(after.word)
  );
}
