import { addDays, type Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { payerQuestionDays } from '../../domain/policy.ts';
import type { Question } from '../../messages/evening/evening.ts';
import { eventBlocks, eventNews, planBlocks, planNews } from '../../messages/evening/questions.ts';
import { coverBlocks, coverNews, outlookBlocks } from '../../messages/members/covering.ts';
import { payerQuestionMessage } from '../../messages/record/expense-record.ts';
import type { Database } from '../../store/db/database.ts';
import { loadEventsToAsk } from '../../store/evening/events-to-ask.ts';
import { loadPlansToAsk } from '../../store/evening/plans-to-ask.ts';
import { type Covering, loadOutlook } from '../../store/members/covering.ts';
import type { Nudge } from '../../store/nudges/nudges.ts';
import { loadUnstated } from '../../store/record/expense-record.ts';

/** Whose evening it is, and which. */
export interface Evening {
  db: Database;
  member: Member;
  today: Day;
  nudge: Pick<Nudge, 'id' | 'dueAt'>;
  /** The workspace, for links to conversations. */
  teamId: string;
}

/** More is no evening. The next morning's list asks about the plans that are left. */
const plansMax = 6;

/** The day's questions: plans that are over, events, whom to cover for, and, where the week ends, who paid. */
export async function loadQuestions(
  { db, member, today, nudge }: Evening,
  { covers, withMeals }: { covers: readonly Covering[]; withMeals: boolean },
): Promise<Question[]> {
  const plans = await loadPlansToAsk(db, member, today);
  const events = await loadEventsToAsk(db, member, nudge);
  const meals = withMeals ? await loadUnstated(db, member.id, addDays(today, -payerQuestionDays)) : [];
  const paid = payerQuestionMessage(meals, today, `nudge-${nudge.id}`);
  const ofToday = [
    ...plans.slice(0, plansMax).map(
      (plan): Question => ({
        asked: { what: 'plan', id: plan.id },
        news: planNews(plan),
        blocks: planBlocks(plan, today),
      }),
    ),
    ...events.map(
      (event): Question => ({
        asked: { what: 'event', id: event.id },
        news: eventNews(event, today),
        blocks: eventBlocks(event, today),
      }),
    ),
  ];
  const ofMeals: Question[] =
    meals.length > 0 ? [{ asked: { what: 'meals' }, news: paid.text, blocks: paid.blocks }] : [];
  const ofCovers = await askToCover({ db, member, today }, covers, [...ofToday, ...ofMeals]);
  return [...ofToday, ...ofCovers, ...ofMeals];
}

const coversMax = 5;
/** Slack takes 50 blocks in a message, and some are the week's. */
const blocksMax = 45;

/** Whom the member is to cover for, with briefs as far as there is room beside the other questions. */
async function askToCover(
  { db, member, today }: Pick<Evening, 'db' | 'member' | 'today'>,
  covers: readonly Covering[],
  others: readonly Question[],
): Promise<Question[]> {
  const asked = covers.slice(0, coversMax);
  let room =
    blocksMax - sumOf(others) - sumOf(asked.map((one) => ({ blocks: coverBlocks(one, null, today) })));
  const questions: Question[] = [];
  for (const covering of asked) {
    const outlook = room > 0 ? await loadOutlook(db, member, covering) : null;
    const briefs = outlook ? outlookBlocks(outlook, covering, today).length : 0;
    const fits = briefs <= room;
    if (fits) room -= briefs;
    questions.push({
      asked: { what: 'cover', id: covering.absenceId },
      news: coverNews(covering, today),
      blocks: coverBlocks(covering, fits ? outlook : null, today),
    });
  }
  return questions;
}

const sumOf = (parts: readonly Pick<Question, 'blocks'>[]): number =>
  parts.reduce((sum, { blocks }) => sum + blocks.length, 0);
