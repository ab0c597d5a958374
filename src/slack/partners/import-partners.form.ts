import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { filePolicy } from '../../domain/policy.ts';
import { fileRefused, filesBusy, filesBusyView } from '../../messages/files.ts';
import {
  checkingView,
  fitsPreview,
  importForm,
  importNotChecked,
  previewView,
} from '../../messages/partners/import.ts';
import { describeProblem } from '../../messages/partners/refused-rows.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { findBranch, findBranchById } from '../../store/members/branches.ts';
import { emptyBooks, previewSet, type SetOfRows } from '../../store/partners/import-partners.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm } from '../bolt/define-form.ts';
import { readFile } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { describeStop, type ImportFile, judgeFile, runImport, sendRefused } from './import-file.ts';
import { readAnswers, shownQuestions } from './import-questions.ts';

/** A file of partners: first checked and shown, then imported. */
const importMetadata = z.object({
  branchId: rowId,
  /** Imports only into the member's own book. */
  own: z.boolean(),
});

/**
 * Opens the form. Imports into the channel's branch or the member's own branch if they oversee it, and otherwise into
 * their own book.
 */
export async function openImportForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  channelId: string,
): Promise<void> {
  const here = await findBranch(context.db, channelId);
  const branch = [here, member.branch].find(
    (one) => one && mayInBranch(branchRolesOf(member, one.id), 'import for others'),
  );
  const { id: branchId, name: branchName } = branch ?? member.branch;
  const own = !branch;
  await importPartnersForm.open(context, triggerId, { branchId, own }, { who: { own, branchName } });
}

export const importPartnersForm = defineForm({
  id: 'import',
  metadata: importMetadata,
  may: 'member',
  view: ({ who, error }: { who: { own: boolean; branchName: string }; error?: string }) =>
    importForm(who, error),
  async submit({ context, member, metadata, values, viewId }) {
    const fail = (text: string) => ({ errors: { file: text } });
    const refused = importRefusal(member, metadata);
    if (refused) return fail(refused);
    const sent = readFile(values, 'file');
    if (!sent) return fail('Choose a file.');
    const file = {
      name: sent.name ?? 'file',
      size: sent.size ?? 0,
      address: sent.url_private_download ?? sent.url_private ?? '',
    };
    if (file.size > filePolicy.bytesMax) return fail(fileRefused({ why: 'too many bytes' }));
    const { imports } = context.files;
    const busy = imports.refusal(member.id);
    if (busy) return fail(filesBusy(busy));
    return {
      update: checkingView(file.name, imports.ahead),
      after: () => check(context, member, { ...metadata, file }, viewId),
    };
  },
});

export const previewForm = defineForm({
  id: 'import-preview',
  metadata: importMetadata.extend({
    file: z.object({
      name: z.string(),
      size: z.number(),
      address: z.string(),
      rows: z.number().optional(),
    }),
  }),
  may: 'member',
  view: previewView,
  async submit({ context, member, metadata, values, viewId }) {
    const busy = context.files.imports.refusal(member.id);
    if (busy) return { push: filesBusyView(busy) };
    return {
      closeAll: true,
      async after() {
        if (!importRefusal(member, metadata))
          await runImport(context, member, metadata, viewId, readAnswers(values));
      },
    };
  },
});

/** Reads the file and replaces the form with a preview of what it would do. */
async function check(
  context: EdgeContext,
  member: Member,
  checked: ImportFile,
  viewId: string,
): Promise<void> {
  const { file, own } = checked;
  const db = context.unboundDb;
  const branch = await findBranchById(db, checked.branchId);
  if (!branch) return;
  // Whoever did not want to wait has closed the form.
  const show = (view: ModalView) =>
    context.slack.views
      .update({ view_id: viewId, view })
      .catch((error) => context.log.warn({ error, viewId }, 'the check of a file could not be shown'));
  const bookOf = emptyBooks();
  const preview = (set: SetOfRows) => previewSet(db, bookOf(set.branchId), set);
  const judged = await context.files.imports
    .run(member.id, () => judgeFile(context, member, branch, checked, preview))
    .catch((error) => {
      context.log.warn({ error, viewId }, 'a file could not be checked');
      return { why: describeStop(error) ?? importNotChecked };
    });
  if ('why' in judged) {
    const who = { own, branchName: branch.name };
    const view = importPartnersForm.draw({ branchId: checked.branchId, own }, { who, error: judged.why });
    await show(view);
    return;
  }
  const { report, asked } = judged;
  const refused = judged.refused.map(describeProblem);
  // Where something can be imported, what fits the preview comes after the import.
  const willSendList = !fitsPreview(refused) || (refused.length > 0 && !report.changed && asked.length === 0);
  const shown = {
    fileName: file.name,
    branchName: report.placeName(branch.name),
    report,
    refused,
    willSendList,
    questions: shownQuestions(asked),
  };
  const known = { ...checked, file: { ...file, rows: report.rows } };
  await show(previewForm.draw(known, shown));
  if (willSendList) await sendRefused(context, member, file.name, judged.refused);
}

/** Returns why this member may not run this import; null if they may. The form's metadata decides nothing. */
function importRefusal(member: Member, { branchId, own }: z.output<typeof importMetadata>): string | null {
  if (own && branchId === member.branch.id)
    return mayInBranch(branchRolesOf(member, branchId), 'add partners')
      ? null
      : refusedBranch('add partners');
  return mayInBranch(branchRolesOf(member, branchId), 'import for others')
    ? null
    : refusedBranch('import for others');
}
