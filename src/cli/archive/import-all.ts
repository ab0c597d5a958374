import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { count } from '../../domain/format.ts';
import { readArchive } from '../../store/archive/read-archive.ts';
import { ArchiveRefused } from '../../store/archive/read-lines.ts';
import { NoFile, sizeOfFile } from '../partners/partners-file.ts';

/**
 * Reads what `export all` wrote into an empty database: all of it, or nothing.
 * @returns the exit code: 2 when the file or the database can't be used
 */
export async function importAll(
  { db }: Pick<Context, 'db'>,
  file: string,
  { out, err }: { out: Writable; err: Writable },
): Promise<number> {
  try {
    await sizeOfFile(file);
    const rows = await readArchive(db, () => linesOf(file));
    out.write(
      `Read ${count(rows, 'row')}. Start Rapport with this database now, and the other one no more.\n`,
    );
    return 0;
  } catch (error) {
    if (error instanceof NoFile) err.write(`${error.message}\n`);
    else if (error instanceof ArchiveRefused) err.write(`Nothing was imported: ${error.message}\n`);
    else throw error;
    return 2;
  }
}

/** Far longer than any row. Characters. */
const lineMax = 16_000_000;

/** At line feeds alone: Node's readline also parts at marks that JSON may hold. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield* lines;
    if (rest.length > lineMax)
      throw new ArchiveRefused('a line of the file has no end: it isn’t one that export all wrote.');
  }
  if (rest !== '') yield rest;
}
