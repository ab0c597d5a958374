/** What someone asks Rapport. `name` is as typed. */
export type Asked =
  | { about: 'last contact'; name: string }
  | { about: 'promises'; name: string | null }
  /** Who is on today's list. */
  | { about: 'today' }
  /** Who is due first after today. */
  | { about: 'next' }
  /** Whom they have not met in so many days. */
  | { about: 'not met'; days: number }
  /** The partner as such. */
  | { about: 'partner'; name: string }
  /** Who brings business, which Rapport never counts. */
  | { about: 'business' }
  | { about: 'help' }
  | { about: 'thanks' };

/**
 * The question that a whole line puts; null for any other line. Precise rather than greedy: what tells of a contact must
 * never be taken for a question, or the contact would be lost.
 */
export function readAsked(said: string): Asked | null {
  if (said.length > lineMax) return null;
  const line = plainLine(said);
  if (today.some((pattern) => pattern.test(line))) return { about: 'today' };
  if (next.test(line)) return { about: 'next' };
  if (thanks.test(line)) return { about: 'thanks' };
  if (help.test(line)) return { about: 'help' };
  if (business.some((pattern) => pattern.test(line))) return { about: 'business' };
  const notMet = readNotMet(line);
  if (notMet) return notMet;
  const lastContact = firstMatch(lastContacts, line);
  if (lastContact) return withName('last contact', lastContact);
  if (ownPromises.some((pattern) => pattern.test(line))) return { about: 'promises', name: null };
  const promises = firstMatch(promisesTo, line);
  if (promises) return withName('promises', promises);
  const partner = firstMatch(partners, line);
  return partner ? withName('partner', partner) : null;
}

/** A name alone, as far as its words go: whether someone bears it is up to the book. */
export function readNameAlone(said: string): string | null {
  if (said.length > lineMax) return null;
  const name = plainLine(said).replace(aroundName, '$1');
  return isName(name) ? name : null;
}

/** No question is longer, and over so few characters no pattern below takes long. */
const lineMax = 200;

/** Without what may be said before and after the matter itself, and with plain apostrophes. */
const plainLine = (said: string): string =>
  said
    .replace(/[‘’`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:hey|hi|hello|ok|okay|so|um|uh|please|pls|rapport)\b[,!.]? ?)+/i, '')
    .replace(/[\s?!.]+$/, '')
    .replace(/,? (?:please|pls|again|rapport)$/i, '');

const firstMatch = (patterns: readonly RegExp[], line: string): string | undefined =>
  patterns.map((pattern) => pattern.exec(line)?.[1]).find((name) => name !== undefined);

const withName = <About extends (Asked & { name: unknown })['about']>(about: About, text: string) => {
  const name = text.replace(/ (?:in person|face to face)$/i, '');
  return isName(name) ? { about, name } : null;
};

/** "Who is Dana", "open Dana": what may stand around a name, where someone bears it. */
const aroundName =
  /^(?:who(?:'s|s| is) |open |card for )?(.+?)(?:'s (?:card|phone|number|phone number|cell|email|company))?$/i;

/** One to five words that could name a partner or their company. */
const nameWords = /^\p{L}[\p{L}\p{M}'.-]*,?(?: [\p{L}&"“(][\p{L}\p{M}'.&"”)-]*,?){0,4}$/u;

/** Words of no name: with one of these, the question is another one. */
const notInNames =
  /\b(?:i|me|my|you|your|he|him|his|she|hers?|it|its|we|us|our|they|them|their|this|that|who|what|when|where|someone|somebody|anyone|anybody|everyone|everybody|people|partners?|with|about|because|for|from|a|an|all|today|yesterday|last|week|month|year)\b/i;

const isName = (text: string): boolean => nameWords.test(text) && !notInNames.test(text);

const meal = '(?:coffee|breakfast|brunch|lunch|dinner|drinks|a meal|a meeting)';
const toSee = `(?:see|meet(?: up)?(?: with)?|talk(?: to| with)|speak(?: to| with)|call|visit|(?:connect|catch up|check in) with|have ${meal} with|hear from|reach)`;
const saw = `(?:saw|met(?: up)?(?: with)?|talked(?: to| with)|spoke(?: to| with)|called|visited|(?:connected|caught up|checked in) with|had ${meal} with|heard from|reached)`;
const tellMe = '(?:(?:can|could|would|will) you )?(?:please )?(?:tell|remind|show) me |do you know ';

const lastContacts = [
  new RegExp(`^when (?:did|have) (?:i|we) last ${toSee} (.+)$`, 'i'),
  new RegExp(`^when did i ${toSee} (.+) (?:last|the last time)$`, 'i'),
  new RegExp(`^(?:${tellMe})when i last ${saw} (.+)$`, 'i'),
  new RegExp(
    `^(?:${tellMe})?when(?:'s| is| was|s) the last time (?:that )?i(?:'ve| have)? ${saw} (.+)$`,
    'i',
  ),
  new RegExp(
    `^how long (?:(?:has it been|is it|it's been) )?since i(?:'ve| have)? (?:last )?(?:${saw}|seen) (.+)$`,
    'i',
  ),
  /^when was i last with (.+)$/i,
  /^when (?:do i|am i) (?:next )?(?:see|seeing|meet|meeting) (.+?)(?: next)?$/i,
  new RegExp(`^when(?:'s| is|s) my (?:next )?${meal} with (.+)$`, 'i'),
];

const promisesTo = [
  /^what (?:did|have|had) i promised? (?:to )?(.+)$/i,
  /^what(?:'ve|ve) i promised (?:to )?(.+)$/i,
  /^what do i (?:still )?owe (?:to )?(.+)$/i,
  /^what (?:promises )?(?:did|have) i (?:make|made) to (.+)$/i,
  /^(?:do i (?:still )?owe|did i promise|have i promised) (.+?) anything$/i,
];

const ownPromises = [
  /^what (?:did|have) i promised?(?: (?:people|everyone|partners|my partners))?$/i,
  /^what do i (?:still )?owe(?: (?:people|everyone|partners|my partners))?$/i,
  /^(?:show me |what are )?my (?:open )?promises$/i,
  /^(?:any|what) (?:open )?promises(?: do i have| are open| did i make)?$/i,
  /^do i (?:still )?owe (?:anyone|anybody) anything$/i,
];

const reach =
  '(?:call|see|meet(?: with)?|talk to|speak (?:to|with)|reach(?: out to)?|contact|visit|follow up with)';

const today = [
  /^(?:(?:so )?who(?:'s| is|s)?(?: up| due| on(?: deck)?| on (?:my|the) list)?(?: for)? today|who(?:'s| is|s) (?:due|on (?:my|the) list))$/i,
  new RegExp(
    `^who(?:m)? (?:(?:do|should) i(?: need to| have to)?|am i (?:going|supposed) to|to) ${reach}(?: for)? today$`,
    'i',
  ),
  /^(?:(?:show|give|send) me |what's on |whats on )?(?:today's|todays|my) list(?: (?:for )?today)?$/i,
  /^(?:what(?:'s|s| is) (?:on (?:for )?today|my day(?: look(?:ing)? like)?)|what do i (?:do|have) today|who do i call first)$/i,
];

const next = /^(?:who(?:'s| is|s)?(?: up| due)? next(?: up)?|(?:next up|up next))$/i;

const notMet =
  /^who (?:haven't i|havent i|have i not|did i not|didn't i|i haven't) (?:met(?: with)?|meet(?: with)?|seen|see|visited)(?: (?:face to face|in person))?(?: (?:in the (?:last|past)|in over|in more than|more than|in|for|within|over) (.+)| (?:lately|recently))?$/i;
const stretch = /^(\d{1,3}|an?|one|two|three|four|five|six)? ?(day|week|month|year|while)s?$/i;
const numbers = ['', 'one', 'two', 'three', 'four', 'five', 'six'];
const daysOf = { day: 1, week: 7, month: 30, year: 365 };
/** "In a while", and no time at all. */
const daysUnsaid = 90;
const daysMax = 730;

function readNotMet(line: string): Extract<Asked, { about: 'not met' }> | null {
  const found = notMet.exec(line);
  if (!found) return null;
  if (found[1] === undefined) return { about: 'not met', days: daysUnsaid };
  const [, many = 'a', unit = ''] = stretch.exec(found[1].toLowerCase()) ?? [];
  if (unit === '') return null;
  if (unit === 'while') return { about: 'not met', days: daysUnsaid };
  const howMany = /^an?$/.test(many) ? 1 : Number(many) || numbers.indexOf(many);
  const days = howMany * daysOf[unit as keyof typeof daysOf];
  return days > 0 && days <= daysMax ? { about: 'not met', days } : null;
}

const partners = [
  /^(?:show me|pull up|look up|find) (.+?)(?:'s card)?$/i,
  /^what(?:'s|s| is) (.+)'s (?:phone|number|phone number|cell|email|e-mail|company)$/i,
];

const source = '(?:business|referrals?|deals?|loans?|leads?|clients?|buyers?)';
const business = [
  new RegExp(
    `^who(?:'s| is| has)? (?:sends?|sent|sending|gives?|gave|giving|brings?|brought|refers?|referred) (?:(?:me|us) )?(?:the )?(?:most|best|more)(?: ${source})?$`,
    'i',
  ),
  new RegExp(
    `^how (?:much|many) ${source} (?:has|have|did|does) .+ (?:send|sent|give|given|gave|bring|brought|refer|referred)(?: (?:me|us))?$`,
    'i',
  ),
  /^(?:who(?:'s| is| are|s)? )?(?:my )?(?:best|top|biggest) (?:referral (?:sources?|partners?)|referrers?)$/i,
];

const help =
  /^(?:help(?: me)?(?: out)?|what can (?:you do|i (?:do|ask|say|type))(?: here)?|how does this work|how do i (?:log|add|plan|use)(?: \w+){0,4})$/i;

const thanks =
  /^(?:(?:(?:many|ok|okay|great|perfect|awesome|cool|nice|got it),? )?(?:thanks|thank you|thx|ty|tysm|thank u)(?: (?:so much|very much|a lot|a bunch|man|buddy))?|much appreciated|appreciate it)$/i;
