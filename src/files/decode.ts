import { isUtf8 } from 'node:buffer';
import { FileRefused } from '../domain/file-refusal.ts';
import { filePolicy } from '../domain/policy.ts';
import { lineAt } from './line-at.ts';
import { chunksOf, type Source } from './source.ts';

/** How the letters of a text file are written. Files without a mark that are not UTF-8 come from Windows, or an Excel on a Mac. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';

const lf = 0x0a;
const cr = 0x0d;

/**
 * Looks through the whole file before any of it is used, so that no letter changes half-way through it.
 * @throws FileRefused where a line never ends, or it is no text
 */
export async function encodingOf(source: Source): Promise<Encoding> {
  let first = true;
  let isUtf = true;
  let isMacs = false;
  let hasLf = false;
  let offset = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(source)) {
    if (first) {
      const marked = markedEncoding(chunk);
      if (marked) return marked;
      // Two bytes a letter, without a mark: no text that we can tell apart from a picture.
      if (chunk.includes(0)) throw new FileRefused({ why: 'no format' });
      first = false;
    }
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    // A letter of several bytes never holds a line break, so that whole lines can be checked.
    const end = Math.max(bytes.lastIndexOf(lf), bytes.lastIndexOf(cr)) + 1;
    isUtf &&= isUtf8(bytes.subarray(0, end));
    hasLf ||= bytes.includes(lf);
    isMacs ||= !isUtf && macsLetter.test(bytes.toString('latin1'));
    offset += end;
    rest = bytes.subarray(end);
    if (rest.length > filePolicy.rowBytesMax)
      throw new FileRefused({ why: 'long line', line: await lineAt(chunksOf(source), offset) });
  }
  if (isUtf && isUtf8(rest)) return 'utf-8';
  return isMacs || !hasLf ? 'macintosh' : 'windows-1252';
}

/** An á, ç, é, è, or ê of a Mac's within a word, where Windows has a ‡, a capital Ž, or nothing at all. */
const macsLetter = /[a-z][\x87\x8d-\x90]/;

/** By its byte order mark, or by zeros in every second place of what begins it. */
function markedEncoding(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 64);
  if (sample.length < 8) return null;
  const zeros = (from: number) => sample.filter((byte, at) => at % 2 === from && byte === 0).length;
  const most = sample.length / 2 - 2;
  if (zeros(1) >= most && zeros(0) === 0) return 'utf-16le';
  return zeros(0) >= most && zeros(1) === 0 ? 'utf-16be' : null;
}

/** The file's text as UTF-8, chunk by chunk, without its byte order mark. */
export async function* utf8ChunksOf(source: Source, encoding: Encoding): AsyncGenerator<Buffer> {
  const decode = decoderOf(encoding);
  let first = true;
  for await (const chunk of chunksOf(source)) {
    const text = decode(chunk);
    yield first && isMark(text) ? text.subarray(3) : text;
    first = false;
  }
  const last = decode(null);
  if (last.length > 0) yield last;
}

/** The whole text. @throws FileRefused */
export async function textOf(source: Source): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of utf8ChunksOf(source, await encodingOf(source))) parts.push(part);
  return Buffer.concat(parts).toString();
}

const isMark = (text: Buffer): boolean => text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;

/** Takes the bytes in order, and null at their end. */
function decoderOf(encoding: Encoding): (bytes: Buffer | null) => Buffer {
  const nothing = Buffer.alloc(0);
  if (encoding === 'utf-8') return (bytes) => bytes ?? nothing;
  if (encoding === 'windows-1252') return (bytes) => (bytes ? Buffer.from(fromWindows(bytes)) : nothing);
  if (encoding === 'macintosh') return (bytes) => (bytes ? Buffer.from(fromMac(bytes)) : nothing);
  const decoder = new TextDecoder(encoding);
  return (bytes) => Buffer.from(decoder.decode(bytes ?? nothing, { stream: bytes !== null }));
}

/** What windows-1252 has in the places that Latin-1 leaves to controls. Node 20's TextDecoder takes it for Latin-1. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const fromWindows = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (letter) => windows[letter.charCodeAt(0) - 0x80]!);

/** The upper half of Mac OS Roman. */
const mac =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';

const fromMac = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\xff]/g, (letter) => mac[letter.charCodeAt(0) - 0x80]!);
