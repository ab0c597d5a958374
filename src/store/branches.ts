import type { Day } from '../domain/day.ts';
import type { MemberKind } from '../domain/words.ts';
import { ensureBranchSchedules } from './branch-schedules.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { oweGreeting } from './greetings.ts';
import { ensureDigestSchedule } from './schedules.ts';
import { writeTrace } from './trace.ts';

export interface Branch {
  id: number;
  channelId: string;
  name: string;
  zone: string;
  region: string | null;
  managerSlackId: string | null;
}

/** A Slack user as far as Rapport needs one. */
export interface SlackPerson {
  slackUserId: string;
  name: string;
  email: string | null;
  zone: string;
}

export async function findBranch(db: Database, channelId: string): Promise<Branch | null> {
  const branch = await db.prisma.branch.findUnique({ where: { channelId }, include: { manager: true } });
  if (!branch) return null;
  const { id, name, zone, region, manager } = branch;
  return { id, channelId, name, zone, region, managerSlackId: manager?.slackUserId ?? null };
}

/** A branch as its posts need it. */
export interface BranchPlace {
  id: number;
  channelId: string;
  name: string;
  zone: string;
  region: string | null;
  daysOff: Day[];
  managerId: number | null;
}

export async function findBranchById(sql: Sql, id: number): Promise<BranchPlace | null> {
  const [branch] = await sql.query<BranchPlace>(
    `select id, channel_id as "channelId", name, zone, region, days_off::text[] as "daysOff",
            manager_id as "managerId" from branch where id = $1`,
    [id],
  );
  return branch ?? null;
}

/**
 * Makes the channel a branch, or changes the one it is. The manager becomes known to Rapport, but is asked like everybody
 * whether they work with partners; the one before keeps the role while they manage another branch. The same submit twice
 * is one branch.
 */
export async function saveBranch(
  db: Database,
  branch: Omit<Branch, 'id' | 'managerSlackId'>,
  manager: SlackPerson,
  now: Date,
): Promise<Branch> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number; made: boolean }>(
      `insert into branch (channel_id, name, zone, region, created_at) values ($1, $2, $3, $4, $5)
       on conflict (channel_id) do update set name = excluded.name, zone = excluded.zone, region = excluded.region
       returning id, xmax = 0 as made`,
      [branch.channelId, branch.name, branch.zone, branch.region, now],
    );
    const { id, made } = row!;
    await inviteMembers(tx, id, [manager]);
    await tx.query(
      `with gone as (
         update member set roles = array_remove(roles, 'manager')
          where id = (select manager_id from branch where id = $1) and slack_user_id <> $2
            and not exists (select from branch other where other.manager_id = member.id and other.id <> $1)),
       m as (
         update member set roles = case when 'manager' = any(roles) then roles else roles || '{manager}' end
          where slack_user_id = $2 returning id)
       update branch set manager_id = m.id from m where branch.id = $1`,
      [id, manager.slackUserId],
    );
    await ensureBranchSchedules(tx, now, [id]);
    await writeTrace(tx, {
      subject: 'branch',
      subjectId: id,
      action: made ? 'created' : 'changed',
      madeBy: null,
      now,
      after: { zone: branch.zone, region: branch.region, manager: manager.slackUserId },
    });
    return { id, ...branch, managerSlackId: manager.slackUserId };
  });
}

/** Notes people who are to be asked whether they work with partners. Known ones stay as they are. */
async function inviteMembers(tx: Sql, branchId: number, people: SlackPerson[]): Promise<void> {
  await tx.query(
    `insert into member (slack_user_id, branch_id, name, email, zone)
     select id, $1, name, email, zone from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as p(id, name, email, zone)
     on conflict (slack_user_id) do nothing`,
    [
      branchId,
      people.map((person) => person.slackUserId),
      people.map((person) => person.name),
      people.map((person) => person.email),
      people.map((person) => person.zone),
    ],
  );
}

/** Of these Slack ids, those nobody has greeted yet: not members, not asked before. */
export async function findUngreeted(sql: Sql, slackUserIds: string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select asked.id from unnest($1::text[]) as asked(id)
      where not exists (
        select from member m where m.slack_user_id = asked.id
           and (m.state <> 'invited' or exists (select from nudge n where n.key = 'welcome:' || m.id)))`,
    [slackUserIds],
  );
  return rows.map((row) => row.id);
}

/** Owes each of them a welcome, once for ever; delivery sends them at its pace. Returns how many are new. */
export async function greet(
  db: Database,
  branchId: number,
  people: SlackPerson[],
  now: Date,
): Promise<number> {
  return transaction(db, async (tx) => {
    await inviteMembers(tx, branchId, people);
    const invited = await tx.query<{ id: number }>(
      `select id from member where slack_user_id = any($1::text[]) and state = 'invited'`,
      [people.map((person) => person.slackUserId)],
    );
    return oweGreeting(
      tx,
      'welcome',
      invited.map((member) => member.id),
      now,
    );
  });
}

/** Says yes: from here on they are a member and get a digest. Saying it twice only changes the answers. */
export async function joinMember(
  db: Database,
  slackUserId: string,
  answers: { kind: MemberKind; meetingsPerWeek: number; zone: string | null },
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `update member set state = 'active', kind = $2, meetings_per_week = $3, zone = coalesce($4, zone),
              joined_at = coalesce(joined_at, $5)
        where slack_user_id = $1 returning id`,
      [slackUserId, answers.kind, answers.meetingsPerWeek, answers.zone, now],
    );
    if (!row) return false;
    await ensureDigestSchedule(tx, [row.id], now);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: row.id,
      action: 'joined',
      madeBy: row.id,
      now,
      after: { kind: answers.kind, meetingsPerWeek: answers.meetingsPerWeek },
    });
    return true;
  });
}

/** Says no. An active member is not turned away by an old button. */
export async function declineMember(db: Database, slackUserId: string, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `update member set state = 'declined' where slack_user_id = $1 and state = 'invited' returning id`,
      [slackUserId],
    );
    if (row) {
      await writeTrace(tx, { subject: 'member', subjectId: row.id, action: 'declined', madeBy: row.id, now });
    }
  });
}
