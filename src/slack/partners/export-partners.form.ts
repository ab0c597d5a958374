import { z } from 'zod';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { csvLine } from '../../domain/csv-cells.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { partnerColumns } from '../../domain/partners/partner-columns.ts';
import { plain, section } from '../../messages/blocks.ts';
import { exportComment, exportFailed, exporting } from '../../messages/partners/export.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { findBranchById } from '../../store/members/branches.ts';
import {
  type ExportScope,
  exportPartners,
  exportTouchpoints,
  noteExport,
} from '../../store/partners/export.ts';
import { loadExportsPolicy } from '../../store/workspace.ts';
import { answer, type ReplyTo, replyTo, sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm, type Submission } from '../bolt/define-form.ts';
import { choiceField, readOneOf } from '../bolt/fields.ts';
import { uploadToDm } from '../bolt/files.ts';
import { rowId } from '../bolt/schemas.ts';

const labels: Record<ExportScope, string> = {
  own: 'My partners',
  branch: 'The branch’s partners',
  all: 'Partners in all branches',
};
const actions = { own: 'export own', branch: 'export branch', all: 'export all' } as const;
const exportScopes = Object.keys(actions) as ExportScope[];

/** Opens the form and returns null, or returns the reason it cannot. */
export async function openExportForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  reply: ReplyTo,
  branchId: number,
): Promise<string | null> {
  const scopes = await scopesOf(context, member, branchId);
  if (scopes.length === 0) return refusedBranch('export branch');
  const branch = await findBranchById(context.db, branchId);
  await exportForm.open(context, triggerId, { reply, branchId }, { scopes, branchName: branch?.name });
  return null;
}

async function scopesOf(context: EdgeContext, member: Member, branchId: number): Promise<ExportScope[]> {
  const standings = branchRolesOf(member, branchId);
  const policy = await loadExportsPolicy(context.db);
  const oversees = mayInBranch(standings, 'see people');
  return exportScopes
    .filter((scope) => mayInBranch(standings, actions[scope]))
    .filter((scope) => scope !== 'own' || policy === 'own' || oversees);
}

/** Sends partners and touchpoints as files to the requester's direct messages, and nowhere else. */
export const exportForm = defineForm({
  id: 'export',
  metadata: z.object({ reply: replyTo, branchId: rowId }),
  may: 'reader',
  view: ({ scopes, branchName }: { scopes: ExportScope[]; branchName: string | undefined }) => ({
    title: plain('Export'),
    submit: plain('Export'),
    blocks: [
      section(
        'Two CSV files, partners and touchpoints, sent only to you in a direct message. Exports are recorded, and your manager is told when you export your own book.',
      ),
      choiceField(
        'scope',
        'Which partners?',
        scopes.map((scope) => ({
          value: scope,
          label: scope === 'branch' && branchName ? `Partners in ${branchName.slice(0, 50)}` : labels[scope],
        })),
        scopes[0] ?? null,
        true,
      ),
    ],
  }),
  async submit(request) {
    const { context, member, metadata, values } = request;
    const { reply, branchId } = metadata;
    const scope = readOneOf(values, 'scope', exportScopes);
    if (!scope || !(await scopesOf(context, member, branchId)).includes(scope))
      return { errors: { scope: refusedBranch(scope ? actions[scope] : 'export branch') } };
    return {
      async after() {
        await answer(context, member, reply, exporting());
        try {
          await sendFiles(request, scope, branchId);
        } catch (error) {
          context.log.error({ error }, 'an export failed');
          await sendDm(context, member, exportFailed());
        }
      },
    };
  },
});

type Asked = Pick<Submission<'reader', unknown>, 'context' | 'member' | 'today' | 'now'>;

async function sendFiles(
  { context, member, today, now }: Asked,
  scope: ExportScope,
  branchId: number,
): Promise<void> {
  const reach = { scope, memberId: member.id, branchId };
  const standings = branchRolesOf(member, branchId);
  // Compliance alone may read what happened, but not what was said.
  const notes = scope === 'own' || mayInBranch(standings, 'see people');
  const partners = await partnersFile(context, reach, notes);
  const touchpoints = await touchpointsFile(context, reach, notes);
  const counts = { partners: partners.rows, touchpoints: touchpoints.rows };
  // Recorded before the files go out: data that left without a record would be worse than a record of data that did not.
  // No one is told when a manager or lead exports their own book.
  const tell = scope === 'own' && !mayInBranch(branchRolesOf(member, member.branch.id), 'see people');
  await noteExport(context.unboundDb, member, { scope, branchId, ...counts }, { tell, now });
  const files = [
    { filename: `partners-${today}.csv`, content: partners.content, title: 'Partners' },
    { filename: `touchpoints-${today}.csv`, content: touchpoints.content, title: 'Touchpoints' },
  ];
  await uploadToDm(context, member, files, exportComment(counts));
}

interface Reach {
  scope: ExportScope;
  memberId: number;
  branchId: number;
}

interface ExportFile {
  rows: number;
  content: string;
}

/** Uses the import's columns, so the file can be imported again. For all branches, the branch column comes first. */
async function partnersFile(context: EdgeContext, reach: Reach, all: boolean): Promise<ExportFile> {
  const ofAll = reach.scope === 'all';
  const lines = [csvLine([...(ofAll ? ['branch'] : []), ...partnerColumns])];
  for await (const page of exportPartners(context.unboundDb, reach))
    for (const row of page)
      lines.push(
        csvLine([
          ...(ofAll ? [row.branch] : []),
          row.name,
          row.company,
          row.kind,
          tierColumn(row.tier),
          row.ownerEmail,
          all ? row.phone : null,
          all ? row.email : null,
          row.lastTouchOn as Day | null,
          row.lastTouchOn && row.lastKind,
          all ? row.growing : null,
        ]),
      );
  return fileOf(lines);
}

async function touchpointsFile(context: EdgeContext, reach: Reach, notes: boolean): Promise<ExportFile> {
  const lines = [csvLine(['branch', 'day', 'kind', 'word', 'partner', 'company', 'members', 'note'])];
  for await (const page of exportTouchpoints(context.unboundDb, reach, { notes }))
    for (const row of page)
      lines.push(
        csvLine([row.branch, row.on, row.kind, row.word, row.partner, row.company, row.members, row.note]),
      );
  return fileOf(lines);
}

const fileOf = (lines: string[]): ExportFile => ({
  rows: lines.length - 1,
  content: `\ufeff${lines.join('')}`,
});

/** Writes the tier the way an import reads it. */
const tierColumn = (tier: string): string =>
  ({ inner: 'inner circle', core: 'core', keep: 'keep in touch', resting: 'resting' })[tier] ?? tier;
