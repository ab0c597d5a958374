import { z } from 'zod';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { asTyped } from '../../messages/blocks.ts';
import { checkingView, fitsPreview, importForm, previewView } from '../../messages/partners/import.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { findBranch, findBranchById } from '../../store/members/branches.ts';
import { previewSet } from '../../store/partners/import-partners.ts';
import { emptyBook } from '../../store/partners/partner-book.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm } from '../bolt/define-form.ts';
import { readFile } from '../bolt/fields.ts';
import { FileNotRead, fileBytesMax, tooLarge, uploadToDm } from '../bolt/files.ts';
import { rowId } from '../bolt/schemas.ts';
import { type ImportFile, judgeFile, runImport } from './import-file.ts';
import { SlackUnavailable } from './owners.ts';

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
    if (file.size > fileBytesMax) return fail(tooLarge);
    return {
      update: checkingView(file.name),
      after: () => check(context, member, { ...metadata, file }, viewId),
    };
  },
});

export const previewForm = defineForm({
  id: 'import-preview',
  metadata: importMetadata.extend({
    file: z.object({ name: z.string(), size: z.number(), address: z.string() }),
  }),
  may: 'member',
  view: previewView,
  submit: async ({ context, member, metadata, viewId }) => ({
    closeAll: true,
    async after() {
      if (!importRefusal(member, metadata)) await runImport(context, member, metadata, viewId);
    },
  }),
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
  try {
    const book = emptyBook();
    const { report, refused } = await judgeFile(context, member, branch, checked, (set) =>
      previewSet(db, book, set),
    );
    const willSendList = !fitsPreview(refused);
    const preview = { fileName: file.name, branchName: branch.name, report, refused, willSendList };
    await context.slack.views.update({
      view_id: viewId,
      view: previewForm.draw(checked, preview),
    });
    if (willSendList) {
      const content = `${refused.join('\n')}\n`;
      await uploadToDm(
        context,
        member,
        [{ filename: 'skipped-rows.txt', content, title: 'Skipped rows' }],
        `Rows in ${asTyped(file.name)} that will be skipped.`,
      );
    }
  } catch (error) {
    const why = describe(error);
    if (!why) throw error;
    const who = { own, branchName: branch.name };
    const view = importPartnersForm.draw({ branchId: checked.branchId, own }, { who, error: why });
    await context.slack.views.update({ view_id: viewId, view });
  }
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

function describe(error: unknown): string | null {
  return error instanceof FileNotRead || error instanceof SlackUnavailable ? error.message : null;
}
