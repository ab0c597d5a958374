import { addDays, type Day } from '../days/day.ts';
import { findDays } from '../reading/days.ts';
import { dayAhead } from '../reading/said-day.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import { plainLine } from './plain-line.ts';

/** An order about an open promise. `about` tells which, as typed. */
export type PromiseOrder =
  /** `told`: the words say that the partner knows. */
  { how: 'drop'; about: string; told: boolean } | { how: 'move'; about: string; to: MovedTo };

/** To a day; by so many days from the one it had; or to none that the words pin. */
export type MovedTo = { day: Day } | { byDays: number } | null;

const lineMax = 120;

/** "The flyer I was gonna get Marcus" is the flyer for Marcus. */
const meantFor =
  / (?:that )?(?:i|we) (?:was|were|am|are|'m|'re) (?:gonna|going to|supposed to) (?:get|send|give|bring|make|do)(?: for)? (?=\p{L}+$)/iu;

const drops = [
  /^(?:please )?(?:forget|drop|skip|scrap|nix|cancel|delete|remove|scratch|never ?mind)(?: about)? (.+)$/i,
  /^(?:i|we)(?: really)? ?(?:can't|cant|cannot|can not|won't|wont|will not|couldn't|couldnt|am not going to|'?m not going to|'?m not gonna) (?:be able to )?(?:do|send|get|give|make|bring|keep|deliver|finish|email|pull off|pull together) (.+?)(?: after all| anymore)?$/i,
  /^(?:can't|cant|cannot|can not|won't|wont|not going to|not gonna|won't be able to|not) (?:be able to )?(?:do|doing|send|sending|get|getting|give|giving|make|making|bring|bringing|keep|deliver|finish) (.+?)(?: after all| anymore)?$/i,
  /^no (?:more )?need for (.+?)(?: anymore)?$/i,
  /^(.+?) (?:is|are|isn't|aren't) (?:off|not needed|no longer needed|not happening|not going to happen)(?: anymore)?$/i,
  /^(.+?) (?:doesn't|doesnt|does not|no longer|don't) (?:need|needs|want|wants) (.+?)(?: anymore)?$/i,
];
const toldThem =
  /^(?:i )?(?:told|let) (.+?) (?:know )?(?:that )?(?:i|we) (?:can't|cant|cannot|can not|won't|wont) (?:do|send|get|give|make|bring|keep|deliver)(?: (?:him|her|them))? (.+)$/i;

const mover =
  '(?:move|push|bump|shift|postpone|delay|extend|reschedule|slide|change)(?: back| out| up)?(?: the due date (?:of|for|on))?';
const opens = new RegExp(`^(?:please )?${mover} (.+)$`, 'i');
const toWhen = / (?:(?:back|out|up) )?(?:to|until|till|til|by|for) /gi;
const movedBy = new RegExp(
  `^(?:please )?${mover} (.+?)(?: back| out)?(?: by)? ((?:an?|another|one|two|three|four|five|six|\\d{1,2})(?: more| extra)? (?:day|week|month)s?)$`,
  'i',
);
const needsUntil =
  /^(?:(?:(?:i|we) )?need|give me|i'll need|ill need)(?: until| till| til)? (.+?) (?:for|on|to (?:do|send|finish|get)) (.+)$/i;
/** A day that is still to be chosen. */
const moreTime = /^(?:(?:i|we) )?need more time (?:on|for|with|to (?:do|send|finish|get)) (.+)$/i;
const stretch = /^(an?|another|one|two|three|four|five|six|\d{1,2})(?: more| extra)? (day|week|month)s?$/i;
const counts = ['', 'one', 'two', 'three', 'four', 'five', 'six'];
const daysOf = { day: 1, week: 7, month: 30 };

/** The order that the whole line gives; null for any other line. Whether a promise fits its words is up to what is open. */
export function readPromiseOrder(said: string, today: Day, limit: TimeLimit): PromiseOrder | null {
  if (said.length > lineMax) return null;
  const line = plainLine(said)
    .replace(/^(?:no,|(?:oops|sorry|actually),?) /i, '')
    .replace(meantFor, ' for ');
  const by = movedBy.exec(line);
  if (by?.[1] && by[2]) return { how: 'move', about: by[1], to: readStretch(by[2]) };
  const [, object = ''] = opens.exec(line) ?? [];
  // The last "to" leads to the day: "the intro for Grant to the end of the month".
  for (const { index, 0: lead } of [...object.matchAll(toWhen)].reverse()) {
    const to = moved(object.slice(0, index), object.slice(index + lead.length), today, limit);
    if (to) return to;
  }
  const until = needsUntil.exec(line);
  const put = until?.[1] && until[2] ? moved(until[2], until[1], today, limit) : null;
  if (put) return put;
  const [, later] = moreTime.exec(line) ?? [];
  if (later) return { how: 'move', about: later, to: null };
  const told = toldThem.exec(line);
  if (told) return { how: 'drop', about: `${told[2]} for ${told[1]}`, told: true };
  for (const pattern of drops) {
    const [, first, second] = pattern.exec(line) ?? [];
    if (first) return { how: 'drop', about: second ? `${second} for ${first}` : first, told: false };
  }
  return null;
}

/** Null unless the words are a day: "move the flyer for Dana to the office" moves no promise. */
function moved(about: string, when: string, today: Day, limit: TimeLimit): PromiseOrder | null {
  const stretched = readStretch(when);
  if (stretched) return { how: 'move', about, to: stretched };
  const [found, ...more] = findDays(when, today, limit);
  if (!found || more.length > 0 || found.said.is === 'hour') return null;
  const rest = `${when.slice(0, found.start)} ${when.slice(found.end)}`;
  if (/[\p{L}\p{N}]/u.test(rest.replace(/\b(?:on|the|by|at|end of(?: the)?|instead)\b/gi, ''))) return null;
  const day = found.said.is === 'unreadable' ? null : dayAhead(found.said, today);
  return { how: 'move', about, to: day !== null && day >= today ? { day } : null };
}

/** "Another week", "5 more days" */
export function readStretch(words: string): { byDays: number } | null {
  const [, many = '', unit = ''] = stretch.exec(words.trim().toLowerCase()) ?? [];
  if (unit === '') return null;
  const howMany = /^(?:an?|another)$/.test(many) ? 1 : Number(many) || counts.indexOf(many);
  return { byDays: howMany * daysOf[unit as keyof typeof daysOf] };
}

/** The day it is due then. A promise that is late moves from today: a week from a day gone by may be gone, too. */
export function movedDay(dueOn: Day | null, to: MovedTo, today: Day): Day | null {
  if (to === null) return null;
  if ('day' in to) return to.day;
  return addDays(dueOn !== null && dueOn > today ? dueOn : today, to.byDays);
}
