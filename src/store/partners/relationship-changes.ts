import { may, type PartnerTies, partnerRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { tierWithRoom } from '../../domain/partners/tiers.ts';
import { type Tier, tiers } from '../../domain/words.ts';
import { loadFacts, type RelationshipFacts } from '../clocks/clocks.ts';
import { factsSince, lastFactOf } from '../clocks/facts-since.ts';
import { loadFirstDueItems, lockOwners, planFirstDues } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { countHeld } from './partner-book.ts';
import { enterBook, lockBook } from './partners.ts';
import { findFull, type Holder, whoMakesRoom } from './tier-room.ts';
import { type NewFact, writeChange } from './write-change.ts';

/** `gone`: the owner no longer has this relationship. */
export type Changed =
  | { how: 'done'; traceId: number; movedDown: { name: string; tier: Tier } | null }
  | { how: 'same' }
  | { how: 'gone' }
  | { how: 'full'; tier: Tier; cap: number; holders: Holder[] };

interface When {
  today: Day;
  now: Date;
}

interface Locked {
  id: number;
  partnerId: number;
  ownerId: number;
  meetingsPerWeek: number;
  tier: Tier;
  /** What the changer's roles toward the partner depend on. */
  ties: PartnerTies;
}

/**
 * Moves a relationship to another tier. Over the cap, it is refused with the tier's holders. `moveDown`: one of them, moved
 * to the next tier with room in the same step. `reason`: why the cap may be exceeded, kept with the trace; ignored from
 * those who may not. `refused`: they may not set this partner's tier. `unknown`: nor see the partner.
 */
export async function setTier(
  db: Database,
  by: Member,
  change: {
    partnerId: number;
    relationshipId: number;
    tier: Tier;
    moveDown?: number | null;
    reason?: string | null;
  },
  { today, now }: When,
): Promise<Changed | { how: 'refused' | 'unknown' }> {
  const { partnerId, relationshipId, tier } = change;
  return transaction(db, async (tx) => {
    const withHolder = change.moveDown ?? null;
    const one = await lockRelationship(tx, by, relationshipId, today, { partnerId, withHolder });
    if (!one) return { how: 'gone' };
    const roles = partnerRolesOf(by, one.ties);
    if (!may(roles, 'set tier')) return { how: may(roles, 'see outline') ? 'refused' : 'unknown' };
    if (one.tier === tier) return { how: 'same' };
    const full = await findFull(tx, { ...one, id: one.ownerId }, tier);
    // Keep the reason only if the cap was exceeded.
    const reason = full && may(roles, 'override cap') ? (change.reason ?? null) : null;
    const moved = full && whoMakesRoom(full, change.moveDown, one.meetingsPerWeek);
    if (full && reason === null && !moved) return full;
    const moveDown = reason === null ? (moved?.relationshipId ?? null) : null;
    const downTo = moveDown === null ? null : await tierBelowWithRoom(tx, one, tier);
    const moves = [
      ...(moveDown !== null && downTo !== null ? [{ relationshipId: moveDown, tier: downTo }] : []),
      { relationshipId: one.id, tier },
    ];
    const loaded = await loadFacts(
      tx,
      moves.map((move) => move.relationshipId),
    );
    const facts: NewFact[] = moves.map((move) => ({ ...move, kind: 'tier' }));
    if (one.tier === 'resting') facts.push(...(await newFirstDue(tx, { ...one, tier }, loaded, today)));
    const traceId = await noteChange(
      tx,
      by,
      one,
      { loaded, facts },
      { today, now },
      {
        action: 'tier',
        before: { tier: one.tier },
        after: { tier, ...(reason === null ? {} : { overCap: true }) },
        reason,
      },
    );
    if (moveDown !== null && downTo !== null) {
      const after = { tier: downTo, with: traceId };
      const trace = { subject: 'relationship', subjectId: moveDown, action: 'tier' } as const;
      await writeTrace(tx, { ...trace, madeBy: by.id, now, before: { tier }, after });
    }
    return {
      how: 'done',
      traceId,
      movedDown: moved && downTo ? { name: moved.partnerName, tier: downTo } : null,
    };
  });
}

/** Recommits to a relationship that went quiet, with a new first due counted from today. */
export async function recommit(
  db: Database,
  by: Member,
  relationshipId: number,
  { today, now }: When,
): Promise<Changed> {
  return transaction(db, async (tx) => {
    const one = await lockRelationship(tx, by, relationshipId, today);
    if (!one || one.tier === 'resting') return { how: 'gone' };
    const loaded = await loadFacts(tx, [one.id]);
    const facts: NewFact[] = [
      { relationshipId: one.id, kind: 'recommit' },
      ...(await newFirstDue(tx, one, loaded, today)),
    ];
    const traceId = await noteChange(tx, by, one, { loaded, facts }, { today, now }, { action: 'recommit' });
    return { how: 'done', traceId, movedDown: null };
  });
}

/** Archives a relationship. Nothing is deleted, and it can be restored. */
export async function archive(
  db: Database,
  by: Member,
  relationshipId: number,
  { today, now }: When,
): Promise<Changed> {
  return transaction(db, async (tx) => {
    const one = await lockRelationship(tx, by, relationshipId, today);
    if (!one) return { how: 'gone' };
    await tx.query('update relationship set archived_on = $2 where id = $1', [one.id, today]);
    const loaded = await loadFacts(tx, [one.id]);
    const facts: NewFact[] = [{ relationshipId: one.id, kind: 'archived' }];
    const traceId = await noteChange(
      tx,
      by,
      one,
      { loaded, facts },
      { today, now },
      {
        action: 'archive',
        before: { tier: one.tier },
      },
    );
    return { how: 'done', traceId, movedDown: null };
  });
}

/**
 * Adds a partner of the branch to the member's own book, beside any other owners: with a new relationship, the branch's
 * unowned one, or the member's archived one. If the tier is full, it goes to the next one with room.
 */
export async function takeOn(
  db: Database,
  member: Member,
  partner: { id: number; branchId: number },
  wished: Tier,
  { today, now }: When,
): Promise<{ how: 'done'; traceId: number; tier: Tier } | { how: 'same' }> {
  return transaction(db, async (tx) => {
    await lockBook(tx, partner.branchId, 'with others');
    await lockOwners(tx, [member.id], today);
    const [before] = await tx.query<{ id: number; ownerId: number | null; archivedOn: Day | null }>(
      `select id, owner_id as "ownerId", archived_on as "archivedOn" from relationship
        where partner_id = $1 and (owner_id = $2 or (owner_id is null and archived_on is null))
        order by owner_id nulls last limit 1`,
      [partner.id, member.id],
    );
    if (before?.ownerId === member.id && before.archivedOn === null) return { how: 'same' };
    const lastFact = before ? await lastFactOf(tx, [before.id]) : 0;
    await enterBook(tx, member, {
      ids: [partner.id],
      newIds: new Set(),
      tier: wished,
      today,
      captureId: null,
    });
    const [entered] = await tx.query<{ id: number; tier: Tier }>(
      'select id, tier from relationship where partner_id = $1 and owner_id = $2',
      [partner.id, member.id],
    );
    const facts = await factsSince(tx, [entered!.id], lastFact);
    const traceId = await writeTrace(tx, {
      subject: 'relationship',
      subjectId: entered!.id,
      action: before?.archivedOn ? 'brought back' : 'taken on',
      madeBy: member.id,
      now,
      before: { rows: [before ?? { id: entered!.id, ownerId: member.id, archivedOn: today }] },
      after: { tier: entered!.tier, facts },
    });
    return { how: 'done', traceId, tier: entered!.tier };
  });
}

/**
 * Makes room in a full tier by moving one of its holders to the next tier with room. The caller has locked the owner. Can be
 * undone by the person who did it, like any other change.
 */
export async function makeRoom(
  tx: Sql,
  by: Member,
  holder: Holder,
  tier: Tier,
  { today, now }: When,
): Promise<void> {
  const one = await lockRelationship(tx, by, holder.relationshipId, today);
  if (!one) return;
  const downTo = await tierBelowWithRoom(tx, one, tier);
  const loaded = await loadFacts(tx, [one.id]);
  const facts: NewFact[] = [{ relationshipId: one.id, kind: 'tier', tier: downTo }];
  await noteChange(
    tx,
    by,
    one,
    { loaded, facts },
    { today, now },
    {
      action: 'tier',
      before: { tier },
      after: { tier: downTo },
    },
  );
}

/**
 * Locks the owner, then the relationship, the order of all code that assigns first dues or checks caps: Postgres locks the
 * rows of a join in the order in which "of" names them. Null if the relationship has no owner anymore. `partnerId`: the
 * partner it must belong to, or have been merged into. `withHolder`: another of the owner's relationships to lock.
 */
export async function lockRelationship(
  tx: Sql,
  by: Member,
  id: number,
  today: Day,
  { partnerId = null, withHolder = null }: { partnerId?: number | null; withHolder?: number | null } = {},
): Promise<Locked | null> {
  const rows = await tx.query<Omit<Locked, 'ties'> & TiesRow>(
    `select r.id, r.partner_id as "partnerId", r.owner_id as "ownerId", r.tier, m.meetings_per_week as "meetingsPerWeek",
            p.branch_id as "branchId",
            array(select o.owner_id from relationship o
                   where o.partner_id = p.id and o.owner_id is not null and o.archived_on is null) as "ownerIds",
            array(select o.owner_id from relationship o
                    join absence a on a.member_id = o.owner_id and a.cover_id = $2 and $3 between a.from_day and a.to_day
                   where o.partner_id = p.id and o.archived_on is null) as "coveredIds"
       from relationship asked
       join member m on m.id = asked.owner_id
       join relationship r on r.owner_id = m.id and r.archived_on is null and (r.id = asked.id or r.id = $5)
       join partner p on p.id = r.partner_id and p.merged_into is null
      where asked.id = $1
        and ($4::int is null or asked.partner_id = coalesce((select merged_into from partner where id = $4), $4))
      order by r.id for no key update of m, r`,
    [id, by.id, today, partnerId, withHolder],
  );
  const row = rows.find((one) => one.id === id);
  if (!row) return null;
  const { branchId, ownerIds, coveredIds, ...one } = row;
  const covers = coveredIds.map((ownerId) => ({ ownerId, coverId: by.id }));
  return { ...one, ties: { branchId, ownerIds, covers } };
}

interface TiesRow {
  branchId: number;
  ownerIds: number[];
  /** Owners for whom the changer stands in today. */
  coveredIds: number[];
}

export async function tierBelowWithRoom(tx: Sql, one: Locked, tier: Tier): Promise<Tier> {
  const held = (await countHeld(tx, [one.ownerId])).get(one.ownerId) ?? new Map<Tier, number>();
  held.set(one.tier, (held.get(one.tier) ?? 1) - 1);
  return tierWithRoom(tiers[tiers.indexOf(tier) + 1] ?? 'resting', one.meetingsPerWeek, held);
}

/** The first due of a locked relationship, for the tier that it has or is getting. None if that is resting. */
export async function newFirstDue(
  tx: Sql,
  one: Pick<Locked, 'id' | 'ownerId' | 'tier'>,
  loaded: readonly RelationshipFacts[],
  today: Day,
): Promise<NewFact[]> {
  const { calendar } = loaded.find(({ id }) => id === one.id)!;
  const items = (await loadFirstDueItems(tx, [one.id])).map((item) => ({ ...item, tier: one.tier }));
  const dues = await planFirstDues(tx, one.ownerId, items, calendar, today);
  return dues.map(({ relationshipId, touchDue: until, faceDue: face }) => ({
    relationshipId,
    kind: 'first due',
    until,
    face,
  }));
}

/** Writes a change, and traces what is needed to undo it: the owners it had until now, and the facts it writes. */
export const noteChange = (
  tx: Sql,
  by: Member,
  one: Locked,
  { loaded, facts }: { loaded: readonly RelationshipFacts[]; facts: readonly NewFact[] },
  { today, now }: When,
  change: { action: string; before?: object; after?: object; reason?: string | null },
): Promise<number> =>
  writeChange(tx, loaded, facts, today, {
    subject: 'relationship',
    subjectId: one.id,
    action: change.action,
    madeBy: by.id,
    now,
    before: {
      ...change.before,
      rows: loaded.map(({ id, ownerId }) => ({ id, ownerId, archivedOn: null })),
    },
    after: { ...change.after },
    texts: change.reason ? [{ field: 'reason', before: null, after: change.reason }] : [],
  });
