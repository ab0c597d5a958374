import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../context.ts';
import { type Day, daysBetween } from '../../domain/days/day.ts';
import { answerByFor, type FeedbackTopic } from '../../domain/feedback/feedback.ts';
import { topicOf } from '../../domain/feedback/feedback-words.ts';
import { actions, button, plain } from '../../messages/blocks.ts';
import { feedbackMessage } from '../../messages/feedback.ts';
import { calendarOf, saveFeedback } from '../../store/feedback/feedback-changes.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import {
  dayField,
  type FieldErrors,
  isTicked,
  readDay,
  readOptions,
  readText,
  textField,
  tickField,
} from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { newStamp } from '../digest/digest-now.ts';
import { publishHome } from '../home/home.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type CardPlace, refreshCard } from '../partners/card.ts';
import { type ChosenPartner, partnerInput, partnerSelect, readChoice } from '../partners/partner.search.ts';
import { detailFields, readDetails, topicField } from './feedback-fields.ts';

/** `/rapport feedback`, the card, Home: what a partner told us, or that there was nothing to mend. */
const feedbackModal = 'feedback';
/** Draws the fields folded away: two are enough to save, and the form fits a phone. */
const unfoldAction = 'feedback.more';

interface Purpose {
  reply: ReplyTo;
  card?: CardPlace | undefined;
  home?: boolean | undefined;
  unfolded?: boolean;
  /** The kept sentence that it finishes. */
  draftId?: number | undefined;
}

interface Form {
  partners: ChosenPartner[];
  text: string | null;
  topic: FeedbackTopic | null;
}

/** Feedback older than this is history. Days. */
const backMax = 90;

/** @throws FormNotOpened */
export async function openFeedbackForm(
  context: Context,
  triggerId: string,
  form: Omit<Form, 'topic'>,
  purpose: Purpose,
): Promise<void> {
  const topic = form.text ? topicOf(form.text) : null;
  await openForm(context, triggerId, feedbackView({ ...form, topic }, purpose, null), {
    over: purpose.card !== undefined,
  });
}

function feedbackView(
  form: Form,
  purpose: Purpose,
  unfolded: { today: Day; answerBy: Day } | null,
): ModalView {
  return {
    type: 'modal',
    callback_id: feedbackModal,
    title: plain('Honest feedback'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ ...purpose, unfolded: unfolded !== null } satisfies Purpose),
    blocks: [
      partnerInput(form.partners),
      textField('text', 'What did they tell us?', {
        initial: form.text,
        multiline: true,
        placeholder: 'In their words: what could we do better?',
      }),
      tickField('nothing', 'Or', 'I asked, and there is nothing to mend'),
      topicField(form.topic),
      ...(unfolded
        ? [
            ...detailFields({
              topic: null,
              severity: null,
              about: null,
              answerer: null,
              answerBy: unfolded.answerBy,
            }),
            dayField('heard', 'Heard on', unfolded.today),
          ]
        : [actions([button(unfoldAction, 'How bad, whose, by when…', 'unfold')])]),
    ],
  };
}

export function feedbackFormListeners(app: App, context: EdgeContext): void {
  app.action({ action_id: unfoldAction, type: 'block_actions' }, async ({ body, ack }) => {
    const { view } = body;
    if (view) {
      const member = await requireMember(context, body.user.id);
      const today = todayOf(context, member);
      const purpose = JSON.parse(view.private_metadata) as Purpose;
      const empty = { partners: [], text: null, topic: null };
      const whole = feedbackView(empty, purpose, { today, answerBy: answerByFor(today, calendarOf(member)) });
      // Slack keeps what was typed where block and action ids stay the same, so only what is new is drawn.
      const kept = view.blocks.filter((block) => block.type !== 'actions');
      const added = whole.blocks.filter((block) => !kept.some((old) => old.block_id === block.block_id));
      await context.slack.views.update({
        view_id: view.id,
        hash: view.hash,
        view: { ...whole, blocks: [...kept, ...added] as typeof whole.blocks },
      });
    }
    await ack();
  });

  app.view(feedbackModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const today = todayOf(context, member);
    const purpose = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const chosen = readChoice(readOptions(view, partnerSelect.blockId, partnerSelect.actionId));
    const text = readText(view, 'text', errors);
    const nothing = isTicked(view, 'nothing');
    const details = await readDetails(context, view, { member, today, before: null }, errors);
    const heardOn = readDay(view, 'heard') ?? today;
    if (chosen.partnerIds.length === 0) errors[partnerSelect.blockId] = 'Choose at least one partner.';
    if (chosen.newPartners.length > 0)
      errors[partnerSelect.blockId] = 'Somebody new: add them first, with /partner add.';
    if (!text && !nothing) errors.text = 'Write what they said, or tick the box below.';
    if (text && nothing) errors.nothing = 'Either what they said, or nothing to mend: clear one of the two.';
    if (heardOn > today) errors.heard = 'That day is still to come.';
    else if (daysBetween(heardOn, today) > backMax)
      errors.heard = 'That is a long way back: 90 days at most.';
    const known = await findBranchPartners(context.db, member, chosen.partnerIds);
    if (known.length < new Set(chosen.partnerIds).size && !errors[partnerSelect.blockId])
      errors[partnerSelect.blockId] = 'One of them is not in your branch any more. Please choose again.';
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });

    const saved = await saveFeedback(context.db, {
      // One kept sentence is one piece of feedback, in however many forms it was opened.
      requestKey: purpose.draftId ? `draft:${purpose.draftId}` : `view:${view.id}`,
      ...(purpose.draftId ? { draftId: purpose.draftId } : {}),
      member,
      partnerIds: known.map((partner) => partner.id),
      text,
      heardOn,
      details,
      now: context.now(),
    });
    await ack();
    for (const one of saved)
      await answer(
        context,
        member,
        purpose.reply,
        feedbackMessage(one, member, today, newStamp(), '✓ Noted.'),
      );
    const note = text ? 'Noted: carried until they have an answer.' : 'Noted: asked, nothing to mend.';
    if (purpose.card) await refreshCard(context, member, purpose.card, { text: note });
    if (purpose.home) await publishHome(context, member, { place: { at: 'feedback' } });
  });
}
