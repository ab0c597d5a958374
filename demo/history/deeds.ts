import type { Day } from '../../src/domain/days/day.ts';
import type { Payer, TouchpointKind } from '../../src/domain/words.ts';
import type { Handle } from '../cast/people.ts';

/** Something one member told Rapport, on the day it happened. */
export type Deed = { by: Handle; partner: string; on: Day } & (
  | ContactDeed
  | { what: 'attempt'; note: string | null }
  | PlanDeed
  | { what: 'quiet'; until: Day }
  /** Keeps the promise made in `of`. */
  | { what: 'kept'; of: Deed }
  /** The planned meeting took place. */
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
