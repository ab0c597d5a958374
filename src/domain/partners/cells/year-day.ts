import { parseYearDay } from '../partner-fields.ts';
import { quote, type Understood } from './cell.ts';

/** MM-DD of a birthday, in any form. A year is dropped without a word: we keep no one's age. */
export function readYearDay(text: string): Understood<string> {
  const plain = text.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '');
  const [, month, date] = /^(?:\d{4}|-|)[-/](\d{1,2})[-/](\d{1,2})$/.exec(plain) ?? [];
  const withoutYear = plain
    .replace(/^(\d{1,2}[-/.]\d{1,2})[-/.]\d{2,4}$/, '$1')
    .replace(/[ ,-]+'?\d{4}$/, '')
    .replace(/^(\d{1,2}-[A-Za-z]{3,9})-\d{2}$/, '$1');
  const value = parseYearDay(month && date ? `${month}/${date}` : withoutYear.replace('.', '/'));
  return value ? { value } : { value: null, leftOut: `${quote(text)} isn’t a day of the year` };
}
