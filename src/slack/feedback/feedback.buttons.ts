import { mayWithFeedback } from '../../domain/access.ts';
import { section } from '../../messages/blocks.ts';
import { feedbackActions, feedbackNote } from '../../messages/feedback.ts';
import { captureActions } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { type Feedback, findFeedback, findFeedbackOf } from '../../store/feedback/feedback.ts';
import { stepFeedback, takeBackFeedback } from '../../store/feedback/feedback-changes.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';
import { type RedrawTarget, redraw } from '../digest/digest-redraw.ts';
import { homeScreenOf } from '../home/home.ts';
import { cardLocationOf } from '../partners/card.ts';
import { openFeedbackForm } from './feedback.form.ts';
import { noteOf, openFeedbackStep } from './feedback-steps.form.ts';
import { openWrongPartnerForm } from './wrong-partner.form.ts';

type Pressed = Press<'member', number>;

/** A button on feedback. `act` returns what to say when nothing was done, or 'opened' when a form shows the rest. */
const feedbackButton = (
  id: string,
  act: (one: Feedback, press: Pressed & { place: RedrawTarget }) => Promise<string | undefined>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, today, value } = press;
      const one = await findFeedback(context.db, value, member, today);
      if (!one) return () => tell(press, feedbackNote.gone);
      const place = placeOfPress(press);
      const note = await act(one, { ...press, place });
      return note === 'opened' ? undefined : () => redraw(context, member, place, note);
    },
  });

async function tell({ context, member, responseUrl }: Pressed, text: string): Promise<void> {
  await answer(context, member, { responseUrl, replace: false }, { text, blocks: [section(text)] });
}

/** In App Home or on a card, or else in its own message. */
function placeOfPress({ today, view, responseUrl, value }: Pressed): RedrawTarget {
  const home = homeScreenOf(view) ?? undefined;
  const card = cardLocationOf(view) ?? undefined;
  return {
    surface: { nudgeId: null, shownOn: today },
    responseUrl,
    home,
    card,
    ...(home || card ? {} : { feedback: { id: value } }),
  };
}

const stepButton = (
  id: string,
  form: Parameters<typeof openFeedbackStep>[4],
  states: readonly Feedback['state'][],
): ActionDefinition =>
  feedbackButton(id, async (one, { context, member, place, triggerId }) => {
    if (!mayWithFeedback(one.readerRoles, form === 'details' ? 'detail' : form)) return feedbackNote.refused;
    if (!states.includes(one.state)) return feedbackNote['not now'];
    await openFeedbackStep(context, triggerId, member, one, form, place);
    return 'opened';
  });

/** One tap takes it on. The step itself reads the feedback, and decides. */
const takeOnButton = defineAction({
  id: feedbackActions.takeOn,
  may: 'member',
  value: idValue,
  async press(press) {
    const { context, member, now, value } = press;
    const done = await stepFeedback(context.db, value, member, 'take on', {}, now);
    if (done.how === 'gone') return () => tell(press, feedbackNote.gone);
    return () => redraw(context, member, placeOfPress(press), noteOf(done));
  },
});

const addButton = defineAction({
  id: feedbackActions.add,
  may: 'member',
  value: idValue,
  async press({ context, member, triggerId, view, responseUrl, value: partnerId }) {
    const partners = partnerId ? await findBranchPartners(context.db, member, [partnerId]) : [];
    const card = cardLocationOf(view) ?? undefined;
    const metadata = { reply: { responseUrl }, card, home: view?.type === 'home' };
    await openFeedbackForm(context, triggerId, { partners, text: null }, metadata);
    return undefined;
  },
});

/** Under a touchpoint: who should answer the feedback? */
const ofCaptureButton = defineAction({
  id: captureActions.feedback,
  may: 'member',
  value: idValue,
  async press({ context, member, today, triggerId, responseUrl, value }) {
    const capture = await findOwnCapture(context.db, value, member);
    const heard = capture ? await findFeedbackOf(context.db, capture.id, member, today) : [];
    const one =
      heard.find(({ partnerId }) => capture?.partners.some(({ id }) => id === partnerId)) ?? heard[0];
    if (!one) return () => answer(context, member, { responseUrl, replace: false }, notYours());
    const feedback = { id: one.id, fresh: true };
    const place = { surface: { nudgeId: null, shownOn: today }, responseUrl, feedback };
    if (one.state !== 'new' && one.state !== 'on it') return () => redraw(context, member, place);
    await openFeedbackStep(context, triggerId, member, one, 'details', place);
    return undefined;
  },
});

/** The buttons on a piece of feedback, wherever it is: in its own message, on a card, or in App Home. */
export const feedbackButtons = [
  takeOnButton,
  feedbackButton(feedbackActions.takeBack, async (one, { context, member, now }) =>
    (await takeBackFeedback(context.db, one.id, member, now))
      ? feedbackNote['taken back']
      : feedbackNote['not now'],
  ),
  stepButton(feedbackActions.answer, 'answer', ['new', 'on it']),
  stepButton(feedbackActions.tell, 'tell', ['answered']),
  stepButton(feedbackActions.couldNotTell, 'could not tell', ['new', 'on it', 'answered']),
  stepButton(feedbackActions.details, 'details', ['new', 'on it']),
  feedbackButton(feedbackActions.correct, async (one, { context, member, place, triggerId }) => {
    if (!mayWithFeedback(one.readerRoles, 'correct')) return feedbackNote['not theirs to correct'];
    await openWrongPartnerForm(context, triggerId, member, one, place);
    return 'opened';
  }),
  addButton,
  ofCaptureButton,
];
