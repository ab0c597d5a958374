import { addDays, type Day, mondayOf, weekdayOf } from '../days/day.ts';
import { hourOnClock } from '../reading/hours.ts';
import { dayAhead, inWeek, type SaidDay, weekdayAfter } from '../reading/said-day.ts';
import { wordOf } from '../touchpoints/understand.ts';
import type { TouchpointKind } from '../words.ts';
import type { PlanOrder, SaidTime } from './plan-order.ts';

/** What a plan is known by. */
export interface KnownPlan {
  partnerIds: readonly number[];
  kind: TouchpointKind;
  word: string | null;
  plannedOn: Day;
  at: string | null;
}

/** The plans that an order may mean. With several, or without `isSure`, one of them is chosen by its member. */
export function plansMeant<Plan extends KnownPlan>(
  order: PlanOrder,
  plans: readonly Plan[],
  today: Day,
): { plans: Plan[]; isSure: boolean } {
  const withThem = plans.filter(({ partnerIds }) =>
    order.people.every(({ ids }) => ids.some((id) => partnerIds.includes(id))),
  );
  const ofKind = withThem.filter((plan) => isOfKind(plan, order.kind));
  const onDay = atTime(ofKind, order.time, today);
  // Whom it is with says more than how it was called: "cancel coffee with Dana", and it is a lunch.
  const isOther = onDay.length === 0 && order.people.length > 0 && !order.isNews;
  const found = isOther ? atTime(withThem, order.time, today) : onDay;
  const left = found.length > 0 || !isOther ? found : withThem;
  const ahead = left.filter(({ plannedOn }) => plannedOn >= today);
  const isVague = order.people.length === 0 && order.kind === null;
  return { plans: ahead.length > 0 ? ahead : left, isSure: !isOther && !order.isHint && !isVague };
}

/**
 * "Reschedule lunch with Joan Friday" names the day it was on, or, if no plan of theirs is on that day, the one it goes to.
 * Then it is asked about.
 */
export function settleTarget(order: PlanOrder, plans: readonly KnownPlan[], today: Day): PlanOrder {
  const { does, time, to } = order;
  if (does !== 'move' || to !== null || (!time.on && !time.at)) return order;
  const isItsTime = plansMeant({ ...order, isNews: true }, plans, today).plans.length > 0;
  return isItsTime ? order : { ...order, time: { on: null, at: null }, to: time, isHint: true };
}

function isOfKind({ kind, word }: KnownPlan, said: PlanOrder['kind']): boolean {
  if (!said) return true;
  const saidWord = wordOf(said.kind, said.words)?.toLowerCase();
  // "Cancel the gala" means the Tampa Realtors Gala, too.
  return kind === said.kind && (!saidWord || word === null || word.toLowerCase().includes(saidWord));
}

/** Those on the day and at the hour that were said; of a weekday, those on the next one if there are any. */
function atTime<Plan extends KnownPlan>(plans: Plan[], { on, at }: SaidTime, today: Day): Plan[] {
  const timed = at ? plans.filter((plan) => plan.at === hourOnClock(at, plan.kind, plan.word ?? '')) : plans;
  if (!on) return timed;
  const exactly = timed.filter(({ plannedOn }) => daysMeant(on, today).includes(plannedOn));
  if (exactly.length > 0) return exactly;
  if (on.is === 'stretch') return timed.filter(({ plannedOn }) => mondayOf(plannedOn) === mondayOf(on.last));
  return on.is === 'weekday' && !on.thisWeek
    ? timed.filter(({ plannedOn }) => weekdayOf(plannedOn) === on.weekday)
    : [];
}

function daysMeant(on: SaidDay, today: Day): Day[] {
  if (on.is === 'stretch' || on.is === 'hour' || on.is === 'unreadable') return [];
  const day = dayAhead(on, today);
  const isToday = on.is === 'weekday' && on.weekday === weekdayOf(today);
  return [...(day ? [day] : []), ...(isToday ? [today] : [])];
}

/**
 * The days that a plan may be moved to, the likelier first: none where the words leave it open, two where a weekday may be
 * the next one, or the one after the plan.
 */
export function newTimes({ to }: PlanOrder, plan: KnownPlan, today: Day): { on: Day; at: string | null }[] {
  if (to === null) return [];
  if ('laterDays' in to) {
    const at = to.laterMinutes > 0 ? laterOnClock(plan.at, to.laterMinutes) : plan.at;
    // An hour later than no hour is no time.
    return to.laterMinutes > 0 && at === null ? [] : [{ on: addDays(plan.plannedOn, to.laterDays), at }];
  }
  const at = to.at ? hourOnClock(to.at, plan.kind, plan.word ?? '') : plan.at;
  const days = to.on ? newDays(to.on, plan, today) : [plan.plannedOn];
  return days.map((on) => ({ on, at }));
}

/** Null past midnight, or without an hour. */
function laterOnClock(at: string | null, minutes: number): string | null {
  if (at === null) return null;
  const sum = Number(at.slice(0, 2)) * 60 + Number(at.slice(3)) + minutes;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return sum < 24 * 60 ? `${twoDigits(Math.floor(sum / 60))}:${twoDigits(sum % 60)}` : null;
}

function newDays(on: SaidDay, { plannedOn }: KnownPlan, today: Day): Day[] {
  if (on.is !== 'weekday') {
    const [day] = on.is === 'month' ? [] : daysMeant(on, today);
    return day ? [day] : [];
  }
  if (on.thisWeek) return [inWeek(on.weekday, today, 0)];
  const next = weekdayAfter(on.weekday, today);
  const inItsWeek = inWeek(on.weekday, plannedOn, 0);
  const beside =
    inItsWeek > today && inItsWeek !== plannedOn ? inItsWeek : weekdayAfter(on.weekday, plannedOn);
  return [...new Set([next, beside])].filter((day) => day !== plannedOn);
}
