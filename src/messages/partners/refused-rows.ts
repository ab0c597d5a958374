import { csvLine } from '../../domain/csv-cells.ts';
import { partnerColumns } from '../../domain/partners/partner-columns.ts';
import type { RowProblem } from '../../domain/partners/partner-row.ts';
import type { RefusedRow } from '../../domain/partners/refused-row.ts';
import { asTyped } from '../blocks.ts';

/** Rows that an import could not take come back as a file to fix and import. */

/** The last column says why; an import leaves it out. */
export const refusedHeader: string = csvLine([...partnerColumns, 'problem']);

export const refusedLine = (row: RefusedRow): string =>
  csvLine([...partnerColumns.map((column) => row.cells[column] ?? null), describeProblem(row)]);

export const describeProblem = ({ line, column, reason }: RowProblem): string =>
  `line ${line}${column ? `, column ${column}` : ''}: ${reason}`;

/** For Slack. */
export const refusedFile = (rows: readonly RefusedRow[]) => ({
  filename: 'rows-to-fix.csv',
  content: `\ufeff${refusedHeader}${rows.map(refusedLine).join('')}`,
  title: 'Rows to fix',
});

/** With the file. */
export const refusedComment = (fileName: string): string =>
  `The rows of ${asTyped(fileName)} that I couldn’t use. Fix what the last column names, and import this file.`;
