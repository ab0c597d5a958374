import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import readXlsxFile from 'read-excel-file/node';
import { FileRefused } from '../domain/file-refusal.ts';
import { readHeader } from '../domain/partners/partner-columns.ts';
import { filePolicy } from '../domain/policy.ts';
import type { FileRow, Format, Stretch } from './format.ts';
import type { Source } from './source.ts';

/** Excel's workbooks: a zip with sheets in XML (ECMA-376). Other zips are none. */
export const xlsx: Format = {
  recognizes: (head) => head.length > 4 && head.readUInt32LE(0) === localHeader,
  read: readWorkbook,
};

type Cell = string | number | boolean | Date | null;

async function* readWorkbook(source: Source): AsyncGenerator<Stretch> {
  const bytes = 'path' in source ? await readFile(source.path) : Buffer.from(source.bytes);
  checkZip(bytes);
  const sheets = await readXlsxFile(bytes).catch((error: unknown) => {
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

// PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12, and 4.3.16.
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfCentral = 0x06054b50;
const endLength = 22;
const commentMax = 0xffff;
const deflated = 8;

/**
 * Sums what the files in the zip come to before any of it is parsed, and unpacks each to its stated length and no further:
 * a few bytes may claim, or become, gigabytes.
 * @throws FileRefused
 */
function checkZip(zip: Buffer): void {
  const refuse = (why: 'no format' | 'too much unpacked'): never => {
    throw new FileRefused({ why });
  };
  const end = endOf(zip);
  if (end < 0) refuse('no format');
  let at = zip.readUInt32LE(end + 16);
  let unpacked = 0;
  let isWorkbook = false;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== centralHeader) refuse('no format');
    const packed = zip.readUInt32LE(at + 20);
    const size = zip.readUInt32LE(at + 24);
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    unpacked += size;
    if (unpacked > filePolicy.unpackedBytesMax) refuse('too much unpacked');
    isWorkbook ||= zip.toString('latin1', at + 46, nameEnd) === 'xl/workbook.xml';
    if (zip.readUInt16LE(at + 10) === deflated) unpackTo(zip, zip.readUInt32LE(at + 42), packed, size);
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (!isWorkbook) refuse('no format');
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - endLength; at >= Math.max(0, zip.length - endLength - commentMax); at--) {
    if (zip.readUInt32LE(at) === endOfCentral) return at;
  }
  return -1;
}

function unpackTo(zip: Buffer, local: number, packed: number, size: number): void {
  if (local + 30 > zip.length) throw new FileRefused({ why: 'no format' });
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  try {
    inflateRawSync(zip.subarray(from, from + packed), { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new FileRefused({ why: 'too much unpacked' }, { cause: error });
  }
}
