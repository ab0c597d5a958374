import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { checkCap } from '../../domain/partners/tiers.ts';
import type { Tier } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';

/** A partner in a full tier, one of the choices for making room. */
export interface Holder {
  relationshipId: number;
  partnerName: string;
  lastTouchOn: Day | null;
}

/** Loads how full an owner's tiers are, for choosing another one. Null if the relationship is archived or has no owner. */
export async function loadLoad(sql: Sql, relationshipId: number): Promise<Load | null> {
  const [row] = await sql.query<Omit<Load, 'held'> & { held: [Tier, number][] }>(
    `select r.owner_id as "ownerId", m.name as "ownerName", r.tier, m.meetings_per_week as "meetingsPerWeek",
            (select coalesce(json_agg(json_build_array(h.tier, h.held)), '[]') from (
               select tier, count(*)::int as held from relationship
                where owner_id = r.owner_id and archived_on is null group by tier) h) as held
       from relationship r join member m on m.id = r.owner_id where r.id = $1 and r.archived_on is null`,
    [relationshipId],
  );
  return row ? { ...row, held: new Map(row.held) } : null;
}

export interface Load {
  ownerId: number;
  ownerName: string;
  tier: Tier;
  meetingsPerWeek: number;
  held: ReadonlyMap<Tier, number>;
}

/** Returns a full tier's holders, longest unseen first. Null if there is room. The caller has locked the member. */
export async function findFull(
  tx: Sql,
  member: Pick<Member, 'id' | 'meetingsPerWeek'>,
  tier: Tier,
): Promise<{ how: 'full'; tier: Tier; cap: number; holders: Holder[] } | null> {
  const holders = await loadHolders(tx, member.id, tier);
  const check = checkCap(tier, member.meetingsPerWeek, holders.length);
  return check.ok ? null : { how: 'full', tier, cap: check.cap, holders };
}

const loadHolders = (tx: Sql, ownerId: number, tier: Tier): Promise<Holder[]> =>
  tier === 'resting'
    ? Promise.resolve([])
    : tx.query<Holder>(
        `select r.id as "relationshipId", p.name as "partnerName", r.last_touch_on as "lastTouchOn"
           from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
          where r.owner_id = $1 and r.tier = $2 and r.archived_on is null
          order by r.last_touch_on nulls first, p.name, r.id`,
        [ownerId, tier],
      );

/** Returns the holder chosen to move down. Null if none of them was chosen, or moving one would not make enough room. */
export function whoMakesRoom(
  { tier, holders }: { tier: Tier; holders: readonly Holder[] },
  chosenId: number | null | undefined,
  meetingsPerWeek: number,
): Holder | null {
  const chosen = holders.find((holder) => holder.relationshipId === chosenId);
  return chosen && checkCap(tier, meetingsPerWeek, holders.length - 1).ok ? chosen : null;
}
