import { createReadStream } from 'node:fs';

/** A file to read, on disk or in memory. It can be read more than once. */
export type Source = { path: string } | { bytes: Uint8Array };

const chunkBytes = 64 * 1024;

/** Yields the file's bytes in order, a chunk at a time. */
export async function* chunksOf(source: Source): AsyncGenerator<Buffer> {
  if ('path' in source) {
    for await (const chunk of createReadStream(source.path, { highWaterMark: chunkBytes })) yield chunk;
    return;
  }
  const { buffer, byteOffset, length } = source.bytes;
  for (let from = 0; from < length; from += chunkBytes)
    yield Buffer.from(buffer, byteOffset + from, Math.min(chunkBytes, length - from));
}
