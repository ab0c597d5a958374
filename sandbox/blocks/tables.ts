import { LIMITS } from './limits.ts';
import { id } from './objects.ts';
import { richText } from './rich-text.ts';
import {
  anything,
  boolean,
  byType,
  type Check,
  type Fields,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  type Report,
  string,
} from './schema.ts';

/** Null is an empty cell. */
const cell = (min: number) =>
  nullable(
    byType({
      raw_text: object({ type: anything, text: string({ min }) }),
      raw_number: object({ type: anything, value: number() }, { text: string({ min }) }),
      rich_text: richText,
    }),
  );

/** Slack refuses rows of different lengths. Every row must be as long as the first. */
function sameWidth(value: Fields, at: string, report: Report): void {
  const rows = (Array.isArray(value.rows) ? value.rows : []).filter(Array.isArray);
  const width = rows[0]?.length ?? 0;
  rows.forEach((row, index) => {
    if (row.length !== width) report(`must have ${width} cells like the first row`, `${at}/rows/${index}`);
  });
}

export const table: Check = object(
  {
    type: anything,
    rows: list(list(cell(0), { min: 1, max: LIMITS.table.columns }), { min: 1, max: LIMITS.table.rows }),
  },
  {
    block_id: id,
    // Null leaves a column as it is. Some apps report that Slack refuses it since July 2026: `{}` is safer.
    column_settings: list(
      nullable(object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })),
      { max: LIMITS.table.settings },
    ),
  },
);

export const dataTable: Check = object(
  {
    type: anything,
    caption: string({ min: 1 }),
    rows: list(list(cell(1), { min: 1, max: LIMITS.dataTable.columns }), {
      min: LIMITS.dataTable.minRows,
      max: LIMITS.dataTable.rows,
    }),
  },
  {
    block_id: id,
    page_size: integer({ min: 1, max: LIMITS.dataTable.pageSize }),
    row_header_column_index: integer({ min: 0, max: LIMITS.dataTable.columns - 1 }),
  },
  (value, at, report) => {
    sameWidth(value, at, report);
    const content = JSON.stringify(value.rows ?? []).match(/"text":"((?:[^"\\]|\\.)*)"/g) ?? [];
    const characters = content.reduce((sum, each) => sum + each.length - '"text":""'.length, 0);
    if (characters > LIMITS.dataTable.content)
      report(`must be less than ${LIMITS.dataTable.content + 1} characters in all cells`, at);
  },
);
