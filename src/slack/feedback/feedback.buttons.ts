import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { mayWithFeedback } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { section } from '../../messages/blocks.ts';
import { feedbackActions, feedbackNote } from '../../messages/feedback.ts';
import { captureActions } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { type Feedback, findFeedback, findFeedbackOf } from '../../store/feedback/feedback.ts';
import { stepFeedback, takeBackFeedback } from '../../store/feedback/feedback-changes.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type Place, redraw } from '../digest/digest-redraw.ts';
import { placeOf } from '../home/home.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { cardPlaceOf } from '../partners/card.ts';
import { openFeedbackForm } from './feedback.form.ts';
import { noteOf, openFeedbackStep } from './feedback-steps.form.ts';

/** The buttons of a piece of feedback, wherever it stands: in a message of its own, on a card, in App Home. */
export function feedbackButtons(app: App, context: EdgeContext): void {
  onPress(feedbackActions.takeOn, async (one, { member }) =>
    noteOf(await stepFeedback(context.db, one.id, member, 'take on', {}, context.now())),
  );
  onPress(feedbackActions.takeBack, async (one, { member }) =>
    (await takeBackFeedback(context.db, one.id, member, context.now()))
      ? feedbackNote['taken back']
      : feedbackNote['not now'],
  );
  onOpen(feedbackActions.answer, 'answer', ['new', 'on it']);
  onOpen(feedbackActions.tell, 'tell', ['answered']);
  onOpen(feedbackActions.couldNotTell, 'could not tell', ['new', 'on it', 'answered']);
  onOpen(feedbackActions.details, 'details', ['new', 'on it']);

  app.action<BlockAction<ButtonAction>>(
    { action_id: feedbackActions.add, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const partnerId = Number(action.value) || 0;
      const partners = partnerId ? await findBranchPartners(context.db, member, [partnerId]) : [];
      const card = cardPlaceOf(body.view) ?? undefined;
      const home = body.view?.type === 'home';
      await openFeedbackForm(
        context,
        body.trigger_id,
        { partners, text: null },
        { reply: { responseUrl: body.response_url || undefined }, card, home },
      );
      await ack();
    },
  );

  // Under a touchpoint: whose is it to answer?
  app.action<BlockAction<ButtonAction>>(
    { action_id: captureActions.feedback, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const today = todayOf(context, member);
      const capture = await findOwnCapture(context.db, Number(action.value), member);
      const [one] = capture ? await findFeedbackOf(context.db, capture.id, member, today) : [];
      const reply = { responseUrl: body.response_url || undefined, replace: false };
      if (!one) {
        await ack();
        return answer(context, member, reply, notYours());
      }
      const isOpen = one.state === 'new' || one.state === 'on it';
      const place: Place = {
        surface: { nudgeId: null, shownOn: today },
        responseUrl: reply.responseUrl,
        feedback: { id: one.id, fresh: true },
      };
      if (isOpen) await openFeedbackStep(context, body.trigger_id, member, one, 'details', place);
      await ack();
      if (!isOpen) await redraw(context, member, place);
    },
  );

  interface Press {
    member: Member;
    place: Place;
    triggerId: string;
  }

  function onOpen(
    actionId: string,
    form: Parameters<typeof openFeedbackStep>[4],
    states: readonly Feedback['state'][],
  ): void {
    onPress(actionId, async (one, { member, place, triggerId }) => {
      if (!mayWithFeedback(one.readerRoles, form === 'details' ? 'detail' : form))
        return feedbackNote.refused;
      if (!states.includes(one.state)) return feedbackNote['not now'];
      await openFeedbackStep(context, triggerId, member, one, form, place);
      return 'opened';
    });
  }

  /** `act` returns what to say where nothing was done, and 'opened' where a form shows the rest. */
  function onPress(
    actionId: string,
    act: (one: Feedback, press: Press) => Promise<string | undefined>,
  ): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        const today = todayOf(context, member);
        const one = await findFeedback(context.db, Number(action.value), member, today);
        if (!one) {
          await ack();
          const reply = { responseUrl: body.response_url || undefined, replace: false };
          const text = feedbackNote.gone;
          return answer(context, member, reply, { text, blocks: [section(text)] });
        }
        const home = placeOf(body.view) ?? undefined;
        const card = cardPlaceOf(body.view) ?? undefined;
        const place: Place = {
          surface: { nudgeId: null, shownOn: today },
          responseUrl: body.response_url || undefined,
          home,
          card,
          ...(home || card ? {} : { feedback: { id: one.id } }),
        };
        const note = await act(one, { member, place, triggerId: body.trigger_id });
        await ack();
        if (note !== 'opened') await redraw(context, member, place, note);
      },
    );
  }
}
