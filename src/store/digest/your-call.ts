import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { checkCap } from '../../domain/partners/tiers.ts';
import type { Tier } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { lockOwners, writeFirstDues } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';

/** A member's decision about a relationship in the state "your call". */
export type Decision = { what: 'recommit' } | { what: 'tier'; tier: Tier } | { what: 'archive' };

/** `gone`: the member does not (or no longer) have this relationship. `full`: over the cap; lists the tier's partners. */
export type Decided =
  | { ok: true }
  | { ok: false; why: 'gone' }
  | { ok: false; why: 'full'; tier: Tier; cap: number; holders: string[] };

interface Own {
  id: number;
  partnerId: number;
  tier: Tier;
}

/**
 * Applies a decision about a relationship, once a day. A double click, or a second choice in a list that still shows the
 * menu, changes nothing: the line shows the first decision with its Undo. Everything it writes refers to one capture.
 */
export async function decide(
  db: Database,
  member: Member,
  partnerId: number,
  decision: Decision,
  { today, now, nudgeId }: { today: Day; now: Date; nudgeId: number | null },
): Promise<Decided> {
  return transaction(db, async (tx) => {
    // Lock the owner before the relationship, in the same order as all code that assigns first dues or checks caps.
    await lockOwners(tx, [member.id], today);
    const key = `your-call:${member.id}:${partnerId}:${today}`;
    const own = await lockOwn(tx, member, partnerId);
    if (await isDecided(tx, key)) return { ok: true };
    // A resting partner is reactivated by name, with a first due, never by an outdated menu.
    if (!own || own.tier === 'resting') return { ok: false, why: 'gone' };
    if (decision.what === 'tier') {
      if (decision.tier === own.tier) return { ok: true };
      const full = await findFull(tx, member, decision.tier);
      if (full) return full;
    }
    const captureId = await insertCapture(tx, key, member, nudgeId, now);
    await writeDecision(tx, own, member, decision, captureId, today, now);
    await recomputeClocks(tx, [own.id]);
    await writeTrace(tx, {
      subject: 'relationship',
      subjectId: own.id,
      action: decision.what,
      madeBy: member.id,
      now,
      before: { tier: own.tier },
      after: { captureId, ...(decision.what === 'tier' ? { tier: decision.tier } : {}) },
    });
    return { ok: true };
  });
}

/** Takes back a whole decision; idempotent. Returns false if it is not this member's decision. */
export async function takeBackDecision(
  db: Database,
  member: Member,
  captureId: number,
  today: Day,
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockOwners(tx, [member.id], today);
    const [own] = await tx.query<{ id: number; undone: boolean }>(
      `select r.id, k.undone_at is not null as undone
         from capture k join relationship_fact f on f.capture_id = k.id
         join relationship r on r.id = f.relationship_id and r.owner_id = k.member_id
        where k.id = $1 and k.member_id = $2 and f.made_by = $2 and f.kind in ('recommit', 'tier', 'archived')
        limit 1 for no key update of r`,
      [captureId, member.id],
    );
    if (!own) return false;
    const rows = await tx.query(
      `with undone as (update capture set undone_at = $2, request_key = null where id = $1 and undone_at is null returning id)
       update relationship_fact f set withdrawn_at = $2 from undone
        where f.capture_id = undone.id and f.withdrawn_at is null returning f.id`,
      [captureId, now],
    );
    if (rows.length === 0) return true;
    // Unarchives only if this decision archived it. If it was restored in the meantime, there is nothing to unarchive.
    await tx.query(
      `update relationship r set archived_on = null
        where r.id = $1 and exists (select from relationship_fact f where f.relationship_id = r.id
                                      and f.capture_id = $2 and f.kind = 'archived' and f.on_day = r.archived_on)`,
      [own.id, captureId],
    );
    await recomputeClocks(tx, [own.id]);
    await writeTrace(tx, {
      subject: 'relationship',
      subjectId: own.id,
      action: 'decision undone',
      madeBy: member.id,
      now,
      before: { captureId },
    });
    return true;
  });
}

async function lockOwn(tx: Sql, member: Member, partnerId: number): Promise<Own | null> {
  const [own] = await tx.query<Own>(
    `select r.id, r.partner_id as "partnerId", r.tier from relationship r
       join partner p on p.id = r.partner_id and p.merged_into is null
      where r.owner_id = $1 and r.partner_id = $2 and r.archived_on is null for no key update of r`,
    [member.id, partnerId],
  );
  return own ?? null;
}

const isDecided = async (tx: Sql, key: string): Promise<boolean> =>
  (await tx.query('select id from capture where request_key = $1', [key])).length > 0;

async function findFull(tx: Sql, member: Member, tier: Tier): Promise<Decided | null> {
  const holders = await tx.query<{ name: string }>(
    `select p.name from relationship r join partner p on p.id = r.partner_id
      where r.owner_id = $1 and r.tier = $2 and r.archived_on is null order by p.name, r.id`,
    [member.id, tier],
  );
  const check = checkCap(tier, member.meetingsPerWeek, holders.length);
  if (check.ok) return null;
  return { ok: false, why: 'full', tier, cap: check.cap, holders: holders.map(({ name }) => name) };
}

async function insertCapture(
  tx: Sql,
  key: string,
  member: Member,
  nudgeId: number | null,
  now: Date,
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into capture (request_key, member_id, source, nudge_id, made_at) values ($1, $2, 'tap', $3, $4) returning id`,
    [key, member.id, nudgeId, now],
  );
  return row!.id;
}

async function writeDecision(
  tx: Sql,
  own: Own,
  member: Member,
  decision: Decision,
  captureId: number,
  today: Day,
  now: Date,
): Promise<void> {
  const kind = decision.what === 'archive' ? 'archived' : decision.what;
  await tx.query(
    `insert into relationship_fact (relationship_id, kind, on_day, tier, made_by, made_at, capture_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [own.id, kind, today, decision.what === 'tier' ? decision.tier : null, member.id, now, captureId],
  );
  if (decision.what === 'recommit') await writeFirstDues(tx, member.id, [own.id], today, captureId);
  if (decision.what === 'archive')
    await tx.query('update relationship set archived_on = $2 where id = $1', [own.id, today]);
}
