import { wordSet } from './grammar.ts';
import { readName } from './names.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';

/** A word of a clause as the rules of payments see it, with its tokens. */
export interface Unit extends Span {
  code: string;
  /** Where it stands in the clause. */
  at: number;
  /** Who it names. */
  ids: readonly number[];
}

/** The words between two marks. */
export interface Clause {
  units: Unit[];
  /** Their codes, with blanks between. */
  code: string;
}

/** The clauses of a sentence; in them, names of those at the table, amounts, numbers, and days are codes. */
export function clausesOf(sentence: Sentence, table: ReadonlySet<number>): Clause[] {
  const clauses: Clause[] = [];
  let open: Clause | null = null;
  for (let i = 0; i < sentence.tokens.length; ) {
    const read = codeAt(sentence, i, table);
    if (read === null) {
      // "Tab: $44"
      const goesOn = sentence.tokens[i]!.word === ':' && bills.has(open?.units.at(-1)?.code ?? '');
      if (!goesOn) open = null;
      i++;
      continue;
    }
    const { code, to, ids = [] } = read;
    if (!open) {
      open = { units: [], code: '' };
      clauses.push(open);
    }
    const at = open.units.length > 0 ? open.code.length + 1 : 0;
    open.code = at > 0 ? `${open.code} ${code}` : code;
    open.units.push({ code, at, ids, from: i, to });
    i = to;
  }
  return clauses;
}

/** Null at a mark, which ends a clause. */
function codeAt(
  sentence: Sentence,
  at: number,
  table: ReadonlySet<number>,
): { code: string; to: number; ids?: readonly number[] } | null {
  const { tokens, days } = sentence;
  const amount = amountEnd(sentence, at);
  if (amount !== null) return { code: '#', to: amount };
  const { word, plain, mark } = tokens[at]!;
  if (mark) return null;
  const day = days.get(at);
  if (day) return { code: '^', to: day.to };
  if (isPrice(word)) return { code: '#', to: at + 1 };
  if (/^\d{1,4}(?:\.\d\d|ish)?$/.test(word)) return { code: '%', to: at + 1 };
  const name = readName(sentence, at, true);
  const ids = name?.ids.filter((id) => table.has(id)) ?? [];
  if (name && ids.length > 0) return { code: name.possessive ? '@s' : '@', to: name.to, ids };
  if (/^\p{Extended_Pictographic}/u.test(word)) return { code: '*', to: at + 1 };
  return { code: plain === 'payed' ? 'paid' : plain, to: at + 1 };
}

/** Dollars and cents, and no hour: "118.40", but "12.30". */
const isPrice = (word: string): boolean =>
  /^\d{2,4}\.\d\d$/.test(word) && !/^(?:0\d|1[0-2])\.(?:00|15|30|45)$/.test(word);

const bills = wordSet('tab bill check total cost damage');
const units = wordSet('bucks buck dollars dollar usd $ euro euros');
const larger = wordSet('k m mm mil million thousand grand hundred billion');
const ones = 'one two three four five six seven eight nine'.split(' ');
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const digits = /^\d[\d,]*(?:\.\d{1,2})?$/;

/** The token after an amount of money that begins here: "$40", "€40", "12 bucks", "forty five dollars". */
function amountEnd({ tokens }: Sentence, at: number): number | null {
  const word = (i: number) => tokens[i]?.word ?? '';
  const isWhole = (end: number) => !larger.has(word(end)) && word(end) !== '%';
  if (/^\$\d/.test(word(at)) && digits.test(word(at).slice(1)))
    return isWhole(at + 1) ? (units.has(word(at + 1)) ? at + 2 : at + 1) : null;
  if (/^[$€£]$/.test(word(at)) && digits.test(word(at + 1))) return isWhole(at + 2) ? at + 2 : null;
  if (digits.test(word(at))) return units.has(word(at + 1)) ? at + 2 : null;
  const end = spelledNumber(tokens, at)?.end;
  return end !== undefined && units.has(word(end)) ? end + 1 : null;
}

function spelledNumber(tokens: Sentence['tokens'], at: number): { value: number; end: number } | null {
  const word = tokens[at]?.word ?? '';
  const small = ones.indexOf(word) + 1 || (teens.includes(word) ? teens.indexOf(word) + 10 : 0);
  if (small) return { value: small, end: at + 1 };
  const ten = tens.indexOf(word);
  if (ten < 0) return null;
  const one = ones.indexOf(tokens[at + 1]?.word ?? '') + 1;
  return { value: ten * 10 + 20 + one, end: one ? at + 2 : at + 1 };
}

/** An amount as typed; one in words, as a number. */
export function typedAmount({ text, tokens }: Sentence, { from, to }: Span): string {
  const spelled = spelledNumber(tokens, from);
  return spelled
    ? String(spelled.value)
    : text.slice(tokens[from]!.start, tokens[to - 1]!.end).replace(/ish$/i, '');
}
