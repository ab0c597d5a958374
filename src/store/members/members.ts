import type { Member } from '../../domain/members/member.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import type { Database, Sql } from '../db/database.ts';

const memberColumns = `
  m.id, m.slack_user_id as "slackUserId", m.name, m.zone as "timeZone",
  case when m.zone_offer is not null
    then json_build_object('timeZone', m.zone_offer, 'offeredOn', m.zone_offered_on) end as "zoneOffer",
  (coalesce(m.joined_at, m.created_at) at time zone 'UTC')::date as "joinedOn",
  m.inner_asked_on as "innerAskedOn", m.close_asked_on as "closeAskedOn",
  m.state, m.kind, m.roles,
  m.meetings_per_week as "meetingsPerWeek", m.workdays, m.digest_at as "digestAt", m.dm_channel_id as "dmChannelId",
  m.reminded_of_plans as "remindedOfPlans",
  array(select managed.id from branch managed where managed.manager_id = m.id) as manages,
  json_build_object('id', b.id, 'name', b.name, 'channelId', b.channel_id, 'timeZone', b.zone, 'region', b.region,
    'daysOff', b.days_off, 'holidayChanges', b.holiday_changes) as branch`;

/** Whoever has a zone that this Node does not know lives by their branch's: no one is shut out by it. */
const inKnownZone = <Found extends Member>(member: Found): Found => ({
  ...member,
  timeZone: knownZone(member.timeZone, member.branch.timeZone),
  branch: { ...member.branch, timeZone: knownZone(member.branch.timeZone) },
});

export async function findMember(sql: Sql, slackUserId: string): Promise<Member | null> {
  const [member] = await sql.query<Member>(
    `select ${memberColumns} from member m join branch b on b.id = m.branch_id where m.slack_user_id = $1`,
    [slackUserId],
  );
  return member ? inKnownZone(member) : null;
}

export async function findMemberById(sql: Sql, id: number): Promise<Member | null> {
  const [member] = await sql.query<Member>(
    `select ${memberColumns} from member m join branch b on b.id = m.branch_id where m.id = $1`,
    [id],
  );
  return member ? inKnownZone(member) : null;
}

/** Finds a member and their own partners: everything needed to read a sentence, in one query. */
export async function findMemberWithBook(
  sql: Sql,
  slackUserId: string,
): Promise<{ member: Member; book: PartnerName[] } | null> {
  // Arrays instead of objects, and by index ("offset 0" makes the planner use it): half the time of the plain join.
  const [row] = await sql.query<Member & { book: [id: number, name: string, company: string | null][] }>(
    `select ${memberColumns},
       (select coalesce(json_agg(json_build_array(p.id, p.name, p.company)), '[]')
          from relationship r
         cross join lateral (select * from partner where id = r.partner_id and merged_into is null offset 0) as p
         where r.owner_id = m.id and r.archived_on is null) as book
     from member m join branch b on b.id = m.branch_id where m.slack_user_id = $1`,
    [slackUserId],
  );
  if (!row) return null;
  const { book, ...member } = inKnownZone(row);
  return { member, book: book.map(([id, name, company]) => ({ id, name, company, own: true })) };
}

/** Loads the branch's partners that are not the member's own. Needed only when a name is not in their book. */
export async function loadColleaguesPartners(sql: Sql, member: Member): Promise<PartnerName[]> {
  return sql.query<PartnerName>(
    `select p.id, p.name, p.company, false as own from partner p
      where p.branch_id = $1 and p.merged_into is null
        and not exists (select from relationship r
                         where r.partner_id = p.id and r.owner_id = $2 and r.archived_on is null)
      order by p.id`,
    [member.branch.id, member.id],
  );
}

/** Names by Slack id, of members in any state. */
export async function findNames(db: Database, slackUserIds: string[]): Promise<Map<string, string>> {
  const found = await db.prisma.member.findMany({
    where: { slackUserId: { in: slackUserIds } },
    select: { slackUserId: true, name: true },
  });
  return new Map(found.map(({ slackUserId, name }) => [slackUserId, name]));
}

/** Active members so called. A name that several have stands for none of them. */
export async function findNamesakes(
  db: Database,
  names: string[],
): Promise<{ id: number; slackUserId: string; name: string }[]> {
  const found = await db.prisma.member.findMany({
    where: { name: { in: names }, state: 'active' },
    select: { id: true, slackUserId: true, name: true },
  });
  return found.filter(({ name }) => found.filter((other) => other.name === name).length === 1);
}

/** Finds active members by Slack id. `works`: works with partners, rather than only reading the record for compliance. */
export async function findColleagues(
  db: Database,
  slackUserIds: string[],
): Promise<{ id: number; slackUserId: string; name: string; works: boolean }[]> {
  if (slackUserIds.length === 0) return [];
  const members = await db.prisma.member.findMany({
    where: { slackUserId: { in: slackUserIds }, state: 'active' },
    select: { id: true, slackUserId: true, name: true, roles: true },
    orderBy: { name: 'asc' },
  });
  return members.map(({ roles, ...member }) => ({ ...member, works: roles.join() !== 'compliance' }));
}

/** Saves the direct message channel of a member who wrote to the app, if none is known. Its history may be searched later. */
export async function noteDm(sql: Sql, slackUserId: string, channelId: string): Promise<void> {
  await sql.query('update member set dm_channel_id = $2 where slack_user_id = $1 and dm_channel_id is null', [
    slackUserId,
    channelId,
  ]);
}

/** Saves a member's direct message channel, to avoid asking Slack each time. Null: ask again. */
export async function rememberDm(sql: Sql, memberId: number, channelId: string | null): Promise<void> {
  await sql.query('update member set dm_channel_id = $2 where id = $1', [memberId, channelId]);
}
