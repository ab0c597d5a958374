import { isSuffix, isTitle } from '../reading/book.ts';
import { isSlip } from '../reading/match-name.ts';
import { areNicknames } from '../reading/nicknames.ts';
import { nameKey } from './same-partner.ts';

/**
 * Whether two different names may be one person's: a nickname, one slip, an initial, or a part left out ("Dana M. Lee," "Dana").
 * Names with figures are near to none: they tell people apart.
 */
export function isNearName(one: string, other: string): boolean {
  const [short = [], long = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
  if (short.length === 0 || [...short, ...long].some((word) => /\d/.test(word))) return false;
  if (short.every((word) => long.includes(word))) return true;
  const [given, surname] = [short[0]!, short.at(-1)!];
  if (short.length === 1) return areNear(given, long[0]!) && long.length === 1;
  if (surname === long.at(-1)) return areNear(given, long[0]!);
  return given === long[0] && areSlips(surname, long.at(-1)!);
}

const wordsOf = (name: string): string[] =>
  nameKey(name)
    .split(' ')
    .filter((word) => word !== '' && !isTitle(word) && !isSuffix(word));

const areNear = (one: string, other: string): boolean =>
  areNicknames(one, other) || areSlips(one, other) || areInitials(one, other) || areInitials(other, one);

const areInitials = (one: string, other: string): boolean => one.length === 1 && other.startsWith(one);

/** Which of the two was typed is not known. */
const areSlips = (one: string, other: string): boolean => isSlip(one, other) || isSlip(other, one);
