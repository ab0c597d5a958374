import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { alreadyFinished, draftActions } from '../../messages/touchpoints/sentence-answers.ts';
import { findDraft } from '../../store/touchpoints/drafts.ts';
import { answer } from '../bolt/answers.ts';
import { openFeedbackForm } from '../feedback/feedback.form.ts';
import { requireMemberWithBook, todayOf } from '../members/members.ts';
import { feedbackAlone, hear, saveHeard } from './hearing.ts';
import { openTouchpointModal } from './touchpoint.form.ts';
import { emptyForm, formOf } from './touchpoint-fields.ts';

/** [Finish] under a sentence that left a doubt, and [Log another one] under one that was said twice. */
export function draftButtons(app: App, context: Context): void {
  onDraft(draftActions.finish, async ({ member, book, draft, today, triggerId, reply }) => {
    // Read again: the book may have grown since.
    const heard = await hear(context, member, book, draft.said, today);
    const told = heard.how === 'in doubt' ? feedbackAlone(heard, draft.said) : null;
    if (told) {
      await openFeedbackForm(context, triggerId, told, { reply, draftId: draft.id });
      return null;
    }
    const { form, purpose } =
      heard.how === 'in doubt'
        ? formOf(heard, draft.said, today)
        : { form: { ...emptyForm(today), note: draft.said, ...prefill(heard) }, purpose: {} };
    await openTouchpointModal(context, triggerId, form, {
      reply,
      draftId: draft.id,
      ...purpose,
    });
    return null;

    function prefill(understood: typeof heard) {
      if (understood.how !== 'understood') return {};
      const { content } = understood;
      return {
        partners: book.filter((partner) => content.partnerIds.includes(partner.id)),
        how: content.what === 'attempt' ? ('attempt' as const) : content.kind,
        on: content.on,
        promise: content.promises[0]?.text ?? null,
        promiseDue: content.promises[0]?.dueOn ?? null,
      };
    }
  });

  onDraft(draftActions.another, async ({ member, book, draft, today }) => {
    const heard = await hear(context, member, book, draft.said, today);
    if (heard.how !== 'understood') return null;
    const outcome = await saveHeard(context, {
      requestKey: `another:${draft.id}`,
      source: 'words',
      member,
      content: heard.content,
      said: draft.said,
      evenIfSame: true,
      draftId: draft.id,
      now: context.now(),
    });
    return confirmation(outcome.capture, today);
  });

  type Known = Awaited<ReturnType<typeof requireMemberWithBook>>;
  type Pressed = Known & {
    draft: { id: number; said: string };
    today: ReturnType<typeof todayOf>;
    triggerId: string;
    reply: { responseUrl: string; replace: true };
  };

  function onDraft(
    actionId: string,
    press: (pressed: Pressed) => Promise<ReturnType<typeof confirmation> | null>,
  ): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const known = await requireMemberWithBook(context, body.user.id);
        const reply = { responseUrl: body.response_url, replace: true } as const;
        const draft = await findDraft(context.db, Number(action.value), known.member);
        if (!draft || draft.finished) {
          await ack();
          return answer(context, known.member, reply, alreadyFinished());
        }
        const today = todayOf(context, known.member);
        const message = await press({ ...known, draft, today, triggerId: body.trigger_id, reply });
        await ack();
        if (message) await answer(context, known.member, reply, message);
      },
    );
  }
}
