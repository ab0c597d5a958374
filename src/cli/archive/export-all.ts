import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { count } from '../../domain/format.ts';
import { writeArchive } from '../../store/archive/write-archive.ts';
import { noteOperatorsExport } from '../../store/partners/export-log.ts';

/**
 * Writes the whole deployment as JSON lines (docs/operating.md, Moving everything). The export itself leaves a trace.
 * @returns the exit code, 0
 */
export async function exportAll(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { out, err }: { out: Writable; err: Writable },
): Promise<number> {
  const rows = await writeArchive(db, async (lines) => {
    if (!out.write(lines)) await once(out, 'drain');
  });
  await noteOperatorsExport(db, { scope: 'everything', rows }, now());
  err.write(`Wrote ${count(rows, 'row')}.\n`);
  return 0;
}
