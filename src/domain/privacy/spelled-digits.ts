import type { Span } from './check-digits.ts';

/**
 * A text in which numbers said in words stand in digits: "social is four one two, three three" reads "social is 412 33".
 * So one set of rules finds what was typed and what was dictated.
 */
export interface InDigits {
  text: string;
  /** Where a stretch of `text` stands in what was written. All of a number in words, or nothing of it. */
  written(span: Span): Span;
}

const units = 'zero one two three four five six seven eight nine'.split(' ');
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const values = new Map<string, number>([
  ...[...units, ...teens].map((word, value): [string, number] => [word, value]),
  ...tens.map((word, at): [string, number] => [word, 20 + 10 * at]),
  ['oh', 0],
  ['o', 0],
  ['fourty', 40],
]);

const ordinals = new Map(
  (
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
    'sixteenth seventeenth eighteenth nineteenth twentieth'
  )
    .split(' ')
    .map((word, at): [string, number] => [word, at + 1])
    .concat([['thirtieth', 30]]),
);

const scales = new Map([
  ['hundred', 100],
  ['hundreds', 100],
  ['thousand', 1000],
  ['grand', 1000],
  ['million', 1_000_000],
]);
const repeats = new Map([
  ['double', 2],
  ['triple', 3],
]);

const month =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;

/** Nothing else starts a number in words. */
const anyWord = new RegExp(
  String.raw`\b(?:${[...values.keys(), ...ordinals.keys(), ...scales.keys(), ...repeats.keys()].join('|')})\b`,
  'i',
);

interface Word extends Span {
  word: string;
}

export function inDigits(written: string): InDigits {
  if (!anyWord.test(written) && !/\d, ?\d/.test(written)) return { text: written, written: (span) => span };
  const moved: { at: Span; from: Span }[] = [];
  let text = '';
  let copied = 0;
  for (const { digits, ...from } of numbersInWords(written)) {
    text += written.slice(copied, from.start);
    moved.push({ at: { start: text.length, end: text.length + digits.length }, from });
    text += digits;
    copied = from.end;
  }
  text += written.slice(copied);
  return {
    text,
    written: ({ start, end }) => ({ start: place(moved, start, 'start'), end: place(moved, end, 'end') }),
  };
}

function place(moved: readonly { at: Span; from: Span }[], position: number, side: 'start' | 'end'): number {
  let shift = 0;
  for (const { at, from } of moved) {
    if (side === 'start' ? position < at.start : position <= at.start) break;
    if (side === 'start' ? position < at.end : position <= at.end) return from[side];
    shift = from.end - at.end;
  }
  return position + shift;
}

/** Words of a number may be joined by what people say or type between them: blanks, commas, "dash", "and". */
const joiner = /^(?:[ \u00a0]+|-|, ?| - )$/;

function numbersInWords(written: string): (Span & { digits: string })[] {
  const words: Word[] = [...written.matchAll(/[a-z]+|\d+/gi)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  const found: (Span & { digits: string })[] = [];
  for (let first = 0; first < words.length; ) {
    const run = runFrom(written, words, first);
    if (run && /\d\D*\d|th$/.test(run.digits)) found.push(run);
    first = run ? run.next : first + 1;
  }
  return found;
}

/** The number that starts with a word; null if none does, or it is all in digits already. */
function runFrom(
  written: string,
  words: readonly Word[],
  first: number,
): (Span & { digits: string; next: number }) | null {
  const before = words[first - 1]?.word ?? '';
  // "Last four nine oh eight seven": the digits come after the four.
  if (before === 'last' || !startsNumber(written, words, first)) return null;
  const number = new Spoken();
  let next = first;
  let isInWords = false;
  for (; next < words.length; next++) {
    const { word } = words[next]!;
    const gap = next === first ? '' : written.slice(words[next - 1]!.end, words[next]!.start);
    if (next > first && !joiner.test(gap)) break;
    if (isLink(word) && next > first) {
      const after = words[next + 1];
      if (!after || !isNumber(after.word) || !joiner.test(written.slice(words[next]!.end, after.start)))
        break;
      if (word !== 'and') number.separate(word === 'slash' ? '/' : '-');
      else if (!number.isScaled) break;
      continue;
    }
    const follows = words[next - 1]?.word ?? '';
    if (ordinals.has(word) && (next === first || tens.includes(follows))) {
      number.ordinal(ordinals.get(word)!);
      isInWords = true;
      continue;
    }
    if (!isNumber(word)) break;
    if (gap.startsWith(',')) number.separate(' ');
    number.add(word, words[next + 1]?.word);
    if (!/\d/.test(word)) isInWords = true;
  }
  // "5 1 2, 4 4" is said digit by digit, too.
  const isOneByOne = next - first >= 4 && words.slice(first, next).every(({ word }) => /^\d$/.test(word));
  if (!isInWords && !isOneByOne) return null;
  return { start: words[first]!.start, end: words[next - 1]!.end, digits: number.digits(), next };
}

const isLink = (word: string): boolean =>
  word === 'dash' || word === 'hyphen' || word === 'slash' || word === 'and';

const isNumber = (word: string): boolean =>
  values.has(word) || scales.has(word) || repeats.has(word) || /^\d{1,3}$/.test(word);

function startsNumber(written: string, words: readonly Word[], at: number): boolean {
  const { word, start } = words[at]!;
  if (ordinals.has(word))
    return (
      month.test(words[at - 1]?.word ?? '') ||
      (words[at + 1]?.word === 'of' && month.test(words[at + 2]?.word ?? ''))
    );
  // "1.2 million", "$2,400", "813-555".
  if (/\d/.test(word))
    return isNumber(word) && !/[\d.,/$-]$/.test(written.slice(Math.max(0, start - 1), start));
  // "A hundred and ten thousand".
  return values.has(word) || repeats.has(word) || (scales.has(word) && words[at - 1]?.word === 'a');
}

/** Digits as they are said, one by one or in groups: "seven forty two", "six hundred and twelve", "nineteen eighty two". */
class Spoken {
  private pieces: string[] = [];
  private value: number | null = null;
  /** What the value may still take: units after "forty", below a hundred after "six hundred". */
  private room = 0;
  private thousands = 0;
  isScaled = false;
  private times = 1;
  private suffix = '';

  add(word: string, next?: string): void {
    const scale = scales.get(word);
    if (scale) {
      this.scale(scale, word);
      return;
    }
    const repeat = repeats.get(word);
    if (repeat) {
      this.times = repeat;
      return;
    }
    const value = values.get(word) ?? Number(word);
    // A leading zero is a digit of its own, as in "oh three". Typed digits stay as they were typed.
    const isDigit = value === 0 || (/^\d/.test(word) && !scales.has(next ?? ''));
    if (this.times > 1 || isDigit) {
      this.flush();
      this.pieces.push((/^\d/.test(word) ? word : String(value)).repeat(this.times));
      this.times = 1;
      return;
    }
    if (this.value !== null && value < this.room) this.value += value;
    else {
      this.flush();
      this.value = value;
      this.room = 0;
    }
    this.room = value >= 20 && value < 100 && value % 10 === 0 ? 10 : 0;
  }

  private scale(scale: number, word: string): void {
    this.isScaled = true;
    if (scale === 100) {
      this.value = (this.value ?? 1) * 100;
      this.room = 100;
      if (word === 'hundreds') this.suffix = 's';
      return;
    }
    this.thousands += (this.value ?? 1) * scale;
    this.value = 0;
    this.room = 1000;
  }

  ordinal(value: number): void {
    if (this.value !== null && value < this.room) {
      this.value += value;
    } else {
      this.flush();
      this.value = value;
    }
    this.suffix = 'th';
    this.flush();
    this.pieces.push(' ');
  }

  separate(sign: string): void {
    this.flush();
    this.pieces.push(sign);
  }

  digits(): string {
    this.flush();
    return this.pieces.join('').trim();
  }

  private flush(): void {
    if (this.value !== null || this.thousands > 0)
      this.pieces.push(`${this.thousands + (this.value ?? 0)}${this.suffix}`);
    this.value = null;
    this.thousands = 0;
    this.room = 0;
    this.suffix = '';
  }
}
