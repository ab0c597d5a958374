import type { Day } from '../../src/domain/days/day.ts';
import type { Payer, TouchpointKind } from '../../src/domain/words.ts';
import type { Handle } from '../cast/people.ts';

/** Something that one member told Rapport, on the day it happened. */
export type Deed = { by: Handle; partner: string; on: Day } & (
  | ContactDeed
  | { what: 'attempt'; note: string | null }
  | PlanDeed
  | { what: 'quiet'; until: Day }
  /** What was promised then is done. */
  | { what: 'kept'; of: Deed }
  /** The plan happened. */
  | { what: 'held'; of: Deed & PlanDeed }
);

interface ContactDeed {
  what: 'contact';
  kind: TouchpointKind;
  word: string | null;
  note: string | null;
  promise?: { text: string; dueOn: Day };
  feedback?: string;
  growing?: string;
  along?: Handle;
  paid?: Payer;
}

export interface PlanDeed {
  what: 'plan';
  kind: TouchpointKind;
  word: string | null;
  plannedOn: Day;
  note: string | null;
}
