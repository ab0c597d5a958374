import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { dropPromise, type OwnPromise } from '../../store/promises.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, type FieldErrors, readOption, readText, textField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { type Place, redraw } from '../digest/digest-redraw.ts';
import { requireMember, todayOf } from '../members/members.ts';

/** A promise that will not be kept: does the partner know? */
const dropPromiseModal = 'drop-promise';

interface Purpose {
  promiseId: number;
  place: Place;
}

export async function openDropPromiseModal(
  context: Context,
  triggerId: string,
  promise: OwnPromise,
  place: Place,
): Promise<void> {
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: dropPromiseModal,
    title: plain('Drop a promise'),
    submit: plain('Drop it'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ promiseId: promise.id, place } satisfies Purpose),
    blocks: [
      { type: 'section', text: plain(cut(`${promise.partnerName}: ${promise.text}`, 1000)) },
      choiceField(
        'told',
        `Does ${cut(promise.partnerName, 60)} know?`,
        [
          { value: 'yes', label: 'Yes, I told them' },
          { value: 'no', label: 'No, not yet' },
        ],
        null,
        true,
      ),
      textField('reason', 'Why?', { placeholder: 'They found another way' }),
    ],
  });
}

export function dropPromiseModalListener(app: App, context: EdgeContext): void {
  app.view(dropPromiseModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { promiseId, place } = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const told = readOption(view, 'told');
    const reason = readText(view, 'reason', errors);
    if (told === null) errors.told = 'Do they know?';
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const today = todayOf(context, member);
    const dropped = await dropPromise(
      context.db,
      promiseId,
      member,
      { told: told === 'yes', reason },
      today,
      context.now(),
    );
    await ack();
    await redraw(context, member, place, dropped ? undefined : notInBook);
  });
}
