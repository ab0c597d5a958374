import { capFor } from '../partners/tiers.ts';

/** A member who could take over a partner, with the close partners they hold. */
export interface Taker {
  id: number;
  name: string;
  meetingsPerWeek: number;
  inner: number;
  core: number;
}

interface Left {
  partnerId: number;
  name: string;
  met: { memberId: number } | null;
}

interface Proposal<Orphan> {
  orphan: Orphan;
  taker: Taker;
  because: 'met them last' | 'has room';
}

/**
 * Proposes who takes over each partner of a member who is gone: the member who met them last. If no one has met them,
 * the member with the most room, and then the next, so that a book is spread. Empty if there is no one to take them.
 */
export function proposeTakers<Orphan extends Left>(
  orphans: readonly Orphan[],
  takers: readonly Taker[],
): Proposal<Orphan>[] {
  const given = new Map<number, number>();
  const give = (taker: Taker) => given.set(taker.id, (given.get(taker.id) ?? 0) + 1);
  const room = (taker: Taker) =>
    (capFor('inner', taker.meetingsPerWeek) ?? 0) +
    (capFor('core', taker.meetingsPerWeek) ?? 0) -
    taker.inner -
    taker.core -
    (given.get(taker.id) ?? 0);
  // Partners someone met go first. The rest are spread over the remaining room.
  const known = orphans.map((orphan) => ({
    orphan,
    taker: takers.find((taker) => taker.id === orphan.met?.memberId),
  }));
  for (const { taker } of known) if (taker) give(taker);
  return known.flatMap(({ orphan, taker }): Proposal<Orphan>[] => {
    if (taker) return [{ orphan, taker, because: 'met them last' }];
    const [most] = takers.toSorted((a, b) => room(b) - room(a) || a.id - b.id);
    if (!most) return [];
    give(most);
    return [{ orphan, taker: most, because: 'has room' }];
  });
}
