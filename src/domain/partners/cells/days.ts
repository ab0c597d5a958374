import { addDays, type Day } from '../../days/day.ts';
import { typedDay } from '../../format.ts';
import { dayOf } from '../../reading/said-day.ts';
import { quote, type Understood } from './cell.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Earlier days are slips (0206, 1900), not memories. */
const earliest: Day = '1980-01-01';
/** Day 0 of a spreadsheet's dates, once it counts February 29, 1900, which was none. */
const serialZero: Day = '1899-12-30';
/** 1980 to 2099 as a spreadsheet counts days. Other numbers are no dates. */
const serials = { from: 29_221, to: 73_050 };

/**
 * A day gone by, in any form that a program exports or a person types. Month first where both could be, as Americans
 * write. Without a year it is the last one.
 */
export function readDayGoneBy(text: string, today: Day): Understood<Day> {
  const day = parse(text.trim().replace(/[,\s]+/g, ' '), today);
  if (day === null) return { value: null, leftOut: `${quote(text)} isn’t a date` };
  if (day > today) return { value: null, leftOut: `${typedDay(day)} is in the future` };
  if (day < earliest) return { value: null, leftOut: `${typedDay(day)} is too long ago` };
  return { value: day };
}

/** What may stand behind a day: "14:03", "T14:03:00Z", "2:03 PM". */
const withoutTime = (text: string): string =>
  text
    .replace(
      /(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT))?)$/,
      '',
    )
    .trim();

const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? /i;

function parse(typed: string, today: Day): Day | null {
  const text = withoutTime(typed).replace(weekday, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text);
  if (figures) {
    const [first, second] = [Number(figures[1]), Number(figures[2])];
    const year = fullYear(figures[3]!, today);
    return first > 12 ? dayOf(year, second, first) : dayOf(year, first, second);
  }
  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3,9})\.?(?:[- ](\d{4}|\d{2}))?$/.exec(text) ??
    /^(?<month>[A-Za-z]{3,9})\.?[- ](?<date>\d{1,2})(?:st|nd|rd|th)?(?:[- ](?<year>\d{4}|'?\d{2}))?$/.exec(
      text,
    );
  if (named) {
    const { month = named[2]!, date = named[1]!, year = named[3] } = named.groups ?? {};
    const nr = monthOf(month);
    return nr === 0
      ? null
      : year === undefined
        ? lastOne(nr, Number(date), today)
        : dayOf(fullYear(year.replace("'", ''), today), nr, Number(date));
  }
  const short = /^(\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (short) return lastOne(Number(short[1]), Number(short[2]), today);
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
  return serial >= serials.from && serial <= serials.to ? addDays(serialZero, serial) : null;
}

/** "26" is 2026, and "98" 1998: the last year with these two digits. */
function fullYear(text: string, today: Day): number {
  if (text.length === 4) return Number(text);
  const thisYear = Number(today.slice(0, 4));
  const year = thisYear - (thisYear % 100) + Number(text);
  // Next year's may be a slip, but not of a hundred years.
  return year > thisYear + 1 ? year - 100 : year;
}

/** In full or by its first three letters or more. Zero if it is none. */
function monthOf(word: string): number {
  const key = word.toLowerCase();
  const names = 'january february march april may june july august september october november december'.split(
    ' ',
  );
  const at = months.indexOf(key.slice(0, 3));
  return at >= 0 && (names[at]!.startsWith(key) || key === 'sept') ? at + 1 : 0;
}

function lastOne(month: number, date: number, today: Day): Day | null {
  const year = Number(today.slice(0, 4));
  const day = dayOf(year, month, date);
  return day !== null && day > today ? dayOf(year - 1, month, date) : (day ?? dayOf(year - 1, month, date));
}
