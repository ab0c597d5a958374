import { type Clocks, foldClocks } from '../../domain/clocks/clocks.ts';
import type { Fact, Settlement } from '../../domain/clocks/facts.ts';
import type { WorkCalendar } from '../../domain/days/calendar.ts';
import type { Day, Weekday } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import type { Tier, TouchpointKind } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';

/** Everything that determines the clocks of one relationship. */
export interface RelationshipFacts {
  id: number;
  partnerId: number;
  ownerId: number;
  tier: Tier;
  calendar: WorkCalendar;
  facts: Fact[];
}

/** A row of `relationship_fact`. */
interface DatedFact {
  kind: string;
  on: Day;
  until: Day | null;
  face: Day | null;
  tier: Tier | null;
  seq: number;
}

interface Row {
  id: number;
  partnerId: number;
  ownerId: number;
  tier: Tier;
  workdays: Weekday[];
  region: string | null;
  daysOff: Day[];
  holidayChanges: string[];
  away: { from: Day; to: Day }[];
  dated: DatedFact[];
  touchpoints: [kind: TouchpointKind, on: Day, id: number][];
  attempts: Day[];
  plans: {
    kind: TouchpointKind;
    on: Day;
    plannedOn: Day;
    id: string;
    how: string | null;
    settledOn: Day | null;
  }[];
}

/** The largest list that keeps a cached query plan: a person's morning list, with room to spare. */
const fewIds = 50;

/**
 * Loads the facts of owned relationships in one query. A touchpoint counts for an owner who was there, and for an absent
 * owner whose cover was there.
 */
export async function loadFacts(sql: Sql, relationshipIds: number[]): Promise<RelationshipFacts[]> {
  if (relationshipIds.length === 0) return [];
  // Most captures move one relationship, and a morning's list has a handful. Postgres keeps its plan for a single id, and
  // for a short array whose length is hidden from it. For an import's thousands it must plan again, as it does for arrays.
  const isOne = relationshipIds.length === 1;
  const ids = relationshipIds.length <= fewIds ? '(select $1::int[])::int[]' : '$1::int[]';
  const rows = await sql.query<Row>(
    `select r.id, r.partner_id as "partnerId", r.owner_id as "ownerId", r.tier, m.workdays, b.region, b.days_off::text[] as "daysOff", b.holiday_changes as "holidayChanges",
       (select coalesce(json_agg(json_build_object('from', a.from_day, 'to', a.to_day)), '[]')
          from absence a where a.member_id = r.owner_id) as away,
       (select coalesce(json_agg(json_build_object('kind', f.kind, 'on', f.on_day, 'until', f.until_day,
                 'face', f.face_day, 'tier', f.tier, 'seq', f.id)), '[]')
          from relationship_fact f where f.relationship_id = r.id and f.withdrawn_at is null
           and f.kind <> 'archived') as dated,
       (select coalesce(json_agg(json_build_array(t.kind, t.occurred_on, t.id)), '[]')
          from touchpoint_partner tp
          join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
         where tp.partner_id = r.partner_id
           and exists (select from touchpoint_member tm where tm.touchpoint_id = t.id
                          and (tm.member_id = r.owner_id
                               or exists (select from absence a
                                           where a.member_id = r.owner_id and a.cover_id = tm.member_id
                                             and t.occurred_on between a.from_day and a.to_day)))) as touchpoints,
       (select coalesce(json_agg(a.tried_on), '[]') from attempt a
         where a.partner_id = r.partner_id and a.member_id = r.owner_id and a.withdrawn_at is null) as attempts,
       (select coalesce(json_agg(json_build_object('kind', p.kind, 'on', p.made_on, 'plannedOn', p.planned_on,
                 'id', p.id::text, 'how', p.settled, 'settledOn', p.settled_on)), '[]')
          from plan p
         where p.partner_id = r.partner_id and p.member_id = r.owner_id and p.withdrawn_at is null) as plans
     from relationship r
     join member m on m.id = r.owner_id
     join branch b on b.id = m.branch_id
    where r.id = ${isOne ? '$1' : `any(${ids})`}
    order by r.id`,
    [isOne ? relationshipIds[0] : relationshipIds],
  );
  return rows.map(({ id, partnerId, ownerId, tier, ...row }) => ({
    id,
    partnerId,
    ownerId,
    tier,
    calendar: {
      weekdays: new Set(row.workdays),
      isHoliday: holidaysOf(row),
      away: row.away,
    },
    facts: [
      ...row.dated.map(toFact),
      ...row.touchpoints.map(([kind, on, id]): Fact => ({ type: 'touchpoint', kind, on, id: String(id) })),
      ...row.attempts.map((on): Fact => ({ type: 'attempt', on })),
      ...row.plans.map(
        ({ how, settledOn, ...plan }): Fact => ({
          type: 'plan',
          ...plan,
          ...(how && settledOn ? { settled: { how: how as Settlement['how'], on: settledOn } } : {}),
        }),
      ),
    ],
  }));
}

/** @throws for a kind that the clocks do not fold, such as `archived` */
export function toFact(row: DatedFact): Fact {
  const { on, seq } = row;
  const until = row.until ?? on;
  switch (row.kind) {
    case 'entered':
      return { type: 'entered', tier: row.tier ?? 'resting', on, seq };
    case 'first due':
      return { type: 'first due', touchDue: until, faceDue: row.face, on, seq };
    case 'tier':
      return { type: 'tier', tier: row.tier ?? 'resting', on, seq };
    case 'owner':
    case 'recommit':
      return { type: row.kind, on, seq };
    case 'deal':
    case 'quiet':
      return { type: row.kind, until, on, seq };
    case 'later':
      return { type: 'postponement', until, on, seq };
    default:
      throw new Error(`relationship_fact ${seq} has an unknown kind: ${row.kind}`);
  }
}

/** The members, partners and day of a contact. They determine which relationships it can move. */
export interface Contact {
  partnerIds: number[];
  memberIds: number[];
  on: Day;
}

/** A relationship whose row this transaction has locked. */
export interface LockedRelationship {
  id: number;
  partnerId: number;
  ownerId: number;
  isArchived: boolean;
}

/**
 * Locks the relationships that these contacts can move: those of the members with the partners, and those of absent
 * members they cover that day. One statement, in id order, so that two captures cannot deadlock. `after`: a member to lock
 * first. It then sees the book as it was before the wait for that lock: a relationship that the member got meanwhile is
 * not among those locked.
 */
export async function lockRelationships(
  sql: Sql,
  contacts: Contact[],
  { after }: { after?: number } = {},
): Promise<LockedRelationship[]> {
  const partnerIds = [...new Set(contacts.flatMap((contact) => contact.partnerIds))];
  const memberIds = [...new Set(contacts.flatMap((contact) => contact.memberIds))];
  const days = [...new Set(contacts.map((contact) => contact.on))];
  // "(select $1::int[])" hides the array's length from the planner, which would otherwise plan again for each capture.
  const moved = `
      where partner_id = any((select $1::int[])::int[])
        and (owner_id = any((select $2::int[])::int[])
             or owner_id in (select a.member_id from absence a, unnest($3::date[]) as day
                              where a.cover_id = any((select $2::int[])::int[])
                                and day between a.from_day and a.to_day))`;
  const columns = `id, partner_id as "partnerId", owner_id as "ownerId", archived_on is not null as "isArchived"`;
  if (after === undefined)
    return sql.query<LockedRelationship>(
      `select ${columns} from relationship ${moved} order by id for no key update`,
      [partnerIds, memberIds, days],
    );
  // A row is locked only after all conditions held for it, and the last one waits for the member.
  return sql.query<LockedRelationship>(
    `with first as materialized (select id from member where id = $4 for no key update)
     select ${columns} from relationship ${moved} and (select id from first) is not null
      order by id for no key update`,
    [partnerIds, memberIds, days, after],
  );
}

/** `recomputeClocks` for the relationships that `lockRelationships` returned. */
export const recomputeLockedClocks = (sql: Sql, locked: LockedRelationship[]): Promise<Map<number, Clocks>> =>
  recomputeClocks(
    sql,
    locked.map(({ id }) => id),
  );

/**
 * Folds the current facts and rewrites the stored dates. The caller holds the rows' locks, so that a fold of older facts
 * cannot overwrite a newer one.
 */
export async function recomputeClocks(sql: Sql, relationshipIds: number[]): Promise<Map<number, Clocks>> {
  const clocks = new Map<number, Clocks>();
  for (const one of await loadFacts(sql, relationshipIds))
    clocks.set(one.id, foldClocks(one.facts, one.calendar));
  await storeClocks(sql, clocks);
  return clocks;
}

async function storeClocks(sql: Sql, clocks: ReadonlyMap<number, Clocks>): Promise<void> {
  if (clocks.size > 0) await sql.query(storingClocks(1), storedClocks(clocks));
}

/** SQL that stores clocks. Its eight parameters are those of `storedClocks`, from `first` on. */
export function storingClocks(first: number): string {
  const [ids, tiers, ...days] = Array.from({ length: 8 }, (_, index) => `$${first + index}`);
  // "(select …)" hides the array's length as above, so that Postgres keeps the plan.
  return `
     update relationship r
        set tier = c.tier, touch_due = c.touch_due, touch_grace = c.touch_grace, face_due = c.face_due,
            face_grace = c.face_grace, last_touch_on = c.last_touch_on, last_face_on = c.last_face_on
       from unnest((select ${ids}::int[]), ${tiers}::text[], ${days.map((day) => `${day}::date[]`).join(', ')})
         as c(id, tier, touch_due, touch_grace, face_due, face_grace, last_touch_on, last_face_on)
      where r.id = c.id`;
}

/** The values of `storingClocks`. */
export function storedClocks(clocks: ReadonlyMap<number, Clocks>) {
  const all = [...clocks.values()];
  return [
    [...clocks.keys()],
    all.map((one) => one.tier),
    all.map((one) => one.touch?.due ?? null),
    all.map((one) => one.touch?.graceEnds ?? null),
    all.map((one) => one.face?.due ?? null),
    all.map((one) => one.face?.graceEnds ?? null),
    all.map((one) => one.lastTouch?.on ?? null),
    all.map((one) => one.lastFace?.on ?? null),
  ] as const;
}
