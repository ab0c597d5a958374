import { z } from 'zod';
import { branchRolesOf, feedbackRolesOf, mayInBranch, mayWithFeedback } from '../../domain/access.ts';
import { type Cells, cellsOf } from '../../domain/csv-parts.ts';
import type { Member } from '../../domain/members/member.ts';
import { contactCard } from '../../domain/partners/contact-cards.ts';
import {
  partnerCells,
  partnerHeader,
  touchpointCells,
  touchpointHeader,
} from '../../domain/partners/export-files.ts';
import type { ExportCounts, ExportScope } from '../../domain/partners/export-kinds.ts';
import {
  type ExportedFeedback,
  feedbackCells,
  feedbackHeader,
  planCells,
  planHeader,
  promiseCells,
  promiseHeader,
} from '../../domain/partners/export-said.ts';
import { cut, plain, section } from '../../messages/blocks.ts';
import { filesBusy } from '../../messages/files.ts';
import { contactsComment, exportComment, exporting } from '../../messages/partners/export.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { findBranchById } from '../../store/members/branches.ts';
import { type ExportReach, exportPartners, exportTouchpoints } from '../../store/partners/export.ts';
import { noteExport } from '../../store/partners/export-log.ts';
import { exportFeedback, exportPlans, exportPromises } from '../../store/partners/export-said.ts';
import { loadExportsPolicy } from '../../store/workspace.ts';
import { answer, type ReplyTo, replyTo, sendDm } from '../bolt/answers.ts';
import { CsvUpload, explainExport } from '../bolt/csv-upload.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm, type Submission } from '../bolt/define-form.ts';
import { choiceField, readOneOf } from '../bolt/fields.ts';
import { shareInDm, type Uploaded, uploadFile } from '../bolt/files.ts';
import { rowId } from '../bolt/schemas.ts';

/** What the form offers: the partners of a scope as spreadsheets, or one's own as contacts. */
type Choice = ExportScope | 'contacts';

const labels: Record<Choice, string> = {
  own: 'My partners',
  contacts: 'My partners, as contacts for my phone',
  branch: 'The branch’s partners',
  all: 'Partners in all branches',
};
const actions = {
  own: 'export own',
  contacts: 'export own',
  branch: 'export branch',
  all: 'export all',
} as const;
const choices = Object.keys(labels) as Choice[];

/** Opens the form and returns null, or returns the reason it cannot. */
export async function openExportForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  reply: ReplyTo,
  branchId: number,
): Promise<string | null> {
  const offered = await choicesOf(context, member, branchId);
  if (offered.length === 0) return refusedBranch('export branch');
  const branch = await findBranchById(context.db, branchId);
  await exportForm.open(context, triggerId, { reply, branchId }, { offered, branchName: branch?.name });
  return null;
}

async function choicesOf(context: EdgeContext, member: Member, branchId: number): Promise<Choice[]> {
  const standings = branchRolesOf(member, branchId);
  const policy = await loadExportsPolicy(context.db);
  const oversees = mayInBranch(standings, 'see people');
  return choices
    .filter((choice) => mayInBranch(standings, actions[choice]))
    .filter((choice) => actions[choice] !== 'export own' || policy === 'own' || oversees);
}

/** Sends partners, and what happened with them, as files to the requester's direct messages, and nowhere else. */
export const exportForm = defineForm({
  id: 'export',
  metadata: z.object({ reply: replyTo, branchId: rowId }),
  may: 'reader',
  view: ({ offered, branchName }: { offered: Choice[]; branchName: string | undefined }) => ({
    title: plain('Export'),
    submit: plain('Export'),
    blocks: [
      section(
        'CSV files of partners and of what happened with them, sent only to you in a direct message. Exports are recorded, and your manager is told when you export your own book.',
      ),
      choiceField(
        'scope',
        'Which partners?',
        offered.map((choice) => ({
          value: choice,
          label: choice === 'branch' && branchName ? `Partners in ${cut(branchName, 50)}` : labels[choice],
        })),
        offered[0] ?? null,
        true,
      ),
    ],
  }),
  async submit(request) {
    const { context, member, metadata, values } = request;
    const { reply, branchId } = metadata;
    const choice = readOneOf(values, 'scope', choices);
    if (!choice || !(await choicesOf(context, member, branchId)).includes(choice))
      return { errors: { scope: refusedBranch(choice ? actions[choice] : 'export branch') } };
    const { exports } = context.files;
    const busy = exports.refusal(member.id);
    if (busy) return { errors: { scope: filesBusy(busy) } };
    return {
      async after() {
        await answer(context, member, reply, exporting(exports.ahead));
        try {
          const send = choice === 'contacts' ? sendContacts(request) : sendFiles(request, choice, branchId);
          await exports.run(member.id, send);
        } catch (error) {
          const commands = await commandsFor(context, choice, branchId);
          await sendDm(context, member, explainExport(context, error, commands));
        }
      },
    };
  },
});

type Asked = Pick<Submission<'reader', unknown>, 'context' | 'member' | 'today' | 'now'>;

const sendFiles = (asked: Asked, scope: ExportScope, branchId: number) => async (): Promise<void> => {
  const { context, member, today } = asked;
  const reach = { scope, memberId: member.id, branchId };
  // Compliance alone may read what happened, but not what was said. Who manages a branch may do so of that one.
  const sees = scope === 'all' ? 'see all branches' : 'see people';
  const said = scope === 'own' || mayInBranch(branchRolesOf(member, branchId), sees);
  const upload = new CsvUpload(context);
  const db = context.unboundDb;
  const counts: ExportCounts = {
    partners: await upload.add(
      `partners-${today}`,
      'Partners',
      partnerHeader,
      cellsOf(exportPartners(db, reach), (row) => partnerCells(row, { all: said })),
    ),
    touchpoints: await upload.add(
      `touchpoints-${today}`,
      'Touchpoints',
      touchpointHeader,
      cellsOf(exportTouchpoints(db, reach, { notes: said }), touchpointCells),
    ),
    ...(said ? await addSaid(asked, reach, upload) : {}),
  };
  await share(asked, reach, counts, upload.files, exportComment(counts));
};

/** Promises, plans, and feedback: in one's own export those one made or heard oneself. */
async function addSaid(
  { context, member, today }: Asked,
  reach: ExportReach,
  upload: CsvUpload,
): Promise<ExportCounts> {
  const db = context.unboundDb;
  const mayRead = ({ partnerTies, ties }: ExportedFeedback) =>
    mayWithFeedback(feedbackRolesOf(member, { ...partnerTies, covers: [] }, ties), 'read');
  const add = (title: string, header: Cells, pages: AsyncIterable<readonly Cells[]>) =>
    upload.add(`${title.toLowerCase()}-${today}`, title, header, pages, { evenIfEmpty: false });
  return {
    promises: await add('Promises', promiseHeader, cellsOf(exportPromises(db, reach), promiseCells)),
    plans: await add('Plans', planHeader, cellsOf(exportPlans(db, reach), planCells)),
    feedback: await add(
      'Feedback',
      feedbackHeader,
      cellsOf(exportFeedback(db, reach, mayRead), feedbackCells),
    ),
  };
}

const sendContacts = (asked: Asked) => async (): Promise<void> => {
  const { context, member, today } = asked;
  const reach = { scope: 'own', memberId: member.id, branchId: member.branch.id } as const;
  const cards: string[] = [];
  for await (const page of exportPartners(context.unboundDb, reach)) cards.push(...page.map(contactCard));
  const file = new TextEncoder().encode(cards.join(''));
  const id = await uploadFile(context, `partners-${today}.vcf`, file);
  const files = [{ id, title: 'Contacts' }];
  await share(asked, reach, { contacts: cards.length }, files, contactsComment(cards.length));
};

async function share(
  { context, member, now }: Asked,
  { scope, branchId }: ExportReach,
  counts: ExportCounts,
  files: readonly Uploaded[],
  comment: string,
): Promise<void> {
  // Recorded before anyone sees the files: data that left without a record would be worse than a record of data that did
  // not. No one is told when a manager or lead exports their own book.
  const tell = scope === 'own' && !mayInBranch(branchRolesOf(member, member.branch.id), 'see people');
  await noteExport(context.unboundDb, member, { scope, branchId, ...counts }, { tell, now });
  await shareInDm(context, member, files, comment);
}

async function commandsFor(context: EdgeContext, choice: Choice, branchId: number): Promise<string[]> {
  const branch = choice === 'branch' ? await findBranchById(context.unboundDb, branchId) : null;
  const options = branch ? ` --branch ${branch.channelId}` : '';
  return [`export partners${options}`, `export touchpoints${options}`];
}
