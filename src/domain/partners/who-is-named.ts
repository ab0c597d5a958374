import type { NewPartner } from '../touchpoints/capture.ts';
import type { Likeness } from './likeness.ts';
import { nameKey } from './same-partner.ts';

/** Someone of the branch who is, or may be, the one that was named. */
export interface Candidate {
  id: number;
  name: string;
  is: Likeness['is'];
  owners: readonly string[];
  /** In the book of who named them. */
  own: boolean;
}

/** Whom a name in a message means: a partner's id, no one yet, or a person has to say. */
export type WhoIsNamed = number | 'new' | 'asked';

/**
 * The rule of forms and files (docs/design.md, Data), with what words leave out: a bare name is one's own namesake, as in a
 * touchpoint. A colleague's partner is always asked about, since a yes shares them.
 */
export function whoIsNamed({ name, company }: NewPartner, candidates: readonly Candidate[]): WhoIsNamed {
  if (candidates.length === 0) return 'new';
  const own = candidates.filter((one) => one.own);
  const sure = own.find(({ is }) => is === 'sure');
  if (sure) return sure.id;
  const namesakes = own.filter((one) => nameKey(one.name) === nameKey(name));
  if (company === null && namesakes.length === 1) return namesakes[0]!.id;
  const [one, ...others] = candidates;
  const isFree = one !== undefined && one.is === 'sure' && one.owners.length === 0;
  return isFree && others.length === 0 ? one.id : 'asked';
}
