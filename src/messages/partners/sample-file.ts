import { csvLine } from '../../domain/csv-cells.ts';
import { partnerColumns } from '../../domain/partners/partner-columns.ts';
import { sampleRows } from '../../domain/partners/sample-rows.ts';

const lines = [
  partnerColumns,
  ...sampleRows.map((row) => partnerColumns.map((column) => row[column] ?? null)),
];

/** A file to look at, or to fill. */
export const sampleFile = () => ({
  filename: 'sample-partners.csv',
  content: `\ufeff${lines.map(csvLine).join('')}`,
  title: 'Sample',
});

/** With the file. */
export const sampleComment =
  'Put your partners in place of these rows, and choose the file in */partner import*. Only names are required.';
