import { stops } from '../reading/grammar.ts';
import { commonSurnames, namesThatAreWords, ordinaryWords } from '../reading/known-words.ts';
import { matchExactly } from '../reading/match-name.ts';
import { type Mention, readBelonging, readName } from '../reading/names.ts';
import type { Sentence } from '../reading/sentence.ts';
import { afterWould, spellings, wouldSpelled } from './spellings.ts';

/**
 * A sentence in which each partner's name is one mark, so that a pattern can say where a name must stand: "introduced §0 to
 * §1". Lower case, plain apostrophes, single spaces. `said` gives back what was typed.
 */
export interface Template {
  text: string;
  names: NameAt[];
  /** Where clauses begin, and the end of the text. */
  clauses: { from: number; to: number }[];
  /** What was typed for a stretch of the template. */
  said(from: number, to: number): string;
  /** The token at which a place in the template begins. */
  tokenAt(at: number): number;
  /** The place in the template at which a token begins. */
  placeOf(token: number): number;
}

export interface NameAt {
  ids: number[];
  typed: string;
}

/** Names are looked for after these even where they may be words ("will", "hope"), and at the beginning of a clause. */
const beforeNames =
  /^(?:introduced|introd|intro'd|connected|linked|hooked|matched|paired|put|helped|assisted|asked|covered|sent|gave|sat|told|to|with|w|for|from|and|between|recommended|referred|up)$/;

export function makeTemplate(sentence: Sentence): Template {
  const { tokens, text: typed } = sentence;
  const names: NameAt[] = [];
  const clauses: { from: number; to: number }[] = [];
  /** For each character of the template: its token, and where the original begins and ends. */
  const places: { token: number; from: number; to: number }[] = [];
  let text = '';
  let clauseFrom = 0;
  const write = (word: string, token: number, from: number, to: number, isOne: boolean) => {
    for (let i = 0; i < word.length; i++)
      places.push({ token, from: isOne ? from : from + i, to: isOne ? to : Math.min(to, from + i + 1) });
    text += word;
  };
  const endClause = () => {
    if (text.length > clauseFrom) clauses.push({ from: clauseFrom, to: text.length });
    clauseFrom = text.length;
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.mark && stops.has(token.word) && token.word !== ':') {
      endClause();
      write(token.word === '\n' ? '.' : token.word, i, token.start, token.end, true);
      clauseFrom = text.length;
      continue;
    }
    const isTight = tokens[i - 1]?.end === token.start && i > 0;
    if (text.length > 0 && !isTight) write(' ', i, tokens[i - 1]!.end, token.start, true);
    if (text.length === clauseFrom + 1 && text.endsWith(' ')) clauseFrom = text.length;
    const name = nameAt(sentence, i, clauseFrom === text.length);
    if (name) {
      const ends = tokens[name.to - 1]!.end;
      const bare = name.possessive
        ? typed.slice(token.start, ends).replace(/['’‘ʼ]?s?['’]?$/u, '')
        : typed.slice(token.start, ends);
      write(`§${names.length}`, i, token.start, token.start + bare.length, true);
      if (name.possessive) write("'s", i, ends, ends, true);
      names.push({ ids: name.ids, typed: bare });
      i = name.to - 1;
      continue;
    }
    const word = typed.slice(token.start, token.end).replace(/[’‘ʼ]/g, "'").toLowerCase();
    // "A review 4 Tessa"
    const isFor = word === '4' && nameAt(sentence, i + 1, false) !== null;
    const spelled = isFor ? 'for' : spellOut(word, tokens[i + 1]?.word);
    const isSame = spelled === word && word.length === token.end - token.start;
    write(isSame || spelled !== word ? spelled : token.word, i, token.start, token.end, !isSame);
  }
  endClause();
  return {
    text,
    names,
    clauses,
    said: (from, to) => (to > from ? typed.slice(places[from]!.from, places[to - 1]!.to) : ''),
    tokenAt: (at) => places[at]?.token ?? tokens.length,
    placeOf: (token) => places.findIndex((place, at) => place.token === token && text[at] !== ' '),
  };
}

const spellOut = (word: string, next = ''): string =>
  spellings.get(word) ?? (afterWould.test(next) ? wouldSpelled.get(word) : undefined) ?? word;

/** The partners named at a token, as the book has them; null for strangers, and for half a name. */
function nameAt(sentence: Sentence, at: number, opens: boolean): Mention | null {
  const before = sentence.tokens[at - 1]?.word ?? '';
  const expected = opens || beforeNames.test(before);
  const day = sentence.days.get(at);
  // "May 3rd" is no one, "May" may be.
  if (day && (!expected || day.to > at + 1)) return null;
  const found = [readName(sentence, at, false), expected ? readName(sentence, at, true) : null];
  const read = found.find((one) => one && one.ids.length > 0) ?? givenNameAt(sentence, at, expected);
  if (!read || read.half || read.from !== at) return null;
  const own = read.ids.filter((id) => sentence.book.byId.get(id)?.own);
  const mention = { ...read, ids: own.length > 0 ? own : read.ids };
  if (mention.ids.length === 1 || mention.possessive) return mention;
  const narrowed = readBelonging(sentence, mention);
  return narrowed.ids.length > 0 ? narrowed : mention;
}

/** "marcus bday 6/19": what follows could be a surname as far as anyone knows, but no pattern takes it for one. */
function givenNameAt(
  { tokens, book, capitalsTell }: Sentence,
  at: number,
  expected: boolean,
): Mention | null {
  for (let to = Math.min(tokens.length, at + wordsMax); to > at; to--) {
    const words = tokens.slice(at, to);
    const next = tokens[to];
    if (words.some(({ mark }) => mark)) continue;
    if (next && ((capitalsTell && next.capital) || commonSurnames.has(next.plain))) continue;
    const [first] = words;
    const isWord = namesThatAreWords.has(first!.plain) || ordinaryWords.has(first!.plain);
    if (to === at + 1 && !expected && isWord) return null;
    const last = words.at(-1)!;
    const possessive = /'s$/.test(last.word);
    const matches = matchExactly(book, [
      ...words.slice(0, -1).map(({ plain }) => plain),
      possessive ? last.word.slice(0, -2) : last.plain,
    ]);
    if (matches.length > 0 && !matches.some(({ half }) => half))
      return { ids: matches.map(({ id }) => id), from: at, to, possessive };
  }
  return null;
}

const wordsMax = 3;
