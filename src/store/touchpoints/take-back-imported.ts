import type { Day } from '../../domain/days/day.ts';
import type { Sql } from '../db/database.ts';
import type { PartnerImport } from '../partners/imports.ts';
import { lockBook } from '../partners/partners.ts';
import { buryPartners } from '../privacy/bury-partners.ts';
import { legalHoldTables } from '../privacy/legal-hold-tables.ts';
import { lockDestruction } from '../privacy/redaction-copies.ts';
import { emptyFilled } from './empty-filled.ts';

/** A relationship that the import made, or gave an owner. */
interface Imported {
  id: number;
  partnerId: number;
  /** The partner came with the import. */
  isNew: boolean;
  /** Someone has worked with them since: with a new partner, anyone; else the owner whom the import gave. */
  touched: boolean;
  /** Nothing of a new partner's may be destroyed. */
  held: boolean;
}

/**
 * Takes back what an import did with these partners of a branch, as far as no one has touched it since. A new partner becomes a
 * tombstone; who got an owner goes back to how it was; fields that it filled get what was in them before.
 */
export async function takeBackSet(
  tx: Sql,
  imported: PartnerImport,
  { branchId, partnerIds }: { branchId: number; partnerIds: readonly number[] },
  { today, now }: { today: Day; now: Date },
): Promise<void> {
  // The locks of an erasure, in its order.
  await lockBook(tx, branchId, 'alone');
  await lockDestruction(tx);
  const locked = await tx.query<{ id: number }>(
    'select id from relationship where partner_id = any($1::int[]) order by id for no key update',
    [partnerIds],
  );
  await tx.query('select id from partner where id = any($1::int[]) order by id for update', [partnerIds]);
  const found = await findImported(
    tx,
    imported,
    partnerIds,
    locked.map((one) => one.id),
  );
  const stays = new Set(found.flatMap((one) => (one.touched || one.held ? one.partnerId : [])));
  const gone = found.filter((one) => one.isNew && !stays.has(one.partnerId));
  await withdrawFacts(tx, imported, [...gone, ...found.filter((one) => !one.isNew && !one.touched)], now);
  await releaseOwners(
    tx,
    imported,
    found.filter((one) => !one.isNew && !one.touched),
    { today, now },
  );
  await bury(tx, imported, [...new Set(gone.map((one) => one.partnerId))], { today, now });
  await emptyFilled(tx, imported, partnerIds, { today, now });
}

/** SQL condition: a trace that stands, and is not of what the import ($3: when) filled in itself. */
const isOthersTrace = (trace: string): string =>
  `(${trace}.undone_at is null and ${trace}.action not like '% undone'
    and not (${trace}.made_at = $3 and coalesce(${trace}.after->>'source', '') = 'import'))`;

/** SQL condition: a past contact that this import told ($3: when), or one that another import has taken back. */
const isImported = (capture: string, touchpoint: string): string =>
  `(${capture}.source = 'import' and (${capture}.made_at = $3 or ${touchpoint}.withdrawn_at is not null))`;

/** SQL condition: someone has edited or deleted a past contact that the import told. */
const isCorrected = (capture: string): string =>
  `exists (select from trace c where c.subject = 'capture' and c.subject_id = ${capture}.id)`;

/** What members tell about one partner, besides touchpoints. */
const told = `
  select capture_id, partner_id, member_id from attempt union all select capture_id, partner_id, member_id from plan
  union all select capture_id, partner_id, member_id from promise union all select capture_id, partner_id, member_id from feedback
  union all select capture_id, partner_id, member_id from help union all select capture_id, partner_id, member_id from ask
  union all select capture_id, partner_id, member_id from advocate
  union all select g.capture_id, g.partner_id, k.member_id from growing_text g join capture k on k.id = g.capture_id`;

/** First dues after an absence are given by no one. */
const isChoice = (fact: string): string => `(${fact}.kind <> 'first due' and ${fact}.withdrawn_at is null)`;

/** Reads facts by the ids that were locked: the planner has no statistics yet of what an import has just filled. */
async function findImported(
  tx: Sql,
  { id, traceId, madeAt }: PartnerImport,
  partnerIds: readonly number[],
  relationshipIds: readonly number[],
): Promise<Imported[]> {
  return tx.query<Imported>(
    `with ${legalHoldTables},
     rel as materialized (select id, partner_id, owner_id from relationship where id = any($5::int[])),
     fact as materialized (
       select f.id, f.relationship_id, f.kind, f.capture_id, f.withdrawn_at, rel.partner_id, rel.owner_id
         from relationship_fact f join rel on rel.id = f.relationship_id where f.relationship_id = any($5::int[])),
     given as (
       select relationship_id as id, partner_id, owner_id, min(id) as first_fact from fact
        where capture_id = $2 and withdrawn_at is null group by 1, 2, 3),
     theirs as materialized (
       select g.*, p.merged_into is not null as merged,
              not exists (select from fact f where f.partner_id = g.partner_id and f.id < g.first_fact
                             and f.capture_id is distinct from $2) as is_new
         from given g join partner p on p.id = g.partner_id where p.id = any($1::int[]))
     select t.id, t.partner_id as "partnerId", t.is_new as "isNew",
       t.is_new and (exists (select from held_partner h where h.id = t.partner_id)
                     or exists (select from held_member h where h.id = t.owner_id)) as held,
       t.merged or case when t.is_new then (
         exists (select from fact f where f.partner_id = t.partner_id and f.capture_id is distinct from $2 and ${isChoice('f')})
         or exists (select from trace c where c.subject = 'partner' and c.subject_id = t.partner_id and ${isOthersTrace('c')})
         or exists (select from rel join trace c on c.subject = 'relationship' and c.subject_id = rel.id
                     where rel.partner_id = t.partner_id and ${isOthersTrace('c')})
         or exists (select from touchpoint_partner tp join touchpoint w on w.id = tp.touchpoint_id
                      join capture k on k.id = w.capture_id
                     where tp.partner_id = t.partner_id and (not ${isImported('k', 'w')} or ${isCorrected('k')}))
         or exists (select from (${told}) o where o.partner_id = t.partner_id)
         or exists (select from question o where o.partner_id = t.partner_id)
         or exists (select from hold o where o.partner_id = t.partner_id)
         or exists (select from spend_record o where o.partner_ids @> array[t.partner_id])
       ) else (
         exists (select from fact f where f.relationship_id = t.id and f.id > t.first_fact
                    and f.capture_id is distinct from $2 and ${isChoice('f')})
         or exists (select from trace c where c.subject = 'relationship' and c.subject_id = t.id
                       and c.id > $4 and ${isOthersTrace('c')})
         or exists (select from trace c where c.subject = 'partner' and c.subject_id = t.partner_id and c.id > $4
                       and (c.made_by = t.owner_id or c.action = 'merged') and ${isOthersTrace('c')})
         or exists (select from touchpoint_partner tp join touchpoint w on w.id = tp.touchpoint_id
                      join touchpoint_member tm on tm.touchpoint_id = w.id and tm.member_id = t.owner_id
                      join capture k on k.id = w.capture_id
                     where tp.partner_id = t.partner_id
                       and (k.id > $2 and not ${isImported('k', 'w')} or k.made_at = $3 and ${isCorrected('k')}))
         or exists (select from (${told}) o where o.partner_id = t.partner_id and o.member_id = t.owner_id and o.capture_id > $2)
       ) end as touched
     from theirs t order by t.id`,
    [partnerIds, id, madeAt, traceId, relationshipIds],
  );
}

async function withdrawFacts(
  tx: Sql,
  { id }: PartnerImport,
  relationships: readonly Imported[],
  now: Date,
): Promise<void> {
  await tx.query(
    `update relationship_fact set withdrawn_at = $3
      where relationship_id = any($1::int[]) and capture_id = $2 and withdrawn_at is null`,
    [relationships.map((one) => one.id), id, now],
  );
}

/**
 * Ends the relationships that the import made with partners who were there before, and gives those back to the branch that it
 * took over for an owner. Their facts are withdrawn already.
 */
async function releaseOwners(
  tx: Sql,
  { id, madeAt }: PartnerImport,
  relationships: readonly Imported[],
  { today, now }: { today: Day; now: Date },
): Promise<void> {
  if (relationships.length === 0) return;
  const ids = relationships.map((one) => one.id);
  // A contact that the branch had on record became the owner's, too.
  await tx.query(
    `delete from touchpoint_member tm using relationship r, touchpoint_partner tp, touchpoint t, capture k
      where r.id = any($1::int[]) and tp.partner_id = r.partner_id and t.id = tp.touchpoint_id and k.id = t.capture_id
        and k.source = 'import' and k.member_id is null and tm.touchpoint_id = t.id and tm.member_id = r.owner_id`,
    [ids],
  );
  const contacts = await tx.query<{ id: number }>(
    `select t.id from relationship r join touchpoint_partner tp on tp.partner_id = r.partner_id
       join touchpoint t on t.id = tp.touchpoint_id join capture k on k.id = t.capture_id and k.member_id = r.owner_id
      where r.id = any($1::int[]) and k.source = 'import' and k.made_at = $2`,
    [ids, madeAt],
  );
  await withdrawContacts(tx, contacts, now);
  await tx.query(
    `with taken as (
       select r.id, exists (select from relationship_fact f
                             where f.relationship_id = r.id and f.capture_id = $2 and f.kind = 'owner') as over
         from relationship r where r.id = any($1::int[]))
     update relationship r
        set owner_id = case when over then null else r.owner_id end,
            archived_on = case when over then null else $3::date end,
            tier = coalesce((select f.tier from relationship_fact f
                              where f.relationship_id = r.id and f.kind in ('entered', 'tier') and f.withdrawn_at is null
                              order by f.on_day desc, f.id desc limit 1), 'resting'),
            touch_due = null, touch_grace = null, face_due = null, face_grace = null,
            last_touch_on = (select max(t.occurred_on) from touchpoint_partner tp
                               join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                              where tp.partner_id = r.partner_id),
            last_face_on = (select max(t.occurred_on) from touchpoint_partner tp
                              join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                             where tp.partner_id = r.partner_id and t.kind in ('meal', 'visit', 'event', 'committee'))
       from taken where r.id = taken.id`,
    [ids, id, today],
  );
}

/** Leaves of partners that came with the import nothing but their ids. */
async function bury(
  tx: Sql,
  { madeAt }: PartnerImport,
  partnerIds: readonly number[],
  { today, now }: { today: Day; now: Date },
): Promise<void> {
  if (partnerIds.length === 0) return;
  const contacts = await tx.query<{ id: number }>(
    `select t.id from touchpoint_partner tp cross join lateral (
              select t.id from touchpoint t join capture k on k.id = t.capture_id
               where t.id = tp.touchpoint_id and k.source = 'import' and k.made_at = $2 offset 0) t
      where tp.partner_id = any($1::int[])`,
    [partnerIds, madeAt],
  );
  await withdrawContacts(tx, contacts, now);
  await tx.query(
    `update trace_text x set before = null, after = null from trace t
      where t.id = x.trace_id and ((t.subject = 'partner' and t.subject_id = any($1::int[]))
             or (t.subject = 'relationship' and t.subject_id in (select id from relationship where partner_id = any($1::int[]))))`,
    [partnerIds],
  );
  await buryPartners(tx, partnerIds, today, now);
}

/** Withdraws past contacts, with their captures. */
async function withdrawContacts(tx: Sql, contacts: readonly { id: number }[], now: Date): Promise<void> {
  await tx.query(
    `with gone as (update touchpoint set withdrawn_at = $2 where id = any($1::int[]) and withdrawn_at is null returning capture_id)
     update capture k set undone_at = $2 from gone where k.id = gone.capture_id`,
    [contacts.map((one) => one.id), now],
  );
}
