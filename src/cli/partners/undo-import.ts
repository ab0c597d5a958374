import type { Context } from '../../context.ts';
import { describeUndone, undoRefused } from '../../messages/partners/import-after.ts';
import { undoImport } from '../../store/touchpoints/undo-import.ts';
import { UsageError } from '../usage.ts';

/** Undoes an import, no matter who made it. Run again, it continues where it stopped. @returns the exit code */
export async function undoPartners(
  { db, now }: Pick<Context, 'db' | 'now'>,
  id: string,
  out: { write(text: string): unknown },
): Promise<number> {
  if (!/^\d{1,9}$/.test(id)) throw new UsageError('import undo takes the id that the import printed');
  const outcome = await undoImport(db, Number(id), null, now());
  if (outcome.how === 'done') {
    out.write(
      describeUndone(outcome.undone)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return 0;
  }
  out.write(`${outcome.how === 'too late' ? undoRefused.tooLate : undoRefused.unknown}\n`);
  return 1;
}
