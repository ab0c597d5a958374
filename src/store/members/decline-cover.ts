import { z } from 'zod';
import type { Day } from '../../domain/days/day.ts';
import { dayIn } from '../../domain/days/day.ts';
import { isTooLateToArrange } from '../../domain/members/covering.ts';
import type { Member } from '../../domain/members/member.ts';
import { coverWantedDays } from '../../domain/policy.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { calendarOf } from '../digest/digest.ts';
import { dayInTrace, writeTrace } from '../trace.ts';
import { findOverseer } from './audience.ts';
import { type Covering, findCovering } from './covering.ts';
import { findMemberById } from './members.ts';

/** `trace.action` of "I can't"; `before` and `after` have the absence. */
const declined = 'cover declined';
/** `nudge.post` of the message that asks who else could cover; its subject is the trace. */
const post = 'cover wanted';

/**
 * Takes someone off an absence that they were to cover and that is not over, and owes its owner a message about it; their
 * manager, too, where it is too late for the owner to arrange it. False if they do not cover it anymore. Idempotent.
 */
export async function declineCover(
  db: Database,
  cover: Member,
  absenceId: number,
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const asked = await findCovering(tx, absenceId, cover.id);
    const owner = asked && (await findMemberById(tx, asked.ownerId));
    if (!owner) return false;
    // The member before the absence, as when someone is named to cover it.
    await tx.query('select id from member where id = $1 for no key update', [owner.id]);
    const today = dayIn(owner.timeZone, now);
    const [row] = await tx.query<{ from: Day; to: Day }>(
      `update absence set cover_id = null where id = $1 and cover_id = $2 and to_day >= $3
       returning from_day as "from", to_day as "to"`,
      [absenceId, cover.id, today],
    );
    if (!row) return false;
    const before = { absence: absenceId, ...row, cover: cover.id };
    const traceId = await writeTrace(tx, {
      subject: 'member',
      subjectId: owner.id,
      action: declined,
      madeBy: cover.id,
      now,
      before,
      after: { ...before, cover: null },
    });
    const isUrgent = isTooLateToArrange(row.from, today, calendarOf(owner, []));
    const manager = isUrgent ? await findManager(tx, owner, cover) : null;
    await tx.query(
      `insert into nudge (key, mark, post, member_id, subject_id, due_at, expires_at)
       select concat_ws(':', $1::text, $2::int, id), gen_random_uuid(), $1, id, $2, $4::timestamptz,
              $4::timestamptz + make_interval(days => $5)
         from unnest($3::int[]) as id`,
      [post, traceId, [owner.id, ...(manager ? [manager.id] : [])], now, coverWantedDays],
    );
    return true;
  });
}

/** Who oversees the owner's branch, besides the owner and the one who has just pressed: they know. */
async function findManager(sql: Sql, owner: Member, cover: Member): Promise<Member | null> {
  const first = await findOverseer(sql, owner.branch.id, owner.id);
  const other = first?.id === cover.id ? await findOverseer(sql, owner.branch.id, cover.id) : first;
  return other?.id === owner.id ? null : other;
}

const daysBefore = z.object({ from: dayInTrace, to: dayInTrace });

/** How the question to a cover stands. `declined`: they said they can't; `told` are the names of those who heard of it. */
export type CoverStanding =
  | { is: 'open'; covering: Covering }
  | { is: 'declined'; name: string; from: Day; to: Day; told: string[] }
  | { is: 'gone' };

export async function findCoverStanding(
  sql: Sql,
  absenceId: number,
  coverId: number,
  today: Day,
): Promise<CoverStanding> {
  const covering = await findCovering(sql, absenceId, coverId);
  if (covering) return covering.to >= today ? { is: 'open', covering } : { is: 'gone' };
  const [row] = await sql.query<{ name: string; before: unknown; told: string[] }>(
    `select m.name, t.before,
            array(select o.name from nudge n join member o on o.id = n.member_id
                   where n.post = $3 and n.subject_id = t.id order by n.id) as told
       from trace t join member m on m.id = t.subject_id
      where t.subject = 'member' and t.action = $4 and t.made_by = $2 and (t.before->>'absence')::int = $1
      order by t.id desc limit 1`,
    [absenceId, coverId, post, declined],
  );
  const days = daysBefore.safeParse(row?.before);
  return row && days.success
    ? { is: 'declined', name: row.name, told: row.told, ...days.data }
    : { is: 'gone' };
}

/** Days away without a cover, since the one who was named can't. */
export interface CoverWanted {
  absenceId: number;
  owner: { id: number; name: string; branchId: number };
  /** Name of the one who can't. */
  by: string;
  byId: number;
  from: Day;
  to: Day;
}

/** Loads what someone was taken off. Null if the days were canceled, or if someone else covers them now. */
export async function loadCoverWanted(sql: Sql, traceId: number): Promise<CoverWanted | null> {
  const [row] = await sql.query<CoverWanted>(
    `select a.id as "absenceId", json_build_object('id', m.id, 'name', m.name, 'branchId', m.branch_id) as owner,
            c.name as by, c.id as "byId", a.from_day as "from", a.to_day as "to"
       from trace t join member m on m.id = t.subject_id and m.state = 'active' join member c on c.id = t.made_by
       join absence a on a.member_id = m.id and a.id = (t.before->>'absence')::int and a.cover_id is null
      where t.id = $1 and t.subject = 'member' and t.action = $2`,
    [traceId, declined],
  );
  return row ?? null;
}
