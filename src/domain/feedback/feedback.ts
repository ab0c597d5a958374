import type { FeedbackRole } from '../access.ts';
import { addWorkingDays, type WorkCalendar } from '../days/calendar.ts';
import { type Day, daysBetween } from '../days/day.ts';
import { feedbackPolicy } from '../policy.ts';

/** What feedback is about. */
export const feedbackTopics = ['speed', 'communication', 'pricing', 'closing', 'people', 'other'] as const;
export type FeedbackTopic = (typeof feedbackTopics)[number];

/** How bad it is. */
export const severities = ['small', 'serious', 'may lose them'] as const;
export type Severity = (typeof severities)[number];

/** `nothing to mend`: asked in person, and there was nothing to improve. It is closed from the start. */
export const feedbackStates = ['new', 'on it', 'answered', 'loop closed', 'nothing to mend'] as const;
export type FeedbackState = (typeof feedbackStates)[number];

/** How a partner was told what came of their feedback. */
export const toldWays = ['in person', 'call', 'video', 'message'] as const;
export type ToldWay = (typeof toldWays)[number];

/** The steps that a button can ask for. */
export const feedbackSteps = ['take on', 'answer', 'tell', 'could not tell'] as const;
export type FeedbackStep = (typeof feedbackSteps)[number];

/**
 * The state after a step; null if the state does not allow it, as when someone presses a button on an old message.
 * Only `tell` and `could not tell` close the loop (docs/design.md, Feedback). A check in the database enforces the
 * same.
 */
export function afterStep(state: FeedbackState, step: FeedbackStep): FeedbackState | null {
  switch (step) {
    case 'take on':
      return state === 'new' ? 'on it' : null;
    case 'answer':
      return state === 'new' || state === 'on it' ? 'answered' : null;
    case 'tell':
      return state === 'answered' ? 'loop closed' : null;
    case 'could not tell':
      return isOpen(state) ? 'loop closed' : null;
  }
}

export const isOpen = (state: FeedbackState): boolean =>
  state === 'new' || state === 'on it' || state === 'answered';

/** The default day by which to answer feedback. */
export const answerByFor = (heardOn: Day, calendar: WorkCalendar): Day =>
  addWorkingDays(heardOn, feedbackPolicy.answerDays, calendar);

/** The day by which to tell the partner the answer. */
export const tellByFor = (answeredOn: Day, calendar: WorkCalendar): Day =>
  addWorkingDays(answeredOn, feedbackPolicy.tellDays, calendar);

/** A piece of feedback in its current state, with its reader's roles. Only for people who may read it. */
export interface ShownFeedback {
  id: number;
  partnerId: number;
  partnerName: string;
  heardOn: Day;
  hearer: { id: number; name: string };
  text: string | null;
  topic: FeedbackTopic | null;
  severity: Severity | null;
  about: { id: number; name: string } | null;
  shared: boolean;
  answerer: { id: number; name: string } | null;
  answerBy: Day | null;
  state: FeedbackState;
  answeredOn: Day | null;
  answer: string | null;
  toldOn: Day | null;
  toldHow: ToldWay | null;
  untold: boolean;
  untoldReason: string | null;
  readerRoles: readonly FeedbackRole[];
}

/** A summary of partners' feedback, for a card or a section of Home. */
export interface FeedbackSummary {
  open: number;
  /** Of those, how many are answered, and the partner hasn't heard it yet. */
  toTell: number;
  /** Median days to an answer, of feedback answered within the last year; null if there is none. */
  medianDays: number | null;
  /** Topics heard at least twice within the last year, most frequent first. */
  recurring: { topic: FeedbackTopic; times: number }[];
  /** The last day a member asked or heard something. Null if no one ever asked, which is not the same as "fine". */
  lastHeardOn: Day | null;
}

/** The parts of a piece of feedback that a summary uses. */
export interface CountedFeedback {
  state: FeedbackState;
  topic: FeedbackTopic | null;
  heardOn: Day;
  answeredOn: Day | null;
}

/**
 * Summarizes feedback from any number of partners. Feedback older than a year only matters while it is open, and for
 * `lastHeardOn`.
 */
export function summarize(all: readonly CountedFeedback[], today: Day): FeedbackSummary {
  const lately = all.filter(({ heardOn }) => daysBetween(heardOn, today) <= feedbackPolicy.countedDays);
  const days = lately
    .flatMap(({ heardOn, answeredOn }) => (answeredOn ? [daysBetween(heardOn, answeredOn)] : []))
    .sort((a, b) => a - b);
  const times = new Map<FeedbackTopic, number>();
  for (const { topic } of lately) if (topic) times.set(topic, (times.get(topic) ?? 0) + 1);
  return {
    open: all.filter(({ state }) => isOpen(state)).length,
    toTell: all.filter(({ state }) => state === 'answered').length,
    medianDays: median(days),
    recurring: [...times]
      .filter(([, count]) => count >= 2)
      .map(([topic, count]) => ({ topic, times: count }))
      .sort((a, b) => b.times - a.times || feedbackTopics.indexOf(a.topic) - feedbackTopics.indexOf(b.topic)),
    lastHeardOn:
      all
        .map(({ heardOn }) => heardOn)
        .sort()
        .at(-1) ?? null,
  };
}

/** The median of sorted numbers, null if there are none. With two in the middle, their mean, rounded. */
function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}

/** Who is reminded, and how many working days after the feedback's answer was due. */
export const reminderStages = [
  { to: 'answerer', after: 1 },
  { to: 'manager', after: feedbackPolicy.managerAfterDays },
  { to: 'area lead', after: feedbackPolicy.leadAfterDays },
] as const;
export type ReminderTo = (typeof reminderStages)[number]['to'];
