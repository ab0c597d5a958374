import { type Book, type NameMatch, type Rank, ranks } from './book.ts';
import { commonGivenNames, commonSurnames } from './known-words.ts';

/** A slip is forgiven only in words of this many letters: in shorter ones it makes another name (Ann, Dan, Jan). */
const slipLetters = 4;

/**
 * The partners a spoken name may mean, the best rank only: none, one, or several that are equally near. `words` are folded and without apostrophes.
 */
export function matchName(book: Book, words: readonly string[]): NameMatch[] {
  const exact = book.byKey.get(words.join('')) ?? [];
  return ofBestRank(exact.length > 0 ? exact : withOneSlip(book, words));
}

export function matchExactly(book: Book, words: readonly string[]): NameMatch[] {
  return ofBestRank(book.byKey.get(words.join('')) ?? []);
}

function ofBestRank(matches: readonly NameMatch[]): NameMatch[] {
  const best = matches.reduce((rank, match) => Math.min(rank, match.rank), Number.POSITIVE_INFINITY);
  const near = matches.filter((match) => match.rank === best);
  return [...new Map(near.map((match) => [match.id, match])).values()];
}

function withOneSlip(book: Book, words: readonly string[]): NameMatch[] {
  const found: NameMatch[] = [];
  for (const { words: form, match } of book.forms) {
    if (oneSlipApart(words, form)) found.push({ ...match, rank: slipRank(match.rank) });
  }
  return found;
}

const slipRank = (rank: Rank): Rank => (rank === ranks.full ? ranks.fullWithSlip : ranks.singleWithSlip);

/** Word by word: all the same but one, which is a slip away. The typed surname may come in several words. */
function oneSlipApart(typed: readonly string[], form: readonly string[]): boolean {
  const words =
    typed.length > form.length && form.length === 2 ? [typed[0]!, typed.slice(1).join('')] : typed;
  if (words.length !== form.length) return false;
  let slips = 0;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === form[i]) continue;
    if (++slips > 1 || !isSlip(words[i]!, form[i]!)) return false;
  }
  return slips === 1;
}

/** One letter wrong, missing, too many, or two swapped; but not where the typed word is a name of its own. */
export function isSlip(typed: string, meant: string): boolean {
  if (typed.length < slipLetters || meant.length < slipLetters) return false;
  if (Math.abs(typed.length - meant.length) > 1) return false;
  if (commonGivenNames.has(typed) || commonSurnames.has(typed)) return false;
  let from = 0;
  while (from < typed.length && typed[from] === meant[from]) from++;
  const rest = (skipTyped: number, skipMeant: number) =>
    typed.slice(from + skipTyped) === meant.slice(from + skipMeant);
  const swapped = typed[from] === meant[from + 1] && typed[from + 1] === meant[from];
  return rest(1, 1) || rest(1, 0) || rest(0, 1) || (swapped && rest(2, 2));
}
