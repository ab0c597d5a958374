import type { Clock, Clocks } from '../clocks/clocks.ts';
import { isLate } from '../clocks/state.ts';
import { ignoreAway, isAway, isWorkingDay, type WorkCalendar } from '../days/calendar.ts';
import { addDays, type Day, mondayOf } from '../days/day.ts';
import { rhythmPolicy } from '../policy.ts';

export type WeekFacts = {
  /** Folded from the facts through the week's Sunday (`factsThrough`). */
  clocks: Clocks;
  attemptDays: readonly Day[];
  /** The week before was neutral because of attempts. They do not excuse two weeks running. */
  attemptsExcusedLastWeek: boolean;
  /** The calendar of the week's owner. */
  calendar: WorkCalendar;
};

export type WeekVerdict =
  | { verdict: 'in rhythm' }
  | { verdict: 'not in rhythm' }
  | { verdict: 'neutral'; because: 'owner away' | 'partner quiet' | 'before first due' | 'attempts' };

/**
 * The verdict on one relationship for the week that ends on `sunday`. Null for keep in touch and resting, which are not
 * judged.
 */
export function judgeWeek(facts: WeekFacts, sunday: Day): WeekVerdict | null {
  const { clocks, calendar } = facts;
  if (clocks.tier !== 'inner' && clocks.tier !== 'core') return null;
  if (wasAway(calendar, sunday)) return { verdict: 'neutral', because: 'owner away' };
  if (clocks.quietUntil !== null && clocks.quietUntil >= sunday) {
    return { verdict: 'neutral', because: 'partner quiet' };
  }
  if (clocks.firstDueOn !== null && clocks.firstDueOn > sunday) {
    return { verdict: 'neutral', because: 'before first due' };
  }
  const late = [clocks.touch, clocks.face].filter((clock) => clock !== null && isLate(clock, sunday));
  if (late.length === 0) return { verdict: 'in rhythm' };
  const excused =
    !facts.attemptsExcusedLastWeek && late.every((clock) => wasTried(clock!, facts.attemptDays, sunday));
  return excused ? { verdict: 'neutral', because: 'attempts' } : { verdict: 'not in rhythm' };
}

/** Away for at least half of the working days of a day's week. A week without working days asks nothing of its owner either. */
export function wasAway(calendar: WorkCalendar, sunday: Day): boolean {
  const present = ignoreAway(calendar);
  const workingDays = daysOfWeek(sunday).filter((day) => isWorkingDay(day, present));
  const awayDays = workingDays.filter((day) => isAway(day, calendar));
  return awayDays.length >= workingDays.length * rhythmPolicy.awayShareForNeutral;
}

/** Attempts made within grace excuse only the week when that grace ran out. A later week needs more than that. */
function wasTried({ due, graceEnds }: Clock, attemptDays: readonly Day[], sunday: Day): boolean {
  const withinGrace = new Set(attemptDays.filter((day) => due <= day && day <= graceEnds));
  return graceEnds >= mondayOf(sunday) && withinGrace.size >= rhythmPolicy.attemptsForNeutral;
}

/** The days of a day's week, from Monday on. */
export const daysOfWeek = (day: Day): Day[] => [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(mondayOf(day), n));

/** A member's week. `kept` is null if nothing counted. `counted` leaves out what was neutral. */
export type MemberWeek = { inRhythm: number; counted: number; kept: boolean | null };

export function judgeMemberWeek(verdicts: Iterable<WeekVerdict | null>): MemberWeek {
  let inRhythm = 0;
  let counted = 0;
  for (const verdict of verdicts) {
    if (verdict === null || verdict.verdict === 'neutral') continue;
    counted++;
    if (verdict.verdict === 'in rhythm') inRhythm++;
  }
  const { keptPercent, missesToLose } = rhythmPolicy;
  const lost = inRhythm * 100 < counted * keptPercent && counted - inRhythm >= missesToLose;
  return { inRhythm, counted, kept: counted === 0 ? null : !lost };
}

/**
 * "46 of the last 52 weeks", from a member's weeks, oldest first. Weeks when nothing counted (a holiday) drop out
 * of both numbers, so being away never puts a member behind.
 */
export function countKeptWeeks(weeks: readonly (boolean | null)[]): { kept: number; of: number } {
  const counted = weeks.slice(-rhythmPolicy.weeksCounted).filter((kept) => kept !== null);
  return { kept: counted.filter(Boolean).length, of: counted.length };
}
