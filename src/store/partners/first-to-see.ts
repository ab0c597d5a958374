import type { Day } from '../../domain/days/day.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import type { Tier } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';

/** A partner of the member's own whom an import brought them. */
export interface Brought {
  relationshipId: number;
  partnerId: number;
  name: string;
  company: string | null;
}

/** Slack's maximum number of options in a menu. */
const shownMax = 100;

/**
 * Counts the resting partners that an import brought the member. 0 if the file gave anyone another tier: then its tiers are what
 * was meant.
 */
export async function countFirstToSee(sql: Sql, importId: number, memberId: number): Promise<number> {
  const [row] = await sql.query<{ resting: number; hasTiers: boolean }>(
    `select count(distinct r.id) filter (where r.owner_id = $2 and r.tier = 'resting' and r.archived_on is null)::int as resting,
            coalesce(bool_or(f.tier <> 'resting'), false) as "hasTiers"
       from relationship_fact f join relationship r on r.id = f.relationship_id
      where f.capture_id = $1 and f.withdrawn_at is null`,
    [importId, memberId],
  );
  return row!.hasTiers ? 0 : row!.resting;
}

/** Finds the resting ones among them whose name or company has these letters, by name. */
export const searchFirstToSee = (
  sql: Sql,
  importId: number,
  memberId: number,
  typed: string,
): Promise<Brought[]> =>
  sql.query<Brought>(
    `select r.id as "relationshipId", p.id as "partnerId", p.name, p.company
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.owner_id = $2 and r.tier = 'resting' and r.archived_on is null
        and exists (select from relationship_fact f
                     where f.relationship_id = r.id and f.capture_id = $1 and f.withdrawn_at is null)
        and strpos(p.name_key || ' ' || p.company_key, $3) > 0
      order by p.name_key, p.id limit ${shownMax}`,
    [importId, memberId, nameKey(typed)],
  );

/** Finds the chosen ones that are still the member's own, in any tier: after a second press they are already core. */
export const findFirstChosen = (
  sql: Sql,
  importId: number,
  memberId: number,
  relationshipIds: readonly number[],
): Promise<(Brought & { tier: Tier })[]> =>
  sql.query<Brought & { tier: Tier }>(
    `select r.id as "relationshipId", p.id as "partnerId", p.name, p.company, r.tier
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.id = any($3::int[]) and r.owner_id = $2 and r.archived_on is null
        and exists (select from relationship_fact f
                     where f.relationship_id = r.id and f.capture_id = $1 and f.withdrawn_at is null)
      order by array_position($3::int[], r.id)`,
    [importId, memberId, relationshipIds],
  );

/** The first day on which one of these relationships comes up; null if none does. */
export async function loadFirstDue(sql: Sql, relationshipIds: readonly number[]): Promise<Day | null> {
  const [row] = await sql.query<{ due: Day | null }>(
    'select min(touch_due) as due from relationship where id = any($1::int[])',
    [relationshipIds],
  );
  return row!.due;
}
