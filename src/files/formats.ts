import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { oldWorkbook } from './old-workbook.ts';
import { vcard } from './vcard.ts';
import { xlsx } from './xlsx.ts';

/** What can be read, tried in this order. */
export const formats: readonly Format[] = [vcard, xlsx, oldWorkbook, csv];
