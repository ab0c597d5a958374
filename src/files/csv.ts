import { CsvError, type Info, type Parser, parse } from 'csv-parse';
import { FileRefused } from '../domain/file-refusal.ts';
import { filePolicy } from '../domain/policy.ts';
import type { FileRow, Format, Stretch } from './format.ts';
import { chunksOf, type Source } from './source.ts';
import { checkText, lineAt } from './text.ts';

/** A zip (xlsx, numbers), pictures, or a PDF: what people send in place of a CSV. */
const otherMarks = ['PK\x03\x04', '\x89PNG', '%PDF', 'GIF8', '\xff\xd8\xff'];

/** Comma-separated values in UTF-8, with or without BOM, and any line breaks. */
export const csv: Format = {
  recognizes: (head) => !otherMarks.some((mark) => head.toString('latin1', 0, 8).startsWith(mark)),
  read: readCsv,
};

async function* readCsv(source: Source): AsyncGenerator<Stretch> {
  await checkText(source);
  let rows: FileRow[] = [];
  let bytesRead = 0;
  const parser = openParser((row) => rows.push(row));
  try {
    for await (const bytes of chunksOf(source)) {
      // Other encodings of two bytes a letter may be valid UTF-8, too.
      if (bytesRead === 0 && bytes.includes(0)) throw new FileRefused({ why: 'no format' });
      bytesRead += bytes.length;
      const isCut = await isBroken((done) => parser.write(bytes, done));
      yield isCut ? { rows, bytesRead, cutAt: await cutLine(source, parser.info) } : { rows, bytesRead };
      if (isCut) return;
      rows = [];
    }
    const isCut = await isBroken((done) => parser.end(done));
    yield isCut ? { rows, bytesRead, cutAt: await cutLine(source, parser.info) } : { rows, bytesRead };
  } finally {
    parser.destroy();
  }
}

/**
 * Rows are taken as the parser finds them and not through its stream, which drops those it still holds when a later one
 * is broken. It skips blank rows itself: each that it would hand over costs two microseconds, and a sheet may have a
 * million.
 */
function openParser(take: (row: FileRow) => void): Parser {
  // csv-parse takes a CRLF within quotes for two lines.
  let doubled = 0;
  const parser = parse({
    bom: true,
    // Whatever a row looks like it must come, or the line of those after it could not be told.
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: filePolicy.rowBytesMax,
    on_record: (cells: string[], { lines }) => {
      const { breaks, crlfs } = breaksIn(cells);
      take({ line: lines - doubled - breaks, cells });
      doubled += crlfs;
      return null;
    },
  });
  parser.on('error', () => {}); // handled by the callback of write() or end()
  return parser;
}

/** The CRs and LFs within a row's cells, and how many of them make pairs. */
function breaksIn(cells: readonly string[]): { breaks: number; crlfs: number } {
  let breaks = 0;
  let crlfs = 0;
  for (const cell of cells) {
    if (!cell.includes('\n') && !cell.includes('\r')) continue;
    breaks += cell.match(/[\r\n]/g)!.length;
    crlfs += cell.match(/\r\n/g)?.length ?? 0;
  }
  return { breaks, crlfs };
}

/** Whether the parser came upon a row without an end. */
function isBroken(step: (done: (error?: Error | null) => void) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    step((error) => {
      if (error && !(error instanceof CsvError)) reject(error);
      else resolve(error instanceof CsvError);
    });
  });
}

/** The line of the quote that never closes: the first with anything on it behind what was read to its end. */
async function cutLine(source: Source, { bytes: end }: Info): Promise<number> {
  let offset = 0;
  for await (const chunk of chunksOf(source)) {
    for (let at = Math.max(0, end - offset); at < chunk.length; at++) {
      if (chunk[at] !== 0x0a && chunk[at] !== 0x0d) return lineAt(source, offset + at);
    }
    offset += chunk.length;
  }
  return lineAt(source, offset);
}
