import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import { isAhead } from '../../domain/digest/meetings.ts';
import { beforeMeeting } from '../../messages/digest/before-meeting.ts';
import { loadBrief } from '../../store/asking/brief.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadRemindedPlan } from '../../store/plan-reminders.ts';
import type { Post } from './post.ts';

/**
 * To a member who chose so, half an hour before a plan of theirs: what to know before the door. It is worth sending until the
 * plan begins, and about the plan as it is by then.
 */
export const beforeMeetingPost: Post = {
  expiresAt: (dueAt) => dueAt,

  async compose({ db }, { id, memberId, subjectId, expiresAt: beginsAt }, now) {
    const member = memberId === null ? null : await findMemberById(db, memberId);
    if (member?.state !== 'active' || !worksWithPartners(member))
      return { close: 'cancelled', reason: 'not a member anymore' };
    const { timeZone } = member;
    const day = dayIn(timeZone, beginsAt);
    const plan =
      subjectId === null ? null : await loadRemindedPlan(db, member, { captureId: subjectId, day });
    const meeting = plan?.meeting;
    if (!meeting?.at || !isAhead(meeting)) return { close: 'empty', reason: 'the plan has changed' };
    // It may have been moved within the day, and its reminder for the new hour is another one.
    if (localInstant(timeZone, day, meeting.at).getTime() !== beginsAt.getTime())
      return { close: 'empty', reason: 'the plan has changed' };
    if (!plan?.isChosen) return { close: 'empty', reason: 'not chosen anymore' };
    if (plan.isAway) return { close: 'empty', reason: 'day off' };
    if (!plan.isTheirs) return { close: 'empty', reason: 'handed over, or archived' };
    const today = dayIn(timeZone, now);
    const minutesLeft = Math.ceil((beginsAt.getTime() - now.getTime()) / 60_000);
    const [first] = meeting.partners;
    const brief = first ? await loadBrief(db, member, first.id, today) : null;
    return {
      to: { member },
      message: beforeMeeting({ nudgeId: id, meeting, brief, day, today, stamp: 'sent', minutesLeft }),
    };
  },
};
