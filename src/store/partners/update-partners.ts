import type { PartnerFields } from '../../domain/partners/card.ts';
import { changedFields } from '../../domain/partners/partner-fields.ts';
import { numbersIn } from '../../domain/partners/phone-numbers.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import { arrayText } from '../db/array-text.ts';
import type { Sql } from '../db/database.ts';

export interface UpdatedPartner {
  id: number;
  before: PartnerFields;
  after: PartnerFields;
}

/**
 * Writes what an import changes of partners, each with a trace of its own that has the texts before and after. One whom someone
 * else has edited since `before` was read keeps that edit, and nothing of the file.
 * @returns how many were changed
 */
export async function updatePartners(
  tx: Sql,
  partners: readonly UpdatedPartner[],
  { madeBy, now }: { madeBy: number | null; now: Date },
): Promise<number> {
  if (partners.length === 0) return 0;
  const changes = partners.flatMap(({ id, before, after }) =>
    changedFields(before, after).map((change) => ({ id, ...change })),
  );
  const rows = await tx.query<{ id: number }>(
    `with held as (
       select p.id from partner p
         join unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
           as o(id, company, kind, phone, email, growing, birthday, anniversary) on o.id = p.id
        where p.erased_at is null and p.merged_into is null
          and (p.company, p.kind, p.phone, p.email, p.growing, p.birthday, p.anniversary)
              is not distinct from (o.company, o.kind, o.phone, o.email, o.growing, o.birthday, o.anniversary)
        order by p.id for no key update of p),
     updated as (
       update partner p
          set company = n.company, company_key = n.company_key, kind = n.kind, phone = n.phone, email = n.email,
              growing = n.growing, birthday = n.birthday, anniversary = n.anniversary,
              phone_numbers = string_to_array(n.phone_numbers, ' '), version = p.version + 1
         from held
         join unnest($3::int[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
                     $18::text[], $19::text[])
           as n(id, company, company_key, phone_numbers, kind, phone, email, growing, birthday, anniversary) on n.id = held.id
        where p.id = n.id returning p.id, p.version),
     change as (
       select * from unnest($20::int[], $21::text[], $22::text[], $23::text[]) as c(id, field, before, after)),
     traced as (
       insert into trace (made_at, made_by, subject, subject_id, action, after)
       select $1::timestamptz, $2::int, 'partner', u.id, 'edited',
              jsonb_build_object('version', u.version, 'source', 'import',
                                 'fields', (select jsonb_agg(c.field) from change c where c.id = u.id))
         from updated u order by u.id returning id, subject_id),
     texts as (
       insert into trace_text (trace_id, field, before, after)
       select t.id, c.field, c.before, c.after from traced t join change c on c.id = t.subject_id)
     select id from updated`,
    [
      now,
      madeBy,
      arrayText(partners.map(({ id }) => id)),
      arrayText(partners.map(({ before }) => before.company)),
      ...columnsOf(partners.map(({ before }) => before)),
      arrayText(partners.map(({ after }) => after.company)),
      arrayText(partners.map(({ after }) => nameKey(after.company ?? ''))),
      arrayText(partners.map(({ after }) => numbersIn(after.phone).join(' '))),
      ...columnsOf(partners.map(({ after }) => after)),
      arrayText(changes.map(({ id }) => id)),
      arrayText(changes.map(({ field }) => field)),
      arrayText(changes.map(({ before }) => before)),
      arrayText(changes.map(({ after }) => after)),
    ],
  );
  return rows.length;
}

const columnsOf = (all: readonly PartnerFields[]) =>
  [
    arrayText(all.map(({ kind }) => kind)),
    arrayText(all.map(({ phone }) => phone)),
    arrayText(all.map(({ email }) => email)),
    arrayText(all.map(({ growing }) => growing)),
    arrayText(all.map(({ birthday }) => birthday)),
    arrayText(all.map(({ anniversary }) => anniversary)),
  ] as const;
