import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { FitAnswer, PartnerFields } from '../../domain/partners/card.ts';
import { changedFields } from '../../domain/partners/partner-fields.ts';
import { numbersIn } from '../../domain/partners/phone-numbers.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import type { Tier } from '../../domain/words.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { nextIds } from '../db/next-ids.ts';
import { writeTrace } from '../trace.ts';
import { insertRelationships } from './new-relationships.ts';
import { insertPartners, lockForAdding } from './partners.ts';
import { makeRoom } from './relationship-changes.ts';
import { findFull, type Holder, whoMakesRoom } from './tier-room.ts';

/** `stale`: someone else has changed the fields since the form was opened. Has the current fields, and who changed them. */
export type Edited =
  | { how: 'saved'; traceId: number }
  | { how: 'same' }
  | { how: 'gone' }
  | { how: 'stale'; now: PartnerFields; version: number; by: string | null };

export const fieldColumns = 'name, company, kind, phone, email, growing, birthday, anniversary, version';

/**
 * Saves a partner's fields, if `version` is still the one the form showed. A partner who changes companies stays the same
 * partner. The previous texts are kept with the trace.
 */
export async function editPartner(
  db: Database,
  member: Member,
  partnerId: number,
  { version, fields }: { version: number; fields: PartnerFields },
  now: Date,
): Promise<Edited> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<PartnerFields & { version: number }>(
      `select ${fieldColumns} from partner where id = $1 and merged_into is null for no key update`,
      [partnerId],
    );
    if (!row) return { how: 'gone' };
    const { version: current, ...before } = row;
    const changes = changedFields(before, fields);
    if (changes.length === 0) return { how: 'same' };
    if (current !== version)
      return { how: 'stale', now: before, version: current, by: await lastEditor(tx, partnerId) };
    await writeFields(tx, partnerId, fields, dayIn(member.timeZone, now));
    const traceId = await writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action: 'edited',
      madeBy: member.id,
      now,
      after: { fields: changes.map((change) => change.field), version: current + 1 },
      texts: changes,
    });
    return { how: 'saved', traceId };
  });
}

/** Writes all editable fields. Also used to undo an edit. */
export async function writeFields(
  tx: Sql,
  partnerId: number,
  fields: PartnerFields,
  today: Day,
): Promise<void> {
  await tx.query(
    `update partner set name = $2, company = $3, kind = $4, phone = $5, email = $6, growing = $7, birthday = $8,
            anniversary = $9, name_key = $10, company_key = $11, phone_numbers = $13, version = version + 1,
            growing_on = case when growing is distinct from $7 then $12::date else growing_on end
      where id = $1`,
    [
      partnerId,
      fields.name,
      fields.company,
      fields.kind,
      fields.phone,
      fields.email,
      fields.growing,
      fields.birthday,
      fields.anniversary,
      nameKey(fields.name),
      nameKey(fields.company ?? ''),
      today,
      numbersIn(fields.phone),
    ],
  );
}

async function lastEditor(tx: Sql, partnerId: number): Promise<string | null> {
  const [row] = await tx.query<{ name: string }>(
    `select m.name from trace t join member m on m.id = t.made_by
      where t.subject = 'partner' and t.subject_id = $1 order by t.id desc limit 1`,
    [partnerId],
  );
  return row?.name ?? null;
}

/** `full`: the chosen tier has no room. */
export type Added =
  | { how: 'added'; partnerId: number; traceId: number }
  | { how: 'full'; tier: Tier; cap: number; holders: Holder[] };

/**
 * Adds a person to the branch and to the member's book. The caller has already looked for duplicates (`findSame`); two
 * people who add the same person at once can still create two. If the tier is full, `moveDown` is the relationship that
 * makes room. Idempotent per request key.
 */
export async function addPartner(
  db: Database,
  member: Member,
  adding: { fields: PartnerFields; tier: Tier; requestKey: string; moveDown?: number | null },
  { today, now }: { today: Day; now: Date },
): Promise<Added> {
  const { fields, tier, requestKey } = adding;
  return transaction(db, async (tx) => {
    await lockForAdding(tx, member, [{ name: fields.name, company: fields.company }]);
    const [known] = await tx.query<{ partnerId: number; traceId: number }>(
      `select subject_id as "partnerId", id as "traceId" from trace
        where subject = 'partner' and action = 'added' and made_by = $1 and after->>'request' = $2`,
      [member.id, requestKey],
    );
    if (known) return { how: 'added', ...known };
    const full = await findFull(tx, member, tier);
    const moved = full && whoMakesRoom(full, adding.moveDown, member.meetingsPerWeek);
    if (full && !moved) return full;
    if (moved) await makeRoom(tx, member, moved, tier, { today, now });
    const [id] = await nextIds(tx, 'partner', 1);
    await insertPartners(tx, member.branch.id, [{ id: id!, ...fields }], today);
    await tx.query('update partner set birthday = $2, anniversary = $3 where id = $1', [
      id,
      fields.birthday,
      fields.anniversary,
    ]);
    await insertRelationships(
      tx,
      [{ partnerId: id!, isNewPartner: true, ownerId: member.id, tier, contact: null, takesOver: null }],
      { branchId: member.branch.id, today, madeBy: member.id },
    );
    const traceId = await writeTrace(tx, {
      subject: 'partner',
      subjectId: id!,
      action: 'added',
      madeBy: member.id,
      now,
      after: { tier, request: requestKey },
    });
    return { how: 'added', partnerId: id!, traceId };
  });
}

/** Saves a partner's fit: which of the four questions were answered yes. Null if the partner no longer exists. */
export async function setFit(
  db: Database,
  by: Member,
  partnerId: number,
  answers: readonly FitAnswer[],
  { today, now }: { today: Day; now: Date },
): Promise<{ traceId: number } | null> {
  return transaction(db, async (tx) => {
    const [before] = await tx.query<{ fit: FitAnswer[]; fitOn: Day | null }>(
      `select fit, fit_on as "fitOn" from partner where id = $1 and merged_into is null for no key update`,
      [partnerId],
    );
    if (!before) return null;
    await tx.query('update partner set fit = $2, fit_on = $3 where id = $1', [partnerId, answers, today]);
    const traceId = await writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action: 'fit',
      madeBy: by.id,
      now,
      before,
      after: { fit: answers },
    });
    return { traceId };
  });
}
