import type { OpenPromise } from '../asking/facts.ts';
import type { Day } from '../days/day.ts';
import { findDays } from '../reading/days.ts';
import { dayAhead } from '../reading/said-day.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import { hasAllWords, hasWord, headOf, isForTheirOther, isNamedIn } from './match-promises.ts';
import { plainLine } from './plain-line.ts';
import { type PromiseOrder, readStretch } from './promise-order.ts';

/** What is told of an open promise, in whatever words: "Rita doesn't need that article anymore". */
export interface PromiseNews {
  order: PromiseOrder;
  promise: OpenPromise;
  /** It is called by all its words. Otherwise another may be meant, and it is asked about. */
  isSure: boolean;
}

const lineMax = 110;

/** Tells of a contact or asks, or is about somebody's wish to have it soon. */
const elsewhere =
  /\?|\b(?:coffee|lunch|dinner|breakfast|brunch|drinks|zoom|meeting|mtg|call(?:ed)?|met|saw|talked|spoke|texted|emailed|sent|gave|(?:can['’]?t|cannot) wait)\b/i;
const drops =
  /\b(?:(?:does ?n['o]?t|doesnt|does not|no longer|not|wont|won't) (?:really |even )?(?:be )?(?:needs?|wants?|needing|wanting|needed|wanted|happening|gonna happen|going to happen)|never ?mind|nvm|scratch|forget(?! to)|scrap|cancel|drop(?! (?:off|by|it))|kill|skip|nix|all set|(?:got|has|have|found|made|did|bought) (?:one|it|(?:his|her|their) own|another(?: one)?)|elsewhere|somewhere else|no need|off (?:of )?my (?:list|plate|to ?do)|off the hook|changed (?:his|her|their) mind)\b/i;
const moves =
  /\b(?:late|later|waits?|instead|slip\w*|push\w*|bump\w*|delay\w*|mov(?:e|ed|ing)|postpon\w*|reschedul\w*|make (?:it|that)|more like|(?:un)?till?|more time|(?:can't|cant|cannot) get to|behind on|before (?:i|we) can|now due|make\b.*\bdue|needs? another|another|extra|extend\w*)\b/i;
/** Said again, it is not to be moved: "don't push Dana's flyer". */
const unmoved = /\b(?:don't|dont|do not|not|never) (?:push|bump|delay|move|slip|wait|change|postpone)/i;
/** Promised once more, which may be another one. */
const anew = /\b(?:from me|promis\w*|owe|remind|to ?-?do|note to self|said (?:i|yes|ok)|i (?:told|said))\b/i;
const stretch =
  /\b((?:an?|another|one|two|three|four|five|six|\d{1,2})(?: more| extra)? (?:day|week|month)s?)\b/i;

/** Whether a look at the open promises is worth it. */
export const mayTellOfPromise = (said: string): boolean =>
  said.length <= lineMax && !elsewhere.test(said) && (drops.test(said) || moves.test(said));

/** The news of one open promise, by its partner's name and its own; null if none or several may be meant. */
export function readPromiseNews(
  said: string,
  open: readonly OpenPromise[],
  today: Day,
  limit: TimeLimit,
): PromiseNews | null {
  if (!mayTellOfPromise(said)) return null;
  const line = plainLine(said);
  const meant = open.filter((one) => {
    const head = headOf(one.text);
    return head !== null && isNamedIn(line, one) && hasWord(line, head) && !isForTheirOther(line, one);
  });
  const called = meant.filter((one) => hasAllWords(line, one));
  const [promise, ...others] = called.length > 0 ? called : meant;
  if (!promise || others.length > 0) return null;
  const about = promise.text;
  const isSure = called.length > 0;
  if (drops.test(line)) return { order: { how: 'drop', about, told: false }, promise, isSure };
  const to = unmoved.test(line) || anew.test(line) ? null : newDay(line, today, limit);
  return to && { order: { how: 'move', about, to }, promise, isSure };
}

/** "Friday not Monday" */
const notThen = /,? (?:and )?(?:not|instead of|rather than) (?!today)(?:on )?\p{L}{3,9}$/iu;

/** The one day to come, beside today or the one it was due: "not today, make it tomorrow". */
function newDay(line: string, today: Day, limit: TimeLimit): { day: Day } | { byDays: number } | null {
  const days = findDays(line.replace(notThen, ''), today, limit).filter(({ said }) => said.is !== 'hour');
  const ahead = new Set(days.map(({ said }) => (said.is === 'unreadable' ? null : dayAhead(said, today))));
  ahead.delete(today);
  const [day, ...others] = [...ahead];
  if (day && others.length === 0 && day > today) return { day };
  const [, words] = days.length === 0 ? (stretch.exec(line) ?? []) : [];
  return words === undefined ? null : readStretch(words);
}
