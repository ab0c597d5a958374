import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { csvLine } from '../../domain/csv-cells.ts';
import type { Cells } from '../../domain/csv-parts.ts';
import { contactCard } from '../../domain/partners/contact-cards.ts';
import {
  partnerCells,
  partnerHeader,
  touchpointCells,
  touchpointHeader,
} from '../../domain/partners/export-files.ts';
import type { ExportKind } from '../../domain/partners/export-kinds.ts';
import {
  feedbackCells,
  feedbackHeader,
  planCells,
  planHeader,
  promiseCells,
  promiseHeader,
} from '../../domain/partners/export-said.ts';
import type { Database } from '../../store/db/database.ts';
import { findBranch } from '../../store/members/branches.ts';
import { findMember } from '../../store/members/members.ts';
import { type ExportReach, exportPartners, exportTouchpoints } from '../../store/partners/export.ts';
import { noteOperatorsExport } from '../../store/partners/export-log.ts';
import { exportFeedback, exportPlans, exportPromises } from '../../store/partners/export-said.ts';
import { UsageError } from '../usage.ts';

export interface ExportOptions {
  what: ExportKind;
  /** Channel id of the branch. */
  branch?: string | undefined;
  /** Slack id of the member whose own book it is. */
  member?: string | undefined;
}

/**
 * Writes one kind of what `/partner export` sends, page by page: CSV, or contact cards. The export itself leaves a trace.
 * @returns the exit code, 0
 */
export async function writePartners(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { what, branch, member }: ExportOptions,
  out: Writable,
): Promise<number> {
  const reach = await reachOf(db, branch, member);
  let rows = 0;
  for await (const page of textsOf(db, what, reach)) {
    rows += page.rows;
    if (!out.write(page.text)) await once(out, 'drain');
  }
  await noteOperatorsExport(db, { ...reach, [what]: rows }, now());
  return 0;
}

interface Page {
  text: string;
  rows: number;
}

function textsOf(db: Database, what: ExportKind, reach: ExportReach): AsyncGenerator<Page> {
  switch (what) {
    case 'partners':
      return csvOf(partnerHeader, exportPartners(db, reach), (row) => partnerCells(row, { all: true }));
    case 'touchpoints':
      return csvOf(touchpointHeader, exportTouchpoints(db, reach, { notes: true }), touchpointCells);
    case 'promises':
      return csvOf(promiseHeader, exportPromises(db, reach), promiseCells);
    case 'plans':
      return csvOf(planHeader, exportPlans(db, reach), planCells);
    case 'feedback':
      return csvOf(
        feedbackHeader,
        exportFeedback(db, reach, () => true),
        feedbackCells,
      );
    case 'contacts':
      return pagesOf(exportPartners(db, reach), contactCard);
  }
}

async function* csvOf<Row>(
  header: Cells,
  rows: AsyncIterable<readonly Row[]>,
  cells: (row: Row) => Cells,
): AsyncGenerator<Page> {
  yield { text: csvLine(header), rows: 0 };
  yield* pagesOf(rows, (row) => csvLine(cells(row)));
}

async function* pagesOf<Row>(
  pages: AsyncIterable<readonly Row[]>,
  textOf: (row: Row) => string,
): AsyncGenerator<Page> {
  for await (const page of pages) yield { text: page.map(textOf).join(''), rows: page.length };
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
