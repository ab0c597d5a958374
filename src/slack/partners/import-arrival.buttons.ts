import { z } from 'zod';
import { filesBusyView } from '../../messages/files.ts';
import { checkingView } from '../../messages/partners/import.ts';
import { importStoppedView, openImportAction } from '../../messages/partners/import-arrival.ts';
import { defineAction } from '../bolt/define-action.ts';
import { openForm } from '../bolt/open-form.ts';
import { readMetadata } from '../bolt/schemas.ts';
import { sentMessage } from './import-source.ts';
import { bookFor, importRefusal, showNext } from './import-steps.ts';

/** A file or pasted rows in someone's direct messages, as a button names it. Slack alone keeps what is in it. */
const arrivedFile = z.object({ name: z.string(), message: sentMessage });

/** [Choose…] and [Preview…] under what was dropped, shared, or pasted. */
export const importArrivalButton = defineAction({
  id: openImportAction,
  may: 'member',
  value: z.string().transform((text) => readMetadata(arrivedFile, text)),
  async press({ context, member, triggerId, value: file }) {
    if (!file) return 'unknown';
    const { branchId, own } = bookFor(member);
    const { imports } = context.files;
    const refused = importRefusal(member, { branchId, own });
    const busy = imports.refusal(member.id);
    const stop = refused ? importStoppedView(refused) : busy && filesBusyView(busy);
    const viewId = await openForm(context, triggerId, stop || checkingView(file.name, imports.ahead));
    return stop ? undefined : () => showNext(context, member, { branchId, own, file }, viewId);
  },
});
