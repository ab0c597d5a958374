import type { Day } from '../../domain/days/day.ts';
import { addMonths, byArea, lastDay, monthOf } from '../../domain/leads/month.ts';
import { thingsToActOn } from '../../domain/leads/things-to-act-on.ts';
import { monthPolicy } from '../../domain/policy.ts';
import { section } from '../../messages/blocks.ts';
import type { Told } from '../../messages/evening/evening.ts';
import { isWorthTelling, myWeekBlocks, myWeekNews } from '../../messages/evening/my-week.ts';
import { managersNote } from '../../messages/leads/managers-note.ts';
import { monthMessage } from '../../messages/leads/month.ts';
import { overdueFeedbackNote } from '../../messages/leads/overdue-feedback.ts';
import { isMonthTold } from '../../store/evening/evenings-sent.ts';
import { loadMyWeek } from '../../store/evening/my-week.ts';
import { loadNotes } from '../../store/evening/notes.ts';
import { loadMonth } from '../../store/leads/month.ts';
import { loadTrends } from '../../store/leads/trend.ts';
import type { Evening } from './evening-questions.ts';

/** A manager has one branch, as a rule; who has more reads the others in Home. */
const notesMax = 3;

/** The member's own week, on its last working day, or after that was lost. Null where there is nothing to tell. */
export async function loadWeekTold({ db, member, today }: Evening, ended: Day): Promise<Told | null> {
  const week = await loadMyWeek(db, member, { ended, today });
  if (!isWorthTelling(week)) return null;
  return { news: myWeekNews(week), blocks: myWeekBlocks(member.name, week, today) };
}

/** To who oversees a branch: who needs help, and with what. */
export async function loadNotesTold({ db, member, today, teamId }: Evening): Promise<Told[]> {
  const notes = await loadNotes(db, member, today, notesMax);
  return notes.map(({ branch, needing, unowned, overdue, people }) => {
    const { text, blocks } = managersNote(
      branch.name,
      needing,
      unowned,
      people,
      overdueFeedbackNote(overdue, today),
      overdue.length,
      teamId,
    );
    return { news: text, blocks, short: [section(text)] };
  });
}

/** To a program lead, in the first evening of a month: last month by area, and three things to act on. */
export async function loadMonthTold({ db, member, today, nudge, teamId }: Evening): Promise<Told | null> {
  const isTime = member.roles.includes('lead') && Number(today.slice(8)) <= monthPolicy.lastDay;
  if (!isTime || (await isMonthTold(db, member.id, { month: monthOf(today), nudge }))) return null;
  const over = addMonths(monthOf(today), -1);
  const branches = await loadMonth(db, over, today);
  if (branches.every((one) => one.counted + one.promisesDue + one.heard === 0)) return null;
  const drawing = {
    readerId: member.id,
    teamId,
    month: over,
    today,
    areas: byArea(branches, member.id),
    todos: thingsToActOn(branches, today),
    trends: await loadTrends(db, lastDay(over), null),
  };
  const { text, blocks } = monthMessage({ ...drawing, withChart: true });
  return { news: text, blocks, plainer: monthMessage({ ...drawing, withChart: false }).blocks };
}
