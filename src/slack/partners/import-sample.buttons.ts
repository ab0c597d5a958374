import { sampleAction, sampleView } from '../../messages/partners/import.ts';
import { sampleComment, sampleFile } from '../../messages/partners/sample-file.ts';
import { defineAction } from '../bolt/define-action.ts';
import { uploadToDm } from '../bolt/files.ts';
import { openForm } from '../bolt/open-form.ts';
import { textValue } from '../bolt/schemas.ts';

/** [Send me a sample] in the import form. */
export const sampleButton = defineAction({
  id: sampleAction,
  may: 'member',
  value: textValue,
  async press({ context, member, triggerId }) {
    await openForm(context, triggerId, sampleView(), { over: true });
    return () => uploadToDm(context, member, [sampleFile()], sampleComment);
  },
});
