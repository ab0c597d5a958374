import type { Day } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import { placeInTier } from '../domain/tiers.ts';
import type { Tier } from '../domain/words.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { lockOwners } from './first-dues.ts';
import { insertRelationships } from './new-relationships.ts';
import { lockBook } from './partners.ts';
import { writeTrace } from './trace.ts';

export interface Colleague {
  id: number;
  name: string;
}

/** `gone`: not (any more) with this member, or nobody to take it. `full`: the colleague has room in no tier. */
export type HandedOver =
  | { ok: true; to: string }
  | { ok: false; why: 'gone' }
  | { ok: false; why: 'full'; to: string };

/** Slack offers 100 options in a menu. */
const colleaguesMax = 100;

/** Who of the member's branch could take a partner, by name. */
export async function loadColleagues(sql: Sql, member: Member): Promise<Colleague[]> {
  return sql.query<Colleague>(
    `select id, name from member where branch_id = $1 and state = 'active' and id <> $2
       and roles && '{member, manager, lead}' order by name, id limit $3`,
    [member.branch.id, member.id, colleaguesMax],
  );
}

/**
 * Gives a relationship to a colleague, with a first due of their own. Where the colleague looks after the partner already,
 * the giver's is archived instead, and one that rests with them or was archived begins anew. Said twice it is one.
 */
export async function handOver(
  db: Database,
  member: Member,
  partnerId: number,
  toId: number,
  { today, now }: { today: Day; now: Date },
): Promise<HandedOver> {
  return transaction(db, async (tx) => {
    await lockBook(tx, member.branch.id, 'with others');
    const to = await lockColleague(tx, member, toId, today);
    if (!to) return { ok: false, why: 'gone' };
    const [mine, theirs] = await lockBoth(tx, member, partnerId, toId);
    const lookedAfter = theirs !== undefined && !theirs.archived && theirs.tier !== 'resting';
    if (!mine || mine.archived) return lookedAfter ? { ok: true, to: to.name } : { ok: false, why: 'gone' };
    const tier = lookedAfter ? theirs.tier : await place(tx, mine.tier, to);
    // Resting with somebody who has no room, a partner would be looked after by nobody, and nobody would notice.
    if (tier === 'resting') return { ok: false, why: 'full', to: to.name };
    if (theirs) await tx.query('update relationship set archived_on = $2 where id = $1', [mine.id, today]);
    if (!lookedAfter) {
      const given = { partnerId, isNewPartner: false, ownerId: toId, tier, contact: null };
      await insertRelationships(
        tx,
        [{ ...given, takesOver: theirs ? null : mine.id, bringsBack: theirs?.id ?? null }],
        { branchId: member.branch.id, today, madeBy: member.id },
      );
    }
    await writeTrace(tx, {
      subject: 'relationship',
      subjectId: mine.id,
      action: 'handed over',
      madeBy: member.id,
      now,
      before: { ownerId: member.id, tier: mine.tier },
      after: { ownerId: toId, tier, ...(theirs ? { relationshipId: theirs.id } : {}) },
    });
    return { ok: true, to: to.name };
  });
}

/** The colleague, if active in the same branch, with both members locked in order of id, as all do who lock two of them. */
async function lockColleague(
  tx: Sql,
  member: Member,
  toId: number,
  today: Day,
): Promise<(Colleague & { meetingsPerWeek: number }) | null> {
  if (toId === member.id) return null;
  const [to] = await tx.query<Colleague & { meetingsPerWeek: number }>(
    `select id, name, meetings_per_week as "meetingsPerWeek" from member
      where id = $1 and branch_id = $2 and state = 'active'`,
    [toId, member.branch.id],
  );
  if (to) await lockOwners(tx, [member.id, toId], today);
  return to ?? null;
}

interface Owned {
  id: number;
  tier: Tier;
  archived: boolean;
}

async function lockBoth(
  tx: Sql,
  member: Member,
  partnerId: number,
  toId: number,
): Promise<[Owned | undefined, Owned | undefined]> {
  const rows = await tx.query<Owned & { ownerId: number }>(
    `select r.id, r.owner_id as "ownerId", r.tier, r.archived_on is not null as archived from relationship r
       join partner p on p.id = r.partner_id and p.merged_into is null
      where r.partner_id = $1 and r.owner_id = any($2::int[]) order by r.id for no key update of r`,
    [partnerId, [member.id, toId]],
  );
  return [rows.find((row) => row.ownerId === member.id), rows.find((row) => row.ownerId === toId)];
}

/**
 * The tier it had, or the next below that has room: to refuse would leave the partner with who lets go, while the new owner
 * can move them up any day.
 */
async function place(tx: Sql, tier: Tier, to: { id: number; meetingsPerWeek: number }): Promise<Tier> {
  const held = await tx.query<{ tier: Tier; held: number }>(
    `select tier, count(*)::int as held from relationship where owner_id = $1 and archived_on is null group by tier`,
    [to.id],
  );
  return placeInTier(tier, to.meetingsPerWeek, new Map(held.map((row) => [row.tier, row.held])));
}
