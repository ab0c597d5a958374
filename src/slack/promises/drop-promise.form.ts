import { z } from 'zod';
import { cut, plain } from '../../messages/blocks.ts';
import { goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { dropPromise, type OwnPromise } from '../../store/promises.ts';
import { defineForm } from '../bolt/define-form.ts';
import { choiceField, type FieldErrors, hasErrors, readOneOf, readText, textField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, redraw } from '../digest/digest-redraw.ts';

/** A promise that will not be kept: does the partner know? */
export const dropPromiseForm = defineForm({
  id: 'drop-promise',
  metadata: z.object({ promiseId: rowId, place: listPlace }),
  may: 'member',
  view: (promise: OwnPromise) => ({
    title: plain('Drop a promise'),
    submit: plain('Drop it'),
    blocks: [
      { type: 'section', text: plain(cut(`${promise.partnerName}: ${promise.text}`, 1000)) },
      choiceField(
        'told',
        `Does ${cut(promise.partnerName, 60)} know?`,
        [
          { value: 'yes', label: 'Yes, I’ve told them I can’t' },
          { value: 'no', label: 'No, not yet' },
        ],
        null,
        true,
      ),
      textField('reason', 'Why?', { placeholder: 'They found another way' }),
    ],
  }),
  async submit({ context, member, today, now, metadata: { promiseId, place }, values }) {
    const errors: FieldErrors = {};
    const knows = readOneOf(values, 'told', ['yes', 'no']);
    const reason = readText(values, 'reason', errors);
    if (knows === null) errors.told = 'Choose yes or no.';
    if (hasErrors(errors)) return { errors };
    const how = { told: knows === 'yes', reason };
    const dropped = await dropPromise(context.db, promiseId, member, how, today, now);
    return { after: () => redraw(context, member, place, dropped ? undefined : goneMeanwhile) };
  },
});
