import { z } from 'zod';
import { addDays, type Day } from '../../domain/days/day.ts';
import { count, fullDay } from '../../domain/format.ts';
import { needsReason } from '../../domain/promises.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { goneMeanwhile, notMoved } from '../../messages/digest/digest-notes.ts';
import { movePromise, type OwnPromise } from '../../store/promises.ts';
import { defineForm } from '../bolt/define-form.ts';
import { dayField, type FieldErrors, hasErrors, readDay, readText, textField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, redraw } from '../digest/digest-redraw.ts';

/** A promise further away than this has a mistyped year. Days. */
const daysMax = 365;

/** Moves a promise to another day. `due` is the day the form proposes. */
export const movePromiseForm = defineForm({
  id: 'move-promise',
  metadata: z.object({ promiseId: rowId, place: listPlace }),
  may: 'member',
  view: ({ promise, due = promise.dueOn }: { promise: OwnPromise; due?: Day }) => ({
    title: plain('Move a promise'),
    blocks: [
      { type: 'section', text: plain(cut(`${promise.partnerName}: ${promise.text}`, 1000)) },
      dayField('due', 'New due date', due, true),
      ...(needsReason(promise)
        ? [
            textField('reason', 'Why is it moving again?', {
              required: true,
              placeholder: 'Still waiting for the county’s figures',
              hint: `Already moved ${count(promise.timesMoved, 'time')}. I’ll keep the reason with the promise.`,
            }),
          ]
        : []),
    ],
  }),
  async submit({ context, member, today, now, metadata: { promiseId, place }, values }) {
    const due = readDay(values, 'due');
    const latest = addDays(today, daysMax);
    if (due === null || due < today) return { errors: { due: 'Choose today or a later day.' } };
    if (due > latest) return { errors: { due: `Choose ${fullDay(latest, today)} or earlier.` } };
    const errors: FieldErrors = {};
    const reason = readText(values, 'reason', errors);
    if (hasErrors(errors)) return { errors };
    const how = { dueOn: due, reason, isSlip: place.captureId !== undefined };
    const moved = await movePromise(context.db, promiseId, member, how, today, now);
    const note = moved === null ? goneMeanwhile : moved.dueOn === due ? undefined : notMoved;
    return { after: () => redraw(context, member, place, note) };
  },
});
