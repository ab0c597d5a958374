import type { SameAs } from '../row-question.ts';
import { quote, type Understood } from './cell.ts';

const answers: ReadonlyMap<string, SameAs> = new Map([
  ...['yes', 'y', 'same', 'keep'].map((word): [string, SameAs] => [word, 'yes']),
  ...['no', 'n', 'new'].map((word): [string, SameAs] => [word, 'no']),
  ['replace', 'replace'],
]);

/** Postgres stores ids in four bytes. */
const idMax = 2 ** 31 - 1;

/** An answer to what was asked about a row: a word, or the id of the partner that it is. */
export function readSameAs(text: string): Understood<SameAs> {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  const value = id > 0 && id <= idMax ? id : answers.get(text.toLowerCase());
  if (value !== undefined) return { value };
  return { value: null, leftOut: `${quote(text)} isn’t yes, no, replace, or a partner’s id` };
}
