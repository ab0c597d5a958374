import { stat } from 'node:fs/promises';

/** The file cannot be opened; the message says why in one line. */
export class NoFile extends Error {}

/** Returns the size of a file in bytes. @throws NoFile */
export async function sizeOfFile(file: string): Promise<number> {
  const found = await stat(file).catch((error) => {
    throw new NoFile(error.code === 'ENOENT' ? `There’s no file ${file}.` : `${file}: ${error.message}.`);
  });
  if (found.isDirectory()) throw new NoFile(`${file} is a folder; name the CSV file in it.`);
  if (!found.isFile()) throw new NoFile(`${file} isn’t a file; save the rows to one first.`);
  return found.size;
}
