import { readFile } from 'node:fs/promises';
import readXlsxFile from 'read-excel-file/node';
import { FileRefused } from '../domain/file-refusal.ts';
import { readHeader } from '../domain/partners/partner-columns.ts';
import type { FileRow, Format, Stretch } from './format.ts';
import type { Source } from './source.ts';
import { checkedZip, isZip } from './zip.ts';

/** Excel's workbooks: a zip with sheets in XML (ECMA-376). Other zips are none. */
export const xlsx: Format = {
  recognizes: isZip,
  read: readWorkbook,
};

type Cell = string | number | boolean | Date | null;

async function* readWorkbook(source: Source): AsyncGenerator<Stretch> {
  const bytes = 'path' in source ? await readFile(source.path) : Buffer.from(source.bytes);
  const workbook = checkedZip(bytes, 'xl/workbook.xml');
  const sheets = await readXlsxFile(workbook).catch((error: unknown) => {
    throw new FileRefused({ why: 'no format' }, { cause: error });
  });
  const tables = sheets.map(({ data }) => data.map((row) => (row as Cell[]).map(textOf)));
  const table = tables.find(hasHeader) ?? tables[0] ?? [];
  const rows = table.flatMap((cells, at): FileRow[] =>
    cells.some((cell) => cell !== '') ? [{ line: at + 1, cells }] : [],
  );
  yield { rows, bytesRead: bytes.length };
}

/** Notes and charts may come before the sheet that lists people. */
const linesAbove = 20;
const hasHeader = (table: string[][]): boolean =>
  table.slice(0, linesAbove + 1).some((cells) => readHeader(cells) !== null);

function textOf(cell: Cell): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'yes' : '';
  return cell === null ? '' : String(cell);
}
