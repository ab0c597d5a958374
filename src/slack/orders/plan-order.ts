import { addDays } from '../../domain/days/day.ts';
import { newTimes, plansMeant, settleTarget } from '../../domain/orders/choose-plan.ts';
import { mayBePlanOrder } from '../../domain/orders/order-line.ts';
import { type PlanOrder, readPlanOrder } from '../../domain/orders/plan-order.ts';
import { remoteKinds } from '../../domain/reading/kinds.ts';
import type { Reading } from '../../domain/reading/reading.ts';
import { wordOf } from '../../domain/touchpoints/understand.ts';
import type { Message } from '../../messages/blocks.ts';
import {
  alreadyThen,
  backOn,
  canceled,
  dayGoneBy,
  isItOff,
  movedFrom,
  moveToWhen,
  type NewTime,
  noSuchPlan,
  notMovedThere,
  whichPlan,
} from '../../messages/plan-orders.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import {
  findHalfMoved,
  findPlanOrdered,
  loadOpenPlans,
  movedKey,
  type OwnPlan,
  settlePlan,
} from '../../store/plans.ts';
import { findCapture } from '../../store/touchpoints/captures.ts';
import { latestDayFor, movePlan } from '../plans/move-plan.ts';
import { tooFar } from '../plans/plan.form.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';
import type { OrderAnswer } from './answer-order.ts';

/** A plan whose day has passed may still be said to be off. Days. */
const backMax = 7;

/** "Cancel lunch with Joan", "move it to Friday", "Joan canceled": of the member's own open plans. */
export const answerPlanOrder: OrderAnswer = async (sentence) => {
  const { context, member, book, said, today, requestKey } = sentence;
  if (!mayBePlanOrder(said)) return null;
  const open = await loadOpenPlans(context.db, member, addDays(today, -backMax));
  const order = readPlanOrder(said, withPartnersOf(open, book), today);
  if (!order) return null;
  const ordered = await findPlanOrdered(context.db, requestKey, member);
  if (ordered) return asItIs(sentence, ordered, order.isTheirs);
  const settled = settleTarget(order, open, today);
  const half = settled.does === 'move' ? await findHalfMoved(context.db, open, requestKey) : null;
  const { plans, isSure } = half ? { plans: [half], isSure: true } : plansMeant(settled, open, today);
  const [plan, ...others] = plans;
  // "Joan canceled" about no plan of ours is read like anything else that is told.
  if (!plan) return order.isNews ? null : none(sentence, order);
  const timesOf = (one: OwnPlan) => newTimes(settled, one, today);
  if (others.length > 0) return whichPlan(settled.does, plans, timesOf, today);
  if (settled.does === 'cancel')
    return isSure ? cancel(sentence, plan, order.isTheirs) : isItOff(plan, today);
  const times = timesOf(plan);
  const [time] = times;
  return isSure && time && times.length === 1
    ? move(sentence, plan, time, order.isTheirs)
    : moveToWhen(plan, times, today);
};

/**
 * What is told not to have happened, with one partner, may be their only open plan: "Ann called off the walk-through".
 * Null where they have none, or the words are about another day.
 */
export async function askIfOff(
  { context, member, today, said }: Sentence,
  { partners, doubts, on, kind }: Reading,
): Promise<Message | null> {
  if (!doubts.includes('did not happen') || partners.length !== 1 || isStory(said)) return null;
  if (kind === null && isOfNoMeeting.test(said)) return null;
  const open = await loadOpenPlans(context.db, member, today);
  const [plan, ...others] = open.filter(({ partnerIds }) => partnerIds.includes(partners[0]!));
  const isMeant =
    plan && (on === null || on === today || on === plan.plannedOn || on === addDays(plan.plannedOn, -7));
  // "Rita never showed for lunch" calls no coffee off.
  const meal = wordOf('meal', said);
  const isAnother =
    (kind !== null && remoteKinds.has(kind) && kind !== plan?.kind) || (meal !== null && meal !== plan?.word);
  return isMeant && !isAnother && others.length === 0 ? isItOff(plan, today) : null;
}

/** What was not sent, asked, or changed is no meeting. */
const isOfNoMeeting =
  /\b(?:send|sent|give|gave|ask|asked|email(?:ed)?|text(?:ed)?|forward(?:ed)?|moved to|switched to|promised?|paid|pay|review(?:ed)?|introduced?|rumou?r|heard)\b/i;

/** Who calls a plan off says so in a few words; more of them tell of what was. */
const isStory = (said: string): boolean => said.split(/\s+/).length > 12 || /[.?!;]\s/.test(said);

/** The book, with the partners of plans who are a colleague's. */
function withPartnersOf(plans: readonly OwnPlan[], book: Sentence['book']): Sentence['book'] {
  const strange = plans.flatMap(({ partnerIds, partnerNames }) =>
    partnerIds.flatMap((id, at) =>
      book.some((own) => own.id === id)
        ? []
        : [{ id, name: partnerNames[at] ?? '', company: null, own: false }],
    ),
  );
  return strange.length === 0 ? book : [...book, ...new Map(strange.map((one) => [one.id, one])).values()];
}

/** The same request again: what came of it. */
async function asItIs(
  { context, today, requestKey }: Sentence,
  plan: OwnPlan,
  isTheirs: boolean,
): Promise<Message> {
  if (plan.settled !== 'moved')
    return plan.settled === null ? backOn(plan, today) : canceled(plan, today, isTheirs);
  const moved = await findCapture(context.db, movedKey(plan, requestKey));
  return moved ? confirmation(moved, today, { note: movedFrom(plan, today, isTheirs) }) : backOn(plan, today);
}

function none({ book }: Sentence, { people, does }: PlanOrder): Message {
  const [one, ...others] = people;
  const ids = one && others.length === 0 ? one.ids : [];
  const partner = ids.length === 1 ? book.find(({ id }) => id === ids[0]) : undefined;
  return noSuchPlan(
    people.map(({ said }) => said),
    partner ?? null,
    does === 'move',
  );
}

async function cancel(
  { context, member, today, now, requestKey }: Sentence,
  plan: OwnPlan,
  isTheirs: boolean,
): Promise<Message> {
  const settled = await settlePlan(context.db, plan.id, member, 'dropped', today, now, requestKey);
  return canceled(settled ?? plan, today, isTheirs);
}

async function move(sentence: Sentence, plan: OwnPlan, to: NewTime, isTheirs: boolean): Promise<Message> {
  const { today, source, requestKey } = sentence;
  const why = await whyNot(sentence, plan, to);
  if (why) return notMovedThere(plan, why, today);
  const moved = await movePlan(sentence, plan, to, { key: requestKey, source, orderKey: requestKey });
  return confirmation(moved, today, { note: movedFrom(plan, today, isTheirs) });
}

/** Why a plan cannot be moved there; null if it can. */
export async function whyNot(
  who: Pick<Sentence, 'context' | 'member' | 'today' | 'now'>,
  plan: OwnPlan,
  { on, at }: NewTime,
): Promise<string | null> {
  if (on === plan.plannedOn && at === plan.at) return alreadyThen;
  if (on < who.today) return dayGoneBy;
  const latest = await latestDayFor(who, plan);
  return on > latest ? tooFar(latest, who.today) : null;
}
