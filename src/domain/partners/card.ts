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

/** Everything that may be shown of a partner to one reader, and what the reader is to them. */
export interface Card {
  id: number;
  name: string;
  company: string | null;
  branch: { id: number; name: string };
  /** What the reader is to the partner, as the database has it now. */
  readerRoles: PartnerRole[];
  /** Whoever looks after them, the reader first. */
  owners: CardOwner[];
  /** The branch has them, and nobody looks after them. */
  isUnowned: boolean;
  /** The reader let them go; they can bring them back. */
  ownArchivedOn: Day | null;
  /** Null where the reader may see no more than the outline. */
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

/** What only those read who may see the card. */
export interface CardDetails extends PartnerFields {
  fit: FitAnswer[];
  fitOn: Day | null;
  version: number;
  /** The relationship that the card is about: the reader's own, else the one they cover, else the first. */
  focus: CardFocus | null;
  touches: CardTouch[];
  promises: { id: number; text: string; dueOn: Day | null; by: string }[];
  /** By their day, and done later. */
  promisesKept: number;
  promisesLate: number;
  promisesMade: number;
  /** Who reads it. */
  readerId: number;
  /** Why it is not yet the time to ask for an introduction; empty: it is. */
  notYet: NotYet[];
  /** The last ask of the last year. */
  ask: { id: number; on: Day; answer: AskAnswer; by: string } | null;
  /** What we did for their business, the last few. */
  helped: { kind: HelpKind; on: Day; by: string; note: string | null }[];
  /** When and where they last spoke up for us. */
  advocate: { on: Day; occasion: string | null } | null;
  hardClosingOn: Day | null;
  /** When they told what they grow. */
  growingOn: Day | null;
  /** What they told us, as far as the reader may read it, the latest first. */
  feedback: ShownFeedback[];
  plans: { id: number; kind: TouchpointKind; word: string | null; plannedOn: Day; place: string | null }[];
  /** People who were merged into this one. */
  mergedNames: string[];
}

/** What can be edited of a partner. */
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
  /** The contacts that the warmth comes from, strongest first; three at most. */
  warmBecause: Contact[];
}

export interface CardTouch {
  id: number;
  kind: TouchpointKind;
  word: string | null;
  on: Day;
  members: string[];
  /** Null where nothing was said, or where it is not the reader's to read. */
  note: string | null;
}

/** The four questions of fit (docs/design.md, Tiers): never a person's trait, a price or an area. */
export const fitAnswers = ['buyers', 'natural', 'useful', 'family'] as const;
export type FitAnswer = (typeof fitAnswers)[number];

/** What fit suggests: all four yes, three, two, or fewer. It only suggests; the tier is the owner's choice. */
export function tierForFit(yes: readonly FitAnswer[]): Tier {
  const count = new Set(yes).size;
  if (count === 4) return 'inner';
  if (count === 3) return 'core';
  return count === 2 ? 'keep' : 'resting';
}

const reasonsMax = 3;

/** How a relationship stands today, from its facts. */
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
