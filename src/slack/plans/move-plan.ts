import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { latestPlanDay } from '../../domain/plans.ts';
import { type SavedCapture, tappedContent } from '../../domain/touchpoints/capture.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findOwnRelationship } from '../../store/digest/later-choices.ts';
import { movedKey, type OwnPlan, settlePlan } from '../../store/plans.ts';
import type { NewCapture } from '../../store/touchpoints/captures.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';

/** Who moves a plan, and when. */
interface Moving {
  context: Context;
  member: Member;
  today: Day;
  now: Date;
}

/**
 * Saves the new plan first: if the rest fails, the old one is asked about again, and nothing is lost. `orderKey`: the request
 * that says so in words. Repeated for the same request, it moves nothing more.
 */
export async function movePlan(
  { context, member, today, now }: Moving,
  plan: OwnPlan,
  to: { on: Day; at: string | null },
  request: { key: string; source: NewCapture['source']; orderKey?: string },
): Promise<SavedCapture> {
  const { kind, word, partnerIds, note, place } = plan;
  const { capture } = await saveOrLookUp(context, {
    requestKey: movedKey(plan, request.key),
    source: request.source,
    member,
    content: tappedContent({ what: 'plan', kind, word, ...to, today, partnerIds, note, place }),
    now,
  });
  await settlePlan(context.db, plan.id, member, 'moved', today, now, request.orderKey);
  return capture;
}

/** The last day to move a plan to. The first partner's tier decides: a plan with several partners is one meeting. */
export async function latestDayFor(
  { context, member, today }: Moving,
  plan: Pick<OwnPlan, 'partnerIds' | 'kind'>,
): Promise<Day> {
  const own = await findOwnRelationship(context.db, member, plan.partnerIds[0] ?? 0);
  const calendar = await loadCalendar(context.db, member, today);
  return latestPlanDay(own?.tier ?? 'resting', plan.kind, today, calendar);
}
