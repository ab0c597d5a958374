import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { draftDays, type RetentionKind, retentionKinds } from '../../domain/policy.ts';
import {
  applyRetention,
  countOldDrafts,
  loadRetention,
  setRetention,
} from '../../store/privacy/retention.ts';
import { forgetOldDrafts } from '../../store/touchpoints/drafts.ts';
import { UsageError } from '../usage.ts';

/** More than a century is a typo. */
const monthsMax = 1200;

/**
 * Reports how long each kind of data is kept and how much has outlived that. `set`: "notes=36" or "notes=forever".
 * Nothing is removed without `run`.
 * @returns the exit code, 0
 */
export async function keepRetention(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { set, run }: { set: readonly string[]; run: boolean },
  out: Writable,
): Promise<number> {
  const changes = set.map(readChange);
  for (const { kind, months } of changes) await setRetention(db, kind, months, now());
  const lines = run ? await applyRetention(db, now()) : await loadRetention(db, now());
  for (const { kind, months, rows, oldest } of lines) {
    const period = months === null ? 'forever' : `${months} months`;
    const what = rows === 0 ? 'nothing older' : `${rows} older, the oldest from ${oldest}`;
    out.write(`${kind.padEnd(10)} ${period.padEnd(12)} ${run && rows > 0 ? `removed ${rows}` : what}\n`);
  }
  if (run) await forgetOldDrafts(db, now());
  const drafts = await countOldDrafts(db, now());
  out.write(
    `drafts     ${`${draftDays} days`.padEnd(12)} ${drafts.old === 0 ? 'nothing older' : `${drafts.old} older`}; deleted automatically${drafts.held > 0 ? `, ${drafts.held} held` : ''}\n`,
  );
  out.write('record     forever      never removed\n');
  if (!run) out.write('Nothing changed: use --run to remove what is older. Anything on legal hold stays.\n');
  return 0;
}

function readChange(text: string): { kind: RetentionKind; months: number | null } {
  const [, name, period = ''] = /^(\w+)=(\w+)$/.exec(text) ?? [];
  const kind = retentionKinds.find((known) => known === name);
  if (!kind) throw new UsageError(`--set takes KIND=MONTHS, KIND one of ${retentionKinds.join(', ')}`);
  if (period === 'forever') return { kind, months: null };
  const months = Number(period);
  if (!Number.isSafeInteger(months) || months < 1 || months > monthsMax)
    throw new UsageError(`${period} is not a number of months: 1 to ${monthsMax}, or forever`);
  return { kind, months };
}
