import type { Day } from '../days/day.ts';
import { indexBook } from '../reading/book.ts';
import { readCompany, type SaidCompany } from '../reading/companies.ts';
import { wordSet } from '../reading/grammar.ts';
import { matchExactly, matchName } from '../reading/match-name.ts';
import { readName } from '../reading/names.ts';
import { readingMs } from '../reading/read.ts';
import type { PartnerName } from '../reading/reading.ts';
import type { SaidDay } from '../reading/said-day.ts';
import { prepare, type Sentence } from '../reading/sentence.ts';
import { type TimeLimit, timeLimit } from '../reading/time-limit.ts';
import { questionWords } from './question-words.ts';
import { spellings } from './spellings.ts';

/** Somebody a question is about. `ids` is empty where the asker's own book has nobody of that name. */
export interface Named {
  said: string;
  ids: number[];
}

/**
 * A line as its question is looked for: its words in one spelling each, with NAME, FIRM and DAY where a person, a
 * company of the book and a day stand. "whens my coffee w dana" reads "when is my meal with NAME".
 */
export interface AskedLine {
  words: string;
  names: Named[];
  firms: Named[];
  days: SaidDay[];
  endsAsking: boolean;
  /** More than one sentence: one of them may tell of something. */
  isSeveral: boolean;
  /** A picture may change all: "Katie 📵". That of a telephone behind a name asks for the number. */
  hasPicture: boolean;
}

const namesFollow = wordSet(
  'see seen saw meet met visit visited with w w/ about owe owed promise promised tell told brief find open mr mrs ms dr',
);
/** After these a stranger is taken for one only if written as a name. */
const namesMayFollow = wordSet(
  "to for of on is did has does was have call called text texted email talk reach get give know refresh from since me what's whats",
);

const pairs: ReadonlySet<string> = new Set(['show me', 'pull up', 'look up', 'who is', 'i owe']);

/** Verbs of questions that are names too: only where a name must come are they. */
const rarelyNames = wordSet('will may can');

/** Stretches that are asked about by their own words. */
const stretchWords =
  /^(?:(?:this|next|last|past|rest of the) (?:week|wk|month|year|quarter)|.*\b(?:days?|weeks?|months?|years?)|weekend|the weekend)\b/i;

const phones = wordSet('📞 ☎ 📱');

/** "45d" */
const units: Record<string, string> = { d: 'day', w: 'week', m: 'month' };

/** Longer than this is no question. Characters. */
const lineMax = 240;

export function readAskedLine(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): AskedLine | null {
  if (text.length > lineMax) return null;
  const sentence = prepare(text, indexBook(book), today, limit);
  const line: AskedLine = {
    words: '',
    names: [],
    firms: [],
    days: [],
    endsAsking: /\?\s*(?:\p{Extended_Pictographic}\uFE0F?\s*)*$/u.test(text),
    isSeveral: false,
    hasPicture: false,
  };
  const words: string[] = [];
  const { tokens, days } = sentence;
  let ends = false;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!;
    const day = days.get(at);
    if (day && !stretchWords.test(text.slice(token.start, tokens[day.to - 1]!.end))) {
      line.days.push(day.said);
      words.push('DAY');
      at = day.to;
      continue;
    }
    if (token.mark) {
      ends ||= /[.?!;\n]/.test(token.word) && words.length > 0;
      at++;
      continue;
    }
    line.isSeveral ||= ends;
    const firm = firmAt(sentence, at);
    const someone = nameAt(sentence, at);
    if (someone && !(firm?.full && firm.to > someone.to)) {
      line.names.push(someone.named);
      words.push('NAME');
      at = someone.to;
      continue;
    }
    if (firm) {
      const said = text.slice(tokens[firm.from]!.start, tokens[firm.to - 1]!.end);
      line.firms.push({ said, ids: [...firm.ids] });
      words.push('FIRM');
      at = firm.to;
      continue;
    }
    if (
      /^\p{Extended_Pictographic}$/u.test(token.word) &&
      !(phones.has(token.word) && words.at(-1) === 'NAME')
    )
      line.hasPicture = true;
    const [, many, unit] = /^(\d+)(d|w|wk|wks|mo|mos|m)$/.exec(token.word) ?? [];
    if (many && unit) words.push(many, `${units[unit[0]!]}s`);
    else if (/^[\p{L}\p{N}$%']+$/u.test(token.word)) words.push(spellings[token.word] ?? token.word);
    at++;
  }
  line.words = words.join(' ');
  return line;
}

/** No name that is asked about has more words. */
const nameWordsMax = 4;

function nameAt(sentence: Sentence, at: number): { named: Named; to: number } | null {
  const { tokens, text } = sentence;
  const before = tokens[at - 1]?.word ?? '';
  const mustFollow = namesFollow.has(before) || pairs.has(`${tokens[at - 2]?.word} ${before}`);
  const expected = mustFollow || namesMayFollow.has(before);
  const { word } = tokens[at]!;
  // "Will I see Dana" asks; "Will Chase's number" names him.
  const inBook = exactlyAt(sentence, at);
  const isWord = isAskingWord(word) || (rarelyNames.has(word) && !expected);
  if (inBook && (!isWord || inBook.to - at > 1)) {
    // "Marcus Web" is Marcus Webb.
    const [first, next] = [tokens[at]!, tokens[at + 1]];
    if (inBook.to === at + 1 && next && !next.mark && !isAskingWord(next.word)) {
      const ids = matchName(sentence.book, [first.plain, next.plain]).map(({ id }) => id);
      if (ids.length > 0) return { named: named(ids, at + 2), to: at + 2 };
    }
    // "Dana Lee & Co": what follows is the rest of the company.
    const firm = readCompany(sentence, inBook.to - 1);
    const to = firm && firm.to > inBook.to && inBook.ids.some((id) => firm.ids.has(id)) ? firm.to : inBook.to;
    return { named: named(inBook.ids, inBook.to), to };
  }
  if (isAskingWord(word)) return null;
  const mention = expected ? readName(sentence, at, true) : null;
  if (!mention || (mention.ids.length === 0 && !tokens[at]!.capital && !mustFollow)) return null;
  let to = at + 1;
  while (to < mention.to && (tokens[to]!.capital || !isAskingWord(tokens[to]!.word))) to++;
  return { named: named(mention.ids, to), to };

  function named(ids: number[], end: number): Named {
    const said = text.slice(tokens[at]!.start, tokens[end - 1]!.end).replace(/['’]s?$/u, '');
    return { said, ids };
  }
}

/** The longest run of words that is a name of the book, said in full or in part. */
function exactlyAt({ tokens, book, days }: Sentence, at: number): { ids: number[]; to: number } | null {
  for (let to = Math.min(tokens.length, at + nameWordsMax); to > at; to--) {
    const run = tokens.slice(at, to);
    if (run.some((token, i) => token.mark || days.has(at + i))) continue;
    const words = run.map(({ plain }) => plain);
    const last = words.pop()!;
    for (const end of last.endsWith('s') ? [last, last.slice(0, -1)] : [last]) {
      const ids = matchExactly(book, [...words, end]).map(({ id }) => id);
      if (ids.length > 0) return { ids, to };
    }
  }
  return null;
}

const isAskingWord = (word: string): boolean => spellings[word] !== undefined || questionWords.has(word);

function firmAt(sentence: Sentence, at: number): SaidCompany | null {
  const { word } = sentence.tokens[at]!;
  return isAskingWord(word) ? null : readCompany(sentence, at);
}

/** The partners of the book whom a line names, wherever in it, and no one else can be meant. */
export function partnersIn(text: string, book: readonly PartnerName[], today: Day): number[] {
  const line = readAskedLine(text, book, today, timeLimit(readingMs));
  return (line?.names ?? []).flatMap(({ ids }) => (ids.length === 1 ? ids : []));
}
