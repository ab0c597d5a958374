import { startRandom } from '../../demo/random.ts';

/**
 * Choices that stay the same where something else changes: each hangs on what is chosen and on who chooses when, never on
 * what was drawn before. So a button that a commit takes away changes what its presser does, and nothing else.
 */
export interface Chance {
  /** From 0, 1 excluded. */
  of(what: string): number;
  /** One of them: the one whose name draws lowest. */
  pick<T>(from: readonly T[], nameOf?: (one: T) => string): T | undefined;
}

export function startChance(seed: number, ...where: (string | number)[]): Chance {
  const prefix = where.join(':');
  const of = (what: string) => startRandom(seed, `${prefix}:${what}`).next();
  return {
    of,
    pick: (from, nameOf = String) =>
      from.map((one) => ({ one, drawn: of(nameOf(one)) })).sort((a, b) => a.drawn - b.drawn)[0]?.one,
  };
}
