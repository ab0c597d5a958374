import type { ModalView } from '@slack/types';
import type { Member } from '../../domain/members/member.ts';
import { filesBusyView } from '../../messages/files.ts';
import { fitsPreview, previewView } from '../../messages/partners/import.ts';
import { describeProblem } from '../../messages/partners/refused-rows.ts';
import type { BranchForPosts } from '../../store/members/branches.ts';
import { emptyBooks, previewSet, type SetOfRows } from '../../store/partners/import-partners.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type ImportFile, importFile, judgeFile, runImport, sendRefused } from './import-file.ts';
import { readAnswers, shownQuestions } from './import-questions.ts';
import { markOf } from './import-source.ts';
import { importRefusal } from './import-steps.ts';

/** What an import would do, before anything is saved. */
export const previewForm = defineForm({
  id: 'import-preview',
  metadata: importFile,
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

/** @throws FileRefused */
export async function drawPreview(
  context: EdgeContext,
  member: Member,
  branch: BranchForPosts,
  checked: ImportFile,
  bytes: Uint8Array,
): Promise<{ view: ModalView; after?: () => Promise<void> }> {
  const bookOf = emptyBooks();
  const preview = (set: SetOfRows) => previewSet(context.unboundDb, bookOf(set.branchId), set);
  const judged = await judgeFile(context, member, branch, checked, preview, { bytes });
  const { report, asked } = judged;
  const { file } = checked;
  // Beside those who were chosen, a phone book's rows without a name are only counted.
  const refused = checked.choice ? [] : judged.refused.map(describeProblem);
  // Where something can be imported, what fits the preview comes after the import.
  const willSendList = !fitsPreview(refused) || (refused.length > 0 && !report.changed && asked.length === 0);
  const branchName = report.placeName(branch.name);
  const questions = shownQuestions(asked);
  const shown = { fileName: file.name, branchName, report, refused, willSendList, questions };
  const known = { ...checked, mark: markOf(bytes), file: { ...file, rows: report.rows } };
  return {
    view: previewForm.draw(known, shown),
    ...(willSendList ? { after: () => sendRefused(context, member, file.name, judged.refused) } : {}),
  };
}
