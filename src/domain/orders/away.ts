import { addDays, type Day, mondayOf, parseTypedDay, type Weekday } from '../days/day.ts';
import { awayDaysMax } from '../policy.ts';
import { dayAhead, inWeek, monthDay, weekdayAfter } from '../reading/said-day.ts';

/** The days somebody is away, inclusive. */
export interface DaysAway {
  from: Day;
  to: Day;
}

/**
 * "I'm out next week", "on vacation June 8-12": the days one will be away. "unclear" where one will be, but the words pin no
 * days; null for any other line.
 */
export function readAway(said: string, today: Day): DaysAway | 'unclear' | null {
  if (said.length > lineMax) return null;
  const line = said
    .toLowerCase()
    .replace(/[‘’`´]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/\p{Extended_Pictographic}\uFE0F?/gu, '')
    .replace(/\b(?:tmrw|tmw|2morrow)\b/g, 'tomorrow')
    .replace(/\bthurs?\b(?!day)/g, 'thursday')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(
      /^(?:(?:hey|hi|fyi|heads up|just so you know|please|mark me|set me|ok|so|btw|rapport)\b[,:!.]? ?)+/,
      '',
    )
    .replace(/(?:[\s!.,]|\b(?:fyi|thanks|please|btw)$)+$/, '');
  const rest = ways.map((way) => way.exec(line)?.groups?.days).find((days) => days !== undefined);
  if (rest === undefined) return null;
  // "Starting June 20" tells of no last day.
  if (/^ ?(?:starting|beginning|from|as of) /.test(rest) && !/ (?:to|through|thru|until|till) |-/.test(rest))
    return 'unclear';
  const text = rest
    .trim()
    .replace(
      /^(?:(?:on|for|from|starting|beginning|all of|all day|all|the whole|the days?|as of|and) )+/,
      '',
    );
  const days = daysSaid(text, today);
  if (days) return days.to >= today && days.from <= days.to && isShort(days) ? days : 'unclear';
  return isVague(text) && !alone.test(line) ? 'unclear' : null;
}

const lineMax = 120;

const gone =
  '(?:out of (?:the )?office|out of town|out sick|ooo|out|off work|off|away|gone|on (?:vacation|pto|leave|holiday|a trip|my honeymoon|(?:maternity|paternity|parental|medical|sick) leave)|traveling|unavailable|not (?:in|working|around))';
const will =
  "(?:i'm|im|i am|i'll be|ill be|i will be|i'm going to be|im going to be|i'm gonna be|im gonna be|gonna be|will be|i won't be in|i wont be in|i'm going|im going|going|i'll|ill|i'm not in|im not in)";
/** The days follow the word, as in "out next week"; or stand in "taking next week off", or before "next week I'm out". */
const ways = [
  new RegExp(`^(?:${will} )?(?:${gone}|vacation(?:ing)?|pto)(?<days>| .+)$`),
  /^(?:i won't|i wont|i will not) be (?:in|around|here|working|available)(?<days>| .+)$/,
  new RegExp(`^(?:${will} )?(?:taking|take|have|i have|i've got|got) (?<days>.+) off$`),
  new RegExp(`^(?:${will} )?taking off (?<days>.+)$`),
  new RegExp(`^(?<days>.+?),? ${will} (?:${gone})$`),
];

/** What may follow where no day does: words of time, and no partner. */
const vague = new Set(
  (
    'a the this next few couple bit while some two three four five six day days week weeks month months of time in until till ' +
    'through thru to from on for and or - soon then later sometime again further notice summer winter spring fall early ' +
    'late mid end beginning middle most part weekend holidays christmas thanksgiving vacation leave pto town sick ' +
    'january february march april may june july august september october november december ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
);
const isVague = (text: string): boolean =>
  text
    .split(/[ ,-]+/)
    .every((word) => word === '' || vague.has(word) || /^\d{1,4}(?:st|nd|rd|th)?$/.test(word));
/** One word alone tells of nothing yet. */
const alone = /^(?:out|off|away|gone|ooo|vacation|pto|traveling|unavailable)$/;

const isShort = ({ from, to }: DaysAway): boolean => to <= addDays(from, awayDaysMax);

function daysSaid(text: string, today: Day): DaysAway | null {
  const monday = mondayOf(today);
  const friday = addDays(monday, 4);
  switch (text) {
    case 'today':
    case 'this afternoon':
      return { from: today, to: today };
    case 'tomorrow':
      return { from: addDays(today, 1), to: addDays(today, 1) };
    case 'next week':
      return { from: addDays(monday, 7), to: addDays(friday, 7) };
    case 'this week':
    case 'rest of the week':
    case 'the rest of the week':
    case 'rest of this week':
    case 'week':
      return friday < today ? null : { from: today, to: friday };
    case 'this week and next':
    case 'this week and next week':
      return { from: today, to: addDays(friday, 7) };
  }
  const ofNextWeek = /^(.+?),? (?:of )?next week$/.exec(text)?.[1];
  if (ofNextWeek !== undefined) return daysSaid(ofNextWeek, addDays(monday, 6));
  const [, first = '', last = ''] =
    /^(.+?)(?: ?- ?| (?:to|through|thru|until|till|and) )(.+)$/.exec(text) ?? [];
  if (last !== '') return rangeSaid(first, last, today);
  const weekOf = /^(?:the )?week of (.+)$/.exec(text)?.[1];
  const day = daySaid(weekOf ?? text, today);
  if (!day) return null;
  return weekOf === undefined
    ? { from: day, to: day }
    : { from: mondayOf(day), to: addDays(mondayOf(day), 4) };
}

/** The last day lies ahead; the first, before it: one may tell of a vacation that has begun. */
function rangeSaid(first: string, last: string, today: Day): DaysAway | null {
  const month = monthName.exec(first)?.[0] ?? '';
  const weekday = weekdayIn(last);
  if (weekday !== null) {
    const from = daySaid(first, today);
    return from && { from, to: weekdayAfter(weekday, from) };
  }
  const to = daySaid(
    /^(?:the )?\d{1,2}(?:st|nd|rd|th)?$/.test(last) ? `${month} ${last.replace('the ', '')}`.trim() : last,
    today,
  );
  if (!to) return null;
  const sameMonth = /^\d{1,2}(?:st|nd|rd|th)?$/.test(first) && month === '' ? monthName.exec(last)?.[0] : '';
  const said = `${sameMonth ?? ''} ${first}`.trim();
  // A vacation may have begun, but "today" is today.
  const begins = /^(?:today|tomorrow)$/.test(said)
    ? daySaid(said, today)
    : daySaid(said, addDays(to, -awayDaysMax));
  return begins && begins <= to ? { from: begins, to } : null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?/;
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function weekdayIn(text: string): Weekday | null {
  const [, name = ''] =
    /^(?:this |on )?(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)?$/.exec(text) ?? [];
  return name === '' ? null : (weekdays.indexOf(name) as Weekday);
}

/** One day on or after `today`: a weekday, "next Friday", "June 15th", "the 15th", "6/15", "tomorrow". */
function daySaid(text: string, today: Day): Day | null {
  if (text === 'today') return today;
  if (text === 'tomorrow') return addDays(today, 1);
  const weekday = weekdayIn(text);
  if (weekday !== null) return weekdayAfter(weekday, today);
  const dated = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?(.*\d.*)$/.exec(text)?.[1];
  if (dated !== undefined) return daySaid(dated, today);
  const next = /^next (.+)$/.exec(text)?.[1];
  const nextDay = next === undefined ? null : weekdayIn(next);
  if (nextDay !== null) return inWeek(nextDay, today, 1);
  const [, name = '', date = ''] = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?$/.exec(text) ?? [];
  const month = months.indexOf(name.slice(0, 3));
  if (month >= 0) return dayAhead(monthDay(month + 1, Number(date)), today);
  const [, m = '', d = ''] = /^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? [];
  if (m !== '') return dayAhead(monthDay(Number(m), Number(d)), today);
  const alone = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)$/.exec(text)?.[1];
  if (alone !== undefined) return dayAhead({ is: 'day of month', date: Number(alone) }, today);
  return parseTypedDay(text);
}
