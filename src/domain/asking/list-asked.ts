import type { PartnerKind, Tier } from '../words.ts';

/** A question that a list of partners answers; the whole list opens from its answer. */
export type ListAsked =
  /** Who is past grace. */
  | { about: 'late' }
  /** Close partners they have not met in so many days. */
  | { about: 'not met'; days: number }
  /** Close partners who were never asked for feedback. */
  | { about: 'never asked' }
  | { about: 'kind'; kind: PartnerKind }
  | { about: 'tier'; tier: Tier }
  | { about: 'company'; name: string };
