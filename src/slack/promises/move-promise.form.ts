import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { addDays } from '../../domain/days/day.ts';
import { needsReason } from '../../domain/promise-edit.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { fullDay } from '../../messages/days.ts';
import { notInBook, notMoved } from '../../messages/digest/digest-notes.ts';
import { movePromise, type OwnPromise } from '../../store/promises.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { dayField, type FieldErrors, readDay, readText, textField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { type Place, redraw } from '../digest/digest-redraw.ts';
import { requireMember, todayOf } from '../members/members.ts';

/** Another day for a promise. */
const movePromiseModal = 'move-promise';

/** A promise further away is a slip of the year. */
const daysMax = 365;

interface Purpose {
  promiseId: number;
  place: Place;
}

export async function openMovePromiseModal(
  context: Context,
  triggerId: string,
  promise: OwnPromise,
  place: Place,
  due = promise.dueOn,
): Promise<void> {
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: movePromiseModal,
    title: plain('Move a promise'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ promiseId: promise.id, place } satisfies Purpose),
    blocks: [
      { type: 'section', text: plain(cut(`${promise.partnerName}: ${promise.text}`, 1000)) },
      dayField('due', 'Due on', due, true),
      ...(needsReason(promise)
        ? [
            textField('reason', 'Why again?', {
              required: true,
              placeholder: 'The county has not sent the figures',
              hint: `Moved ${promise.timesMoved} times already. The reason stays with the promise.`,
            }),
          ]
        : []),
    ],
  });
}

export function movePromiseModalListener(app: App, context: EdgeContext): void {
  app.view(movePromiseModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { promiseId, place } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const due = readDay(view, 'due');
    const latest = addDays(today, daysMax);
    if (due === null || due < today) {
      return ack({ response_action: 'errors', errors: { due: 'Pick today or a day to come.' } });
    }
    if (due > latest) {
      return ack({
        response_action: 'errors',
        errors: { due: `By ${fullDay(latest, today)} at the latest.` },
      });
    }
    const errors: FieldErrors = {};
    const reason = readText(view, 'reason', errors);
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const moved = await movePromise(
      context.db,
      promiseId,
      member,
      { dueOn: due, reason },
      today,
      context.now(),
    );
    await ack();
    const note = moved === null ? notInBook : moved.dueOn === due ? undefined : notMoved;
    await redraw(context, member, place, note);
  });
}
