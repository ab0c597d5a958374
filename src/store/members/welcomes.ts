import type { SlackPerson } from '../../domain/members/slack-user.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { inNoBranchChannel } from '../nudges/reasons.ts';
import { writeTrace } from '../trace.ts';
import { inviteMembers } from './branches.ts';
import { enqueueGreeting } from './enqueue-greeting.ts';

/** A branch to choose from, when someone is in the channels of several. */
export interface BranchChoice {
  id: number;
  name: string;
}

const peopleAsked = 'people asked';

/** Returns the Slack ids of people who were not greeted yet: not members, and never asked. */
export async function findUngreeted(sql: Sql, slackUserIds: string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select asked.id from unnest($1::text[]) as asked(id)
      where not exists (
        select from member m where m.slack_user_id = asked.id
           and (m.state <> 'invited'
                or exists (select from nudge n where n.key = 'welcome:' || m.id and n.reason is distinct from $2)))`,
    [slackUserIds, inNoBranchChannel],
  );
  return rows.map((row) => row.id);
}

/**
 * Enqueues a welcome for each person in a branch's channel, as someone who runs the branch has chosen to do. Each is asked
 * once ever. From then on, anyone who joins the channel is asked, too. Returns how many are new.
 */
export async function greet(
  db: Database,
  branchId: number,
  people: SlackPerson[],
  now: Date,
): Promise<number> {
  return transaction(db, async (tx) => {
    const asked = await enqueueWelcomes(tx, branchId, people, now);
    await writeTrace(tx, {
      subject: 'branch',
      subjectId: branchId,
      action: peopleAsked,
      madeBy: null,
      now,
      after: { asked },
    });
    return asked;
  });
}

/** Enqueues a welcome for people who have joined a branch's channel, for each once ever. Returns how many are new. */
export const askJoiners = (db: Database, branchId: number, people: SlackPerson[], now: Date) =>
  transaction(db, (tx) => enqueueWelcomes(tx, branchId, people, now));

async function enqueueWelcomes(tx: Sql, branchId: number, people: SlackPerson[], now: Date): Promise<number> {
  await inviteMembers(tx, branchId, people);
  const invited = await tx.query<{ id: number }>(
    `select id from member where slack_user_id = any($1::text[]) and state = 'invited' order by id for no key update`,
    [people.map((person) => person.slackUserId)],
  );
  const ids = invited.map(({ id }) => id);
  return enqueueGreeting(tx, 'welcome', ids, now);
}

/**
 * Whether the people of a branch's channel were ever asked. No one is asked before someone who runs the branch has seen how
 * many they are.
 */
export async function werePeopleAsked(sql: Sql, branchId: number): Promise<boolean> {
  const [row] = await sql.query<{ asked: boolean }>(
    `select exists (select from trace where subject = 'branch' and subject_id = $1 and action = $2) as asked`,
    [branchId, peopleAsked],
  );
  return row?.asked ?? false;
}

/** The branches of these channels, sorted by name. */
export const findBranchesOf = (sql: Sql, channelIds: readonly string[]): Promise<BranchChoice[]> =>
  sql.query('select id, name from branch where channel_id = any($1::text[]) order by name, id', [channelIds]);

/**
 * Notes that someone is being asked at this moment, because they wrote first, so the welcome that is planned for the
 * morning is not owed anymore. Who is new is invited into the branch. Returns whether they were never asked before.
 */
export async function askAtOnce(
  db: Database,
  branchId: number,
  person: SlackPerson,
  now: Date,
): Promise<{ isNew: boolean }> {
  return transaction(db, async (tx) => {
    await inviteMembers(tx, branchId, [person]);
    const [asked] = await tx.query(
      `with theirs as (
         select m.id, m.branch_id from member m where m.slack_user_id = $1 and m.state = 'invited' for no key update)
       insert into nudge (key, mark, post, member_id, branch_id, due_at, expires_at, state, closed_as, reason)
       select 'welcome:' || id, gen_random_uuid(), 'welcome', id, branch_id, $2, $2, 'closed', 'cancelled', $3 from theirs
       on conflict (key) do update set state = 'closed', closed_as = 'cancelled', reason = excluded.reason
        where nudge.state = 'planned' or nudge.reason = $4
       returning id`,
      [person.slackUserId, now, 'asked at their first word', inNoBranchChannel],
    );
    return { isNew: asked !== undefined };
  });
}

/**
 * Makes a branch the home of someone who was asked and has no partners yet. Returns false for anyone else: members are
 * moved with their partners.
 */
export async function chooseBranch(
  db: Database,
  slackUserId: string,
  branchId: number,
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number; was: number }>(
      `update member m set branch_id = b.id, zone = coalesce(m.slack_zone, b.zone)
         from branch b, (select id, branch_id from member where slack_user_id = $1 for no key update) old
        where m.id = old.id and b.id = $2 and m.branch_id <> b.id and m.state in ('invited', 'declined')
          and not exists (select from relationship r where r.owner_id = m.id)
        returning m.id, old.branch_id as was`,
      [slackUserId, branchId],
    );
    if (!row) return false;
    await writeTrace(tx, {
      subject: 'member',
      subjectId: row.id,
      action: 'chose branch',
      madeBy: row.id,
      now,
      before: { branchId: row.was },
      after: { branchId },
    });
    return true;
  });
}

/** Whether a member has read the welcome: it was sent. */
export async function wasWelcomed(sql: Sql, memberId: number): Promise<boolean> {
  const [row] = await sql.query<{ was: boolean }>(
    `select exists (select from nudge where key = 'welcome:' || $1::int and state = 'sent') as was`,
    [memberId],
  );
  return row!.was;
}
