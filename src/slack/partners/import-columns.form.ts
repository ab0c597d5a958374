import { z } from 'zod';
import { type GivenField, givenFields, type UnnamedColumns } from '../../domain/partners/given-columns.ts';
import { filesBusy } from '../../messages/files.ts';
import { checkingView } from '../../messages/partners/import.ts';
import {
  chooseNames,
  columnsView,
  columnTaken,
  titlesField,
} from '../../messages/partners/import-columns.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors, isTicked, readOption } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { importFile } from './import-file.ts';
import { importRefusal, showNext } from './import-steps.ts';

/** What the columns of a file hold, where none can be found that has names. From there, it goes on as if that was known. */
export const columnsForm = defineForm({
  id: 'import-columns',
  metadata: importFile.extend({ line: z.int() }),
  may: 'member',
  view: ({ unnamed }: { unnamed: UnnamedColumns }, { file }) => columnsView(file.name, unnamed),
  async submit({ context, member, metadata: { line, ...checked }, values, viewId }) {
    const fail = (text: string) => ({ errors: { name: text } });
    const refused = importRefusal(member, checked);
    if (refused) return fail(refused);
    const { places, errors } = readPlaces(values);
    if (places.name === undefined && places.first_name === undefined && places.last_name === undefined)
      return fail(chooseNames);
    if (hasErrors(errors)) return { errors };
    const { imports } = context.files;
    const busy = imports.refusal(member.id);
    if (busy) return fail(filesBusy(busy));
    const columns = { line, isTitles: !isTicked(values, titlesField), places };
    return {
      update: checkingView(checked.file.name, imports.ahead),
      after: () => showNext(context, member, { ...checked, columns }, viewId),
    };
  },
});

function readPlaces(values: FormValues): {
  places: Partial<Record<GivenField, number>>;
  errors: FieldErrors;
} {
  const places: Partial<Record<GivenField, number>> = {};
  const errors: FieldErrors = {};
  for (const field of givenFields) {
    const chosen = readOption(values, field);
    if (chosen === null || !/^\d{1,3}$/.test(chosen)) continue;
    const place = Number(chosen);
    if (Object.values(places).includes(place)) errors[field] = columnTaken;
    places[field] = place;
  }
  return { places, errors };
}
