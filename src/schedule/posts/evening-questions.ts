import { addDays, type Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { payerQuestionDays } from '../../domain/policy.ts';
import type { Question } from '../../messages/evening/evening.ts';
import { eventBlocks, eventNews, planBlocks, planNews } from '../../messages/evening/questions.ts';
import { payerQuestionMessage } from '../../messages/record/expense-record.ts';
import type { Database } from '../../store/db/database.ts';
import { loadEventsToAsk } from '../../store/evening/events-to-ask.ts';
import { loadPlansToAsk } from '../../store/evening/plans-to-ask.ts';
import type { Nudge } from '../../store/nudges/nudges.ts';
import { loadUnstated } from '../../store/record/expense-record.ts';

/** Whose evening it is, and which. */
export interface Evening {
  db: Database;
  member: Member;
  today: Day;
  nudge: Pick<Nudge, 'id' | 'dueAt'>;
}

/** More is no evening. The next morning's list asks about the plans that are left. */
const plansMax = 6;

/** The day's questions: plans that are over, events, and, where the week ends, who paid. */
export async function loadQuestions(
  { db, member, today, nudge }: Evening,
  { withMeals }: { withMeals: boolean },
): Promise<Question[]> {
  const plans = await loadPlansToAsk(db, member, today);
  const events = await loadEventsToAsk(db, member, nudge);
  const meals = withMeals ? await loadUnstated(db, member.id, addDays(today, -payerQuestionDays)) : [];
  const paid = payerQuestionMessage(meals, today, `nudge-${nudge.id}`);
  return [
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
    ...(meals.length > 0
      ? [{ asked: { what: 'meals' } as const, news: paid.text, blocks: paid.blocks }]
      : []),
  ];
}
