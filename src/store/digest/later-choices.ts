import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Tier } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace, writeTraces } from '../trace.ts';

/** `later` only moves the next showing. `deal` silences the touch clock and `quiet` both clocks, each through `until`. */
interface Postponement {
  kind: 'later' | 'deal' | 'quiet';
  /** later: the day it shows again. deal, quiet: the last day. */
  until: Day;
}

/** A relationship, for its owner to change. */
interface OwnRelationship {
  id: number;
  partnerId: number;
  partnerName: string;
  tier: Tier;
}

/** Finds the member's own relationship with a partner. Null if they have none, or it is archived. */
export async function findOwnRelationship(
  sql: Sql,
  member: Member,
  partnerId: number,
): Promise<OwnRelationship | null> {
  const [row] = await sql.query<OwnRelationship>(
    `select r.id, r.partner_id as "partnerId", p.name as "partnerName", r.tier
       from relationship r join partner p on p.id = r.partner_id
      where r.owner_id = $1 and r.partner_id = $2 and r.archived_on is null and p.merged_into is null`,
    [member.id, partnerId],
  );
  return row ?? null;
}

/**
 * Postpones relationships, in one transaction. Replaces an earlier choice of the same day, so a double click or second
 * thought counts once. Returns the names of partners whose relationship the member has: of any other, nothing changes.
 */
export async function postpone(
  db: Database,
  member: Member,
  partnerIds: readonly number[],
  { kind, until }: Postponement,
  today: Day,
  now: Date,
): Promise<string[]> {
  return transaction(db, async (tx) => {
    const own = await tx.query<{ id: number; name: string }>(
      `select r.id, p.name from relationship r join partner p on p.id = r.partner_id
        where r.owner_id = $1 and r.partner_id = any($2::int[]) and r.archived_on is null
        order by r.id for no key update of r`,
      [member.id, partnerIds],
    );
    const same = await tx.query<{ id: number }>(
      `select relationship_id as id from relationship_fact
        where relationship_id = any($1::int[]) and made_by = $2 and on_day = $3 and withdrawn_at is null
          and kind = $4 and until_day = $5`,
      [own.map(({ id }) => id), member.id, today, kind, until],
    );
    const done = new Set(same.map(({ id }) => id));
    const ids = own.map(({ id }) => id).filter((id) => !done.has(id));
    if (ids.length > 0) {
      await tx.query(
        `update relationship_fact set withdrawn_at = $4
          where relationship_id = any($1::int[]) and made_by = $2 and on_day = $3 and withdrawn_at is null
            and kind in ('later', 'deal', 'quiet')`,
        [ids, member.id, today, now],
      );
      await tx.query(
        `insert into relationship_fact (relationship_id, kind, on_day, until_day, made_by, made_at)
         select id, $2, $3, $4, $5, $6 from unnest($1::int[]) as id order by id`,
        [ids, kind, today, until, member.id, now],
      );
      await writeTraces(tx, ids, {
        subject: 'relationship',
        action: kind,
        madeBy: member.id,
        now,
        after: { until },
      });
      await recomputeClocks(tx, ids);
    }
    return own.map(({ name }) => name);
  });
}

/**
 * Takes back the member's postponement on the day of this fact, even if another choice has replaced it. Returns false if
 * the member does not (or no longer) have this relationship.
 */
export async function takeBackLater(
  db: Database,
  member: Member,
  partnerId: number,
  factId: number,
  now: Date,
): Promise<boolean> {
  return changeOwn(db, member, partnerId, async (tx, id) => {
    const rows = await tx.query(
      `update relationship_fact set withdrawn_at = $4
        where relationship_id = $1 and made_by = $3 and withdrawn_at is null and kind in ('later', 'deal', 'quiet')
          and on_day = (select on_day from relationship_fact where id = $2 and relationship_id = $1)
        returning id`,
      [id, factId, member.id, now],
    );
    if (rows.length === 0) return;
    await writeTrace(tx, {
      subject: 'relationship',
      subjectId: id,
      action: 'later undone',
      madeBy: member.id,
      now,
    });
  });
}

/** Changes a relationship's facts: locks its row first, recomputes its clocks afterward. */
async function changeOwn(
  db: Database,
  member: Member,
  partnerId: number,
  change: (tx: Sql, relationshipId: number) => Promise<void>,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `select id from relationship where owner_id = $1 and partner_id = $2 and archived_on is null
          for no key update`,
      [member.id, partnerId],
    );
    if (!row) return false;
    await change(tx, row.id);
    await recomputeClocks(tx, [row.id]);
    return true;
  });
}
