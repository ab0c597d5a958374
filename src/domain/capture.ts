import type { Day } from './day.ts';
import type { Payer, TouchpointKind } from './words.ts';

/** What a capture turned out to be. A plan counts only once somebody says that it happened. */
export type CaptureWhat = 'touchpoint' | 'attempt' | 'plan';

/** One thing that a member told Rapport, as it stands saved: what its confirmation shows. */
export interface SavedCapture {
  id: number;
  memberId: number;
  what: CaptureWhat;
  /** Null only for an attempt. */
  kind: TouchpointKind | null;
  on: Day;
  partners: SavedPartner[];
  /** Colleagues who came along. */
  along: string[];
  note: string | null;
  promises: { id: number; text: string; dueOn: Day | null }[];
  /** What the partner told us honestly, if that was written down. */
  feedback: string | null;
  meal: MealStatement | null;
  undone: boolean;
}

export interface SavedPartner {
  id: number;
  name: string;
  company: string | null;
  /** The clocks of the teller's own relationship; null where they have none, or a resting one. */
  next: { touch: Day | null; face: Day | null } | null;
}

/** The RESPA record of a meal as last stated. `payer` null reads "not stated". */
export interface MealStatement {
  payer: Payer | null;
  amountCents: number | null;
  purpose: string | null;
  attendees: string | null;
}
