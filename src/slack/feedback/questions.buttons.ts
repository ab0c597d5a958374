import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import { isWording } from '../../domain/feedback/questions.ts';
import type { Member } from '../../domain/members/member.ts';
import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { captureActions, confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { saveFeedback } from '../../store/feedback/feedback-changes.ts';
import { chooseQuestion, closeQuestions } from '../../store/feedback/questions.ts';
import { loadTies } from '../../store/partners/card.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { onDigestPress } from '../digest/digest-press.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { openFeedbackForm } from './feedback.form.ts';

/** "What could we do better?", put on the back of a meeting: which way to put it, and what became of it. */
export function questionButtons(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.questionChoose, async ({ id, choice, member, today }) => {
    if (!(await looksAfter(member, id, today))) return notInBook;
    if (choice === 'skip') await closeQuestions(context.db, member.id, [id], today);
    else if (isWording(choice)) await chooseQuestion(context.db, member, id, choice, today);
    return undefined;
  });
  onDigestPress(app, context, digestActions.questionTold, async ({ id, member, today, triggerId }) => {
    if (!(await looksAfter(member, id, today))) return notInBook;
    const partners = await findBranchPartners(context.db, member, [id]);
    await openFeedbackForm(context, triggerId, { partners, text: null }, { reply: {} });
    return undefined;
  });
  onDigestPress(app, context, digestActions.questionNothing, async ({ id, member, today }) => {
    if (!(await looksAfter(member, id, today))) return notInBook;
    await saveNothing(member, id, today);
    return undefined;
  });
  onDigestPress(app, context, digestActions.questionSkip, async ({ id, member, today }) => {
    await closeQuestions(context.db, member.id, [id], today);
    return undefined;
  });

  onConfirmation(captureActions.questionTold, async ({ member, partnerId, triggerId, responseUrl }) => {
    const partners = await findBranchPartners(context.db, member, [partnerId]);
    await openFeedbackForm(
      context,
      triggerId,
      { partners, text: null },
      { reply: { responseUrl, replace: false } },
    );
  });
  onConfirmation(captureActions.questionNothing, ({ member, partnerId, today }) =>
    saveNothing(member, partnerId, today),
  );
  onConfirmation(captureActions.questionSkip, ({ member, partnerId, today }) =>
    closeQuestions(context.db, member.id, [partnerId], today),
  );

  app.action<BlockAction<StaticSelectAction>>(
    { action_id: captureActions.questionChoose, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const [captureId, partnerId, choice = null] = action.selected_option.value.split('.');
      const [id, whom] = [Number(captureId), Number(partnerId)];
      const capture = await findOwnCapture(context.db, id, member);
      const today = todayOf(context, member);
      if (capture?.toAsk.some((one) => one.partnerId === whom)) {
        if (choice === 'skip') await closeQuestions(context.db, member.id, [whom], today);
        else if (isWording(choice)) await chooseQuestion(context.db, member, whom, choice, today);
      }
      await ack();
      await showAgain(member, id, body.response_url || undefined);
    },
  );

  const looksAfter = async (member: Member, partnerId: number, today: Day): Promise<boolean> => {
    const ties = await loadTies(context.db, member, partnerId, today);
    return ties !== null && may(partnerRolesOf(member, ties), 'look after');
  };

  /** Asked, and nothing to mend: once a day, however often it is pressed. */
  async function saveNothing(member: Member, partnerId: number, today: Day): Promise<void> {
    await saveFeedback(context.db, {
      requestKey: `tap:nothing:${member.id}:${partnerId}:${today}`,
      member,
      partnerIds: [partnerId],
      text: null,
      heardOn: today,
      details: { topic: null, severity: null, aboutId: null, answerBy: null },
      now: context.now(),
    });
  }

  interface Press {
    member: Member;
    partnerId: number;
    today: Day;
    triggerId: string;
    responseUrl: string | undefined;
  }

  /** Under the confirmation of the meeting, which is drawn again afterwards. */
  function onConfirmation(actionId: string, act: (press: Press) => Promise<void>): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        const today = todayOf(context, member);
        const [captureId = 0, partnerId = 0] = (action.value ?? '').split('.').map(Number);
        const responseUrl = body.response_url || undefined;
        const capture = await findOwnCapture(context.db, captureId, member);
        const asked = capture?.asked.some((one) => one.partnerId === partnerId) ?? false;
        if (asked) await act({ member, partnerId, today, triggerId: body.trigger_id, responseUrl });
        await ack();
        await showAgain(member, captureId, responseUrl);
      },
    );
  }

  async function showAgain(
    member: Member,
    captureId: number,
    responseUrl: string | undefined,
  ): Promise<void> {
    const now = await findOwnCapture(context.db, captureId, member);
    const message = now ? confirmation(now, todayOf(context, member)) : notYours();
    await answer(context, member, { responseUrl, replace: now !== null }, message);
  }
}
