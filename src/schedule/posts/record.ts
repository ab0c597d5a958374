import { addDays, dayIn } from '../../domain/days/day.ts';
import { recordChase } from '../../domain/policy.ts';
import { recordQuestion } from '../../messages/record/record.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadUnstated } from '../../store/record/record.ts';
import { enqueueMissedQuestions, enqueueRecordQuestions } from '../../store/record/record-question.ts';
import { hours, type Post } from './post.ts';

/** Friday, to whoever told of meals without saying who paid: the list, with one tap each. It comes again while one is open. */
export const record: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(recordChase.expiresHours)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (member?.state !== 'active') return { close: 'cancelled', reason: 'no member any more' };
    const today = dayIn(member.timeZone, now);
    const meals = await loadUnstated(db, member.id, addDays(today, -recordChase.days));
    if (meals.length === 0) return { close: 'empty' };
    return {
      to: { member },
      message: recordQuestion(meals, today, `nudge-${nudge.id}`),
      record: (tx) => enqueueRecordQuestions(tx, [{ member, from: addDays(today, 1) }], now),
    };
  },

  expired: enqueueMissedQuestions,
};
