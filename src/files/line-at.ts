const lf = 0x0a;
const cr = 0x0d;

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
