import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Day, daysBetween } from '../../domain/days/day.ts';
import { answerByFor, type FeedbackTopic } from '../../domain/feedback/feedback.ts';
import { topicOf } from '../../domain/feedback/feedback-words.ts';
import { count } from '../../domain/format.ts';
import { actions, button, plain } from '../../messages/blocks.ts';
import { feedbackMessage } from '../../messages/feedback.ts';
import { calendarOf, saveFeedback } from '../../store/feedback/feedback-changes.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { answer, replyTo } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import {
  dayField,
  type FieldErrors,
  hasErrors,
  isTicked,
  readDay,
  readOptions,
  readText,
  textField,
  tickField,
} from '../bolt/fields.ts';
import { drawnOver } from '../bolt/open-form.ts';
import { readMetadata, rowId, textValue } from '../bolt/schemas.ts';
import { newStamp } from '../digest/digest-now.ts';
import { publishHome } from '../home/home.ts';
import { cardPlace, refreshCard } from '../partners/card.ts';
import { type ChosenPartner, partnerInput, partnerSelect, readChoice } from '../partners/partner.search.ts';
import { detailFields, readDetails, topicField } from './feedback-fields.ts';

/** Draws the collapsed fields: two are enough to save, and the form fits a phone. */
const unfoldAction = 'feedback.more';

const feedbackMetadata = z.object({
  reply: replyTo,
  card: cardPlace.optional(),
  /** Opened from App Home, which must be redrawn. */
  home: z.boolean().optional(),
  unfolded: z.boolean().optional(),
  /** The kept sentence being finished. */
  draftId: rowId.optional(),
});
type Metadata = z.output<typeof feedbackMetadata>;

interface Shown {
  partners: ChosenPartner[];
  text: string | null;
  topic: FeedbackTopic | null;
  /** The initial values of the collapsed fields, once they are drawn. */
  unfolded?: { today: Day; answerBy: Day };
}

/** Feedback older than this is history. Days. */
const backMax = 90;

/** @throws FormNotOpened */
export async function openFeedbackForm(
  context: Context,
  triggerId: string,
  { partners, text }: { partners: ChosenPartner[]; text: string | null },
  metadata: Metadata,
): Promise<void> {
  const shown = { partners, text, topic: text ? topicOf(text) : null };
  const over = metadata.card !== undefined;
  await feedbackForm.open(context, triggerId, { ...metadata, unfolded: false }, shown, { over });
}

/** `/rapport feedback`, the card, and Home: what a partner told us, or that there was nothing to fix. */
export const feedbackForm = defineForm({
  id: 'feedback',
  metadata: feedbackMetadata,
  may: 'member',
  view: ({ partners, text, topic, unfolded }: Shown) => ({
    title: plain('Honest feedback'),
    blocks: [
      partnerInput(partners),
      textField('text', 'What did they tell us?', {
        initial: text,
        multiline: true,
        placeholder: 'In their words: what could we do better?',
      }),
      tickField('nothing', 'Nothing to fix?', 'I asked, and it’s all good'),
      topicField(topic),
      ...(unfolded
        ? [...detailFields({ ...noDetails, answerBy: unfolded.answerBy }), heardField(unfolded.today)]
        : [actions([button(unfoldAction, 'More: severity, who answers, by when', 'unfold')])]),
    ],
  }),
  async submit({ context, member, today, now, metadata, values, requestKey }) {
    const { reply, card, home, draftId } = metadata;
    const errors: FieldErrors = {};
    const chosen = readChoice(readOptions(values, partnerSelect.blockId, partnerSelect.actionId));
    const text = readText(values, 'text', errors);
    const nothing = isTicked(values, 'nothing');
    const details = await readDetails(context, values, { member, today, before: null }, errors);
    const heardOn = readDay(values, 'heard') ?? today;
    if (chosen.partnerIds.length === 0) errors[partnerSelect.blockId] = 'Choose at least one partner.';
    if (chosen.newPartners.length > 0)
      errors[partnerSelect.blockId] = 'That’s someone new. Add them first with /partner add.';
    if (!text && !nothing) errors.text = 'Write what they said, or check the box below.';
    if (text && nothing) errors.nothing = 'Write what they said or check this box, not both.';
    if (heardOn > today) errors.heard = 'Choose today or an earlier day.';
    else if (daysBetween(heardOn, today) > backMax)
      errors.heard = `Choose a day within the last ${count(backMax, 'day')}.`;
    const known = await findBranchPartners(context.db, member, chosen.partnerIds);
    if (known.length < new Set(chosen.partnerIds).size && !errors[partnerSelect.blockId])
      errors[partnerSelect.blockId] = 'One of them isn’t in your branch anymore. Please choose again.';
    if (hasErrors(errors)) return { errors };

    const saved = await saveFeedback(context.db, {
      // One kept sentence is one piece of feedback, however many forms were opened for it.
      requestKey: draftId ? `draft:${draftId}` : requestKey,
      ...(draftId ? { draftId } : {}),
      member,
      partnerIds: known.map((partner) => partner.id),
      text,
      heardOn,
      details,
      now,
    });
    return {
      async after() {
        for (const one of saved)
          await answer(context, member, reply, feedbackMessage(one, member, today, newStamp(), '✓ Saved.'));
        const note = text
          ? 'Saved. It stays open until they’ve heard back.'
          : 'Saved: you asked, and it’s all good.';
        if (card) await refreshCard(context, member, card, { text: note });
        if (home) await publishHome(context, member, { screen: { at: 'feedback' } });
      },
    };
  },
});

const noDetails = { topic: null, severity: null, about: null, answerer: null };
const heardField = (today: Day) => dayField('heard', 'When did you hear it?', today);

/** The button that draws the collapsed fields. */
export const unfoldFeedback = defineAction({
  id: unfoldAction,
  may: 'member',
  value: textValue,
  async press({ context, member, today, view }) {
    const metadata = view && readMetadata(feedbackMetadata, view.private_metadata);
    if (!metadata) return 'unknown';
    const unfolded = { today, answerBy: answerByFor(today, calendarOf(member)) };
    const shown = { partners: [], text: null, topic: null, unfolded };
    const whole = feedbackForm.draw({ ...metadata, unfolded: true }, shown);
    await context.slack.views.update({ view_id: view.id, hash: view.hash, view: drawnOver(view, whole) });
    return undefined;
  },
});
