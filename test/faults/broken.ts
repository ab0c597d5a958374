/** An invariant or promised behavior does not hold. Any other error is a bug in the suite. */
export class Broken extends Error {
  override name = 'Broken';
}

/** @throws Broken with `sentence` unless `isTrue` */
export function must(isTrue: boolean, sentence: string): void {
  if (!isTrue) throw new Broken(sentence);
}

/** Compares names, because each test build has its own class. */
export const isBroken = (error: unknown): boolean => error instanceof Error && error.name === 'Broken';
