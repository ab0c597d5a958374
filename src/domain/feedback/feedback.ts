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

/** `nothing to mend`: asked in person, and there was nothing. It is closed from the first. */
export const feedbackStates = ['new', 'on it', 'answered', 'loop closed', 'nothing to mend'] as const;
export type FeedbackState = (typeof feedbackStates)[number];

/** How a partner was told what came of it. */
export const toldWays = ['in person', 'call', 'video', 'message'] as const;
export type ToldWay = (typeof toldWays)[number];

/** What a button asks for. */
export const feedbackSteps = ['take on', 'answer', 'tell', 'could not tell'] as const;
export type FeedbackStep = (typeof feedbackSteps)[number];

/**
 * The state after a step; null where the step is none of this state, as when a button of an older message is pressed. Nothing
 * but `tell` and `could not tell` closes the loop (docs/design.md, Feedback), and a check in the database says the same.
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

/** By when feedback is answered, unless somebody says otherwise. */
export const answerByFor = (heardOn: Day, calendar: WorkCalendar): Day =>
  addWorkingDays(heardOn, feedbackPolicy.answerDays, calendar);

/** By when the partner is told once there is an answer. */
export const tellByFor = (answeredOn: Day, calendar: WorkCalendar): Day =>
  addWorkingDays(answeredOn, feedbackPolicy.tellDays, calendar);

/** A piece of feedback as it stands, and what its reader is to it; only for who may read it. */
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

/** What partners told, as a card or a place in Home sums it up. */
export interface FeedbackSummary {
  open: number;
  /** Of those answered lately; null where there is none. */
  medianDays: number | null;
  /** Topics heard twice or more lately, most often first. */
  recurring: { topic: FeedbackTopic; times: number }[];
  /** When somebody asked or heard last; null: nobody ever asked, which is not the same as "fine". */
  lastHeardOn: Day | null;
}

/** One piece of feedback, as far as it counts. */
export interface CountedFeedback {
  state: FeedbackState;
  topic: FeedbackTopic | null;
  heardOn: Day;
  answeredOn: Day | null;
}

/** Sums up feedback of any number of partners. What is older than a year is told no more, except for what is open. */
export function summarize(all: readonly CountedFeedback[], today: Day): FeedbackSummary {
  const lately = all.filter(({ heardOn }) => daysBetween(heardOn, today) <= feedbackPolicy.countedDays);
  const days = lately
    .flatMap(({ heardOn, answeredOn }) => (answeredOn ? [daysBetween(heardOn, answeredOn)] : []))
    .sort((a, b) => a - b);
  const times = new Map<FeedbackTopic, number>();
  for (const { topic } of lately) if (topic) times.set(topic, (times.get(topic) ?? 0) + 1);
  return {
    open: all.filter(({ state }) => isOpen(state)).length,
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

/** Of sorted numbers; of two in the middle the mean, rounded. */
function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}

/** Who is reminded, how many working days after the day by which it was to be answered. */
export const reminderStages = [
  { to: 'answerer', after: 1 },
  { to: 'manager', after: feedbackPolicy.managerAfterDays },
  { to: 'area lead', after: feedbackPolicy.leadAfterDays },
] as const;
export type ReminderTo = (typeof reminderStages)[number]['to'];
