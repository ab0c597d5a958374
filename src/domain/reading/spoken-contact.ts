import type { SaidCompany } from './companies.ts';
import type { SaidHour } from './hours.ts';
import type { SaidKind } from './kinds.ts';
import type { Mention } from './names.ts';
import type { SaidDay } from './said-day.ts';

/** Tokens `from` up to, not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

/**
 * What the words say about the contact besides whom, how and when. `beside`: somebody near a partner, not the partner;
 * `for day`: "for Friday"; `hour`: an hour was said; `second`: another contact in the same clause; `stray day`: a day that may belong to what was said.
 */
export type Signal =
  | 'attempt'
  | 'off'
  | 'not'
  | 'plan'
  | 'intent'
  | 'mass'
  | 'past'
  | 'beside'
  | 'second'
  | 'stray day'
  | 'hour'
  | 'for day';

/** What one stretch of words tells of a contact. */
export interface SpokenContact {
  kinds: SaidKind[];
  mentions: Mention[];
  companies: SaidCompany[];
  days: SaidDay[];
  hours: SaidHour[];
  signals: Set<Signal>;
  /** Words that belong to the note: places, and what nothing explains. */
  rest: Span[];
  /** Those among them that nothing explains. */
  unexplained: Span[];
  /** The clauses that tell of it. */
  clauses: Span[];
  /** The token after the last one read. */
  to: number;
  /** Words that begin a promise or a note ended it, not a mark. */
  cut: boolean;
}

/** Who and how are both known: what follows is likelier a note. */
export const isComplete = (contact: SpokenContact): boolean =>
  contact.kinds.length > 0 && (contact.mentions.length > 0 || contact.companies.length > 0);

export const emptyContact = (at: number): SpokenContact => ({
  kinds: [],
  mentions: [],
  companies: [],
  days: [],
  hours: [],
  signals: new Set(),
  rest: [],
  unexplained: [],
  clauses: [],
  to: at,
  cut: false,
});

/** Adds a span, as one with the last where they touch. */
export function addSpan(spans: Span[], from: number, to: number): void {
  const last = spans.at(-1);
  if (last?.to === from) last.to = to;
  else spans.push({ from, to });
}
