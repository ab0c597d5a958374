import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { AddedPartner } from '../../domain/partners/partner-line.ts';
import { capFor } from '../../domain/partners/tiers.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import type { Tier } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { lockOwners, writeFirstDues } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { DraftFinished, finishDraft } from '../touchpoints/drafts.ts';
import { writeTrace } from '../trace.ts';
import { addPartners, lockForAdding, nameKey } from './partners.ts';

/** `draftId`: the kept question that the adding answers. It is finished in the same step, so that it is answered once. */
interface When {
  today: Day;
  now: Date;
  draftId?: number;
}

/**
 * Adds named people to a member's book: as core while there is room, then keep in touch, then resting. Returns each
 * partner's tier.
 */
export async function addToBook(
  db: Database,
  member: Member,
  partners: NewPartner[],
  { today, now, draftId }: When,
): Promise<AddedPartner[]> {
  return transaction(db, async (tx) => {
    // Lock before reading anything, so that the second of two simultaneous lists counts what the first one added.
    await lockForAdding(tx, member, partners);
    await answerDraft(tx, draftId, now);
    const before = await ownPartnerIds(tx, member);
    const ids = await addPartners(tx, member, partners, 'core', today);
    const relationships = await tx.query<{ id: number }>(
      'select id from relationship where owner_id = $1 and partner_id = any($2::int[]) order by id for no key update',
      [member.id, ids],
    );
    await recomputeClocks(
      tx,
      relationships.map((row) => row.id),
    );
    const added = await loadEntries(tx, member, [...new Set(ids)]);
    for (const { partnerId, tier } of added.filter((one) => !before.has(one.partnerId))) {
      const trace = {
        subject: 'partner',
        subjectId: partnerId,
        action: 'added',
        madeBy: member.id,
        now,
      } as const;
      await writeTrace(tx, { ...trace, after: { tier } });
    }
    return added.map((partner) => ({ ...partner, added: !before.has(partner.partnerId) }));
  });
}

/** Loads these partners of a member's book, with when each is first due, in this order. */
export const loadEntries = (
  sql: Sql,
  member: Member,
  partnerIds: readonly number[],
): Promise<Omit<AddedPartner, 'added'>[]> =>
  sql.query(
    `select p.id as "partnerId", p.name, p.company, r.tier, r.touch_due as "touchDue", r.face_due as "faceDue"
       from relationship r join partner p on p.id = r.partner_id
      where r.owner_id = $1 and r.archived_on is null and p.id = any($2::int[]) order by array_position($2::int[], p.id)`,
    [member.id, partnerIds],
  );

async function answerDraft(tx: Sql, draftId: number | undefined, now: Date): Promise<void> {
  if (draftId !== undefined && !(await finishDraft(tx, draftId, now))) throw new DraftFinished();
}

async function ownPartnerIds(sql: Sql, member: Member): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    'select partner_id as id from relationship where owner_id = $1 and archived_on is null',
    [member.id],
  );
  return new Set(rows.map((row) => row.id));
}

/**
 * Adds named people to a member's book, and reactivates the ones resting in it: as core while there is room, then keep
 * in touch, with a first due like new partners. Returns the reactivated ones first.
 * @throws DraftFinished if the question was answered before. Nothing was saved.
 */
export async function addOrReactivate(
  db: Database,
  member: Member,
  partners: NewPartner[],
  when: When,
): Promise<AddedPartner[]> {
  const reactivated = await reactivate(db, member, partners, when);
  const others = partners.filter((_, index) => !reactivated.has(index));
  const added = others.length > 0 ? await addToBook(db, member, others, when) : [];
  return [...reactivated.values(), ...added];
}

/** Reactivates those resting in the member's book. Returns them by their index in the list. */
async function reactivate(
  db: Database,
  member: Member,
  partners: NewPartner[],
  { today, now, draftId }: When,
): Promise<Map<number, AddedPartner>> {
  return transaction(db, async (tx) => {
    // A second request waits here, and then finds them active.
    await lockOwners(tx, [member.id], today);
    const resting = await findResting(tx, member, partners);
    if (resting.size === 0) return new Map();
    await answerDraft(tx, draftId, now);
    const ids = [...new Set(resting.values())];
    const room = await coreRoom(tx, member);
    await setTier(tx, member, ids.slice(0, room), 'core', today);
    await setTier(tx, member, ids.slice(room), 'keep', today);
    await writeFirstDues(tx, member.id, ids, today);
    await recomputeClocks(tx, ids);
    const rows = await tx.query<Omit<AddedPartner, 'added'> & { id: number }>(
      `select r.id, p.id as "partnerId", p.name, p.company, r.tier, r.touch_due as "touchDue", r.face_due as "faceDue"
         from relationship r join partner p on p.id = r.partner_id where r.id = any($1::int[])`,
      [ids],
    );
    for (const { id, tier } of rows) {
      const trace = {
        subject: 'relationship',
        subjectId: id,
        action: 'tier',
        madeBy: member.id,
        now,
      } as const;
      await writeTrace(tx, { ...trace, before: { tier: 'resting' }, after: { tier } });
    }
    const shown = new Map(rows.map(({ id, ...partner }) => [id, { ...partner, added: true }]));
    return new Map([...resting].map(([index, id]) => [index, shown.get(id)!]));
  });
}

/** Finds resting partners like an addition would: by name, and by company if given. Locks them. */
async function findResting(tx: Sql, member: Member, partners: NewPartner[]): Promise<Map<number, number>> {
  const rows = await tx.query<{ id: number; partnerId: number; name: string; company: string }>(
    `select r.id, p.id as "partnerId", p.name_key as name, p.company_key as company
       from relationship r join partner p on p.id = r.partner_id
      where r.owner_id = $1 and r.archived_on is null and r.tier = 'resting' and p.merged_into is null
        and (p.name_key = any($2::text[]) or p.id = any($3::int[]))
      order by r.id for no key update of r`,
    [
      member.id,
      partners.map((partner) => nameKey(partner.name)),
      partners.flatMap(({ is }) => (typeof is === 'number' ? [is] : [])),
    ],
  );
  const found = new Map<number, number>();
  for (const [index, partner] of partners.entries()) {
    const company = nameKey(partner.company ?? '');
    const row = rows.find((one) =>
      partner.is === undefined
        ? one.name === nameKey(partner.name) &&
          (company === '' || one.company === '' || one.company === company)
        : one.partnerId === partner.is,
    );
    if (row) found.set(index, row.id);
  }
  return found;
}

async function setTier(tx: Sql, member: Member, ids: number[], tier: Tier, today: Day): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `with woken as (update relationship set tier = $2 where id = any($1::int[]) returning id)
     insert into relationship_fact (relationship_id, kind, on_day, tier, made_by)
     select id, 'tier', $3::date, $2, $4::int from woken order by id`,
    [ids, tier, today, member.id],
  );
}

async function coreRoom(tx: Sql, member: Member): Promise<number> {
  const [row] = await tx.query<{ held: number }>(
    `select count(*)::int as held from relationship where owner_id = $1 and tier = 'core' and archived_on is null`,
    [member.id],
  );
  return Math.max(0, (capFor('core', member.meetingsPerWeek) ?? 0) - (row?.held ?? 0));
}

/** Whether a member has no partner, or only resting ones. If so, Rapport asks for names. */
export async function isRestingBook(sql: Sql, member: Member): Promise<boolean> {
  const [row] = await sql.query<{ resting: boolean }>(
    `select not exists (select from relationship
                         where owner_id = $1 and archived_on is null and tier <> 'resting') as resting`,
    [member.id],
  );
  return row?.resting ?? false;
}
