import { addWorkingDays, nextWorkingDay, type WorkCalendar, workingDayAfter } from '../days/calendar.ts';
import { addDays, compareDays, type Day, laterOf } from '../days/day.ts';
import { type Plan, planEnds, planLimit, planSilencesFace } from '../plans.ts';
import { cadences, messageShare } from '../policy.ts';
import { inPersonKinds, type Tier, type TouchpointKind } from '../words.ts';
import type { Contact } from './contacts.ts';
import type { Fact } from './facts.ts';
import { type FoldState, followFacts } from './fold-state.ts';

/** Both days are working days of the owner. The clock is late from the day after `graceEnds`. */
export type Clock = {
  due: Day;
  graceEnds: Day;
  /** The last day of a plan, deal, or quiet time that silences this clock (it may be over); null if there is none. */
  silencedUntil: Day | null;
};

export type OpenPlan = { madeOn: Day; plannedOn: Day; kind: TouchpointKind; id?: string };

export type Clocks = {
  tier: Tier;
  touch: Clock | null;
  face: Clock | null;
  lastTouch: Contact | null;
  lastFace: Contact | null;
  /** The open first due, until a contact answers it or a tier change re-dates it. Weeks before it are neutral. */
  firstDueOn: Day | null;
  /** The day on which the open first due was given; null once a contact or a tier change has answered it. */
  firstDueGivenOn: Day | null;
  /**
   * The day from which "gone quiet" and "your call" count their cadences. Null before the relationship entered Rapport.
   */
  quietCountsFrom: Day | null;
  /** Days with a Later or a moved plan since the last contact, recommitment, tier change, or owner change. */
  postponementsRunning: number;
  /** A Later: not shown before this day. */
  hiddenUntil: Day | null;
  dealUntil: Day | null;
  quietUntil: Day | null;
  /** Plans neither settled nor answered by a contact, earliest first. */
  openPlans: readonly OpenPlan[];
};

/** Computes the clocks of one relationship. Pure: the same facts in any order give the same clocks. */
export function foldClocks(facts: readonly Fact[], calendar: WorkCalendar): Clocks {
  const folded = followFacts(facts);
  const { tier, lastTouch, lastFace, firstDue, freshSince, decidedOn, hiddenUntil, dealUntil, quietUntil } =
    folded;
  const touch = touchClock(folded, calendar);
  const openFirstDue = folded.firstDueAnswered ? null : firstDue;
  return {
    tier,
    touch,
    face: faceClock(folded, calendar),
    lastTouch,
    lastFace,
    firstDueOn: openFirstDue && touch ? touch.due : null,
    firstDueGivenOn: openFirstDue?.on ?? null,
    quietCountsFrom: freshSince && latest([freshSince, lastTouch?.on, dealUntil, quietUntil]),
    postponementsRunning: new Set(folded.postponedOn.filter((day) => decidedOn === null || day > decidedOn))
      .size,
    hiddenUntil,
    dealUntil,
    quietUntil,
    openPlans: openPlans(folded),
  };
}

function touchClock(folded: FoldState, calendar: WorkCalendar): Clock | null {
  const { touchDays, graceDays } = cadences[folded.tier];
  if (touchDays === null) return null;
  const due = latest([
    floorOf(folded, folded.firstDue?.touchDue, graceDays, calendar),
    folded.lastTalkOn && addDays(folded.lastTalkOn, touchDays),
    folded.lastMessageOn && addDays(folded.lastMessageOn, touchDays * messageShare),
  ]);
  const silence = latest([folded.dealUntil, folded.quietUntil]);
  const planned = lastPlannedDay(folded, folded.plans, touchDays, graceDays, calendar);
  return due && clockWithGrace(due, graceDays, silence, planned, calendar);
}

function faceClock(folded: FoldState, calendar: WorkCalendar): Clock | null {
  const { faceDays, graceDays } = cadences[folded.tier];
  if (faceDays === null) return null;
  const due = latest([
    floorOf(folded, folded.firstDue?.faceDue ?? folded.firstDue?.touchDue, graceDays, calendar),
    folded.lastFaceTimeOn && addDays(folded.lastFaceTimeOn, faceDays),
  ]);
  const plans = folded.plans.filter((plan) => planSilencesFace(plan.kind));
  const planned = lastPlannedDay(folded, plans, faceDays, graceDays, calendar);
  return due && clockWithGrace(due, graceDays, folded.quietUntil, planned, calendar);
}

/** The earliest due day, whatever the contacts: the first due, or the end of the grace that a tier change gives. */
const floorOf = (
  folded: FoldState,
  firstDue: Day | undefined,
  graceDays: number,
  calendar: WorkCalendar,
): Day | null => firstDue ?? (folded.reDatedOn && addWorkingDays(folded.reDatedOn, graceDays, calendar));

/**
 * Puts an open due day on the calendar. What falls due during a deal or quiet time comes due on the first working day
 * after it, with full grace. A plan leaves the due day alone and extends grace to the day Rapport asks.
 */
function clockWithGrace(
  open: Day,
  graceDays: number,
  silence: Day | null,
  planned: Day | null,
  calendar: WorkCalendar,
): Clock {
  const due =
    silence !== null && open <= silence ? workingDayAfter(silence, calendar) : nextWorkingDay(open, calendar);
  const grace = addWorkingDays(due, graceDays, calendar);
  return {
    due,
    graceEnds: planned === null ? grace : laterOf(grace, workingDayAfter(planned, calendar)),
    silencedUntil: latest([silence, planned]),
  };
}

/**
 * The last day on which a plan silences a clock of this cadence. Plans made under an earlier owner bind no one. The
 * latest plans are tried first, because asking the calendar for a limit costs more than the rest of the fold.
 */
function lastPlannedDay(
  folded: FoldState,
  plans: readonly Plan[],
  cadenceDays: number,
  graceDays: number,
  calendar: WorkCalendar,
): Day | null {
  const last = plans
    .filter((plan) => isOfThisOwner(plan, folded))
    .sort((a, b) => compareDays(planEnds(b), planEnds(a)))
    .find((plan) => plan.plannedOn <= planLimit(plan.on, cadenceDays, graceDays, calendar));
  return last ? planEnds(last) : null;
}

const isOfThisOwner = (plan: Plan, folded: FoldState): boolean =>
  folded.ownerSince === null || plan.on >= folded.ownerSince;

/** A contact on the planned day or later answers a plan. A plan to meet takes a meeting. */
function openPlans(folded: FoldState): OpenPlan[] {
  return folded.plans
    .filter((plan) => {
      const answer = inPersonKinds.has(plan.kind) ? folded.lastFace : folded.lastTouch;
      return !plan.settled && isOfThisOwner(plan, folded) && (answer === null || answer.on < plan.plannedOn);
    })
    .map(({ on, plannedOn, kind, id }) => ({ madeOn: on, plannedOn, kind, ...(id !== undefined && { id }) }))
    .sort((a, b) => compareDays(a.plannedOn, b.plannedOn));
}

function latest(days: readonly (Day | null | undefined)[]): Day | null {
  let last: Day | null = null;
  for (const day of days) if (day && (last === null || day > last)) last = day;
  return last;
}
