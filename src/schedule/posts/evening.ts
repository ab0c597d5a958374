import { worksWithPartners } from '../../domain/access.ts';
import { isWorkingDay, type WorkCalendar } from '../../domain/days/calendar.ts';
import { addDays, type Day, dayIn, mondayOf } from '../../domain/days/day.ts';
import { endsWeek, hasRoomThisWeek, lastWeekEnd } from '../../domain/evening.ts';
import { isAskedToCover } from '../../domain/members/covering.ts';
import type { Member } from '../../domain/members/member.ts';
import { eveningHours } from '../../domain/policy.ts';
import { wasAway } from '../../domain/week/rhythm.ts';
import { eveningMessage, plainerEvening } from '../../messages/evening/evening.ts';
import type { Database } from '../../store/db/database.ts';
import { countEvenings, wasEveningLost } from '../../store/evening/evenings-sent.ts';
import { loadCalendarAndCovers } from '../../store/members/covering.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadQuestions } from './evening-questions.ts';
import { loadMonthTold, loadNotesTold, loadWeekTold } from './evening-told.ts';
import { hours, type Post } from './post.ts';

/**
 * To each member, once after a working day: all that the day leaves to ask, and when the week ends, what it came to. Anyone who
 * is away gets none.
 */
export const evening: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(eveningHours)),

  async compose({ db, team }, nudge) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (!member || member.state === 'left') return { close: 'cancelled', reason: 'not a member anymore' };
    const works = worksWithPartners(member);
    const today = dayIn(member.timeZone, nudge.dueAt);
    const { calendar, covers } = await loadCalendarAndCovers(db, member, {
      from: addDays(mondayOf(today), -7),
      today,
      dueAt: nudge.dueAt,
    });
    if (!isWorkingDay(today, calendar)) return { close: 'empty', reason: 'day off' };

    const weekEnds = endsWeek(today, calendar);
    const ended = weekEnds ? today : await findLostWeek(db, member, { today, calendar });
    const sumsUp = works && ended !== null && !wasAway(calendar, ended);
    const day = { db, member, today, nudge, teamId: team.id };
    const week = sumsUp ? await loadWeekTold(day, ended) : null;
    const questions = works
      ? await loadQuestions(day, {
          covers: covers.filter(({ from }) => isAskedToCover(from, today, calendar)),
          withMeals: sumsUp,
        })
      : [];
    const month = works ? await loadMonthTold(day) : null;
    const more = [...(month ? [month] : []), ...(ended ? await loadNotesTold(day) : [])];
    if (week === null && questions.length + more.length === 0) return { close: 'empty' };
    const eveningsSent = await countEvenings(db, member.id, {
      from: mondayOf(today),
      today,
      nudgeId: nudge.id,
    });
    if (!hasRoomThisWeek({ eveningsSent, weekEnds }, calendar))
      return { close: 'empty', reason: 'enough for this week' };
    const drawing = { nudgeId: nudge.id, week, questions, more };
    const plainer = plainerEvening(drawing);
    return { to: { member }, message: eveningMessage(drawing), ...(plainer && { plainer }) };
  },
};

/** The last day of a week that nothing has summed up: no message went out that evening, nor any since. The next one does. */
async function findLostWeek(
  db: Database,
  member: Member,
  { today, calendar }: { today: Day; calendar: WorkCalendar },
): Promise<Day | null> {
  const day = lastWeekEnd(today, calendar);
  if (day === null || member.joinedOn >= day) return null;
  return (await wasEveningLost(db, member.id, { day, today })) ? day : null;
}
