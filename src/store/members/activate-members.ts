import type { SlackPerson } from '../../domain/members/slack-user.ts';
import type { Sql } from '../db/database.ts';
import { ensureMemberSchedules } from '../nudges/schedules.ts';
import { writeTrace } from '../trace.ts';
import { enqueueGreeting } from './enqueue-greeting.ts';

const joinedByImport = 'joined by import';

/**
 * Activates the people that an import names as owners: new ones, with the import's branch as their home branch, invited
 * ones who have not answered, and managers and leads who had no partners of their own. Other members do not change. Returns everyone's id by Slack id, and the names of the new members.
 */
export async function activateMembers(
  tx: Sql,
  branchId: number,
  people: SlackPerson[],
  now: Date,
  importId: number | null = null,
): Promise<{ ids: Map<string, number>; joined: string[] }> {
  // Sorted, so that two branches' imports that name the same people cannot deadlock.
  const sorted = [...people].sort((a, b) => (a.slackUserId < b.slackUserId ? -1 : 1));
  const joined = await tx.query<{ id: number; name: string }>(
    `insert into member (slack_user_id, branch_id, name, email, zone, slack_zone, state, joined_at)
     select p.id, b.id, p.name, p.email, coalesce(p.zone, b.zone), p.zone, 'active', $2
       from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as p(id, name, email, zone) join branch b on b.id = $1
     on conflict (slack_user_id) do update
             set state = 'active', joined_at = excluded.joined_at,
                 roles = case when 'member' = any(member.roles) then member.roles else array_prepend('member', member.roles) end
           where member.state = 'invited'
              or (member.state = 'active' and member.roles && '{manager,lead}' and 'member' <> all(member.roles))
     returning id, name`,
    [
      branchId,
      now,
      sorted.map((person) => person.slackUserId),
      sorted.map((person) => person.name),
      sorted.map((person) => person.email),
      sorted.map((person) => person.timeZone),
    ],
  );
  const joinedIds = joined.map((member) => member.id);
  if (joined.length > 0) {
    await ensureMemberSchedules(tx, joinedIds, now);
    await enqueueGreeting(tx, 'imported', joinedIds, now);
  }
  for (const { id } of joined) {
    const trace = { subject: 'member', subjectId: id, action: joinedByImport } as const;
    await writeTrace(tx, { ...trace, madeBy: null, now, after: importId === null ? null : { importId } });
  }
  const rows = await tx.query<{ id: number; slackUserId: string }>(
    `select id, slack_user_id as "slackUserId" from member where slack_user_id = any($1::text[])`,
    [sorted.map((person) => person.slackUserId)],
  );
  return {
    ids: new Map(rows.map((row) => [row.slackUserId, row.id])),
    joined: joined.map((member) => member.name),
  };
}

/**
 * Makes the members who joined by an import what they were before: known, and not asked yet. Members who have
 * done anything in Rapport since, or have partners, stay.
 */
export async function removeJoined(
  tx: Sql,
  { id, branchId, madeAt }: { id: number; branchId: number; madeAt: Date },
  now: Date,
): Promise<void> {
  const joined = await tx.query<{ id: number }>(
    `select m.id from member m
      where m.id in (select t.subject_id from trace t
                      where t.made_by is null and t.made_at = $2 and t.subject = 'member' and t.action = $3
                        and (t.after->>'importId')::int = $1)
      order by m.id for no key update`,
    [id, madeAt, joinedByImport],
  );
  const removed = await tx.query<{ id: number }>(
    `update member m set state = 'invited', joined_at = null
      where m.id = any($1::int[]) and m.state = 'active' and m.roles = '{member}'
        and not exists (select from relationship r where r.owner_id = m.id and r.archived_on is null)
        and not exists (select from trace t where t.made_by = m.id)
        and not exists (select from capture k where k.member_id = m.id and k.source <> 'import')
        and not exists (select from branch b where b.manager_id = m.id)
      returning id`,
    [joined.map((member) => member.id)],
  );
  const ids = removed.map((member) => member.id);
  if (ids.length === 0) return;
  await ensureMemberSchedules(tx, ids, now);
  // Who is imported again is greeted then, if they have not been.
  await tx.query(
    `update nudge set state = 'closed', closed_as = 'cancelled', reason = 'undone', key = key || ':undone:' || $2::int
      where key = any(select 'imported:' || member_id from unnest($1::int[]) as member_id) and state = 'planned'`,
    [ids, id],
  );
  for (const memberId of ids)
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: `${joinedByImport} undone`,
      madeBy: null,
      now,
      before: { state: 'active' },
      after: { importId: id, branchId },
    });
}
