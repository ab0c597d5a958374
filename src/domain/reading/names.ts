import { companyWords, isSuffix, isTitle, type NameMatch, ranks } from './book.ts';
import { readCompany } from './companies.ts';
import {
  commonGivenNames,
  commonSurnames,
  namesThatAreWords,
  ordinaryWords,
  smallWords,
} from './known-words.ts';
import { matchExactly, matchName } from './match-name.ts';
import { isInRow } from './name-row.ts';
import type { Sentence } from './sentence.ts';
import { keyOf, stripPossessive, type Token } from './tokens.ts';
import { tenseOf } from './verbs.ts';
import { vocabulary } from './vocabulary.ts';

/** Somebody named: `ids` is empty for a stranger, one partner, or several that the words fit equally. */
export interface Mention {
  ids: number[];
  from: number;
  to: number;
  possessive: boolean;
  /** Found with a slip of the finger forgiven, or by a nickname. */
  slip?: boolean;
  /** Half of a given name: "Mary" may be Mary Jo, or somebody else. */
  half?: boolean;
}

/** No name has more words: "Maria José de la Cruz Vega". */
const longestName = 6;

/**
 * The name at a token, or null. Where a person must come (`expected`, after "with" or "called") a word that nothing
 * else explains is an unknown name; elsewhere only a name of the book counts.
 */
export function readName(sentence: Sentence, at: number, expected: boolean): Mention | null {
  const key = `${at} ${expected}`;
  let name = sentence.names.get(key);
  if (name === undefined) {
    name = findName(sentence, at, expected);
    sentence.names.set(key, name);
  }
  return name;
}

function findName(sentence: Sentence, at: number, expected: boolean): Mention | null {
  let from = at;
  const { tokens } = sentence;
  // "And will be seeing her": the verb, not the man.
  if (tokens[at]?.word === 'will' && tenseOf(tokens[at + 1]?.word ?? '') === 'base') return null;
  while (tokens[from] && (isTitle(tokens[from]!.word) || tokens[from]!.word === 'the')) from++;
  // "Lunch with @Dana Lee": the sign belongs to the name.
  if (expected && tokens[from]?.word === 'at') from++;
  const mention = readKnown(sentence, from, expected) ?? readUnknown(sentence, from, expected);
  // "the" belongs to "the Webb Team", never to a stranger: "called the listing agent".
  if (!mention || (from > at && tokens[from - 1]!.word === 'the' && mention.ids.length === 0)) return null;
  // "Dr. Lee" is the doctor among the Lees.
  const to = withSuffix(tokens, mention.to);
  const doctors = /^(?:dr|doctor)$/.test(tokens[from - 1]?.word ?? '') && from > at;
  const ids = mention.ids.filter((id) => /^dr\b/i.test(sentence.book.byId.get(id)?.name ?? ''));
  return doctors && ids.length > 0 ? { ...mention, ids, to } : { ...mention, to };
}

/** Over "Jr." and ", Esq" */
function withSuffix(tokens: readonly Token[], at: number): number {
  const comma = tokens[at]?.word === ',' ? 1 : 0;
  const word = tokens[at + comma]?.plain ?? '';
  // "Dana, senior living"
  const isSpelledOut = word === 'junior' || word === 'senior';
  return isSuffix(word) && !(comma && isSpelledOut) ? at + comma + 1 : at;
}

/** The longest run of words that is a name of the book, as long as no other surname follows it. */
function readKnown(sentence: Sentence, from: number, expected: boolean): Mention | null {
  const { tokens } = sentence;
  if (!tokens[from] || !isWord(tokens[from]!) || tokens[from]!.word === 'and') return null;
  for (let to = Math.min(tokens.length, from + longestName); to > from; to--) {
    const last = tokens[to - 1]!;
    if (!isWord(last) || last.word === 'and') continue;
    if (!isOnePhrase(tokens.slice(from, to))) continue;
    const found = matchAt(sentence, from, to);
    if (!found) continue;
    const { matches, possessive } = found;
    if (to - from === 1 && !expected && !standsAsName(sentence, from)) return null;
    const ids = matches.map((match) => match.id);
    const half = matches.every((match) => match.half);
    if (possessive || !isSurname(sentence, to)) return { ids, from, to, possessive, half };
    // "Dana Smith" is not Dana Lee, but "dana marcus and joan" are three.
    return isInRow(sentence, from) && isInRow(sentence, to) ? { ids, from, to, possessive } : null;
  }
  return null;
}

/** Nothing but a nickname's quotes or brackets may stand within a name: "Robert (Bob) Ortiz", not "Dana (Lee". */
function isOnePhrase(tokens: Token[]): boolean {
  const marks = tokens.filter((token) => token.mark).map((token) => token.word);
  return marks.length === 0 || (marks.length === 2 && /^(?:["“]["”]|\(\))$/.test(marks.join('')));
}

function matchAt(
  { tokens, book }: Sentence,
  from: number,
  to: number,
): { matches: NameMatch[]; possessive: boolean } | null {
  const words = wordsAt(tokens, from, to);
  const matches = matchExactly(book, words);
  // "The Reeds' buyer"
  if (matches.length > 0) return { matches, possessive: tokens[to - 1]!.word.endsWith("'") };
  if (!/s'?$/.test(tokens[to - 1]!.word)) return null;
  words.push(words.pop()!.slice(0, -1));
  const owners = matchExactly(book, words);
  return owners.length > 0 ? { matches: owners, possessive: true } : null;
}

const wordsAt = (tokens: readonly Token[], from: number, to: number): string[] =>
  tokens.slice(from, to).flatMap((token) => (token.mark || token.word === 'and' ? [] : [token.plain]));

/** A run of words that can only be a name: forgiven one slip, else unknown. */
function readUnknown(sentence: Sentence, from: number, expected: boolean): Mention | null {
  const { tokens, book } = sentence;
  if (!looksLikeName(sentence, from, expected)) return null;
  let to = from + 1;
  while (to < tokens.length && to - from < longestName && isSurname(sentence, to)) to++;
  const words = wordsAt(tokens, from, to);
  const possessive = /'s?$/.test(tokens[to - 1]!.word);
  if (possessive) words[words.length - 1] = stripPossessive(tokens[to - 1]!);
  const matches = matchName(book, words);
  const middleInitial = matches.length === 0 && words.length === 3 && words[1]!.length === 1;
  const found = middleInitial ? matchName(book, [words[0]!, words[2]!]) : matches;
  if (found.length === 0 && !expected && !commonGivenNames.has(words[0]!)) return null;
  // "At 4 Rivers" is no Rivera.
  if (!expected && found.length > 0 && found.every(({ rank }) => rank === ranks.singleWithSlip)) return null;
  const slip = found.some(({ rank }) => rank >= ranks.fullNickname);
  return { ids: found.map((match) => match.id), from, to, possessive, slip };
}

const isWord = (token: Token): boolean => !token.mark && /^\p{L}/u.test(token.word);

/** May the word at `at` be the beginning of a name that the book does not hold, or holds spelled otherwise? */
function looksLikeName({ tokens, days, capitalsTell }: Sentence, at: number, expected: boolean): boolean {
  const token = tokens[at];
  if (!token || !isWord(token) || token.word.length < 2 || days.has(at)) return false;
  if (smallWords.has(token.word) || vocabulary.find(tokens, at)) return false;
  if (token.capital && capitalsTell) return true;
  // "Met a bunch of people"
  if (/^(?:a|an)$/.test(tokens[at - 1]?.word ?? '')) return false;
  return (expected || commonGivenNames.has(token.plain)) && !ordinaryWords.has(token.word);
}

/** Numbers and verbs: "maria fourteen folks came", "jennifer gathered everybody". */
const notSurnames = /(?:teen|ty|ed|ing|ly)$/;

/** Does the word at `at`, right after a name, belong to it as a surname? In doubt it does. */
function isSurname(sentence: Sentence, at: number): boolean {
  const { tokens, days, book, capitalsTell } = sentence;
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before || !isWord(token) || days.has(at) || isSuffix(token.plain)) return false;
  if (smallWords.has(token.word) || vocabulary.find(tokens, at)) return false;
  if (capitalsTell && token.capital) return true;
  if (ordinaryWords.has(token.word) || ordinaryWords.has(token.plain)) return false;
  if (
    !token.capital &&
    !book.surnames.has(token.plain) &&
    !commonSurnames.has(token.plain) &&
    notSurnames.test(token.plain)
  )
    return false;
  if (capitalsTell && before.capital) {
    return book.surnames.has(stripPossessive(token)) || commonSurnames.has(token.plain);
  }
  return true;
}

/** Out of a name's place "will", "may" and "mark" are words, unless written as a name just before or after how one met. */
function standsAsName(sentence: Sentence, at: number): boolean {
  const { tokens, days, capitalsTell } = sentence;
  const token = tokens[at]!;
  if (days.has(at)) return false;
  if (!namesThatAreWords.has(token.plain) && !ordinaryWords.has(token.plain) && !vocabulary.find(tokens, at))
    return true;
  const next = tokens[at + 1];
  // "Hope and I"
  if (next?.word === 'and' && /^(?:i|me)$/.test(tokens[at + 2]?.word ?? '')) return true;
  if (!token.capital || !capitalsTell) return false;
  return !next || next.mark || days.has(at + 1) || vocabulary.find(tokens, at + 1)?.means.is === 'kind';
}

/**
 * What settles which of several is meant: a company in brackets, after "from", "at" or "of", or after a comma. Returns
 * the mention narrowed and lengthened; emptied, when they named a company that is not theirs.
 */
export function readBelonging(sentence: Sentence, mention: Mention): Mention {
  const { tokens, book } = sentence;
  const opener = tokens[mention.to]?.word ?? '';
  if (!['(', 'from', 'of', 'at', ','].includes(opener)) return mention;
  const at = mention.to + 1;
  if (
    opener === 'from' &&
    /^(?:the|my|her|his|our|a)$/.test(tokens[at]?.word ?? '') &&
    !readCompany(sentence, at)
  )
    return mention;
  const company = readCompany(sentence, at);
  if (company) {
    const to = opener === '(' && tokens[company.to]?.word === ')' ? company.to + 1 : company.to;
    const ids = mention.ids.filter((id) => company.ids.has(id));
    if (ids.length > 0) return { ...mention, ids, to };
    // "Dana at Webb Builders" may only be where they met.
    return opener === 'from' || opener === 'of' || opener === '(' ? { ...mention, ids: [], to } : mention;
  }
  const named = opener === '(' || opener === 'from';
  if (!named || !tokens[at] || !isWord(tokens[at]!) || sentence.days.has(at)) return mention;
  let to = at;
  while (
    tokens[to] &&
    to - at < longestName &&
    !tokens[to]!.mark &&
    !sentence.days.has(to) &&
    (to === at || !vocabulary.find(tokens, to))
  )
    to++;
  if (opener === '(' && tokens[to]?.word !== ')') return mention;
  if (opener === '(') return narrowInBrackets(sentence, mention, at, to);
  // From a company that nobody's entry names: only those whose company is not on record can be meant.
  const ids = mention.ids.filter((id) => !companyWords(book.byId.get(id)?.company ?? '').length);
  return { ...mention, ids, to };
}

function narrowInBrackets(
  { tokens, book, capitalsTell }: Sentence,
  mention: Mention,
  at: number,
  to: number,
): Mention {
  const within = matchName(book, [keyOf(tokens, at, to)]).map((match) => match.id);
  const ids = mention.ids.filter((id) => within.includes(id));
  if (ids.length > 0) return { ...mention, ids, to: to + 1 };
  // "(realtor)" explains; "(Coldwell)" names somebody else's company.
  return capitalsTell && tokens[at]!.capital ? { ...mention, ids: [], to: to + 1 } : mention;
}
