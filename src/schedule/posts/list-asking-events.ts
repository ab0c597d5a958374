import { isWorkingDay } from '../../domain/days/calendar.ts';
import { dayIn } from '../../domain/days/day.ts';
import { eventsAlone, withEvents } from '../../messages/evening/events-in-list.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { loadEventsToAsk } from '../../store/evening/events-to-ask.ts';
import { findMemberById } from '../../store/members/members.ts';
import type { Post } from './post.ts';

/** A morning's list that also asks about events which ended after the evening before it, even if it has no one else to show. */
export const askingAboutEvents = (list: Post): Post => ({
  ...list,
  async compose(context, nudge, now) {
    const composed = await list.compose(context, nudge, now);
    if ('wait' in composed || ('close' in composed && composed.close !== 'empty')) return composed;
    const { db } = context;
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    const events = member ? await loadEventsToAsk(db, member, nudge) : [];
    if (!member || events.length === 0) return composed;
    const today = dayIn(member.timeZone, now);
    if ('message' in composed)
      return { ...composed, message: withEvents(composed.message, events, today, nudge.id) };
    if (!isWorkingDay(today, await loadCalendar(db, member, today))) return composed;
    return { to: { member }, message: eventsAlone(member.name, events, today, nudge.id) };
  },
});
