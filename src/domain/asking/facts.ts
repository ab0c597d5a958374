import type { NextDue } from '../clocks/next-due.ts';
import type { Day } from '../days/day.ts';
import type { PartnerKind, Tier, TouchpointKind } from '../words.ts';

/** A contact or a plan, as it is said. */
export interface SaidContact {
  kind: TouchpointKind;
  word: string | null;
  on: Day;
}

/** A member's own contacts with a partner: what they took part in, and nothing that was said. */
export interface OwnContacts {
  /** The last time in person. */
  met: SaidContact | null;
  /** The last time otherwise. */
  talked: SaidContact | null;
  /** Their next open plan. */
  plan: (SaidContact & { at: string | null; place: string | null }) | null;
  /** The last contact of any owner, which everyone who sees the outline may know. */
  lastTouchOn: Day | null;
}

/** The last contacts of anyone with a partner, for who may see the card. `by`: the names of who was there. */
export interface BranchContacts {
  met: (SaidContact & { by: string[] }) | null;
  talked: (SaidContact & { by: string[] }) | null;
}

/** An open promise of a member's own. */
export interface OpenPromise {
  id: number;
  partnerId: number;
  partnerName: string;
  text: string;
  dueOn: Day | null;
}

/** How a member is doing, by effort alone. Nothing of it is anyone else's. */
export interface Standing {
  /** The first day that counts. */
  since: Day;
  /** What they took part in since. */
  touchpoints: number;
  inPerson: number;
  partners: number;
  /** Close partners in rhythm now, of all. */
  rhythm: { inRhythm: number; counted: number };
  weeks: { kept: number; of: number };
}

/** One partner in a list that answers a question, with what the question was about. */
export interface ListedPartner {
  partnerId: number;
  name: string;
  company?: string | null;
  tier?: Tier;
  kind?: PartnerKind;
  /** Not theirs, but of a branch whose partners they may find. */
  isColleagues?: boolean;
  lastFaceOn?: Day | null;
  next?: NextDue | null;
}
