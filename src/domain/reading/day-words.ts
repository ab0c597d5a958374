/**
 * The words that the library for days knows. A phrase that it understands has no others, so the text between them need not
 * reach it.
 */

const list = (words: string) => words.split(' ');

/** Months, weekdays, days, times of day, and numbers: without one of them no phrase is a day. */
const days = [
  'january february march april may june july august september october november december',
  'jan feb mar apr jun jul aug sep sept oct nov dec',
  'monday tuesday wednesday thursday friday saturday sunday tue wed thu thur thurs fri sat sun',
  'weekend weekday now today tonight tomorrow overmorrow tmr tmrw yesterday',
  'morning afternoon evening night midnight midday noon clock oclock pm',
  'one two three four five six seven eight nine ten eleven twelve',
  'first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth',
  'sixteenth seventeenth eighteenth nineteenth twentieth twenty thirtieth thirty',
].flatMap(list);

/** Units of time. Each one more at least doubles the time that the library takes over a phrase. */
const units = [
  'second seconds minute minutes hour hours day days week weeks month months quarter quarters year years',
  'sec min mins hr hrs mo mos qtr yr',
].flatMap(list);

/** One letter is a unit only right after a number, which says that there may be a day. */
const unitLetters = list('s m h d w y');

/** Words that a phrase has around and between the others. */
const joints = [
  'a an the of and on in at to by for from with within this last past next after before since until till through',
  'ago earlier later forward henceforth out end about around roughly approximately just half few several',
  // Of clocks, calendars, and zones.
  'p t z o st nd rd th be bc bce ce utc gmt et ct mt pt est edt cst cdt mst mdt pst pdt',
].flatMap(list);

/** The library tries six ways to read "couple days", for it has blanks in both. */
const couple = 'couple';

export interface DayWord {
  /** Says that there may be a day. */
  isDay: boolean;
  /** How often it doubles the time that the library takes: "3h20m" twice. */
  doubles: number;
}

const known = new Map<string, DayWord>([
  ...joints.map((word): [string, DayWord] => [word, { isDay: false, doubles: 0 }]),
  [couple, { isDay: false, doubles: 1 }],
  ...unitLetters.map((word): [string, DayWord] => [word, { isDay: false, doubles: 1 }]),
  ...units.map((word): [string, DayWord] => [word, { isDay: true, doubles: 1 }]),
  ...days.map((word): [string, DayWord] => [word, { isDay: true, doubles: 0 }]),
  // Words that are units, too: a month, "a minute", "a day".
  ...list('mon am ad').map((word): [string, DayWord] => [word, { isDay: true, doubles: 1 }]),
]);

/** Longer words and numbers are none of the library's. Letters. */
const wordMax = 20;
const digitsMax = 8;

/** What a run of letters and digits is to the library: "friday", "9th", "3h20m", "nextweek". Null for any other word. */
export function dayWord(word: string): DayWord | null {
  if (word.length > wordMax) return null;
  const parts = word.toLowerCase().match(/\d+|\D+/g) ?? [];
  let isDay = false;
  let doubles = 0;
  for (const part of parts) {
    const meant = /^\d/.test(part) ? numberWord(part) : (known.get(part) ?? runTogether(part));
    if (!meant) return null;
    isDay ||= meant.isDay;
    doubles += meant.doubles;
  }
  return { isDay, doubles };
}

const numberWord = (digits: string): DayWord | null =>
  digits.length > digitsMax ? null : { isDay: true, doubles: 0 };

/** "Nextweek" and "lastnight": the library forgives the missing blank. */
function runTogether(word: string): DayWord | null {
  for (let at = 2; at <= word.length - 2; at++) {
    const first = known.get(word.slice(0, at));
    const second = first && known.get(word.slice(at));
    if (second) return { isDay: first.isDay || second.isDay, doubles: first.doubles + second.doubles };
  }
  return null;
}
