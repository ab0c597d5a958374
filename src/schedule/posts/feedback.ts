import { worksWithPartners } from '../../domain/access.ts';
import { addWorkingDays, officeWeekdays } from '../../domain/days/calendar.ts';
import { dayIn } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import { type ReminderTo, reminderStages } from '../../domain/feedback/feedback.ts';
import type { Member } from '../../domain/members/member.ts';
import { feedbackReminderDays } from '../../domain/policy.ts';
import { feedbackMessage, reminderLead } from '../../messages/feedback.ts';
import type { Sql } from '../../store/db/database.ts';
import { findFeedback } from '../../store/feedback/feedback.ts';
import { findAreaLead, findOverseer } from '../../store/members/audience.ts';
import { findMemberById } from '../../store/members/members.ts';
import type { Nudge } from '../../store/nudges/nudges.ts';
import { hours, type Post } from './post.ts';

/**
 * Feedback that waits for an answer. New feedback goes to the person who should answer. Late feedback goes to them again,
 * then to the manager, then to the area lead. No one hears of feedback they may not read: feedback about a manager goes
 * one level up.
 */
export const feedbackPost = (to: ReminderTo | 'new'): Post => ({
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(feedbackReminderDays * 24)),

  async compose({ db }, nudge, now) {
    const member = await recipientOf(db, to, nudge);
    if (!member || !worksWithPartners(member)) return { close: 'cancelled', reason: 'no one to tell' };
    const today = dayIn(member.timeZone, now);
    const one = nudge.subjectId === null ? null : await findFeedback(db, nudge.subjectId, member, today);
    if (!one) return { close: 'cancelled', reason: 'undone, or not theirs to read' };
    if (one.state !== 'new' && one.state !== 'on it') return { close: 'empty', reason: 'answered' };
    if (to === 'new' && one.state !== 'new') return { close: 'empty', reason: 'on it' };
    const calendar = {
      weekdays: officeWeekdays,
      isHoliday: holidaysOf(member.branch),
      away: [],
    };
    const stage = reminderStages.find((known) => known.to === to);
    const isLate = stage && one.answerBy && today >= addWorkingDays(one.answerBy, 1, calendar);
    if (stage && !isLate) return { close: 'empty', reason: 'not late anymore' };
    const lead = reminderLead(to, stage?.after ?? 0, {
      isOnIt: one.state === 'on it',
      partnerName: one.partnerName,
    });
    return {
      to: { member },
      message: feedbackMessage(one, member, today, `nudge-${nudge.id}`, lead),
    };
  },
});

async function recipientOf(db: Sql, to: ReminderTo | 'new', nudge: Nudge): Promise<Member | null> {
  if (nudge.memberId !== null) return findMemberById(db, nudge.memberId);
  if (nudge.branchId === null) return null;
  return to === 'manager' ? findOverseer(db, nudge.branchId) : findAreaLead(db, nudge.branchId);
}
