import { startRandom } from '../../demo/random.ts';

/**
 * Random choices that do not depend on each other. Each depends only on what is chosen, who chooses, and when, never on
 * earlier draws. If a commit removes a button, only the person who would have pressed it acts differently.
 */
export interface Chance {
  /** At least 0, less than 1. */
  of(what: string): number;
  /** Returns the element whose name draws the lowest number. Undefined if there are none. */
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
