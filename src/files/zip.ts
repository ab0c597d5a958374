import { inflateRawSync } from 'node:zlib';
import { FileRefused } from '../domain/file-refusal.ts';
import { filePolicy } from '../domain/policy.ts';

// PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12, and 4.3.16.
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfCentral = 0x06054b50;
const localLength = 30;
const centralLength = 46;
const endLength = 22;
const commentMax = 0xffff;
const utf8Names = 0x800;

export const isZip = (head: Buffer): boolean => head.length > 4 && head.readUInt32LE(0) === localHeader;

const refuse = (why: 'no format' | 'too much unpacked', cause?: unknown): never => {
  throw new FileRefused({ why }, { cause });
};

/**
 * Sums what the files in a zip come to before any of them is parsed, and unpacks each to its stated length and no further:
 * a few bytes may claim, or become, gigabytes. Returns those files alone, with the lengths that were checked: others read
 * zips from the front, and may find what the directory at the end does not name.
 * @param member a file without which it is some other zip
 * @throws FileRefused
 */
export function checkedZip(zip: Buffer, member: string): Buffer {
  const end = endOf(zip);
  let at = zip.readUInt32LE(end + 16);
  let unpacked = 0;
  const parts: Buffer[] = [];
  let hasMember = false;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + centralLength > zip.length || zip.readUInt32LE(at) !== centralHeader) refuse('no format');
    const nameEnd = at + centralLength + zip.readUInt16LE(at + 28);
    const name = zip.subarray(at + centralLength, nameEnd);
    unpacked += zip.readUInt32LE(at + 24);
    if (unpacked > filePolicy.unpackedBytesMax) refuse('too much unpacked');
    parts.push(headerLike(zip, at, name.length), name, checkedContent(zip, at));
    hasMember ||= name.toString('latin1') === member;
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (!hasMember) refuse('no format');
  return Buffer.concat(parts);
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - endLength; at >= Math.max(0, zip.length - endLength - commentMax); at--) {
    if (zip.readUInt32LE(at) === endOfCentral) return at;
  }
  return refuse('no format');
}

/** A local header that says what the directory says at `at`. */
function headerLike(zip: Buffer, at: number, nameLength: number): Buffer {
  const header = Buffer.alloc(localLength);
  header.writeUInt32LE(localHeader, 0);
  header.writeUInt16LE(zip.readUInt16LE(at + 8) & utf8Names, 6);
  header.writeUInt16LE(zip.readUInt16LE(at + 10), 8);
  // Checksum, and the lengths packed and unpacked.
  zip.copy(header, 14, at + 16, at + 28);
  header.writeUInt16LE(nameLength, 26);
  return header;
}

function checkedContent(zip: Buffer, at: number): Buffer {
  const isPacked = zip.readUInt16LE(at + 10) !== 0;
  const length = zip.readUInt32LE(at + 20);
  const size = zip.readUInt32LE(at + 24);
  const local = zip.readUInt32LE(at + 42);
  if (local + localLength > zip.length) refuse('no format');
  const from = local + localLength + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const content = zip.subarray(from, from + length);
  if (content.length < length) refuse('no format');
  try {
    if (isPacked) inflateRawSync(content, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const isMore = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    refuse(isMore ? 'too much unpacked' : 'no format', error);
  }
  return content;
}
