import type { Day } from '../../domain/days/day.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { arrayText } from '../db/array-text.ts';
import type { Sql } from '../db/database.ts';
import { nextIds } from '../db/next-ids.ts';

/** A contact from before Rapport, from an imported file. */
export interface PastContact {
  partnerId: number;
  /** Null for an unknown person in the branch. */
  ownerId: number | null;
  contact: { on: Day; kind: TouchpointKind; word: string | null; toldAt: Date };
  /** The branch's relationship if its partner gets an owner, who also gets this contact. */
  takesOver: number | null;
}

/**
 * Inserts past contacts as touchpoints, each with its own capture, like those people log. If a partner gets an owner and the
 * branch already has the contact on record, it becomes the owner's instead of being inserted again.
 */
export async function insertPastContacts(tx: Sql, contacts: PastContact[]): Promise<void> {
  const handedOver = await handOver(
    tx,
    contacts.filter(
      (one): one is PastContact & { ownerId: number } => one.takesOver !== null && one.ownerId !== null,
    ),
  );
  const unknown = contacts.filter((one) => one.takesOver === null || !handedOver.has(one.partnerId));
  if (unknown.length === 0) return;
  await tx.query(
    `with t as (
       select * from unnest($1::timestamptz[], $2::int[], $3::int[], $4::int[], $5::int[], $6::text[], $7::text[], $8::date[])
                  as t(told_at, capture_id, touchpoint_id, partner_id, member_id, kind, word, occurred_on)),
     told as (insert into capture (id, member_id, source, made_at)
              select capture_id, member_id, 'import', told_at from t),
     held as (insert into touchpoint (id, capture_id, kind, word, occurred_on)
              select touchpoint_id, capture_id, kind, word, occurred_on from t),
     with_whom as (insert into touchpoint_partner (touchpoint_id, partner_id) select touchpoint_id, partner_id from t)
     insert into touchpoint_member (touchpoint_id, member_id)
     select touchpoint_id, member_id from t where member_id is not null`,
    [
      arrayText(unknown.map((one) => one.contact.toldAt)),
      arrayText(await nextIds(tx, 'capture', unknown.length)),
      arrayText(await nextIds(tx, 'touchpoint', unknown.length)),
      arrayText(unknown.map((one) => one.partnerId)),
      arrayText(unknown.map((one) => one.ownerId)),
      arrayText(unknown.map((one) => one.contact.kind)),
      arrayText(unknown.map((one) => one.contact.word)),
      arrayText(unknown.map((one) => one.contact.on)),
    ],
  );
}

/** Adds the new owners to contacts on record that have no member. Returns the partners with such a contact. */
async function handOver(tx: Sql, contacts: (PastContact & { ownerId: number })[]): Promise<Set<number>> {
  if (contacts.length === 0) return new Set();
  const rows = await tx.query<{ partnerId: number }>(
    `with t as (select * from unnest($1::int[], $2::int[], $3::text[], $4::date[])
                         as t(partner_id, member_id, kind, occurred_on)),
     mine as (
       select distinct on (t.partner_id) t.partner_id, t.member_id, p.id from t
         join touchpoint_partner tp on tp.partner_id = t.partner_id
         join touchpoint p on p.id = tp.touchpoint_id and p.occurred_on = t.occurred_on and p.kind = t.kind
        where p.withdrawn_at is null
          and not exists (select from touchpoint_member tm where tm.touchpoint_id = p.id)
        order by t.partner_id, p.id),
     handed as (insert into touchpoint_member (touchpoint_id, member_id) select id, member_id from mine)
     select partner_id as "partnerId" from mine`,
    [
      contacts.map((one) => one.partnerId),
      contacts.map((one) => one.ownerId),
      contacts.map((one) => one.contact.kind),
      contacts.map((one) => one.contact.on),
    ],
  );
  return new Set(rows.map((row) => row.partnerId));
}
