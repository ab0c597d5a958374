import type { App } from '@slack/bolt';
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
import { answer, type ReplyTo, sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, readOption } from '../bolt/fields.ts';
import { uploadToDm } from '../bolt/files.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireReader, todayOf } from '../members/members.ts';

/** Partners and touchpoints as files, into the direct message of who asks and nowhere else. */
const exportModal = 'export';

interface Purpose {
  reply: ReplyTo;
  branchId: number;
}

const labels: Record<ExportScope, string> = {
  own: 'My own partners',
  branch: 'The branch’s partners',
  all: 'The partners of all branches',
};
const actions = { own: 'export own', branch: 'export branch', all: 'export all' } as const;

/** Opens the form, or says why not. */
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
  const purpose: Purpose = { reply, branchId };
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: exportModal,
    title: plain('Export'),
    submit: plain('Export'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(purpose),
    blocks: [
      section(
        'Two CSV files, partners and touchpoints, into our messages and nowhere else. Who exports what is kept; your manager is told when you export your own book.',
      ),
      choiceField(
        'scope',
        'Which?',
        scopes.map((scope) => ({
          value: scope,
          label: scope === 'branch' && branch ? `The partners of ${branch.name.slice(0, 50)}` : labels[scope],
        })),
        scopes[0] ?? null,
        true,
      ),
    ],
  });
  return null;
}

async function scopesOf(context: EdgeContext, member: Member, branchId: number): Promise<ExportScope[]> {
  const standings = branchRolesOf(member, branchId);
  const policy = await loadExportsPolicy(context.db);
  const oversees = mayInBranch(standings, 'see people');
  return (Object.keys(actions) as ExportScope[])
    .filter((scope) => mayInBranch(standings, actions[scope]))
    .filter((scope) => scope !== 'own' || policy === 'own' || oversees);
}

export function exportListener(app: App, context: EdgeContext): void {
  app.view(exportModal, async ({ view, body, ack }) => {
    const member = await requireReader(context, body.user.id);
    const { reply, branchId } = JSON.parse(view.private_metadata) as Purpose;
    const scope = readOption(view, 'scope') as ExportScope;
    if (!(await scopesOf(context, member, branchId)).includes(scope))
      return ack({
        response_action: 'errors',
        errors: { scope: refusedBranch(actions[scope] ?? 'export branch') },
      });
    await ack();
    await answer(context, member, reply, exporting());
    try {
      await run(member, scope, branchId);
    } catch (error) {
      context.log.error({ error }, 'an export failed');
      await sendDm(context, member, exportFailed());
    }
  });

  async function run(member: Member, scope: ExportScope, branchId: number): Promise<void> {
    const today = todayOf(context, member);
    const reach = { scope, memberId: member.id, branchId };
    const standings = branchRolesOf(member, branchId);
    // Compliance alone reads what happened, not what was said.
    const notes = scope === 'own' || mayInBranch(standings, 'see people');
    const partners = await partnersFile(reach, notes);
    const touchpoints = await touchpointsFile(reach, notes);
    const counts = { partners: partners.rows, touchpoints: touchpoints.rows };
    // Noted before it is out: what left the house unnoted would be worse than a note of what did not.
    // A manager or lead tells nobody of their own book.
    const tell = scope === 'own' && !mayInBranch(branchRolesOf(member, member.branch.id), 'see people');
    await noteExport(context.unboundDb, member, { scope, branchId, ...counts }, { tell, now: context.now() });
    const files = [
      { filename: `partners-${today}.csv`, content: partners.content, title: 'Partners' },
      { filename: `touchpoints-${today}.csv`, content: touchpoints.content, title: 'Touchpoints' },
    ];
    await uploadToDm(context, member, files, exportComment(counts));
  }

  /** The columns of an import, so that it can be imported again; over all branches, the branch first. */
  async function partnersFile(
    reach: { scope: ExportScope; memberId: number; branchId: number },
    all: boolean,
  ) {
    const withBranch = reach.scope === 'all' ? ['branch'] : [];
    const lines = [csvLine([...withBranch, ...partnerColumns])];
    for await (const page of exportPartners(context.unboundDb, reach)) {
      for (const row of page) {
        lines.push(
          csvLine([
            ...(reach.scope === 'all' ? [row.branch] : []),
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
      }
    }
    return { rows: lines.length - 1, content: `\ufeff${lines.join('')}` };
  }

  async function touchpointsFile(
    reach: { scope: ExportScope; memberId: number; branchId: number },
    notes: boolean,
  ) {
    const lines = [csvLine(['branch', 'day', 'kind', 'word', 'partner', 'company', 'members', 'note'])];
    for await (const page of exportTouchpoints(context.unboundDb, reach, { notes })) {
      for (const row of page)
        lines.push(
          csvLine([row.branch, row.on, row.kind, row.word, row.partner, row.company, row.members, row.note]),
        );
    }
    return { rows: lines.length - 1, content: `\ufeff${lines.join('')}` };
  }
}

/** As an import reads it. */
const tierColumn = (tier: string): string =>
  ({ inner: 'inner circle', core: 'core', keep: 'keep in touch', resting: 'resting' })[tier] ?? tier;
