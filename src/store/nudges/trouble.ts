import { isTimeZone } from '../../domain/members/time-zones-and-regions.ts';
import type { Database, Sql } from '../db/database.ts';
import type { ChannelProblem } from '../members/audience.ts';

/**
 * `late`: owed and not sent. `refused`: Slack refused a direct message to a current member, and none has reached them since.
 * `gone`: cancelled because the member has left.
 */
export type Trouble = 'late' | 'in doubt' | 'failed' | 'expired' | 'cancelled' | 'refused' | 'gone';

/** Nudges with the same trouble and reason. */
export interface TroubledNudges {
  trouble: Trouble;
  reason: string | null;
  count: number;
  /** The newest few. */
  examples: { id: number; post: string; who: string; dueAt: string }[];
}

const examplesMax = 3;

/**
 * Finds nudges that were not sent as they should have been: still open, or closed and due in the last `days`. `now` is
 * business time.
 * @param refusals Slack's error codes for a person who cannot receive messages
 */
export async function findTroubledNudges(
  sql: Sql,
  { now, lateAfterMinutes, days, refusals }: TroubleScope,
): Promise<TroubledNudges[]> {
  return sql.query<TroubledNudges>(
    `with troubled as (
       select n.id, n.post, n.reason, n.due_at, coalesce(m.name, b.name, '?') as who,
              case when n.state = 'in doubt' then n.state
                   when n.state <> 'closed' then 'late'
                   when n.closed_as = 'cancelled' and m.state = 'left' then 'gone'
                   when n.closed_as = 'cancelled' and n.reason = any($4)
                        and not exists (select from nudge later where later.member_id = n.member_id
                                           and later.state = 'sent' and later.due_at > n.due_at) then 'refused'
                   else coalesce(n.closed_as, 'failed') end as trouble
         from nudge n left join member m on m.id = n.member_id left join branch b on b.id = n.branch_id
        where n.state = 'in doubt'
           or (n.state in ('planned', 'sending') and n.due_at <= $1::timestamptz - make_interval(mins => $2))
           or (n.state = 'closed' and n.closed_as in ('failed', 'expired', 'cancelled')
               and n.due_at > $1::timestamptz - make_interval(days => $3)))
     select trouble, reason, count(*)::int as count,
            to_json((array_agg(json_build_object('id', id, 'post', post, 'who', who, 'dueAt', due_at)
                               order by due_at desc, id desc))[1:$5]) as examples
       from troubled group by trouble, reason order by count(*) desc, reason`,
    [now, lateAfterMinutes, days, refusals, examplesMax],
  );
}

export interface TroubleScope {
  now: Date;
  lateAfterMinutes: number;
  days: number;
  refusals: readonly string[];
}

/** A branch's channel, with its problem as of the bot's last look or post. */
export interface BranchChannel {
  name: string;
  channelId: string;
  problem: ChannelProblem | null;
  isChecked: boolean;
}

export const loadChannels = (sql: Sql): Promise<BranchChannel[]> =>
  sql.query(
    `select name, channel_id as "channelId", channel_problem as problem, channel_checked_at is not null as "isChecked"
       from branch order by name, id`,
  );

/** Finds schedules whose time passed longer ago than a planner needs, except those in these zones. */
export async function findStuckSchedules(
  sql: Sql,
  posts: readonly string[],
  { now, lateAfterMinutes }: Pick<TroubleScope, 'now' | 'lateAfterMinutes'>,
  unknownZones: readonly string[],
): Promise<{ count: number; oldest: Date | null }> {
  const [row] = await sql.query<{ count: number; oldest: Date | null }>(
    `select count(*)::int as count, min(next_at) as oldest from schedule
      where next_at <= $1::timestamptz - make_interval(mins => $2) and post = any($3) and zone <> all($4::text[])`,
    [now, lateAfterMinutes, posts, unknownZones],
  );
  return row!;
}

/** A time zone that this Node does not know, and the members and branches that are in it. */
export interface UnknownZone {
  zone: string;
  count: number;
  who: string[];
}

/** Finds time zones that this Node does not know. What is scheduled in one is set aside. */
export async function findUnknownZones(sql: Sql): Promise<UnknownZone[]> {
  const zones = await sql.query<UnknownZone>(
    `with placed as (
       select zone, name from member where state <> 'left' union select zone, name from branch
       union select s.zone, coalesce(m.name, b.name, '?') from schedule s
               left join member m on m.id = s.member_id left join branch b on b.id = s.branch_id)
     select zone, count(*)::int as count, (array_agg(name order by name))[1:$1] as who
       from placed group by zone order by count(*) desc, zone`,
    [examplesMax],
  );
  return zones.filter(({ zone }) => !isTimeZone(zone));
}

/** Finds the workspace this database belongs to. Null: no bot has ever started on it. */
export const findWorkspace = (db: Database): Promise<{ teamId: string; uninstalledAt: Date | null } | null> =>
  db.prisma.workspace.findFirst({ select: { teamId: true, uninstalledAt: true } });
