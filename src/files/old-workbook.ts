import { FileRefused } from '../domain/file-refusal.ts';
import type { Format } from './format.ts';

/** How a compound file begins ([MS-CFB], section 2.2). */
const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** What Excel saved before .xlsx, and what it makes of an .xlsx with a password: told apart from what is no workbook at all. */
export const oldWorkbook: Format = {
  recognizes: (head) => head.subarray(0, signature.length).equals(signature),
  // biome-ignore lint/correctness/useYield: there is nothing that could be read.
  async *read() {
    throw new FileRefused({ why: 'old workbook' });
  },
};
