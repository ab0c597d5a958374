import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { eveningHours } from '../../domain/policy.ts';
import { eveningQuestion } from '../../messages/evening.ts';
import { isToAsk } from '../../store/evening-questions.ts';
import { findMemberById } from '../../store/members/members.ts';
import { findPlanOf } from '../../store/plans.ts';
import { hours, type Post } from './post.ts';

/** To the member with a plan for today, once in the evening: did it happen? The next morning's list asks again. */
export const evening: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(eveningHours)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    const plan =
      member && worksWithPartners(member) && nudge.subjectId !== null
        ? await findPlanOf(db, nudge.subjectId, member)
        : null;
    if (!member || !plan) return { close: 'cancelled', reason: 'the plan is gone' };
    // Held, missed, or moved.
    if (plan.settled !== null || plan.plannedOn !== dayIn(member.timeZone, now)) return { close: 'empty' };
    if (!(await isToAsk(db, plan, member))) return { close: 'empty', reason: 'away, or told already' };
    return { to: { member }, message: eveningQuestion(plan) };
  },
};
