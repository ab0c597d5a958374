import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import { redactable, redactionReasons } from '../../domain/privacy/redaction.ts';
import { plain, section } from '../../messages/blocks.ts';
import { cleanedNote } from '../../messages/redacted-words.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { historyActions, reasonWords, redactedNotes } from '../../messages/touchpoints/history.ts';
import { loadTies } from '../../store/partners/card.ts';
import { findListeners, redact } from '../../store/privacy/redaction.ts';
import { sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, readOption } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { drawHistory } from '../touchpoints/history.form.ts';
import { cleanSentMessages } from './sent-messages.ts';

/** A text in the history that must go: destroyed for good, while what happened stays. */
const redactModal = 'redact';

interface Purpose {
  partnerId: number;
  page: number;
  kind: string;
  id: number;
  historyId: string;
}

export function redactListeners(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: historyActions.redact, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const [partnerId = 0, page = 0, kind = '', id = 0] = (action.value ?? '')
        .split('.')
        .map((part, index) => (index === 2 ? part : Number(part) || 0)) as [number, number, string, number];
      const ties = await loadTies(context.db, member, partnerId, todayOf(context, member));
      if (ties && may(partnerRolesOf(member, ties), 'redact')) {
        const purpose: Purpose = { partnerId, page, kind, id, historyId: body.view?.id ?? '' };
        await openForm(
          context,
          body.trigger_id,
          {
            type: 'modal',
            callback_id: redactModal,
            title: plain('Take a text out'),
            submit: plain('Take it out'),
            close: plain('Cancel'),
            private_metadata: JSON.stringify(purpose),
            blocks: [
              section(
                'The words are destroyed and cannot be brought back. What happened, and when, stays. I take them out of my own messages as well, as far as I find them there; what people typed themselves only they can delete in Slack, or an admin.',
              ),
              choiceField(
                'reason',
                'Why?',
                redactionReasons.map((value) => ({ value, label: reasonWords[value] })),
                null,
                true,
              ),
            ],
          },
          { over: true },
        );
      }
      await ack();
    },
  );

  app.view(redactModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { partnerId, page, kind, id, historyId } = JSON.parse(view.private_metadata) as Purpose;
    const reason = redactionReasons.find((known) => known === readOption(view, 'reason'));
    const known = redactable.find((one) => one === kind);
    const ties = await loadTies(context.db, member, partnerId, todayOf(context, member));
    const refused = !ties
      ? noSuchPartner
      : may(partnerRolesOf(member, ties), 'redact')
        ? null
        : refusedPartner('redact');
    if (!reason || refused)
      return ack({ response_action: 'errors', errors: { reason: refused ?? 'Choose why.' } });
    const done = known
      ? await redact(context.db, member, ties!.partnerId, { kind: known, id, reason }, context.now())
      : ({ how: 'gone' } as const);
    if (done.how !== 'done')
      return ack({ response_action: 'errors', errors: { reason: redactedNotes[done.how] } });
    await ack();
    const drawn = await drawHistory({ ...context, db: context.unboundDb }, member, partnerId, page);
    if (drawn && historyId)
      await context.slack.views
        .update({ view_id: historyId, view: drawn })
        .catch((error) => context.log.warn({ error }, 'a history could not be drawn again'));
    // Last: a branch's messages of years take their time.
    const listeners = await findListeners(context.unboundDb, ties!.partnerId);
    const note = cleanedNote(await cleanSentMessages(context, done, listeners));
    if (note) await sendDm({ ...context, db: context.unboundDb }, member, note);
  });
}
