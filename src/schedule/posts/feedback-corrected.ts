import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { feedbackMessage, feedbackWithdrawn, movedNote } from '../../messages/feedback.ts';
import { findFeedback } from '../../store/feedback/feedback.ts';
import { findCorrection } from '../../store/feedback/feedback-reminders.ts';
import { findMemberById } from '../../store/members/members.ts';
import { hours, type Post } from './post.ts';

/** To the one who has to answer feedback that someone else moved or withdrew, and who has no message that could say so. */
export const feedbackCorrected: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, { id, subjectId, memberId }, now) {
    const member = memberId === null ? null : await findMemberById(db, memberId);
    const correction = subjectId === null ? null : await findCorrection(db, subjectId);
    if (subjectId === null || !correction || !member || !worksWithPartners(member))
      return { close: 'cancelled', reason: 'no one to tell' };
    const { by, from, to } = correction;
    const stamp = `nudge-${id}`;
    if (to === null) return { to: { member }, message: feedbackWithdrawn(subjectId, by, from, stamp) };
    const today = dayIn(member.timeZone, now);
    const one = await findFeedback(db, subjectId, member, today);
    if (!one) return { close: 'cancelled', reason: 'undone, or not theirs to read' };
    return {
      to: { member },
      message: feedbackMessage(one, member, today, stamp, movedNote({ from, to }, by)),
    };
  },
};
