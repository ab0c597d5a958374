import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { handedOver, noRoom, notInBook } from '../../messages/digest-notes.ts';
import { type Colleague, handOver } from '../../store/hand-over.ts';
import { findOwnRelationship } from '../../store/later.ts';
import { type Place, redraw } from '../actions/digest-redraw.ts';
import type { EdgeContext } from '../deadline.ts';
import { todayOf } from '../hearing.ts';
import { requireMember } from '../members.ts';
import { choiceField, readOption } from './fields.ts';
import { openForm } from './open-form.ts';

/** A partner for a colleague. */
const reassignModal = 'reassign';

interface Purpose {
  partnerId: number;
  place: Place;
}

/** Slack's limit for the label of an option. */
const labelMax = 75;

export async function openReassignModal(
  context: Context,
  triggerId: string,
  purpose: Purpose,
  partnerName: string,
  colleagues: readonly Colleague[],
): Promise<void> {
  const choices = colleagues.map(({ id, name }) => ({ value: String(id), label: cut(name, labelMax) }));
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: reassignModal,
      title: plain('Hand over'),
      submit: plain('Hand over'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify(purpose),
      blocks: [
        {
          type: 'section',
          text: plain(
            `${cut(partnerName, 150)}. They are on your colleague’s list from their next free morning on; what you promised stays yours.`,
          ),
        },
        choiceField('colleague', 'Who looks after them from now on?', choices, null, true),
      ],
    },
    { over: purpose.place.card !== undefined },
  );
}

export function reassignModalListener(app: App, context: EdgeContext): void {
  app.view(reassignModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { partnerId, place } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const name = (await findOwnRelationship(context.db, member, partnerId))?.partnerName;
    const to = Number(readOption(view, 'colleague'));
    const done = await handOver(context.db, member, partnerId, to, { today, now: context.now() });
    if (!done.ok && done.why === 'full')
      return ack({ response_action: 'errors', errors: { colleague: noRoom(done.to) } });
    await ack();
    await redraw(context, member, place, done.ok ? handedOver(name ?? 'That partner', done.to) : notInBook);
  });
}
