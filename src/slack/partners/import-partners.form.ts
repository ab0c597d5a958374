import { z } from 'zod';
import type { Member } from '../../domain/members/member.ts';
import { filePolicy } from '../../domain/policy.ts';
import { fileRefused, filesBusy } from '../../messages/files.ts';
import { checkingView, importForm } from '../../messages/partners/import.ts';
import { findBranch } from '../../store/members/branches.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm } from '../bolt/define-form.ts';
import { readFile } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { fileNameOf } from './import-source.ts';
import { bookFor, importRefusal, showNext } from './import-steps.ts';

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
  const { branchId, branchName, own } = bookFor(member, await findBranch(context.db, channelId));
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
    if ((sent.size ?? 0) > filePolicy.bytesMax) return fail(fileRefused({ why: 'too many bytes' }));
    const { imports } = context.files;
    const busy = imports.refusal(member.id);
    if (busy) return fail(filesBusy(busy));
    const file = {
      name: fileNameOf(sent),
      address: sent.url_private_download ?? sent.url_private ?? '',
    };
    return {
      update: checkingView(file.name, imports.ahead),
      after: () => showNext(context, member, { ...metadata, file }, viewId),
    };
  },
});
