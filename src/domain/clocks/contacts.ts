import type { Day } from '../days/day.ts';
import { inPersonKinds, type Tier, type TouchpointKind } from '../words.ts';

export type Contact = { on: Day; kind: TouchpointKind };

/**
 * Strongest first. Committee comes before event, which has the same weight, because only an event can fail to reset a
 * face clock. A day that had both must not be worse off for it.
 */
const kindsByStrength: readonly TouchpointKind[] = [
  'meal',
  'visit',
  'committee',
  'event',
  'video',
  'call',
  'message',
];
const rankOf = new Map(kindsByStrength.map((kind, rank) => [kind, rank]));

/** Negative if `a` is the stronger contact. */
export const compareStrength = (a: TouchpointKind, b: TouchpointKind): number =>
  rankOf.get(a)! - rankOf.get(b)!;

/** The strongest contact of each day, in no particular order: only one contact a day counts (docs/design.md, Clocks). */
export function strongestOfEachDay(contacts: Iterable<Contact>): Contact[] {
  const byDay = new Map<Day, Contact>();
  for (const contact of contacts) {
    const known = byDay.get(contact.on);
    if (!known || compareStrength(contact.kind, known.kind) < 0) byDay.set(contact.on, contact);
  }
  return [...byDay.values()];
}

/**
 * Whether a contact resets the face clock. The inner circle is owed a conversation, so the second of two events in a
 * row does not. Only meetings in person make up the row: a call in between does not replace one.
 */
export const countsAsFaceTime = (
  kind: TouchpointKind,
  tier: Tier,
  previousInPerson: Contact | null,
): boolean =>
  inPersonKinds.has(kind) && !(tier === 'inner' && kind === 'event' && previousInPerson?.kind === 'event');
