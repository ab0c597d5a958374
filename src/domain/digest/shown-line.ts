import type { Day } from '../days/day.ts';
import type { FeedbackState, ToldWay } from '../feedback/feedback.ts';
import type { QuestionWording } from '../feedback/questions.ts';
import type { Tier, TouchpointKind } from '../words.ts';
import type { DigestLine } from './digest.ts';

/** What a line says about its partner, besides what was decided. Only for who may see it: the owner and their cover. */
export interface PartnerWords {
  name: string;
  company: string | null;
  phone: string | null;
  /** Null where the member has no relationship of their own: a promise to a colleague's partner. */
  tier: Tier | null;
  /** The word for the last touch and the last meeting, where one was used: coffee, open house… */
  touchWord: string | null;
  faceWord: string | null;
  /** What is to be asked at the next meeting; nothing where the partner is a colleague’s. */
  toAsk: ToAsk;
  /** The absent colleague in whose place the member looks after the partner. */
  coveringFor: string | null;
}

export interface ToAsk {
  /** What we could do better: `due`, how to put it is still to be chosen; else how; null: not now. */
  question: 'due' | QuestionWording | null;
  /** What they are trying to build this year. */
  growing: boolean;
}

/** A decision of a relationship that was the member's call, and the clocks as they are now. */
export interface DecisionMade {
  captureId: number;
  decided: 'recommit' | 'tier' | 'archived';
  tier: Tier;
  touchDue: Day | null;
  faceDue: Day | null;
}

/** What became of a line on its day. */
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
  /** What the member decided of the relationship on that day. */
  decision: DecisionMade | null;
  /** The promises and plans of the line's reasons, as they are now. One that was undone is missing. */
  promises: readonly { id: number; text: string; due: Day; state: 'open' | 'done' | 'dropped' }[];
  /** Feedback of the line's reasons, as it is now. */
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
    settled: 'held' | 'missed' | 'dropped' | 'moved' | null;
    captureId: number | null;
  }[];
}

/** A line as decided, with its partner's words and what became of it since. */
export interface ShownLine {
  line: DigestLine;
  partner: PartnerWords;
  outcome: LineOutcome;
}

/** Something a member has dealt with on a day, newest first where it is listed. */
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
  | { matter: 'promise'; promiseId: number; text: string; due: Day }
  | { matter: 'plan'; planId: number; kind: TouchpointKind; word: string | null; plannedOn: Day }
);
