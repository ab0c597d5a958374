import type { Day } from '../../domain/days/day.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import type { EditableField } from '../../domain/partners/partner-fields.ts';
import type { Sql } from '../db/database.ts';
import type { PartnerImport } from '../partners/imports.ts';
import { writeFields } from '../partners/partner-edit.ts';
import type { ChangedText } from '../trace.ts';

/** Puts back what was in a field before the import filled it, unless it has changed since. */
export async function emptyFilled(
  tx: Sql,
  { memberId, madeAt }: PartnerImport,
  partnerIds: readonly number[],
  { today, now }: { today: Day; now: Date },
): Promise<void> {
  const filled = await tx.query<PartnerFields & { id: number; traceId: number; texts: ChangedText[] }>(
    `select p.id, p.name, p.company, p.kind, p.phone, p.email, p.growing, p.birthday, p.anniversary, t.id as "traceId",
            (select coalesce(json_agg(json_build_object('field', x.field, 'before', x.before, 'after', x.after)), '[]')
               from trace_text x where x.trace_id = t.id) as texts
       from partner p
       join trace t on t.subject = 'partner' and t.subject_id = p.id and t.action = 'edited' and t.undone_at is null
        and t.made_at = $2 and t.made_by is not distinct from $3 and t.after->>'source' = 'import'
      where p.id = any($1::int[]) and p.merged_into is null order by t.id desc`,
    [partnerIds, madeAt, memberId],
  );
  const emptied = new Map<number, Record<EditableField, string | null>>();
  for (const { id: partnerId, traceId: _, texts, ...before } of filled) {
    const fields = emptied.get(partnerId) ?? ({ ...before } as Record<EditableField, string | null>);
    for (const { field, before: was, after } of texts)
      if (fields[field as EditableField] === after) fields[field as EditableField] = was;
    emptied.set(partnerId, fields);
  }
  for (const [partnerId, fields] of emptied)
    await writeFields(tx, partnerId, fields as unknown as PartnerFields, today);
  await tx.query('update trace set undone_at = $2 where id = any($1::int[])', [
    filled.map((one) => one.traceId),
    now,
  ]);
}
