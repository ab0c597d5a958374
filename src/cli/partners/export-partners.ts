import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { csvLine } from '../../domain/csv-cells.ts';
import { cellsOf } from '../../domain/csv-parts.ts';
import {
  partnerCells,
  partnerHeader,
  touchpointCells,
  touchpointHeader,
} from '../../domain/partners/export-files.ts';
import type { Database } from '../../store/db/database.ts';
import { findBranch } from '../../store/members/branches.ts';
import { findMember } from '../../store/members/members.ts';
import {
  type ExportReach,
  exportPartners,
  exportTouchpoints,
  noteOperatorsExport,
} from '../../store/partners/export.ts';
import { UsageError } from '../usage.ts';

export interface ExportOptions {
  what: 'partners' | 'touchpoints';
  /** Channel id of the branch. */
  branch?: string | undefined;
  /** Slack id of the member whose own book it is. */
  member?: string | undefined;
}

/**
 * Writes partners or touchpoints as CSV, as `/partner export` does, page by page. The export itself leaves a trace.
 * @returns the exit code, 0
 */
export async function writePartners(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { what, branch, member }: ExportOptions,
  out: Writable,
): Promise<number> {
  const reach = await reachOf(db, branch, member);
  const shown = { all: true };
  const [header, pages] =
    what === 'partners'
      ? [partnerHeader, cellsOf(exportPartners(db, reach), (row) => partnerCells(row, shown))]
      : [touchpointHeader, cellsOf(exportTouchpoints(db, reach, { notes: true }), touchpointCells)];
  const write = async (lines: string) => {
    if (!out.write(lines)) await once(out, 'drain');
  };
  await write(csvLine(header));
  let rows = 0;
  for await (const page of pages) {
    rows += page.length;
    await write(page.map(csvLine).join(''));
  }
  await noteOperatorsExport(db, { ...reach, [what]: rows }, now());
  return 0;
}

async function reachOf(
  db: Database,
  channelId: string | undefined,
  slackUserId: string | undefined,
): Promise<ExportReach> {
  if (channelId !== undefined && slackUserId !== undefined)
    throw new UsageError('export takes --branch or --member, not both');
  const branch = channelId ? await findBranch(db, channelId) : null;
  if (channelId && !branch) throw new UsageError(`channel ${channelId} is not a branch`);
  const member = slackUserId ? await findMember(db, slackUserId) : null;
  if (slackUserId && !member) throw new UsageError(`${slackUserId} is not a member`);
  return {
    scope: member ? 'own' : branch ? 'branch' : 'all',
    memberId: member?.id ?? 0,
    branchId: branch?.id ?? 0,
  };
}
