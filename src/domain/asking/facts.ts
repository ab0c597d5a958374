import type { Day } from '../days/day.ts';
import type { TouchpointKind } from '../words.ts';

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

/** An open promise of a member's own. */
export interface OpenPromise {
  id: number;
  partnerId: number;
  partnerName: string;
  text: string;
  dueOn: Day | null;
}
