import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { tierWithRoom } from '../../domain/partners/tiers.ts';
import { type FactKind, type Tier, tiers } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { factsSince, lastFactOf } from '../clocks/facts-since.ts';
import { lockOwners, writeFirstDues } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { countHeld } from './partner-book.ts';
import { enterBook, lockBook } from './partners.ts';
import { findFull, type Holder, whoMakesRoom } from './tier-room.ts';

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
}

/**
 * Moves a relationship to another tier. Over the cap, it is refused with the tier's holders. `moveDown`: one of them, moved
 * to the next tier with room in the same step. `reason`: a lead's reason for exceeding the cap, kept with the trace.
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
): Promise<Changed> {
  const { relationshipId, tier } = change;
  return transaction(db, async (tx) => {
    const one = await lockRelationship(tx, relationshipId, today);
    // Another partner's relationship: the form's content does not match what it was opened for.
    if (one?.partnerId !== change.partnerId) return { how: 'gone' };
    if (one.tier === tier) return { how: 'same' };
    const full = await findFull(tx, { ...one, id: one.ownerId }, tier);
    // Keep the reason only if the cap was exceeded.
    const reason = full ? (change.reason ?? null) : null;
    const moved = full && whoMakesRoom(full, change.moveDown, one.meetingsPerWeek);
    if (full && reason === null && !moved) return full;
    const moveDown = reason === null ? (moved?.relationshipId ?? null) : null;
    const downTo = moveDown === null ? null : await tierBelowWithRoom(tx, one, tier);
    const traceId = await noteChange(tx, by, one, [one.id, ...(moveDown === null ? [] : [moveDown])], now, {
      action: 'tier',
      before: { tier: one.tier },
      after: { tier, ...(reason === null ? {} : { overCap: true }) },
      reason,
      async work() {
        if (moveDown !== null && downTo !== null) await moveTo(tx, by, moveDown, downTo, { today, now });
        await moveTo(tx, by, one.id, tier, { today, now });
        if (one.tier === 'resting') await writeFirstDues(tx, one.ownerId, [one.id], today);
      },
    });
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
    const one = await lockRelationship(tx, relationshipId, today);
    if (!one || one.tier === 'resting') return { how: 'gone' };
    const traceId = await noteChange(tx, by, one, [one.id], now, {
      action: 'recommit',
      async work() {
        await insertFact(tx, by, one.id, 'recommit', null, { today, now });
        await writeFirstDues(tx, one.ownerId, [one.id], today);
      },
    });
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
    const one = await lockRelationship(tx, relationshipId, today);
    if (!one) return { how: 'gone' };
    const traceId = await noteChange(tx, by, one, [one.id], now, {
      action: 'archive',
      before: { tier: one.tier },
      async work() {
        await insertFact(tx, by, one.id, 'archived', null, { today, now });
        await tx.query('update relationship set archived_on = $2 where id = $1', [one.id, today]);
      },
    });
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
  const one = await lockRelationship(tx, holder.relationshipId, today);
  if (!one) return;
  const downTo = await tierBelowWithRoom(tx, one, tier);
  await noteChange(tx, by, one, [one.id], now, {
    action: 'tier',
    before: { tier },
    after: { tier: downTo },
    work: () => moveTo(tx, by, one.id, downTo, { today, now }),
  });
}

/** Locks the owner, then the relationship, the order of all code that assigns first dues or checks caps. */
async function lockRelationship(tx: Sql, id: number, today: Day): Promise<Locked | null> {
  const [owner] = await tx.query<{ ownerId: number | null }>(
    'select owner_id as "ownerId" from relationship where id = $1',
    [id],
  );
  if (!owner?.ownerId) return null;
  await lockOwners(tx, [owner.ownerId], today);
  const [row] = await tx.query<Locked>(
    `select r.id, r.partner_id as "partnerId", r.owner_id as "ownerId", r.tier, m.meetings_per_week as "meetingsPerWeek"
       from relationship r join member m on m.id = r.owner_id
       join partner p on p.id = r.partner_id and p.merged_into is null
      where r.id = $1 and r.owner_id = $2 and r.archived_on is null for no key update of r`,
    [id, owner.ownerId],
  );
  return row ?? null;
}

async function tierBelowWithRoom(tx: Sql, one: Locked, tier: Tier): Promise<Tier> {
  const held = (await countHeld(tx, [one.ownerId])).get(one.ownerId) ?? new Map<Tier, number>();
  held.set(one.tier, (held.get(one.tier) ?? 1) - 1);
  return tierWithRoom(tiers[tiers.indexOf(tier) + 1] ?? 'resting', one.meetingsPerWeek, held);
}

async function moveTo(tx: Sql, by: Member, id: number, tier: Tier, when: When): Promise<void> {
  await insertFact(tx, by, id, 'tier', tier, when);
  await tx.query('update relationship set tier = $2 where id = $1', [id, tier]);
}

async function insertFact(
  tx: Sql,
  by: Member,
  id: number,
  kind: FactKind,
  tier: Tier | null,
  { today, now }: When,
): Promise<void> {
  await tx.query(
    `insert into relationship_fact (relationship_id, kind, on_day, tier, made_by, made_at) values ($1, $2, $3, $4, $5, $6)`,
    [id, kind, today, tier, by.id, now],
  );
}

/** Runs a change and traces what is needed to undo it: previous owners and archive days, and the facts it wrote. */
async function noteChange(
  tx: Sql,
  by: Member,
  one: Locked,
  ids: number[],
  now: Date,
  change: { action: string; before?: object; after?: object; reason?: string | null; work(): Promise<void> },
): Promise<number> {
  const rows = await tx.query<{ id: number; ownerId: number; archivedOn: Day | null }>(
    `select id, owner_id as "ownerId", archived_on as "archivedOn"
       from relationship where id = any($1::int[]) and owner_id = $2 order by id for no key update`,
    [ids, one.ownerId],
  );
  const lastFact = await lastFactOf(tx, ids);
  await change.work();
  await recomputeClocks(tx, ids);
  const facts = await factsSince(tx, ids, lastFact);
  return writeTrace(tx, {
    subject: 'relationship',
    subjectId: one.id,
    action: change.action,
    madeBy: by.id,
    now,
    before: { ...change.before, rows },
    after: { ...change.after, facts },
    texts: change.reason ? [{ field: 'reason', before: null, after: change.reason }] : [],
  });
}
