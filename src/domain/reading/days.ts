import { addDays, type Day, mondayOf, parseIsoDay, type Weekday } from '../days/day.ts';
import { squeeze } from '../squeeze.ts';
import { mendDayWords } from './day-slips.ts';
import { holidayRules } from './holidays.ts';
import { withHours } from './hours-of-days.ts';
import { type DayPhrase, findByLibrary } from './library-days.ts';
import {
  dayOf,
  exact,
  inWeek,
  monthDay,
  monthEnd,
  type SaidDay,
  unreadable,
  weekdayAfter,
  weekdayBefore,
} from './said-day.ts';
import type { TimeLimit } from './time-limit.ts';

type Rule = [pattern: RegExp, say: (match: RegExpExecArray, today: Day) => SaidDay | null];

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ordinals = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth ' +
  'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth'
).split(' ');
const counts = ['a', 'one', 'two', 'three', 'four', 'five', 'six'];
const WEEKDAY = '(sun|mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?';
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY_END =
  "(?:eod|cob|before the day(?: is|[’']?s)? (?:over|out|done)|(?:the )?end of (?:the |business )?day|close of business)";

/** A rule in words; " " stands for any white space, WEEKDAY for a captured weekday. */
function rule(words: string, say: Rule[1]): Rule {
  const source = words.replaceAll('WEEKDAY', WEEKDAY).replaceAll('DAY_END', DAY_END).replaceAll(' ', '\\s+');
  return [new RegExp(`\\b(?:${source})\\b`, 'gi'), say];
}

const until = (last: Day): SaidDay => ({ is: 'stretch', last });
const weekdayFrom = (name: string) => weekdayNames.indexOf(name.slice(0, 3).toLowerCase()) as Weekday;
const countFrom = (word: string) => Number(word) || Math.max(1, counts.indexOf(word.toLowerCase()));

const numbers = /\b(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/%]|[.:-]\d)/g;

/** What chrono does not know, or reads otherwise than a loan officer means it. */
const rules: Rule[] = [
  [numbers, readNumbers],
  [/\b\d{4}-\d{2}-\d{2}\b/g, ([text]) => exact(parseIsoDay(text))],
  rule(`(?:on|by|before|until) (?:the )?(\\d{1,2})(?:st|nd|rd|th)|the (\\d{1,2})(?:st|nd|rd|th)`, (m) =>
    dayOfMonth(Number(m[1] ?? m[2])),
  ),
  rule('(?:on )?WEEKDAY,? (?:the )?(\\d{1,2})(?:st|nd|rd|th)', (m) =>
    dayOfMonth(Number(m[2]), weekdayFrom(m[1]!)),
  ),
  rule(`(?:on|by) the (twenty[ -])?(${ordinals.join('|')})`, readOrdinal),
  rule(`${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?`, ([text, date]) => readImpossibleDate(text, date!)),
  rule(`(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTH})(?! \\d)`, ([, date, month]) =>
    Number(date) <= 31 ? readImpossibleDate(month!, date!) : null,
  ),
  rule('(?:on )?WEEKDAY', (m) => ({ is: 'weekday', weekday: weekdayFrom(m[1]!), thisWeek: false })),
  rule('this WEEKDAY', (m) => ({ is: 'weekday', weekday: weekdayFrom(m[1]!), thisWeek: true })),
  // "Next Thursday" is the one of next week, Monday to Sunday; "last Friday" the latest gone by.
  rule('next WEEKDAY', (m, today) => exact(inWeek(weekdayFrom(m[1]!), today, 1))),
  rule('next week (?:on )?WEEKDAY', (m, today) => exact(inWeek(weekdayFrom(m[1]!), today, 1))),
  rule('(?:last|past|this past) WEEKDAY', (m, today) => exact(weekdayBefore(weekdayFrom(m[1]!), today))),
  rule('(?:a|one) week ago (?:on )?WEEKDAY', (m, today) =>
    exact(addDays(weekdayBefore(weekdayFrom(m[1]!), addDays(today, 1)), -7)),
  ),
  rule(`(${counts.slice(2).join('|')}|\\d) weeks (?:ago|back) (?:on )?WEEKDAY`, (m, today) =>
    exact(inWeek(weekdayFrom(m[2]!), today, -countFrom(m[1]!))),
  ),
  rule(`(${counts.join('|')}|\\d) weeks? (?:ago|back) (today|yesterday)`, (m, today) =>
    exact(addDays(today, -7 * countFrom(m[1]!) - (m[2] === 'yesterday' ? 1 : 0))),
  ),
  rule(`(${counts.slice(1).join('|')}|\\d) (days|weeks?) back`, (m, today) =>
    exact(addDays(today, -countFrom(m[1]!) * (m[2]!.startsWith('week') ? 7 : 1))),
  ),
  // "630 this morning", "730 breakfast"
  rule(
    '(?:1[0-2]|[1-9]):?[0-5]\\d(?=\\s+(?:this morning|this afternoon|am|pm|breakfast|coffee|lunch|dinner|call|zoom|tee time))',
    () => ({
      is: 'hour',
    }),
  ),
  ...holidayRules,
  rule('WEEKDAY before last', (m, today) => exact(addDays(weekdayBefore(weekdayFrom(m[1]!), today), -7))),
  rule(`(${counts.slice(2).join('|')}|\\d) WEEKDAYs ago`, (m, today) =>
    exact(addDays(weekdayBefore(weekdayFrom(m[2]!), today), -7 * (countFrom(m[1]!) - 1))),
  ),
  rule('(?:on|for) (?:my|his|her|their|our) (?:birthday|anniversary|day off)', () => unreadable),
  // Behind it is this morning, ahead the next.
  rule('(?:first thing )?in the morning', (_, today) => ({
    is: 'either',
    behind: today,
    ahead: addDays(today, 1),
  })),
  rule('(?:this )?coming WEEKDAY', (m, today) => exact(weekdayAfter(weekdayFrom(m[1]!), today))),
  rule('(?:the )?(?:week|weekend|month) before last', () => unreadable),
  rule('this [ap]\\.?m\\.?', (_, today) => exact(today)),
  rule(`(?:on )?WEEKDAY,? the (twenty[ -])?(${ordinals.join('|')})`, ([, weekday, twenty, word]) => {
    const at = ordinals.indexOf(word!.toLowerCase()) + 1;
    return dayOfMonth(twenty ? 20 + at : at === 21 ? 30 : at, weekdayFrom(weekday!));
  }),
  rule('night before last', (_, today) => exact(addDays(today, -2))),
  rule('(?:the )?day before yesterday', (_, today) => exact(addDays(today, -2))),
  // "The morning of the Garcia closing", "the day after the mixer": nobody but them knows which day that was.
  rule(
    '(?:the )?(?:day|morning|night|afternoon|evening|week|weekend) (?:of|after|before) (?!tomorrow|yesterday|last|next)(?:the |her |his |their |our |my )?\\w+',
    () => unreadable,
  ),
  rule('(?:a|one) week (?:from|after) WEEKDAY', (m, today) =>
    exact(addDays(weekdayAfter(weekdayFrom(m[1]!), today), 7)),
  ),
  rule(`(${counts.join('|')}|\\d) weeks? from (?:today|now)`, (m, today) =>
    exact(addDays(today, 7 * countFrom(m[1]!))),
  ),
  rule('(?:the )?day after tomorrow', (_, today) => exact(addDays(today, 2))),
  rule('DAY_END|today|this (?:morning|afternoon)|just now', (_, today) => exact(today)),
  rule('(?:in|within) (?:an?|one|two|three|four|\\d+|a few|a couple|half an) (?:hours?|minutes?)', () => ({
    is: 'tonight',
  })),
  rule('DAY_END tomorrow|tomorrow (?:by )?DAY_END', (_, today) => exact(addDays(today, 1))),
  rule('DAY_END (?:on |this )?WEEKDAY', (m) => ({
    is: 'weekday',
    weekday: weekdayFrom(m[1]!),
    thisWeek: false,
  })),
  rule('tonight|this evening|later today', () => ({ is: 'tonight' })),
  // Stretches end where a promise would be late: a week on its Friday, a month on its last day.
  rule('(?:early|beginning of|start of) next week', (_, today) => until(inWeek(2, today, 1))),
  rule('(?:mid|middle of)[ -]?next week', (_, today) => until(inWeek(3, today, 1))),
  rule('(?:(?:the )?end of |late(?:r)? |sometime )?next week', (_, today) => until(inWeek(5, today, 1))),
  rule('(?:the )?week after next', (_, today) => until(inWeek(5, today, 2))),
  rule('(?:(?:the )?end of (?:the |this )?|later this |sometime this |this )week|eow', (_, today) =>
    until(weekdayAfter(5, addDays(today, -1))),
  ),
  rule('(?:the |this )?(?:coming )?weekend', (_, today) => until(addDays(mondayOf(today), 6))),
  rule('(?:(?:the )?end of (?:the |this )?|later this |this )month|eom', (_, today) =>
    until(monthEnd(today, 0)),
  ),
  rule('(?:(?:the )?end of |sometime )?next month', (_, today) => until(monthEnd(today, 1))),
  rule('(?:the )?end of (?:the |this )?year|eoy', (_, today) => until(`${Number(today.slice(0, 4))}-12-31`)),
  rule(
    '(?:in|back in|during|since) (?:january|february|march|april|may|june|july|august|september|october|november|december)(?! \\d)',
    ([text]) => ({
      is: 'month',
      month: months.indexOf(text.split(/\s+/).at(-1)!.slice(0, 3).toLowerCase()) + 1,
    }),
  ),
  rule('(?:in|within) (?:a|one|the next) month', (_, today) => until(addDays(today, 30))),
  // Good enough to promise by; no day to have met on.
  rule(`(?:in|within) (?:about )?(${counts.slice(2).join('|')}|\\d{1,2}) months`, (m, today) =>
    until(addDays(today, 30 * countFrom(m[1]!))),
  ),
  rule('(?:in|within) (?:a|one|two|three|\\d) years?', () => unreadable),
  rule('(?:in|within) (?:a few|several|a couple(?: of)?) (weeks|months)', (m, today) =>
    until(addDays(today, m[1]!.startsWith('week') ? 21 : 90)),
  ),
  rule('(?:in the|this|next) (?:spring|summer|fall|autumn|winter)', () => unreadable),
  rule('(?:in|within|over) (?:the next |a |the )?(?:few|couple|couple of) days', (_, today) =>
    until(addDays(today, 3)),
  ),
  rule('(?:last|past) (?:week|month|year|weekend|quarter|spring|summer|fall|winter)', () => unreadable),
  rule('(?:over|on|during) (?:the )?(?:last |past )?weekend|recently', () => unreadable),
  rule('earlier (?:this|in the) (?:week|month)|the other (?:day|week|night|morning)', () => unreadable),
  rule('(?:a few|few|several|some|many|a) (?:day|week|month|year|while|bit)s? (?:ago|back)', countedWeek),
  rule('\\w+ (?:month|year)s? (?:ago|back)', () => unreadable),
];

/** "A week ago" is a day; "a few days ago" and "a while back" are none. */
function countedWeek([text]: RegExpExecArray, today: Day): SaidDay {
  return /^a\s+(?:day|week)\s/i.test(text) ? exact(addDays(today, /day/i.test(text) ? -1 : -7)) : unreadable;
}

/** What follows the numbers of a range, a loan, or a score. */
const counted =
  /^\s*(?:%|k\b|arms?\b|buy\s?downs?\b|loans?\b|units?\b|homes?\b|houses\b|years?\b|yrs?\b|days?\b|weeks?\b|months?\b|people\b|agents?\b|offers?\b|min|hours?\b|hrs?\b|beds?\b|br\b|ba\b|baths?\b|points?\b|pts?\b|split|ratio|sofr|libor|hybrid|io\b|deals?\b|listings?\b|[a-z]+s\b)/i;

const isCounted = (after: string): boolean =>
  counted.test(after) && !/^\s*(?:was|is|this|has|as)\b/i.test(after);

function readNumbers(match: RegExpExecArray): SaidDay | null {
  const [text, month, mark, date, year] = match;
  const after = match.input.slice(match.index + text.length, match.index + text.length + 20);
  if (!year && isCounted(after)) return null;
  // "6.5" is as likely a rate, and "6-9" a range, unless it stands where a day would.
  if (!year && mark === '.') return null;
  if (!year && mark === '-' && !/^\s*(?:$|[,.;!?)\n]|(?:with|w|at|re|about)\b|@)/i.test(after)) return null;
  if (text === '24/7' || Number(month) + Number(date) === 100) return null; // "24/7", an 80/20 loan
  if (year) return exact(dayOf(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(date)));
  return monthDay(Number(month), Number(date));
}

function dayOfMonth(date: number, weekday?: Weekday): SaidDay {
  if (date < 1 || date > 31) return unreadable;
  return { is: 'day of month', date, ...(weekday !== undefined && { weekday }) };
}

function readOrdinal([, twenty, word]: RegExpExecArray): SaidDay {
  const at = ordinals.indexOf(word!.toLowerCase()) + 1;
  return dayOfMonth(at === 21 ? 30 : twenty ? 20 + at : at);
}

/** Only speaks up for a date that does not exist: the others are chrono's. */
function readImpossibleDate(month: string, date: string): SaidDay | null {
  return dayOf(2024, months.indexOf(month.slice(0, 3).toLowerCase()) + 1, Number(date)) ? null : unreadable;
}

/**
 * Every mention of a day in the text, in order and without overlaps: of two that overlap the longer stays. What the library
 * cannot read within the limit counts as a day that cannot be read.
 */
export function findDays(text: string, today: Day, limit: TimeLimit): DayPhrase[] {
  const { squeezed, placeOf: placeInText } = squeeze(text);
  const { mended, placeOf: placeInSqueezed } = mendDayWords(squeezed);
  const placeOf = (at: number) => placeInText(placeInSqueezed(at));
  const found = [...findByRules(mended, today), ...findByLibrary(withoutCounted(mended), today, limit)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: DayPhrase[] = [];
  for (const phrase of found) {
    const last = kept.at(-1);
    if (!last || phrase.start >= last.end) kept.push(phrase);
    else if (phrase.end - phrase.start > last.end - last.start) kept[kept.length - 1] = phrase;
  }
  return withHours(kept, mended).map(({ start, end, ...told }) => ({
    start: placeOf(start),
    end: placeOf(end - 1) + 1,
    ...told,
  }));
}

/** How long it takes: "at 10 for 30 minutes" is no other day. */
const lasts =
  /(?<=\d(?: ?[ap]m?)? )for (?:about )?(?:an?|half an|\d{1,3}|fifteen|thirty|forty[ -]five) (?:min|mins|minutes?|hr|hrs|hours?)\b/gi;

/** "Coffee with April, 12 bucks" */
const money = /\b\d{1,4}(?:\.\d\d)?(?=\s+(?:bucks|dollars|usd)\b)/gi;

/** Numbers of loans, ranges, and scores must not reach the library: "the 5/6 SOFR". */
const withoutCounted = (text: string): string =>
  text
    .replace(lasts, (found) => 'x'.repeat(found.length))
    .replace(money, (found) => 'x'.repeat(found.length))
    .replace(numbers, (...match) => {
      const [found, , mark, , year] = match as unknown as [
        string,
        string,
        string,
        string,
        string | undefined,
      ];
      const input = match.at(-1) as string;
      const after = input.slice((match.at(-2) as number) + found.length).slice(0, 20);
      return mark === '/' && !year && isCounted(after) ? 'x'.repeat(found.length) : found;
    });

function findByRules(text: string, today: Day): DayPhrase[] {
  return rules.flatMap(([pattern, say]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const said = say(match, today);
      return said ? [{ start: match.index, end: match.index + match[0].length, said }] : [];
    }),
  );
}
