import type { Day } from '../../domain/days/day.ts';
import type { SpendStatement } from '../../domain/record/spend.ts';
import type { Sql } from '../db/database.ts';
import { mayWriteAbout } from '../partners/partners.ts';

/** The people and day of an expense, if the capture has no meal to take them from. */
export interface SpendFacts {
  partnerIds: readonly number[];
  memberIds: readonly number[];
  on: Day;
}

/**
 * Records an expense. The record is append-only (RESPA § 8): a correction is a counter-entry, then a newer entry. The same
 * statement twice (a double click) is recorded once. Without `facts`, the expense is the capture's meal, also of a capture that
 * was added to another one.
 */
export async function recordSpend(
  tx: Sql,
  captureId: number,
  memberId: number,
  statement: SpendStatement,
  facts?: SpendFacts,
): Promise<void> {
  const [now] = await tx.query<{
    partnerIds: number[];
    memberIds: number[];
    on: Day;
    stated: boolean;
    same: boolean;
  }>(
    `with meal as (
       select t.occurred_on,
              (select array_agg(partner_id order by partner_id) from touchpoint_partner where touchpoint_id = t.id) partners,
              (select array_agg(member_id order by member_id) from touchpoint_member where touchpoint_id = t.id) members
         from touchpoint t
         join capture k on k.id = t.capture_id
        where t.capture_id = $1 and t.kind = 'meal' and $11::int[] is null
          and (t.withdrawn_at is null or (k.added_to is not null and k.undone_at is null))
        order by t.id desc limit 1),
     facts as (
       select occurred_on, coalesce(partners, '{}') as partners, coalesce(members, '{}') as members from meal
       union all select $13::date, $11::int[], $12::int[]
        where $11::int[] is not null and $12::int[] is not null and $13::date is not null),
     last as (
       select mr.*, mt.purpose, mt.attendees, mt.what from spend_record mr
         left join spend_record_text mt on mt.record_id = mr.id
        where mr.capture_id = $1 order by mr.id desc limit 1)
     select facts.partners as "partnerIds", facts.members as "memberIds", facts.occurred_on as "on",
            coalesce((select entry = 'stated' from last), false) as stated,
            exists (select from last
              where entry = 'stated' and item = $2 and payer is not distinct from $3 and amount_cents is not distinct from $4
                and currency = $5 and purpose is not distinct from $6 and attendees is not distinct from $7
                and what is not distinct from $8 and offered_to is not distinct from $9 and attested is not distinct from $10
                and partner_ids = facts.partners and member_ids = facts.members and last.occurred_on = facts.occurred_on
               ) as same
       from facts`,
    [
      captureId,
      statement.item,
      statement.payer,
      statement.amountCents,
      statement.currency,
      statement.purpose,
      statement.attendees,
      statement.what,
      statement.offeredTo,
      statement.attested,
      facts ? [...facts.partnerIds].sort((a, b) => a - b) : null,
      facts ? [...facts.memberIds].sort((a, b) => a - b) : null,
      facts?.on ?? null,
    ],
  );
  if (!now || now.same) return;
  const mayWrite = await mayWriteAbout(tx, now.partnerIds);
  const { purpose, attendees, what } = mayWrite ? statement : { purpose: null, attendees: null, what: null };
  if (now.stated) await withdrawSpend(tx, captureId, memberId);
  await tx.query(
    `with made as (
       insert into spend_record (capture_id, entry, item, payer, amount_cents, currency, offered_to, attested, partner_ids,
                                 member_ids, occurred_on, recorded_by)
       values ($1, 'stated', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id)
     insert into spend_record_text (record_id, purpose, attendees, what)
     select id, $12, $13, $14 from made where num_nonnulls($12::text, $13::text, $14::text) > 0`,
    [
      captureId,
      statement.item,
      statement.payer,
      statement.amountCents,
      statement.currency,
      statement.offeredTo,
      statement.attested,
      now.partnerIds,
      now.memberIds,
      now.on,
      memberId,
      purpose,
      attendees,
      what,
    ],
  );
}

/** Writes a counter-entry to the current one (undone, corrected, not a meal after all). Does nothing, and returns false, if there is none. */
export async function withdrawSpend(tx: Sql, captureId: number, memberId: number): Promise<boolean> {
  const made = await tx.query(
    `insert into spend_record (capture_id, entry, item, payer, amount_cents, currency, offered_to, attested, partner_ids,
                               member_ids, occurred_on, recorded_by)
     select capture_id, 'withdrawn', item, payer, amount_cents, currency, offered_to, attested, partner_ids, member_ids,
            occurred_on, $2
       from (select * from spend_record where capture_id = $1 order by id desc limit 1) last
      where last.entry = 'stated' returning id`,
    [captureId, memberId],
  );
  return made.length > 0;
}

/** SQL for the captures that tell of one touchpoint: the first and what was added to it. `first` is an SQL expression. */
const tellingOf = (first: string): string =>
  `(select id from capture where (id = ${first} or added_to = ${first}) and undone_at is null)`;

/** SQL for the entries that hold of a touchpoint's meal: none, or one of these captures'. */
export const heldEntries = (first: string): string =>
  `spend_record r where r.entry = 'stated' and r.capture_id in ${tellingOf(first)}
     and not exists (select from spend_record newer where newer.capture_id = r.capture_id and newer.id > r.id)`;

/** Records who paid for a meal that was told of more than once: in the place of what was stated before, or by this addition. */
export async function recordAddedSpend(
  tx: Sql,
  addition: { id: number; addedTo: number },
  memberId: number,
  statement: SpendStatement,
): Promise<void> {
  const [held] = await tx.query<{ captureId: number }>(
    `select r.capture_id as "captureId" from ${heldEntries('$1')} order by r.id desc limit 1`,
    [addition.addedTo],
  );
  await recordSpend(tx, held?.captureId ?? addition.id, memberId, statement);
}

/** Reverses what additions to a capture stated: the capture itself states it now, or it is no meal anymore. */
export async function withdrawAddedSpend(tx: Sql, captureId: number, memberId: number): Promise<void> {
  const added = await tx.query<{ captureId: number }>(
    `select r.capture_id as "captureId" from ${heldEntries('$1')} and r.capture_id <> $1 order by r.id`,
    [captureId],
  );
  for (const one of added) await withdrawSpend(tx, one.captureId, memberId);
}

/** States again what an undo withdrew, for a capture that is restored. Does nothing if its last entry was not withdrawn. */
export async function restateSpend(tx: Sql, captureId: number, memberId: number): Promise<void> {
  await tx.query(
    `with last as (select * from spend_record where capture_id = $1 order by id desc limit 1),
     made as (
       insert into spend_record (capture_id, entry, item, payer, amount_cents, currency, offered_to, attested, partner_ids,
                                 member_ids, occurred_on, recorded_by)
       select capture_id, 'stated', item, payer, amount_cents, currency, offered_to, attested, partner_ids, member_ids,
              occurred_on, $2 from last where entry = 'withdrawn'
       returning id)
     insert into spend_record_text (record_id, purpose, attendees, what)
     select made.id, x.purpose, x.attendees, x.what
       from made join spend_record_text x
         on x.record_id = (select max(id) from spend_record where capture_id = $1 and entry = 'stated')
      where num_nonnulls(x.purpose, x.attendees, x.what) > 0`,
    [captureId, memberId],
  );
}
