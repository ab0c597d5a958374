/** An invariant or a promised behaviour does not hold; everything else that is thrown is a mistake of the suite. */
export class Broken extends Error {
  override name = 'Broken';
}

/** @throws Broken with the sentence that is not true */
export function must(isTrue: boolean, sentence: string): void {
  if (!isTrue) throw new Broken(sentence);
}

/** Of another build of the code it is another class by the same name. */
export const isBroken = (error: unknown): boolean => error instanceof Error && error.name === 'Broken';
