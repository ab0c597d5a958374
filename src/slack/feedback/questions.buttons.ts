import { z } from 'zod';
import { may, partnerRolesOf } from '../../domain/access.ts';
import { isWording } from '../../domain/feedback/questions.ts';
import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { captureActions, confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { saveFeedback } from '../../store/feedback/feedback-changes.ts';
import { chooseQuestion, closeQuestions } from '../../store/feedback/questions.ts';
import { loadTies } from '../../store/partners/card.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { readId } from '../bolt/schemas.ts';
import { type DigestPress, digestButton } from '../digest/digest-press.ts';
import { openFeedbackForm } from './feedback.form.ts';

type Who = Pick<Press<'member', unknown>, 'context' | 'member' | 'today' | 'now'>;

const looksAfter = async ({ context, member, today }: Who, partnerId: number): Promise<boolean> => {
  const ties = await loadTies(context.db, member, partnerId, today);
  return ties !== null && may(partnerRolesOf(member, ties), 'look after');
};

/** Records that the partner was asked and had nothing to fix: once a day, however often it is pressed. */
async function saveNothing({ context, member, today, now }: Who, partnerId: number): Promise<void> {
  await saveFeedback(context.db, {
    requestKey: `tap:nothing:${member.id}:${partnerId}:${today}`,
    member,
    partnerIds: [partnerId],
    text: null,
    heardOn: today,
    details: { topic: null, severity: null, aboutId: null, answerBy: null },
    now,
  });
}

/** Chooses how to put the question, or skips it. */
async function choose({ context, member, today }: Who, partnerId: number, choice: string | null) {
  if (choice === 'skip') await closeQuestions(context.db, member.id, [partnerId], today);
  else if (isWording(choice)) await chooseQuestion(context.db, member, partnerId, choice, today);
}

/** A button in a list, about a partner the member looks after. */
const listButton = (id: string, act: (press: DigestPress) => Promise<void>): ActionDefinition =>
  digestButton(id, async (press) => {
    if (!(await looksAfter(press, press.id))) return notInBook;
    await act(press);
    return undefined;
  });

/** A capture, one of its partners, and a choice from a menu: "12.3", "12.3.skip". */
const captureValue = z.unknown().transform((value) => {
  const [captureId, partnerId, choice = null] = typeof value === 'string' ? value.split('.') : [];
  return { captureId: readId(captureId), partnerId: readId(partnerId), choice };
});
type CapturePress = Press<'member', z.output<typeof captureValue>>;

/** A button under the confirmation of the meeting, which is then redrawn. `of`: the partners it may be about. */
const confirmationButton = (
  id: string,
  of: 'toAsk' | 'asked',
  act: (press: CapturePress, partnerId: number) => Promise<unknown>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: captureValue,
    async press(press) {
      const { captureId, partnerId } = press.value;
      const capture = await findOwnCapture(press.context.db, captureId, press.member);
      if (capture?.[of].some((one) => one.partnerId === partnerId)) await act(press, partnerId);
      return () => showAgain(press, captureId);
    },
  });

async function showAgain(
  { context, member, today, responseUrl }: CapturePress,
  captureId: number,
): Promise<void> {
  const now = await findOwnCapture(context.db, captureId, member);
  const message = now ? confirmation(now, today) : notYours();
  await answer(context, member, { responseUrl, replace: now !== null }, message);
}

async function openFor(
  { context, member, triggerId }: Who & { triggerId: string },
  partnerId: number,
  reply: ReplyTo,
): Promise<void> {
  const partners = await findBranchPartners(context.db, member, [partnerId]);
  await openFeedbackForm(context, triggerId, { partners, text: null }, { reply });
}

/** "What could we do better?", attached to a meeting: how to put it, and what the partner said. */
export const questionButtons = [
  listButton(digestActions.questionChoose, (press) => choose(press, press.id, press.choice)),
  listButton(digestActions.questionTold, (press) => openFor(press, press.id, {})),
  listButton(digestActions.questionNothing, (press) => saveNothing(press, press.id)),
  digestButton(digestActions.questionSkip, async (press) => {
    await choose(press, press.id, 'skip');
    return undefined;
  }),

  confirmationButton(captureActions.questionTold, 'asked', (press, partnerId) =>
    openFor(press, partnerId, { responseUrl: press.responseUrl, replace: false }),
  ),
  confirmationButton(captureActions.questionNothing, 'asked', saveNothing),
  confirmationButton(captureActions.questionSkip, 'asked', (press, partnerId) =>
    choose(press, partnerId, 'skip'),
  ),
  confirmationButton(captureActions.questionChoose, 'toAsk', (press, partnerId) =>
    choose(press, partnerId, press.value.choice),
  ),
];
