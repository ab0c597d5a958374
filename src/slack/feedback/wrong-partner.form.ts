import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { plain, section } from '../../messages/blocks.ts';
import {
  feedbackGone,
  feedbackMessage,
  feedbackNote,
  feedbackText,
  movedNote,
} from '../../messages/feedback.ts';
import { noSuchPartner } from '../../messages/refusals.ts';
import { type Moved, moveFeedback, withdrawFeedback } from '../../store/feedback/correct-feedback.ts';
import { type Feedback, findFeedback } from '../../store/feedback/feedback.ts';
import { findFeedbackMessages } from '../../store/feedback/feedback-reminders.ts';
import { findMemberById } from '../../store/members/members.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm, type FormAnswer } from '../bolt/define-form.ts';
import { isTicked, tickField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { newStamp } from '../digest/digest-now.ts';
import { listPlace, type RedrawTarget, redraw } from '../digest/digest-redraw.ts';
import { todayOf } from '../members/members.ts';
import { otherPartnerInput, readOtherPartner } from '../partners/partner.search.ts';

/** @throws FormNotOpened */
export async function openWrongPartnerForm(
  context: Context,
  triggerId: string,
  member: Member,
  one: Feedback,
  place: RedrawTarget,
): Promise<void> {
  const shown = { one, member, today: todayOf(context, member) };
  const over = place.card !== undefined;
  await wrongPartnerForm.open(context, triggerId, { feedbackId: one.id, place }, shown, { over });
}

/** Moves feedback to the partner who said it, or withdraws it, whatever became of it. */
export const wrongPartnerForm = defineForm({
  id: 'feedback-correct',
  metadata: z.object({ feedbackId: rowId, place: listPlace }),
  may: 'member',
  view: ({ one, member, today }: { one: Feedback; member: Member; today: Day }) => ({
    title: plain('Wrong partner'),
    blocks: [
      section(feedbackText(one, member, today)),
      otherPartnerInput('Who said it?', { optional: true }),
      tickField('withdraw', 'Not feedback?', 'Withdraw it'),
    ],
  }),
  async submit({ context, member, now, metadata: { feedbackId, place }, values }) {
    const toId = readOtherPartner(values);
    const isWithdrawn = isTicked(values, 'withdraw');
    if (toId && isWithdrawn) return fail('withdraw', 'Choose a partner or check this box, not both.');
    if (isWithdrawn) {
      const { how } = await withdrawFeedback(context.db, feedbackId, member, now);
      return {
        async after() {
          await redraw(context, member, place, how === 'withdrawn' ? feedbackNote.withdrawn : noteOf(how));
          if (how === 'withdrawn') await tellReaders(context, member, feedbackId, { how });
        },
      };
    }
    if (!toId) return fail('other', 'Choose the right partner, or check the box below.');
    const moved = await moveFeedback(context.db, feedbackId, member, toId, now);
    const error = errorOf(moved);
    if (error) return fail('other', error);
    return {
      async after() {
        const note = moved.how === 'moved' ? movedNote(moved, null) : noteOf(moved.how);
        await redraw(context, member, place, note);
        if (moved.how === 'moved') await tellReaders(context, member, feedbackId, moved);
      },
    };
  },
});

const fail = (field: 'other' | 'withdraw', text: string): FormAnswer => ({ errors: { [field]: text } });

const noteOf = (how: string): string =>
  how === 'refused' ? feedbackNote['not theirs to correct'] : feedbackNote.gone;

function errorOf(moved: Moved): string | null {
  if (moved.how === 'no such partner') return noSuchPartner;
  if (moved.how === 'there') return `It’s already under ${moved.to}. Choose someone else.`;
  if (moved.how === 'twice')
    return `${moved.to} already has feedback with the same words. Withdraw this one instead.`;
  return null;
}

/**
 * Draws the messages again by which Rapport told others about the feedback: who has to answer it learns there that it moved
 * or was withdrawn. It is saved already, so a message that is gone is only logged.
 */
async function tellReaders(
  context: EdgeContext,
  by: Member,
  feedbackId: number,
  corrected: Extract<Moved, { how: 'moved' }> | { how: 'withdrawn' },
): Promise<void> {
  const db = context.unboundDb;
  for (const { channel, ts, readerId } of await findFeedbackMessages(db, feedbackId)) {
    try {
      const reader = await findMemberById(db, readerId);
      const today = reader && todayOf(context, reader);
      const one = reader && today && (await findFeedback(db, feedbackId, reader, today));
      const name = readerId === by.id ? null : by.name;
      const message =
        one && corrected.how === 'moved'
          ? feedbackMessage(one, reader, today, newStamp(), movedNote(corrected, name))
          : feedbackGone(feedbackId, corrected.how, name, newStamp());
      await context.slack.chat.update({ channel, ts, ...message });
    } catch (error) {
      context.log.warn({ error }, 'a message about feedback could not be drawn again');
    }
  }
}
