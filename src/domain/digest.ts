import type { WorkCalendar } from './calendar.ts';
import type { Clocks, Contact } from './clocks.ts';
import type { Day } from './day.ts';
import type { State } from './state.ts';
import type { TouchpointKind } from './words.ts';

/** What the digest of one member is decided from. */
export type DigestInput = {
  calendar: WorkCalendar;
  /** 0 when the member holds no partner meetings: then there is no free capacity to fill. */
  meetingsPerWeek: number;
  relationships: readonly DigestRelationship[];
};

export type DigestRelationship = {
  relationshipId: string;
  partnerId: string;
  clocks: Clocks;
  /** The last day on which a digest that was really sent had a line for it. */
  lastShownOn: Day | null;
  /** Not done yet, whatever the day. */
  promises: readonly OpenPromise[];
  /** Waiting for an answer by this member. */
  feedback: readonly WaitingFeedback[];
  /** What the partner said last, and what they are trying to grow, for the personal reason on the line. */
  lastSaid: string | null;
  growing: string | null;
  /** The member who is away, where this one covers: then only inner circle and promises are shown. */
  coveringFor: string | null;
};

export type OpenPromise = { id: string; text: string; due: Day };
export type WaitingFeedback = { id: string; heardOn: Day; answerBy: Day };

export type ClockName = 'touch' | 'face';

/** Why a partner is on the list, most urgent first. */
export type DigestReason =
  | { code: 'promise'; id: string; text: string; due: Day }
  | { code: 'feedback'; id: string; answerBy: Day }
  | { code: 'plan'; id?: string; plannedOn: Day; kind: TouchpointKind }
  | { code: 'last day'; clock: ClockName; due: Day }
  | { code: 'due'; clock: ClockName; due: Day; graceEnds: Day }
  | { code: 'late'; clock: ClockName; due: Day };

export type DigestLine = {
  relationshipId: string;
  partnerId: string;
  coveringFor: string | null;
  state: State;
  /** At least one. Several where a promise and a clock, or both clocks, speak for the same partner. */
  reasons: readonly DigestReason[];
  lastTouch: Contact | null;
  lastFace: Contact | null;
  lastSaid: string | null;
  growing: string | null;
};

/** Today's whole list: `lines` are the digest, `rest` is what "+N more" stands for. */
export type TodaysList = { lines: readonly DigestLine[]; rest: readonly DigestLine[] };

export type DigestPlan =
  | { kind: 'lines'; lines: readonly DigestLine[]; more: number }
  | { kind: 'square' }
  | { kind: 'pick-five' }
  /** No message. */
  | null;

/** The morning's message; null on a day the member does not work. */
export function planDigest(_input: DigestInput, _today: Day): DigestPlan {
  throw new Error('planDigest is not written yet');
}

/** The same list on any day and at any hour, for App Home and the digest on demand. */
export function listToday(_input: DigestInput, _today: Day): TodaysList {
  throw new Error('listToday is not written yet');
}
