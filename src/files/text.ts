import { isUtf8 } from 'node:buffer';
import { FileRefused } from '../domain/file-refusal.ts';
import { filePolicy } from '../domain/policy.ts';
import { chunksOf, type Source } from './source.ts';

const lf = 0x0a;
const cr = 0x0d;

/**
 * Looks through the whole text before any of it is used, so that none of it lands when it is not UTF-8, and no parser
 * gets a line without end.
 * @throws FileRefused
 */
export async function checkText(source: Source): Promise<void> {
  let offset = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(source)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    // A letter of several bytes never holds a line break, so that whole lines can be checked.
    const end = Math.max(bytes.lastIndexOf(lf), bytes.lastIndexOf(cr)) + 1;
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) await refuse('not utf-8', source, offset + faultyLineIn(whole));
    offset += end;
    rest = bytes.subarray(end);
    if (rest.length > filePolicy.rowBytesMax) await refuse('long line', source, offset);
  }
  if (!isUtf8(rest)) await refuse('not utf-8', source, offset);
}

async function refuse(why: 'not utf-8' | 'long line', source: Source, offset: number): Promise<never> {
  throw new FileRefused({ why, line: await lineAt(chunksOf(source), offset) });
}

/** Where the first line begins that is not UTF-8. */
function faultyLineIn(bytes: Buffer): number {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(lf, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end))) return start;
    start = end;
  }
}

/** The number of the line that holds this byte; line breaks before it as in `readCsv`: CRLF, LF, or CR. */
export async function lineAt(chunks: AsyncIterable<Buffer>, offset: number): Promise<number> {
  let line = 1;
  let left = offset;
  let isAfterCr = false;
  for await (const chunk of chunks) {
    const bytes = chunk.subarray(0, left);
    for (const byte of bytes) {
      if (byte === cr || (byte === lf && !isAfterCr)) line++;
      isAfterCr = byte === cr;
    }
    left -= bytes.length;
    if (left === 0) break;
  }
  return line;
}
