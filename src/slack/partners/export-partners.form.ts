import { z } from 'zod';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { cellsOf } from '../../domain/csv-parts.ts';
import type { Member } from '../../domain/members/member.ts';
import {
  partnerCells,
  partnerHeader,
  touchpointCells,
  touchpointHeader,
} from '../../domain/partners/export-files.ts';
import { plain, section } from '../../messages/blocks.ts';
import { filesBusy } from '../../messages/files.ts';
import { exportComment, exporting } from '../../messages/partners/export.ts';
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
import { CsvUpload, explainExport } from '../bolt/csv-upload.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm, type Submission } from '../bolt/define-form.ts';
import { choiceField, readOneOf } from '../bolt/fields.ts';
import { shareInDm } from '../bolt/files.ts';
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
    const { exports } = context.files;
    const busy = exports.refusal(member.id);
    if (busy) return { errors: { scope: filesBusy(busy) } };
    return {
      async after() {
        await answer(context, member, reply, exporting(exports.ahead));
        try {
          await exports.run(member.id, () => sendFiles(request, scope, branchId));
        } catch (error) {
          const commands = await commandsFor(context, scope, branchId);
          await sendDm(context, member, explainExport(context, error, commands));
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
  const shown = { all: notes };
  const upload = new CsvUpload(context);
  const db = context.unboundDb;
  const partners = await upload.add(
    `partners-${today}`,
    'Partners',
    partnerHeader,
    cellsOf(exportPartners(db, reach), (row) => partnerCells(row, shown)),
  );
  const touchpoints = await upload.add(
    `touchpoints-${today}`,
    'Touchpoints',
    touchpointHeader,
    cellsOf(exportTouchpoints(db, reach, { notes }), touchpointCells),
  );
  const counts = { partners, touchpoints };
  // Recorded before anyone sees the files: data that left without a record would be worse than a record of data that did
  // not. No one is told when a manager or lead exports their own book.
  const tell = scope === 'own' && !mayInBranch(branchRolesOf(member, member.branch.id), 'see people');
  await noteExport(db, member, { scope, branchId, ...counts }, { tell, now });
  await shareInDm(context, member, upload.files, exportComment(counts));
}

async function commandsFor(context: EdgeContext, scope: ExportScope, branchId: number): Promise<string[]> {
  const branch = scope === 'branch' ? await findBranchById(context.unboundDb, branchId) : null;
  const options = branch ? ` --branch ${branch.channelId}` : '';
  return [`export partners${options}`, `export touchpoints${options}`];
}
