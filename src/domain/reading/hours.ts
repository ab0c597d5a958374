import type { TouchpointKind } from '../words.ts';

/** An hour as it was said: "at 3" leaves the half of the day open, "15:00" and "3pm" do not. */
export interface SaidHour {
  /** 0 to 23. */
  hour: number;
  minute: number;
  half: 'am' | 'pm' | null;
  /** As typed. */
  words: string;
}

interface HourPhrase {
  start: number;
  end: number;
  hour: SaidHour;
  /** Nothing but a number, which is an hour only right after a day: "tomorrow 10". */
  isBare: boolean;
}

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const minutesInWords = { fifteen: 15, thirty: 30, 'forty five': 45, 'forty-five': 45 };

/** "At 12:30", "8am", "around noon", "half past 2", "@ 3", "10-11am", "730". What follows a number alone is looked at later. */
const pattern = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}$#.,:/-])(?<lead>(?:at|around|about|abt|from|@|~) ?(?:about |around )?)?`,
    String.raw`(?:(?<noon>(?:12 )?noon|midday)(?:ish)?\b|`,
    String.raw`(?<part>half past |quarter (?:past|after|to|till?|of) )?(?<number>\d{1,4}|${numbers.join('|')})`,
    String.raw`(?::(?<minute>[0-5]\d)|\.(?<dotted>[0-5]\d)|[ -](?<words>fifteen|thirty|forty[ -]five)\b)?(?<ish>ish\b)?`,
    String.raw`(?<half> ?[ap]\.?m\b\.?|[ap]\b)?(?<clock> ?o['’]?clock\b)?`,
    String.raw`(?<until> ?(?:-|–|to|til|till|until) ?(?<last>\d{1,2})(?::[0-5]\d)?(?<lastHalf> ?[ap]\.?m\b\.?|[ap]\b)?)?(?: or so\b)?)`,
    String.raw`(?![\p{L}\p{N}:/%$'’]|[.,-]\d)`,
  ].join(''),
  'giu',
);

/** What may follow "at 5" or "tomorrow 5": of anything else it would be the number, as of guests, a street, or "5 Guys". */
const mayFollow =
  /^\s*(?:$|[,.;!?)\n@&]|[-–—]\s|(?:with|w|at|on|for|in|to|re|about|and|then|or|this|next|tomorrow|tmrw|tmr|today|tonight|sharp|please|pls|her|his|their|mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|may|jun|june|jul|july|aug|sept?|oct|nov|dec|coffee|lunch|dinner|breakfast|brunch|drinks|call|zoom|facetime|meeting|happy)\b)/i;

/** The hours that a text may tell, in order. `text` has no two blanks in a row. */
export const findHours = (text: string): HourPhrase[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const {
      lead,
      noon,
      number = '',
      part,
      minute,
      dotted,
      words,
      ish,
      half,
      clock,
      until,
      last,
      lastHalf,
    } = match.groups as Partial<Record<string, string>>;
    const place = { start: match.index, end: match.index + match[0].length };
    if (noon)
      return [{ ...place, hour: { hour: 12, minute: 0, half: 'pm', words: match[0] }, isBare: false }];
    const said = clockOf(number, minute ?? dotted ?? words, part);
    if (!said) return [];
    const ownHalf = halfOf(half);
    const isFirm = [minute, words, part, ish, half, clock, lastHalf].some((one) => one !== undefined);
    if (!isFirm && !mayFollow.test(text.slice(place.end, place.end + 20))) return [];
    if (until && Number(last) > 12) return [];
    const hour = {
      ...said,
      words: match[0].trim(),
      half: ownHalf ?? halfBefore(said.hour, Number(last), halfOf(lastHalf)),
    };
    if (hour.half && (hour.hour > 12 || hour.hour === 0)) return [];
    return [{ ...place, hour, isBare: !isFirm && !/^(?:at|@)/i.test(lead ?? '') }];
  });

function clockOf(
  number: string,
  minute: string | undefined,
  part: string | undefined,
): Pick<SaidHour, 'hour' | 'minute'> | null {
  const inWords = numbers.indexOf(number.toLowerCase()) + 1;
  const isRunTogether = inWords === 0 && number.length > 2;
  if (isRunTogether && (minute !== undefined || part)) return null;
  // A year: "June 12, 2030".
  if (/^(?:19|20)\d\d$/.test(number)) return null;
  const hour = inWords || Number(isRunTogether ? number.slice(0, -2) : number);
  const past = isRunTogether ? Number(number.slice(-2)) : minutesOf(minute);
  // "Friday 2" is an hour, "Friday 17" a day, and "1630" an hour again.
  const hourMax = minute === undefined && !/^(?:\d{4}|0\d{2,3})$/.test(number) ? 12 : 23;
  if (hour > hourMax || past > 59 || (isRunTogether && past % 5 !== 0)) return null;
  if (hour === 0 && !/^0/.test(number)) return null;
  if (!part) return { hour, minute: past };
  if (/^half/i.test(part)) return { hour, minute: 30 };
  if (/past|after/i.test(part)) return { hour, minute: 15 };
  return { hour: hour === 1 ? 12 : hour - 1, minute: 45 };
}

const minutesOf = (said: string | undefined): number =>
  said === undefined
    ? 0
    : (minutesInWords[said.toLowerCase() as keyof typeof minutesInWords] ?? Number(said));

const halfOf = (said: string | undefined): SaidHour['half'] =>
  said === undefined ? null : /a/i.test(said) ? 'am' : 'pm';

/** "10-11am" begins in the morning, and so does "11-1pm". */
function halfBefore(hour: number, last: number, lastHalf: SaidHour['half']): SaidHour['half'] {
  if (lastHalf !== 'pm') return lastHalf;
  return hour % 12 > last % 12 ? 'am' : 'pm';
}

/** When a breakfast, or a coffee, can begin in the morning, and a dinner cannot. */
const morningWords = /\bbreakfast\b|\bbrunch\b/i;
const eveningWords = /\b(?:dinner|supper|drinks|happy hour|cocktails?|beers?|wine)\b/i;

/**
 * The hour on the clock, HH:MM. Where the half of the day was left open, it is the usual one of business: breakfast in the
 * morning, dinner in the evening, anything else from 7 AM to 6:59 PM. `words` are those around it.
 */
export function hourOnClock(
  { hour, minute, half }: SaidHour,
  kind: TouchpointKind | null,
  words: string,
): string {
  const isLate = half ? half === 'pm' : isUsuallyLate(hour, kind, words);
  const onClock = hour > 12 || hour === 0 ? hour : isLate ? (hour % 12) + 12 : hour % 12;
  return `${String(onClock).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function isUsuallyLate(hour: number, kind: TouchpointKind | null, words: string): boolean {
  if (hour === 12) return true;
  if (/\b(?:tonight|evening|night|afternoon)\b/i.test(words)) return true;
  if (/\bmorning\b/i.test(words) || morningWords.test(words)) return morningWords.test(words) && hour < 4;
  if (kind === 'meal' && eveningWords.test(words)) return true;
  // Nobody has a coffee at 6 PM before a dinner, and nobody a lunch before 10.
  if (/\bcoffee\b/i.test(words)) return hour < 6;
  return /\blunch\b/i.test(words) ? hour < 10 : hour < 7;
}
