import type { PartnerRole } from '../access.ts';
import { type Clocks, foldClocks } from '../clocks/clocks.ts';
import type { Fact } from '../clocks/facts.ts';
import { type State, stateOf } from '../clocks/state.ts';
import type { Day } from '../days/day.ts';
import type { ShownFeedback } from '../feedback/feedback.ts';
import type { PartnerKind, Tier, TouchpointKind } from '../words.ts';
import type { HelpKind } from './help.ts';
import type { AskAnswer, NotYet } from './readiness.ts';
import { type WarmthWord, warmthOf, warmthSince, warmthWord } from './warmth.ts';

/** Everything that a given reader may see about a partner, and that reader's roles. */
export interface Card {
  id: number;
  name: string;
  company: string | null;
  branch: { id: number; name: string };
  /** The reader's current roles toward the partner, from the database. */
  readerRoles: PartnerRole[];
  /** The members who look after the partner, the reader first. */
  owners: CardOwner[];
  /** The branch has the partner, but no member looks after them. */
  isUnowned: boolean;
  /** The day the reader archived the partner. They can restore the partner. */
  ownArchivedOn: Day | null;
  /** Null if the reader may see only the outline. */
  details: CardDetails | null;
}

export interface CardOwner {
  relationshipId: number;
  memberId: number;
  name: string;
  tier: Tier;
  lastTouchOn: Day | null;
  lastFaceOn: Day | null;
}

/** The part that only readers with access to the whole card get. */
export interface CardDetails extends PartnerFields {
  fit: FitAnswer[];
  fitOn: Day | null;
  version: number;
  /** The relationship that the card shows: the reader's own, or else one they cover, or else the first. */
  focus: CardFocus | null;
  touches: CardTouch[];
  promises: { id: number; text: string; dueOn: Day | null; by: { id: number; name: string } }[];
  /** Counts of promises: kept on time, kept late, and settled in any way. */
  promisesKept: number;
  promisesLate: number;
  promisesMade: number;
  /** The reader's member id. */
  readerId: number;
  /** Reasons not to ask for an introduction yet. Empty if the member can ask now. */
  notYet: NotYet[];
  /** The latest ask in the past year. */
  ask: { id: number; on: Day; answer: AskAnswer; by: { id: number; name: string } } | null;
  /** The last few things we did for their business. */
  helped: { kind: HelpKind; on: Day; by: { id: number; name: string }; note: string | null }[];
  /** When and where the partner last spoke up for us. */
  advocate: { on: Day; occasion: string | null } | null;
  hardClosingOn: Day | null;
  /** When the partner last told us what they are trying to grow. */
  growingOn: Day | null;
  /** The feedback that the reader may see, newest first. */
  feedback: ShownFeedback[];
  plans: {
    id: number;
    kind: TouchpointKind;
    word: string | null;
    plannedOn: Day;
    at: string | null;
    place: string | null;
    by: { id: number; name: string };
  }[];
  /** Names of partners that were merged into this one. */
  mergedNames: string[];
}

/** A partner's editable fields. */
export interface PartnerFields {
  name: string;
  company: string | null;
  kind: PartnerKind;
  phone: string | null;
  email: string | null;
  /** What they are trying to grow, in their own words. */
  growing: string | null;
  /** MM-DD */
  birthday: string | null;
  anniversary: string | null;
}

export interface CardFocus {
  relationshipId: number;
  ownerId: number;
  clocks: Clocks;
  state: State;
  /** Null before the first contact. `since`: to a week, when it became that; null: a year ago or earlier. */
  warmth: { word: WarmthWord; since: Day | null } | null;
}

export interface CardTouch {
  id: number;
  kind: TouchpointKind;
  word: string | null;
  on: Day;
  members: { id: number; name: string }[];
  /** Null if there is no note or the reader may not see it. */
  note: string | null;
  /** The capture, where the reader may change it. */
  entryId: number | null;
}

/** The four questions of fit (docs/design.md, Tiers). Never about a personal trait, a price, or an area. */
export const fitAnswers = ['buyers', 'natural', 'useful', 'family'] as const;
export type FitAnswer = (typeof fitAnswers)[number];

/**
 * The suggested tier for this many yeses: four, three, two, or fewer. The owner decides.
 */
export function tierForFit(yes: readonly FitAnswer[]): Tier {
  const count = new Set(yes).size;
  if (count === 4) return 'inner';
  if (count === 3) return 'core';
  return count === 2 ? 'keep' : 'resting';
}

/** Computes a relationship's state and warmth today from its facts. */
export function focusOf(
  relationship: { id: number; ownerId: number; facts: Fact[]; calendar: Parameters<typeof foldClocks>[1] },
  today: Day,
): CardFocus {
  const clocks = foldClocks(relationship.facts, relationship.calendar);
  const contacts = relationship.facts.filter((fact) => fact.type === 'touchpoint');
  return {
    relationshipId: relationship.id,
    ownerId: relationship.ownerId,
    clocks,
    state: stateOf(clocks, today),
    warmth:
      contacts.length > 0
        ? { word: warmthWord(warmthOf(contacts, today)), since: warmthSince(contacts, today) }
        : null,
  };
}
