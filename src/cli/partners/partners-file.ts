import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** The file as a whole cannot be imported; the message says why in one line. Nothing of it has been read. */
export class FileRefused extends Error {}

/** A record this long is a quote that was never closed, and would swallow the rest of the file. */
export const csvRowBytesMax = 8 * 1024 * 1024;

/**
 * Looks through the whole file before any of it is read, so that none of it lands when its text is not UTF-8.
 * @returns its size in bytes
 * @throws FileRefused
 */
export async function checkFile(file: string): Promise<number> {
  const found = await stat(file).catch((error) => {
    throw new FileRefused(
      error.code === 'ENOENT' ? `There’s no file ${file}.` : `${file}: ${error.message}.`,
    );
  });
  if (found.isDirectory()) throw new FileRefused(`${file} is a folder; name the CSV file in it.`);
  if (!found.isFile()) throw new FileRefused(`${file} isn’t a file; save the rows to one first.`);
  if (found.size === 0) throw new FileRefused(`${file} is empty.`);
  const line = await firstLineNotUtf8(file);
  if (line !== null) {
    throw new FileRefused(`${file} isn’t UTF-8 (line ${line}); save it again as “CSV UTF-8.”`);
  }
  return found.size;
}

/** Checks whole lines, as a letter of several bytes never holds a line feed. */
async function firstLineNotUtf8(file: string): Promise<number | null> {
  let line = 1;
  let rest = Buffer.alloc(0);
  for await (const chunk of opened(file)) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) return line + linesBeforeFault(whole);
    line += countLines(whole);
    rest = bytes.subarray(end);
    // Without a line break for so long it is no CSV of ours; the parser would refuse it, too.
    if (rest.length > csvRowBytesMax)
      throw new FileRefused(`${file} has a line of more than 8 MB (line ${line}).`);
  }
  return isUtf8(rest) ? null : line;
}

function linesBeforeFault(bytes: Buffer): number {
  let lines = 0;
  for (let start = 0; start < bytes.length; lines++) {
    const end = bytes.indexOf(0x0a, start) + 1;
    if (!isUtf8(bytes.subarray(start, end))) return lines;
    start = end;
  }
  return lines;
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines++;
  return lines;
}

export const opened = (file: string) => createReadStream(file, { highWaterMark: 128 * 1024 });
