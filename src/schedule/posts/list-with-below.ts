import { isWorkingDay } from '../../domain/days/calendar.ts';
import { dayIn } from '../../domain/days/day.ts';
import { belowAlone, withBelow } from '../../messages/evening/below-list.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { loadBelow, mayHaveBelow } from '../../store/evening/below-list.ts';
import { findMemberById } from '../../store/members/members.ts';
import type { Post } from './post.ts';

/**
 * A morning's list with what stands below it, even if it has no one to show: events which ended after the evening before it,
 * and, after an absence, what colleagues did meanwhile.
 */
export const withWhatIsBelow = (list: Post): Post => ({
  ...list,
  async compose(context, nudge, now) {
    const composed = await list.compose(context, nudge, now);
    if ('wait' in composed || ('close' in composed && composed.close !== 'empty')) return composed;
    const { db } = context;
    if (nudge.memberId === null || !(await mayHaveBelow(db, nudge.memberId, nudge.dueAt))) return composed;
    const member = await findMemberById(db, nudge.memberId);
    const below = member && (await loadBelow(db, member, nudge));
    if (!member || !below || below.events.length + below.away.length === 0) return composed;
    const today = dayIn(member.timeZone, now);
    if ('message' in composed)
      return { ...composed, message: withBelow(composed.message, below, today, nudge.id) };
    if (!isWorkingDay(today, await loadCalendar(db, member, today))) return composed;
    return { to: { member }, message: belowAlone(member.name, below, today, nudge.id) };
  },
});
