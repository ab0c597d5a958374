import { z } from 'zod';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { type Tier, tiers } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { lockOwners } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { dayInTrace, writeTrace } from '../trace.ts';
import { lockBook, lockPartners } from './partners.ts';

/** Tables whose rows belong to one partner and move in a merge. The RESPA record keeps its original partner ids. */
const ownedTables = [
  'attempt',
  'plan',
  'promise',
  'feedback',
  'help',
  'ask',
  'advocate',
  'growing_text',
] as const;

/** `gone`: one of them no longer exists or was merged, or they belong to different branches. */
export type Merged = { how: 'done'; traceId: number } | { how: 'gone' };

interface Side {
  id: number;
  branchId: number;
  name: string;
  company: string | null;
  phone: string | null;
  email: string | null;
  growing: string | null;
  birthday: string | null;
  anniversary: string | null;
}

interface RelationshipRow {
  id: number;
  partnerId: number;
  ownerId: number | null;
  tier: Tier;
  archivedOn: Day | null;
}

/**
 * Merges two entries of the same person. `goneId` then points to `keptId`, which takes over its touchpoints, plans and
 * promises, and fills its empty fields from it. An owner of both keeps one relationship, in the higher of the two tiers.
 * The trace lists what moved, so that the merge can be undone.
 */
export async function mergePartners(
  db: Database,
  by: Member,
  { keptId, goneId }: { keptId: number; goneId: number },
  { today, now }: { today: Day; now: Date },
): Promise<Merged> {
  if (keptId === goneId) return { how: 'gone' };
  return transaction(db, async (tx) => {
    const branchId = await branchOf(tx, keptId);
    if (branchId === null) return { how: 'gone' };
    await lockBook(tx, branchId, 'with others');
    const owners = await ownersOf(tx, [keptId, goneId]);
    await lockOwners(tx, owners, today);
    const held = await lockRelationshipRows(tx, [keptId, goneId]);
    const [kept, gone] = await lockSides(tx, keptId, goneId);
    if (!kept || !gone || kept.branchId !== gone.branchId) return { how: 'gone' };
    const relationships = await mergeRelationships(tx, by, held, { keptId, goneId }, { today, now });
    const moved = await moveRows(tx, keptId, goneId);
    await tx.query(
      `update partner k set phone = coalesce(k.phone, g.phone),
              phone_numbers = case when k.phone is null then g.phone_numbers else k.phone_numbers end,
              email = coalesce(k.email, g.email),
              company = coalesce(k.company, g.company),
              company_key = case when k.company is null then g.company_key else k.company_key end,
              growing = coalesce(k.growing, g.growing), birthday = coalesce(k.birthday, g.birthday),
              anniversary = coalesce(k.anniversary, g.anniversary), version = k.version + 1
         from partner g where k.id = $1 and g.id = $2`,
      [keptId, goneId],
    );
    await tx.query('update partner set merged_into = $1 where id = $2 or merged_into = $2', [keptId, goneId]);
    await recomputeClocks(tx, relationships.toFold);
    const traceId = await writeTrace(tx, {
      subject: 'partner',
      subjectId: keptId,
      action: 'merged',
      madeBy: by.id,
      now,
      before: { filled: fieldsFilled(kept, gone), rows: relationships.rows },
      after: { goneId, moved, facts: relationships.facts },
    });
    return { how: 'done', traceId };
  });
}

const fillable = ['company', 'phone', 'email', 'growing', 'birthday', 'anniversary'] as const;

/** Empties the fields whose names are in $2. */
const emptied = fillable
  .map((field) => `${field} = case when '${field}' = any($2::text[]) then null else ${field} end`)
  .join(', ');

/** Returns the fields that the kept partner gets from the other. */
const fieldsFilled = (kept: Side, gone: Side): string[] =>
  fillable.filter((field) => kept[field] === null && gone[field] !== null);

async function branchOf(tx: Sql, partnerId: number): Promise<number | null> {
  const [row] = await tx.query<{ id: number }>('select branch_id as id from partner where id = $1', [
    partnerId,
  ]);
  return row?.id ?? null;
}

async function ownersOf(tx: Sql, partnerIds: number[]): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    'select distinct owner_id as id from relationship where partner_id = any($1::int[]) and owner_id is not null',
    [partnerIds],
  );
  return rows.map((row) => row.id);
}

async function lockSides(tx: Sql, keptId: number, goneId: number): Promise<(Side | undefined)[]> {
  const rows = await tx.query<Side>(
    `select id, branch_id as "branchId", name, company, phone, email, growing, birthday, anniversary
       from partner where id = any($1::int[]) and merged_into is null order by id for no key update`,
    [[keptId, goneId]],
  );
  return [keptId, goneId].map((id) => rows.find((row) => row.id === id));
}

const lockRelationshipRows = (tx: Sql, partnerIds: number[]): Promise<RelationshipRow[]> =>
  tx.query<RelationshipRow>(
    `select id, partner_id as "partnerId", owner_id as "ownerId", tier, archived_on as "archivedOn"
       from relationship where partner_id = any($1::int[]) order by id for no key update`,
    [partnerIds],
  );

interface MergedRelationships {
  /** The rows before the merge, to restore them. */
  rows: RelationshipRow[];
  facts: number[];
  toFold: number[];
}

async function mergeRelationships(
  tx: Sql,
  by: Member,
  held: RelationshipRow[],
  { keptId, goneId }: { keptId: number; goneId: number },
  { today, now }: { today: Day; now: Date },
): Promise<MergedRelationships> {
  const ofGone = held.filter((one) => one.partnerId === goneId);
  const facts: number[] = [];
  const insertFact = async (relationshipId: number, kind: string, tier: Tier | null) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into relationship_fact (relationship_id, kind, on_day, tier, made_by, made_at)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [relationshipId, kind, today, tier, by.id, now],
    );
    facts.push(row!.id);
  };
  const keepsOwner = held.some((one) => one.partnerId === keptId && one.ownerId !== null && !one.archivedOn);
  for (const one of ofGone) {
    const twin = held.find((other) => other.partnerId === keptId && other.ownerId === one.ownerId);
    // If the kept partner has an owner, the branch's unowned relationship is not needed.
    const isSpare = one.ownerId === null && keepsOwner;
    if (!twin && !isSpare) {
      await tx.query('update relationship set partner_id = $2 where id = $1', [one.id, keptId]);
      continue;
    }
    if (one.archivedOn) continue;
    await insertFact(one.id, 'archived', null);
    await tx.query('update relationship set archived_on = $2 where id = $1', [one.id, today]);
    if (!twin) continue;
    const isHigher = twin.archivedOn !== null || tiers.indexOf(one.tier) < tiers.indexOf(twin.tier);
    if (isHigher) await insertFact(twin.id, 'tier', one.tier);
    await tx.query('update relationship set archived_on = null, tier = $2 where id = $1', [
      twin.id,
      isHigher ? one.tier : twin.tier,
    ]);
  }
  const rows = held;
  return { rows, facts, toFold: held.filter((one) => one.ownerId !== null).map((one) => one.id) };
}

/** The ids of moved rows by table, to move them back. */
const movedRows = z.partialRecord(z.enum([...ownedTables, 'touchpoints', 'both']), z.array(z.number()));
type MovedRows = z.infer<typeof movedRows>;

/** What the trace of a merge says, in `before` and `after`. */
export const unmergeNotes = z.object({
  goneId: z.number(),
  moved: movedRows,
  facts: z.array(z.number()),
  filled: z.array(z.string()),
  rows: z.array(
    z.object({
      id: z.number(),
      partnerId: z.number(),
      ownerId: z.number().nullable(),
      archivedOn: dayInTrace.nullable(),
    }),
  ),
});

async function moveRows(tx: Sql, keptId: number, goneId: number): Promise<MovedRows> {
  const moved: MovedRows = {};
  for (const table of ownedTables) {
    const key = table === 'growing_text' ? 'capture_id' : 'id';
    const rows = await tx.query<{ id: number }>(
      table === 'growing_text'
        ? `update growing_text g set partner_id = $1 where partner_id = $2
              and not exists (select from growing_text o where o.capture_id = g.capture_id and o.partner_id = $1)
            returning capture_id as id`
        : `update ${table} set partner_id = $1 where partner_id = $2 returning ${key} as id`,
      [keptId, goneId],
    );
    moved[table] = rows.map((row) => row.id);
  }
  // One statement: a colleague's capture with both of them, committed meanwhile, is seen whole or not at all.
  const rows = await tx.query<{ id: number; isNew: boolean }>(
    `with kept as (
       insert into touchpoint_partner (touchpoint_id, partner_id)
       select touchpoint_id, $1 from touchpoint_partner where partner_id = $2 on conflict do nothing returning touchpoint_id),
     gone as (delete from touchpoint_partner where partner_id = $2 returning touchpoint_id)
     select g.touchpoint_id as id, k.touchpoint_id is not null as "isNew"
       from gone g left join kept k using (touchpoint_id)`,
    [keptId, goneId],
  );
  const idsOf = (isNew: boolean) => rows.filter((row) => row.isNew === isNew).map((row) => row.id);
  return {
    ...moved,
    both: idsOf(false),
    touchpoints: idsOf(true),
  };
}

/** Undoes a merge: moves the rows back. The caller has locked the book, the owners, and the relationships. */
export async function unmerge(
  tx: Sql,
  keptId: number,
  { goneId, moved, facts, filled, rows }: z.infer<typeof unmergeNotes>,
  now: Date,
): Promise<void> {
  await lockPartners(tx, [keptId, goneId]);
  for (const table of ownedTables) {
    const key = table === 'growing_text' ? 'capture_id' : 'id';
    await tx.query(`update ${table} set partner_id = $2 where partner_id = $1 and ${key} = any($3::int[])`, [
      keptId,
      goneId,
      moved[table] ?? [],
    ]);
  }
  await tx.query(
    'update touchpoint_partner set partner_id = $2 where partner_id = $1 and touchpoint_id = any($3::int[])',
    [keptId, goneId, moved.touchpoints ?? []],
  );
  await tx.query(
    `insert into touchpoint_partner (partner_id, touchpoint_id) select $1, unnest($2::int[]) on conflict do nothing`,
    [goneId, moved.both ?? []],
  );
  if (filled.length > 0)
    await tx.query(
      `update partner set ${emptied}, phone_numbers = case when 'phone' = any($2) then '{}' else phone_numbers end,
              company_key = case when 'company' = any($2) then '' else company_key end,
              version = version + 1 where id = $1`,
      [keptId, filled],
    );
  await tx.query('update partner set merged_into = null where id = $1', [goneId]);
  await tx.query('update relationship_fact set withdrawn_at = $2 where id = any($1::int[])', [facts, now]);
  await tx.query(
    `update relationship r set partner_id = o.partner_id, owner_id = o.owner_id, archived_on = o.archived_on
       from unnest($1::int[], $2::int[], $3::int[], $4::date[]) as o(id, partner_id, owner_id, archived_on) where r.id = o.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.partnerId),
      rows.map((row) => row.ownerId),
      rows.map((row) => row.archivedOn),
    ],
  );
  await recomputeClocks(
    tx,
    rows.filter((row) => row.ownerId !== null).map((row) => row.id),
  );
}
