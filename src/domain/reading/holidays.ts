import { addDays, type Day, type Weekday, weekdayOf } from '../days/day.ts';
import { dayOf, monthEnd, type SaidDay, weekdayBefore } from './said-day.ts';

type InYear = (year: number) => Day;

const fixed =
  (month: number, date: number): InYear =>
  (year) =>
    dayOf(year, month, date)!;

/** The nth weekday of a month. */
const nth =
  (n: number, weekday: Weekday, month: number): InYear =>
  (year) => {
    const first = dayOf(year, month, 1)!;
    return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1));
  };

/** The Gregorian computus in the form of Meeus, Jones, and Butcher. */
function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)!;
}

const holidays: [words: string, day: InYear][] = [
  ["new year'?s day|new years", fixed(1, 1)],
  ["new year'?s eve", fixed(12, 31)],
  ['mlk day|martin luther king day', nth(3, 1, 1)],
  ["valentine'?s(?: day)?", fixed(2, 14)],
  ["president'?s'? day", nth(3, 1, 2)],
  ["(?:st\\.? |saint )patrick'?s(?: day)?|st paddy'?s(?: day)?", fixed(3, 17)],
  ['easter(?: sunday)?', easter],
  ['good friday', (year) => addDays(easter(year), -2)],
  ['easter monday', (year) => addDays(easter(year), 1)],
  ['cinco de mayo', fixed(5, 5)],
  ["mother'?s day", nth(2, 0, 5)],
  ['memorial day', (year) => weekdayBefore(1, addDays(monthEnd(dayOf(year, 5, 1)!, 0), 1))],
  ["father'?s day", nth(3, 0, 6)],
  ['juneteenth', fixed(6, 19)],
  ['(?:the )?(?:4th|fourth) of july|july (?:4th|fourth)|independence day|the fourth', fixed(7, 4)],
  ['labor day', nth(1, 1, 9)],
  ["columbus day|indigenous people'?s'? day", nth(2, 1, 10)],
  ['halloween', fixed(10, 31)],
  ["veteran'?s'? day", fixed(11, 11)],
  ['thanksgiving(?: day)?', nth(4, 4, 11)],
  ['black friday', (year) => addDays(nth(4, 4, 11)(year), 1)],
  ['christmas eve|xmas eve', fixed(12, 24)],
  ['christmas(?: day)?|xmas', fixed(12, 25)],
];

/** The day stands alone: "the Christmas party" and "Memorial Day weekend" are something else. */
const alone =
  '(?=\\s*(?:$|[,.;!?)\\n—–-]|(?:with|w|at|@|and|re|about|morning|afternoon|evening|night|for|in|had|we|i)\\b))';

/** Patterns for holidays, with what each says: the last one gone by, and the next. */
export const holidayRules: [RegExp, (match: RegExpExecArray, today: Day) => SaidDay][] = holidays.map(
  ([words, inYear]) => [
    new RegExp(`\\b(?:on |over |for )?(?:${words})${alone}`, 'gi'),
    (_, today) => {
      const year = Number(today.slice(0, 4));
      const days = [year - 1, year, year + 1].map(inYear);
      return {
        is: 'either',
        behind: days.findLast((day) => day <= today)!,
        ahead: days.find((day) => day > today)!,
      };
    },
  ],
);
