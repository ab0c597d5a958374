import { worksWithPartners } from '../../domain/access.ts';
import { addDays, dayIn } from '../../domain/days/day.ts';
import { payerQuestionPolicy } from '../../domain/policy.ts';
import { payerQuestionMessage } from '../../messages/record/expense-record.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadUnstated } from '../../store/record/expense-record.ts';
import { enqueueMissedPayerQuestions, enqueuePayerQuestions } from '../../store/record/payer-question.ts';
import { hours, type Post } from './post.ts';

/** Friday, to each member who logged meals without saying who paid: a list to answer with one tap each. Repeats while one is open. */
export const payerQuestion: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(payerQuestionPolicy.expiresHours)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (!member || !worksWithPartners(member)) return { close: 'cancelled', reason: 'not a member anymore' };
    const today = dayIn(member.timeZone, now);
    const meals = await loadUnstated(db, member.id, addDays(today, -payerQuestionPolicy.days));
    if (meals.length === 0) return { close: 'empty' };
    return {
      to: { member },
      message: payerQuestionMessage(meals, today, `nudge-${nudge.id}`),
      onSend: (tx) => enqueuePayerQuestions(tx, [{ member, from: addDays(today, 1) }], now),
    };
  },

  expired: enqueueMissedPayerQuestions,
};
