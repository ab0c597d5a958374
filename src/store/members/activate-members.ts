import type { Sql } from '../db/database.ts';
import { ensureDigestSchedule } from '../nudges/schedules.ts';
import { writeTrace } from '../trace.ts';
import type { SlackPerson } from './branches.ts';
import { enqueueGreeting } from './enqueue-greeting.ts';

/**
 * Activates the people that an import names as owners: new ones, with the import's branch as their home branch, and invited
 * ones who have not answered. Other members do not change. Returns everyone's id by Slack id, and the names of the new members.
 */
export async function activateMembers(
  tx: Sql,
  branchId: number,
  people: SlackPerson[],
  now: Date,
): Promise<{ ids: Map<string, number>; joined: string[] }> {
  // Sorted, so that two branches' imports that name the same people cannot deadlock.
  const sorted = [...people].sort((a, b) => (a.slackUserId < b.slackUserId ? -1 : 1));
  const joined = await tx.query<{ id: number; name: string }>(
    `insert into member (slack_user_id, branch_id, name, email, zone, slack_zone, state, joined_at)
     select p.id, b.id, p.name, p.email, coalesce(p.zone, b.zone), p.zone, 'active', $2
       from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as p(id, name, email, zone) join branch b on b.id = $1
     on conflict (slack_user_id) do update set state = 'active', joined_at = excluded.joined_at
           where member.state = 'invited'
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
    await ensureDigestSchedule(tx, joinedIds, now);
    await enqueueGreeting(tx, 'imported', joinedIds, now);
  }
  for (const { id } of joined) {
    await writeTrace(tx, { subject: 'member', subjectId: id, action: 'joined by import', madeBy: null, now });
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
