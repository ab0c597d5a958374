import type { Day } from '../days/day.ts';
import type { FeedbackState, ToldWay } from '../feedback/feedback.ts';
import type { QuestionWording } from '../feedback/questions.ts';
import type { PromiseState, Tier, TouchpointKind } from '../words.ts';
import type { DigestLine } from './digest.ts';

/** What a line says about its partner, besides the decision. Only for people who may see it: the owner and their cover. */
export interface PartnerWords {
  name: string;
  company: string | null;
  phone: string | null;
  /** Null if the member has no relationship of their own, as with a promise to a colleague's partner. */
  tier: Tier | null;
  /** The words used for the last touch and the last meeting, if any: coffee, open house… */
  touchWord: string | null;
  faceWord: string | null;
  /** What to ask at the next meeting. Nothing if the partner is a colleague's. */
  toAsk: ToAsk;
  /** A colleague's contact of the last days, later than the owner's last one. */
  colleague: { name: string; on: Day; kind: TouchpointKind } | null;
  /** The absent colleague the member covers for. */
  coveringFor: string | null;
}

export interface ToAsk {
  /** What we could do better, and how to put it. Null: not now. */
  question: QuestionWording | null;
  /** Whether the member already has it in mind: they chose it, or a morning's list has shown it. */
  chosen: boolean;
  /** Whether to ask what the partner is trying to grow. */
  growing: boolean;
}

/** The member's decision about a relationship that was their call, and the clocks as they are now. */
export interface DecisionMade {
  captureId: number;
  decided: 'recommit' | 'tier' | 'archived';
  tier: Tier;
  touchDue: Day | null;
  faceDue: Day | null;
}

/** What happened to a line on its day. */
export interface LineOutcome {
  /** The last contact or attempt of that day. */
  contact: {
    captureId: number;
    what: 'touchpoint' | 'attempt';
    kind: TouchpointKind | null;
    word: string | null;
    on: Day;
  } | null;
  later: { factId: number; kind: 'later' | 'deal' | 'quiet'; until: Day } | null;
  /** What the member decided about the relationship on that day. */
  decision: DecisionMade | null;
  /** Promises and plans from the line's reasons, in their current state. Undone ones are missing. */
  promises: readonly {
    id: number;
    text: string;
    due: Day;
    state: PromiseState;
    /** In how many lists before this day's it stood late. */
    timesLate?: number;
  }[];
  /** Feedback from the line's reasons, in its current state. */
  feedback: readonly {
    id: number;
    text: string | null;
    state: FeedbackState;
    answerBy: Day | null;
    answer: string | null;
    toldOn: Day | null;
    toldHow: ToldWay | null;
    untold: boolean;
  }[];
  plans: readonly {
    id: number;
    kind: TouchpointKind;
    word: string | null;
    plannedOn: Day;
    /** HH:MM where the member is. */
    at: string | null;
    settled: 'held' | 'missed' | 'dropped' | 'moved' | null;
    captureId: number | null;
  }[];
}

/** A decided line, with its partner's words and what has happened to it since. */
export interface ShownLine {
  line: DigestLine;
  partner: PartnerWords;
  outcome: LineOutcome;
}

/** Something a member dealt with on a day. Lists have the newest first. */
export type HandledToday = { partnerId: number; partnerName: string } & (
  | {
      matter: 'contact';
      captureId: number;
      what: 'touchpoint' | 'attempt';
      kind: TouchpointKind | null;
      word: string | null;
      on: Day;
    }
  | { matter: 'later'; factId: number; kind: 'later' | 'deal' | 'quiet'; until: Day }
  | ({ matter: 'decision' } & DecisionMade)
  | { matter: 'promise'; promiseId: number; text: string; due: Day; state: 'done' | 'dropped' }
  | {
      matter: 'plan';
      planId: number;
      kind: TouchpointKind;
      word: string | null;
      plannedOn: Day;
      at: string | null;
    }
);
