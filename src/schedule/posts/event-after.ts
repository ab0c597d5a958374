import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { eventQuestionHours } from '../../domain/policy.ts';
import { eventQuestion } from '../../messages/branch-events/event-after.ts';
import { findBranchEvents, isEventToAsk } from '../../store/branch-events.ts';
import { findMemberById } from '../../store/members/members.ts';
import { hours, type Post } from './post.ts';

/** To each member who said they would go to an event, on the morning after: who did you talk to? */
export const eventAfter: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(eventQuestionHours)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    const [event] = nudge.subjectId === null ? [] : await findBranchEvents(db, [nudge.subjectId]);
    if (!member || !worksWithPartners(member) || !event)
      return { close: 'cancelled', reason: 'event canceled' };
    const today = dayIn(member.timeZone, now);
    if (event.on >= today) return { close: 'empty', reason: 'still to come' };
    if (!(await isEventToAsk(db, event, member.id)))
      return { close: 'empty', reason: 'did not go, or told already' };
    return { to: { member }, message: eventQuestion(event, today) };
  },
};
