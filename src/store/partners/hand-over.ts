import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { tierWithRoom } from '../../domain/partners/tiers.ts';
import { type Tier, tiers } from '../../domain/words.ts';
import { factsSince, lastFactOf } from '../clocks/facts-since.ts';
import { lockOwners } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { insertRelationships } from './new-relationships.ts';
import { lockBook } from './partners.ts';

export interface Colleague {
  id: number;
  name: string;
}

/** `gone`: the giver no longer has it, or the colleague cannot take it. `full`: the colleague has no room in any tier. */
export type HandedOver =
  | { ok: true; to: string; traceId: number | null }
  | { ok: false; why: 'gone' }
  | { ok: false; why: 'full'; to: string };

export interface HandOver {
  partnerId: number;
  /** The current owner. Null: no one in the branch owns them yet. */
  fromId: number | null;
  toId: number;
  /** For the colleague, sent by direct message. */
  note?: string | null;
  /** The same for all partners given in one step, so that the colleague is told once. */
  batch?: string;
}

/** Slack offers 100 options in a menu. */
const colleaguesMax = 100;

/** Loads the members of a branch who could take a partner from `exceptId`, if anyone has them, sorted by name. */
export const loadColleagues = (
  db: Database,
  branchId: number,
  exceptId: number | null,
): Promise<Colleague[]> =>
  db.prisma.member.findMany({
    where: {
      branchId,
      state: 'active',
      id: { not: exceptId ?? 0 },
      roles: { hasSome: ['member', 'manager', 'lead'] },
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: colleaguesMax,
  });

/**
 * Gives a relationship to a colleague, with a new first due. If the colleague already has one with the partner, the giver's
 * is archived instead, and the colleague's restarts if it was resting or archived. Idempotent. The person who did it can
 * undo it for an hour (`undoChange`).
 */
export async function handOver(
  db: Database,
  by: Member,
  handing: HandOver,
  { today, now }: { today: Day; now: Date },
): Promise<HandedOver> {
  const { partnerId, fromId, toId, note = null } = handing;
  return transaction(db, async (tx) => {
    const from = fromId === null ? await findBranchOf(tx, partnerId) : await findGiver(tx, fromId);
    if (!from) return { ok: false, why: 'gone' };
    await lockBook(tx, from.branchId, 'with others');
    const to = await lockColleague(tx, from, toId, today);
    if (!to) return { ok: false, why: 'gone' };
    const [mine, theirs] = await lockBoth(tx, fromId, partnerId, toId);
    const lookedAfter = theirs !== undefined && !theirs.archivedOn && theirs.tier !== 'resting';
    if (!mine || mine.archivedOn)
      return lookedAfter ? { ok: true, to: to.name, traceId: null } : { ok: false, why: 'gone' };
    // Who had no owner rests in no one's book: they enter as if the colleague had taken them over.
    const wished = fromId === null && mine.tier === 'resting' ? 'core' : mine.tier;
    const tier = lookedAfter ? theirs.tier : await tierWithRoomOf(tx, wished, to);
    // A partner resting with someone who has no room would be neglected, and no one would notice.
    if (tier === 'resting' && wished !== 'resting') return { ok: false, why: 'full', to: to.name };
    const rows = [mine, ...(theirs ? [theirs] : [])];
    const ids = rows.map((row) => row.id);
    const lastFact = await lastFactOf(tx, ids);
    if (theirs) await tx.query('update relationship set archived_on = $2 where id = $1', [mine.id, today]);
    if (!lookedAfter) {
      const given = { partnerId, isNewPartner: false, ownerId: toId, tier, contact: null };
      await insertRelationships(
        tx,
        [{ ...given, takesOver: theirs ? null : mine.id, bringsBack: theirs?.id ?? null }],
        { branchId: from.branchId, today, madeBy: by.id },
      );
    }
    const traceId = await writeTrace(tx, {
      subject: 'relationship',
      subjectId: mine.id,
      action: 'handed over',
      madeBy: by.id,
      now,
      before: {
        ownerId: fromId,
        tier: mine.tier,
        rows: rows.map(({ id, ownerId, archivedOn }) => ({ id, ownerId, archivedOn })),
      },
      after: {
        ownerId: toId,
        tier,
        facts: await factsSince(tx, ids, lastFact),
        ...(handing.batch ? { batch: handing.batch } : {}),
        ...(theirs ? { relationshipId: theirs.id } : {}),
      },
      texts: note ? [{ field: 'note', before: null, after: note }] : [],
    });
    if (toId !== by.id) await enqueueHandover(tx, handing, traceId, now);
    return { ok: true, to: to.name, traceId };
  });
}

/** Enqueues one message to the new owner, about one partner or about all partners of a batch. */
async function enqueueHandover(
  tx: Sql,
  { toId, batch }: HandOver,
  traceId: number,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into nudge (key, mark, post, member_id, subject_id, due_at, expires_at)
     values ($1, gen_random_uuid(), 'handed over', $2, $3, $4::timestamptz + make_interval(secs => $5), $4::timestamptz + make_interval(days => 3))
     on conflict (key) do nothing`,
    [`handed over:${toId}:${batch ?? traceId}`, toId, traceId, now, batch ? 60 : 0],
  );
}

/** Loads a handover for its message: the partners, who gave them, and the note. Null if it was undone. */
export async function loadHandedOver(
  sql: Sql,
  traceId: number,
): Promise<{
  by: string;
  /** Null: no one owned them. */
  from: string | null;
  note: string | null;
  partners: { id: number; name: string }[];
} | null> {
  const [row] = await sql.query<{
    by: string;
    from: string | null;
    note: string | null;
    partners: { id: number; name: string }[];
  }>(
    `with one as (select * from trace where id = $1 and action = 'handed over'),
     alike as (
       select t.* from trace t, one
        where t.undone_at is null and t.action = 'handed over' and t.after->>'ownerId' = one.after->>'ownerId'
          and (t.id = one.id or (one.after->>'batch' is not null and t.after->>'batch' = one.after->>'batch'
                                 and t.made_by = one.made_by and t.made_at = one.made_at)))
     select g.name as by, f.name as from,
            (select x.after from trace_text x where x.trace_id = one.id and x.field = 'note') as note,
            (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]')
               from alike a
               join relationship r on r.id = coalesce((a.after->>'relationshipId')::int, a.subject_id)
               join partner p on p.id = r.partner_id) as partners
       from one join member g on g.id = one.made_by left join member f on f.id = (one.before->>'ownerId')::int`,
    [traceId],
  );
  return row && row.partners.length > 0 ? row : null;
}

/** Whose partner it is: a member's, or, without an owner, a branch's. */
interface Giver {
  id: number | null;
  branchId: number;
}

async function findBranchOf(tx: Sql, partnerId: number): Promise<Giver | null> {
  const [row] = await tx.query<{ branchId: number }>(
    'select branch_id as "branchId" from partner where id = $1',
    [partnerId],
  );
  return row ? { id: null, branchId: row.branchId } : null;
}

async function findGiver(tx: Sql, id: number): Promise<Giver | null> {
  const [row] = await tx.query<Giver>('select id, branch_id as "branchId" from member where id = $1', [id]);
  return row ?? null;
}

/** Finds the colleague, if active in the same branch. Locks both members in id order, as all code that locks two does. */
async function lockColleague(
  tx: Sql,
  from: Giver,
  toId: number,
  today: Day,
): Promise<(Colleague & { meetingsPerWeek: number }) | null> {
  if (toId === from.id) return null;
  const [to] = await tx.query<Colleague & { meetingsPerWeek: number }>(
    `select id, name, meetings_per_week as "meetingsPerWeek" from member
      where id = $1 and branch_id = $2 and state = 'active' and roles && '{member, manager, lead}'`,
    [toId, from.branchId],
  );
  if (to) await lockOwners(tx, [...(from.id === null ? [] : [from.id]), toId], today);
  return to ?? null;
}

interface Owned {
  id: number;
  ownerId: number | null;
  tier: Tier;
  archivedOn: Day | null;
}

async function lockBoth(
  tx: Sql,
  fromId: number | null,
  partnerId: number,
  toId: number,
): Promise<[Owned | undefined, Owned | undefined]> {
  const rows = await tx.query<Owned>(
    `select r.id, r.owner_id as "ownerId", r.tier, r.archived_on as "archivedOn" from relationship r
       join partner p on p.id = r.partner_id and p.merged_into is null
      where r.partner_id = $1
        and (r.owner_id = any($2::int[]) or ($3::boolean and r.owner_id is null and r.archived_on is null))
      order by r.id for no key update of r`,
    [partnerId, fromId === null ? [toId] : [fromId, toId], fromId === null],
  );
  return [rows.find((row) => row.ownerId === fromId), rows.find((row) => row.ownerId === toId)];
}

/**
 * Returns the same tier, or the next lower one with room. Refusing would leave the partner with an owner who is giving them
 * up, and the new owner can move them up any day.
 */
async function tierWithRoomOf(
  tx: Sql,
  tier: Tier,
  to: { id: number; meetingsPerWeek: number },
): Promise<Tier> {
  const held = await tx.query<{ tier: Tier; held: number }>(
    `select tier, count(*)::int as held from relationship where owner_id = $1 and archived_on is null group by tier`,
    [to.id],
  );
  return tierWithRoom(tier, to.meetingsPerWeek, new Map(held.map((row) => [row.tier, row.held])));
}

/** The result of giving away a whole book. */
export interface HandedOverAll {
  given: number;
  /** Names of partners that could not be given: usually, the colleague had no room. */
  left: string[];
}

/**
 * Gives a member's partners to colleagues, each in its own transaction. If it is interrupted, no partner is half given, and
 * running it again gives the rest. Each colleague is told once.
 */
export async function handOverAll(
  db: Database,
  by: Member,
  fromId: number,
  gifts: readonly { partnerId: number; name: string; toId: number }[],
  { note, batch }: { note: string | null; batch: string },
  when: { today: Day; now: Date },
): Promise<HandedOverAll> {
  const outcome: HandedOverAll = { given: 0, left: [] };
  for (const { partnerId, name, toId } of gifts) {
    const done = await handOver(db, by, { partnerId, fromId, toId, note, batch }, when);
    if (done.ok) outcome.given += 1;
    else outcome.left.push(name);
  }
  return outcome;
}

/** Loads the partners a member owns, by tier and name. */
export async function loadOwned(
  db: Database,
  ownerId: number,
): Promise<{ partnerId: number; name: string }[]> {
  const owned = await db.prisma.relationship.findMany({
    where: { ownerId, archivedOn: null, partner: { mergedInto: null } },
    select: { partnerId: true, tier: true, partner: { select: { name: true } } },
    orderBy: { partner: { name: 'asc' } },
  });
  return tiers.flatMap((tier) =>
    owned
      .filter((one) => one.tier === tier)
      .map(({ partnerId, partner }) => ({ partnerId, name: partner.name })),
  );
}
