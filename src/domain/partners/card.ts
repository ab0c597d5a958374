import type { PartnerRole } from '../access.ts';
import { type Clocks, foldClocks } from '../clocks/clocks.ts';
import type { Contact } from '../clocks/contacts.ts';
import type { Fact } from '../clocks/facts.ts';
import { type State, stateOf } from '../clocks/state.ts';
import type { Day } from '../days/day.ts';
import type { ShownFeedback } from '../feedback/feedback.ts';
import type { PartnerKind, Tier, TouchpointKind } from '../words.ts';
import type { HelpKind } from './help.ts';
import type { AskAnswer, NotYet } from './readiness.ts';
import { type WarmthWord, warmestContacts, warmthOf, warmthWord } from './warmth.ts';

/** Everything one reader may see of a partner, with the reader's roles. */
export interface Card {
  id: number;
  name: string;
  company: string | null;
  branch: { id: number; name: string };
  /** The reader's roles toward the partner, as the database has them now. */
  readerRoles: PartnerRole[];
  /** The members who look after the partner, the reader first. */
  owners: CardOwner[];
  /** The branch has the partner, but nobody looks after them. */
  isUnowned: boolean;
  /** The reader archived the partner on this day, and can bring them back. */
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

/** The part only for readers who may see the card. */
export interface CardDetails extends PartnerFields {
  fit: FitAnswer[];
  fitOn: Day | null;
  version: number;
  /** The relationship the card is about: the reader's own, else the one they cover, else the first. */
  focus: CardFocus | null;
  touches: CardTouch[];
  promises: { id: number; text: string; dueOn: Day | null; by: string }[];
  /** Promises done by their day, done later, and all that were made. */
  promisesKept: number;
  promisesLate: number;
  promisesMade: number;
  /** The reader's member id. */
  readerId: number;
  /** Why it is not yet time to ask for an introduction. Empty: it is time. */
  notYet: NotYet[];
  /** The last ask within a year. */
  ask: { id: number; on: Day; answer: AskAnswer; by: string } | null;
  /** The last few things we did for their business. */
  helped: { kind: HelpKind; on: Day; by: string; note: string | null }[];
  /** When and where they last spoke up for us. */
  advocate: { on: Day; occasion: string | null } | null;
  hardClosingOn: Day | null;
  /** When they last told us what they are trying to grow. */
  growingOn: Day | null;
  /** The feedback that the reader may read, latest first. */
  feedback: ShownFeedback[];
  plans: { id: number; kind: TouchpointKind; word: string | null; plannedOn: Day; place: string | null }[];
  /** Names of people who were merged into this one. */
  mergedNames: string[];
}

/** A partner's editable fields. */
export interface PartnerFields {
  name: string;
  company: string | null;
  kind: PartnerKind;
  phone: string | null;
  email: string | null;
  /** In their words. */
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
  warmth: WarmthWord;
  /** The contacts behind the warmth, strongest first; at most three. */
  warmBecause: Contact[];
}

export interface CardTouch {
  id: number;
  kind: TouchpointKind;
  word: string | null;
  on: Day;
  members: string[];
  /** Null if nothing was said, or the reader may not read it. */
  note: string | null;
}

/** The four questions of fit (docs/design.md, Tiers). Never about a personal trait, a price, or an area. */
export const fitAnswers = ['buyers', 'natural', 'useful', 'family'] as const;
export type FitAnswer = (typeof fitAnswers)[number];

/**
 * The tier that fit suggests, for all four yes, three, two, or fewer. It only suggests; the tier is the owner's choice.
 */
export function tierForFit(yes: readonly FitAnswer[]): Tier {
  const count = new Set(yes).size;
  if (count === 4) return 'inner';
  if (count === 3) return 'core';
  return count === 2 ? 'keep' : 'resting';
}

const reasonsMax = 3;

/** A relationship's state today, from its facts. */
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
    warmth: warmthWord(warmthOf(contacts, today)),
    warmBecause: warmestContacts(contacts, today, reasonsMax),
  };
}
