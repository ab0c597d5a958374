import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { RefusedRow } from '../../domain/partners/refused-row.ts';
import { refusedHeader, refusedLines } from '../../messages/partners/refused-rows.ts';
import { NoFile } from './partners-file.ts';

/** Takes the rows that an import skips. */
export interface ProblemsFile {
  /** Resolves when there is room for more. */
  add(rows: readonly RefusedRow[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a new file before anything is read, so that no row is lost for want of a place. Never one that is there: it may be
 * the file to import. Without a path, takes the rows and keeps none.
 * @throws NoFile
 */
export async function openProblemsFile(path: string | undefined): Promise<ProblemsFile> {
  if (path === undefined) return { add: async () => {}, close: async () => {} };
  const file = createWriteStream(path, { flags: 'wx' });
  await once(file, 'open').catch((error) => {
    throw new NoFile(
      error.code === 'EEXIST' ? `${path} is already there; name a new file.` : `${path}: ${error.message}.`,
    );
  });
  // What goes wrong from here on is told by `finished`.
  file.on('error', () => {});
  let first: readonly RefusedRow[] | null = null;
  return {
    async add(rows) {
      if (!first) file.write(`\ufeff${refusedHeader(rows)}`);
      first ??= rows;
      if (!file.write(refusedLines(rows, first))) await Promise.race([once(file, 'drain'), finished(file)]);
    },
    async close() {
      file.end();
      await finished(file);
      if (!first) await rm(path);
    },
  };
}
