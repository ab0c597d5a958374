import { CsvError, type Info, type Parser, parse } from 'csv-parse';
import { filePolicy } from '../domain/policy.ts';
import { type Encoding, encodingOf, utf8ChunksOf } from './decode.ts';
import { type Delimiter, delimiterOf } from './delimiter.ts';
import type { FileRow, Format, Stretch } from './format.ts';
import { lineAt } from './line-at.ts';
import type { Source } from './source.ts';

/** Pictures, or a PDF: what people send in place of a CSV. */
const otherMarks = ['\x89PNG', '%PDF', 'GIF8', '\xff\xd8\xff'];

/** Comma-separated values, or with another mark between the cells, in the encodings people have, and any line breaks. */
export const csv: Format = {
  recognizes: (head) => !otherMarks.some((mark) => head.toString('latin1', 0, 8).startsWith(mark)),
  read: readCsv,
};

async function* readCsv(source: Source): AsyncGenerator<Stretch> {
  const encoding = await encodingOf(source);
  let rows: FileRow[] = [];
  let bytesRead = 0;
  let parser: Parser | null = null;
  try {
    for await (const bytes of utf8ChunksOf(source, encoding)) {
      parser ??= openParser(delimiterOf(bytes.toString()), (row) => rows.push(row));
      bytesRead += bytes.length;
      const isCut = await isBroken((done) => parser!.write(bytes, done));
      yield isCut
        ? { rows, bytesRead, cutAt: await cutLine(source, encoding, parser.info) }
        : { rows, bytesRead };
      if (isCut) return;
      rows = [];
    }
    if (!parser) return;
    const isCut = await isBroken((done) => parser!.end(done));
    yield isCut
      ? { rows, bytesRead, cutAt: await cutLine(source, encoding, parser.info) }
      : { rows, bytesRead };
  } finally {
    parser?.destroy();
  }
}

/**
 * Rows are taken as the parser finds them and not through its stream, which drops those it still holds when a later one
 * is broken. It skips blank rows itself: each that it would hand over costs two microseconds, and a sheet may have a
 * million.
 */
function openParser(delimiter: Delimiter, take: (row: FileRow) => void): Parser {
  // csv-parse takes a CRLF within quotes for two lines.
  let doubled = 0;
  const parser = parse({
    delimiter,
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
async function cutLine(source: Source, encoding: Encoding, { bytes: end }: Info): Promise<number> {
  let offset = 0;
  for await (const chunk of utf8ChunksOf(source, encoding)) {
    for (let at = Math.max(0, end - offset); at < chunk.length; at++) {
      if (chunk[at] !== 0x0a && chunk[at] !== 0x0d)
        return lineAt(utf8ChunksOf(source, encoding), offset + at);
    }
    offset += chunk.length;
  }
  return lineAt(utf8ChunksOf(source, encoding), offset);
}
