import type { Clock, Clocks } from '../clocks/clocks.ts';
import { isDue, isLate } from '../clocks/state.ts';
import { type WorkCalendar, workingDayAfter } from '../days/calendar.ts';
import { addDays, compareDays, type Day, daysBetween } from '../days/day.ts';
import { digestPolicy } from '../policy.ts';
import type { TouchpointKind } from '../words.ts';

export type DigestRelationship = {
  relationshipId: number;
  partnerId: number;
  clocks: Clocks;
  /** The last day on which a digest that was really sent had a line for it. */
  lastShownOn: Day | null;
  /** Not done yet, whatever their due day. */
  promises: readonly OpenPromise[];
  /** Feedback waiting for this member to answer it, or to tell the partner. */
  feedback: readonly WaitingFeedback[];
  /** What the partner said last and what they are trying to grow: the personal reason on the line. */
  lastSaid: string | null;
  growing: string | null;
  /**
   * The absent member this one covers for. Then only inner circle and promises are shown, and `clocks` are folded
   * with `ignoreAway`.
   */
  coveringFor: number | null;
};

export type OpenPromise = { id: number; text: string; due: Day };
/** Feedback to answer, or an answer to tell the partner, by the day `answerBy`. `heardOn` is the day that step began. */
export type WaitingFeedback = { id: number; heardOn: Day; answerBy: Day; step: 'answer' | 'tell' };

export type ClockName = 'touch' | 'face';

/** Why a partner is on the list, most urgent first. */
export type DigestReason =
  | { code: 'promise'; id: number; text: string; due: Day }
  | { code: 'feedback'; id: number; answerBy: Day; step: 'answer' | 'tell' }
  | { code: 'plan'; id?: string; plannedOn: Day; kind: TouchpointKind }
  | { code: 'last day'; clock: ClockName; due: Day }
  | { code: 'due'; clock: ClockName; due: Day; graceEnds: Day }
  | { code: 'late'; clock: ClockName; due: Day };

/** The digest's classes, in order. A plan to ask about ranks with its clock's last day of grace: today saves it. */
export const ranks = ['our word', 'last day', 'due', 'late'] as const;
export type Rank = (typeof ranks)[number];

export const rankOf: Readonly<Record<DigestReason['code'], Rank>> = {
  promise: 'our word',
  feedback: 'our word',
  plan: 'last day',
  'last day': 'last day',
  due: 'due',
  late: 'late',
};

/** A reason that holds today. One that `calls` puts the partner on today's list by itself. */
type OpenReason = { reason: DigestReason; since: Day; calls: boolean };

/** Every open reason of a relationship today, most urgent first, whether it calls or only joins a line. */
export function findReasons(
  relationship: DigestRelationship,
  calendar: WorkCalendar,
  today: Day,
): OpenReason[] {
  const { clocks, coveringFor } = relationship;
  const showing = showingOf(relationship, today);
  const reasons = promiseReasons(relationship, showing, calendar, today);
  if (coveringFor === null) reasons.push(...feedbackReasons(relationship, showing, calendar, today));
  if (coveringFor === null || clocks.tier === 'inner') {
    reasons.push(...planReasons(relationship, showing, today));
    reasons.push(...clockReasons('touch', clocks.touch, relationship, showing, today));
    reasons.push(...clockReasons('face', clocks.face, relationship, showing, today));
  }
  return reasons.sort((a, b) => compareReasons(a.reason, b.reason) || compareDays(a.since, b.since));
}

export const compareReasons = (a: DigestReason, b: DigestReason): number =>
  ranks.indexOf(rankOf[a.code]) - ranks.indexOf(rankOf[b.code]);

/** What has been shown. A line from this morning is still to be shown here, so the list is stable all day. */
type Showing = {
  /** Not shown on that day or since. */
  unshownSince(day: Day): boolean;
  weekPassed: boolean;
  hidden: boolean;
  /** Someone met or talked to them today. A meeting may still be due after a call, but another day will do. */
  reachedToday: boolean;
  /** A Later has run out, and the partner has not been shown since. */
  laterRanOut: boolean;
};

function showingOf({ lastShownOn, clocks }: DigestRelationship, today: Day): Showing {
  const shown = lastShownOn === today ? null : lastShownOn;
  const { hiddenUntil, lastTouch } = clocks;
  const unshownSince = (day: Day) => shown === null || shown < day;
  return {
    unshownSince,
    weekPassed: shown === null || daysBetween(shown, today) >= digestPolicy.repeatDays,
    hidden: hiddenUntil !== null && today < hiddenUntil,
    reachedToday: lastTouch?.on === today,
    laterRanOut: hiddenUntil !== null && hiddenUntil <= today && unshownSince(hiddenUntil),
  };
}

/**
 * When our word to a partner calls: on the working day before, on the day, on the first day late, then weekly. A day
 * off is announced on the working day before it.
 */
const callsForWord = (due: Day, showing: Showing, calendar: WorkCalendar, today: Day): boolean =>
  due >= today
    ? due <= workingDayAfter(today, calendar)
    : showing.unshownSince(addDays(due, 1)) || showing.weekPassed;

const promiseReasons = (
  { promises }: DigestRelationship,
  showing: Showing,
  calendar: WorkCalendar,
  today: Day,
): OpenReason[] =>
  promises
    .filter(({ due }) => due <= workingDayAfter(today, calendar))
    .map(({ id, text, due }) => ({
      reason: { code: 'promise', id, text, due },
      since: due,
      calls: callsForWord(due, showing, calendar, today),
    }));

/** Feedback is open from the moment it is heard. It calls at once, then weekly, and near its day like a promise. */
const feedbackReasons = (
  { feedback }: DigestRelationship,
  showing: Showing,
  calendar: WorkCalendar,
  today: Day,
): OpenReason[] =>
  feedback.map(({ id, heardOn, answerBy, step }) => ({
    reason: { code: 'feedback', id, answerBy, step },
    since: answerBy,
    calls:
      showing.unshownSince(addDays(heardOn, 1)) ||
      showing.weekPassed ||
      callsForWord(answerBy, showing, calendar, today),
  }));

const planReasons = ({ clocks }: DigestRelationship, showing: Showing, today: Day): OpenReason[] =>
  clocks.openPlans
    .filter(({ plannedOn }) => plannedOn < today)
    .map(({ id, plannedOn, kind }) => ({
      reason: { code: 'plan', ...(id !== undefined && { id }), plannedOn, kind },
      since: plannedOn,
      calls:
        !showing.hidden &&
        (showing.unshownSince(addDays(plannedOn, 1)) || showing.weekPassed || showing.laterRanOut),
    }));

/**
 * A clock calls on the due day, on the last day of grace, then weekly. Each call stays until the partner was really
 * shown, and returns when a Later runs out.
 */
function clockReasons(
  name: ClockName,
  clock: Clock | null,
  { lastShownOn }: DigestRelationship,
  showing: Showing,
  today: Day,
): OpenReason[] {
  if (clock === null) return [];
  const { due, graceEnds } = clock;
  const mayCall = !showing.hidden && !showing.reachedToday;
  if (isLate(clock, today)) {
    const calls = showing.unshownSince(graceEnds) || showing.weekPassed || showing.laterRanOut;
    const reason = { code: 'late', clock: name, due } as const;
    return [{ reason, since: lastShownOn ?? due, calls: calls && mayCall }];
  }
  if (!isDue(clock, today)) return [];
  if (today === graceEnds) {
    return [{ reason: { code: 'last day', clock: name, due }, since: due, calls: mayCall }];
  }
  const calls = showing.unshownSince(due) || showing.laterRanOut;
  return [{ reason: { code: 'due', clock: name, due, graceEnds }, since: due, calls: calls && mayCall }];
}
