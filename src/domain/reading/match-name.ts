import { type Book, type NameMatch, type Person, type Rank, ranks } from './book.ts';
import { commonGivenNames, commonSurnames } from './known-words.ts';
import { areNicknames, hasNicknames } from './nicknames.ts';

/** A slip is forgiven only in words of this many letters: in shorter ones it makes another name (Ann, Dan, Jan). */
const slipLetters = 4;

/**
 * The partners a spoken name may mean, the best rank only: none, one, or several that are equally near. `words` are folded and without apostrophes.
 */
export function matchName(book: Book, words: readonly string[]): NameMatch[] {
  const exact = matchExactly(book, words);
  if (exact.length > 0) return exact;
  const familiar = matchNickname(book, words);
  return familiar.length > 0 ? familiar : ofBestRank(withOneSlip(book, words));
}

export function matchExactly(book: Book, words: readonly string[]): NameMatch[] {
  return ofBestRank(book.byKey.get(words.join('')) ?? withInitial(book, words));
}

/** "Lupe" for Guadalupe Ortega, "Mike Brandt" for Michael, "Jen W" for Jennifer Walsh. */
function matchNickname(book: Book, [first = '', ...others]: readonly string[]): NameMatch[] {
  if (!hasNicknames(first)) return [];
  const last = others.join('');
  const fits = (surname: string) => surname === last || (last.length === 1 && surname[0] === last);
  return ofBestRank(
    book.people.flatMap(({ id, own, given, surnames }): NameMatch[] => {
      if (!given.some((name) => areNicknames(first, name))) return [];
      if (last === '') return [{ id, own, rank: ranks.nickname }];
      return surnames.some(fits) ? [{ id, own, rank: ranks.fullNickname }] : [];
    }),
  );
}

/** "Dana L" and "D. Lee". */
function withInitial(book: Book, [first, last, ...others]: readonly string[]): NameMatch[] {
  if (!first || !last || others.length > 0 || (first.length > 1 && last.length > 1)) return [];
  return book.people.flatMap(({ id, own, given, surnames }) => {
    const named = last.length === 1 ? given.includes(first) : surnames.includes(last);
    const initial = last.length === 1 ? surnames : given;
    const fits = named && initial.some((name) => name[0] === (last.length === 1 ? last : first));
    return fits ? [{ id, own, rank: ranks.initial }] : [];
  });
}

function ofBestRank(matches: readonly NameMatch[]): NameMatch[] {
  const best = matches.reduce((rank, match) => Math.min(rank, match.rank), Number.POSITIVE_INFINITY);
  const near = matches.filter((match) => match.rank === best);
  return [...new Map(near.map((match) => [match.id, match])).values()];
}

function withOneSlip(book: Book, words: readonly string[]): NameMatch[] {
  const [first = '', ...others] = words;
  const last = others.join('');
  const meant = ({ given, surnames }: Person): Rank | null => {
    if (last === '')
      return [...given, ...surnames].some((name) => isSlip(first, name)) ? ranks.singleWithSlip : null;
    // After the right given name a short surname is near enough, too: "Marcus Web".
    const sameFirst =
      given.includes(first) &&
      surnames.some(
        (name) =>
          isSlip(last, name) || (last.length >= 3 && name.length > last.length && isOneOff(last, name)),
      );
    const sameLast = surnames.includes(last) && given.some((name) => isSlip(first, name));
    return sameFirst || sameLast ? ranks.fullWithSlip : null;
  };
  return book.people.flatMap((person) => {
    const rank = meant(person);
    return rank === null ? [] : [{ id: person.id, own: person.own, rank }];
  });
}

/** One letter missing at the end. */
const isOneOff = (typed: string, meant: string): boolean =>
  meant.length === typed.length + 1 && meant.startsWith(typed) && !commonSurnames.has(typed);

/** One letter wrong, missing, too many, or two swapped; but not where the typed word is a name of its own. */
export function isSlip(typed: string, meant: string): boolean {
  if (typed.length < slipLetters || meant.length < slipLetters) return false;
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let from = 0;
  while (from < typed.length && typed[from] === meant[from]) from++;
  const rest = (skipTyped: number, skipMeant: number) =>
    typed.slice(from + skipTyped) === meant.slice(from + skipMeant);
  const swapped = typed[from] === meant[from + 1] && typed[from + 1] === meant[from];
  const isNear = rest(1, 1) || rest(1, 0) || rest(0, 1) || (swapped && rest(2, 2));
  return isNear && !commonGivenNames.has(typed) && !commonSurnames.has(typed);
}
