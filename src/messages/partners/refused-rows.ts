import { csvLine } from '../../domain/csv-cells.ts';
import { answerColumn, ownColumns, partnerColumns } from '../../domain/partners/partner-columns.ts';
import type { RowProblem } from '../../domain/partners/partner-row.ts';
import type { RefusedRow } from '../../domain/partners/refused-row.ts';
import { asTyped } from '../blocks.ts';

/** Rows that an import could not take come back as a file to fix and import. */

/** Rows of our export keep who and where they are. */
const columnsOf = (rows: readonly RefusedRow[]) =>
  rows.some(({ cells }) => cells.branch !== undefined) ? ownColumns : partnerColumns;

/** The last column says why; an import leaves it out. @param rows the first of the file */
export const refusedHeader = (rows: readonly RefusedRow[]): string =>
  csvLine([...columnsOf(rows), answerColumn, 'problem']);

/** @param first the rows that the header was made of */
export const refusedLines = (rows: readonly RefusedRow[], first: readonly RefusedRow[] = rows): string =>
  rows
    .map((row) =>
      csvLine([...columnsOf(first).map((column) => row.cells[column] ?? null), null, describeProblem(row)]),
    )
    .join('');

export const describeProblem = ({ line, column, reason }: RowProblem): string =>
  `line ${line}${column ? `, column ${column}` : ''}: ${reason}`;

/** For Slack. */
export const refusedFile = (rows: readonly RefusedRow[]) => ({
  filename: 'rows-to-fix.csv',
  content: `\ufeff${refusedHeader(rows)}${refusedLines(rows)}`,
  title: 'Rows to fix',
});

/** With the file. */
export const refusedComment = (fileName: string): string =>
  `The rows of ${asTyped(fileName)} that I couldn’t use. Fix what the last column names, and import this file.`;
