import { addDays, type Day, dayIn } from '../domain/days/day.ts';
import { type EventHost, type EventKind, occurrences, type Repeats } from '../domain/event-series.ts';
import type { Member } from '../domain/members/member.ts';
import { eventAheadDays } from '../domain/policy.ts';
import { type Database, type Sql, transaction } from './db/database.ts';
import { writeTrace } from './trace.ts';

/** An event that people of the branch can attend, and who is going. */
export interface BranchEvent {
  id: number;
  branchId: number;
  name: string;
  place: string | null;
  on: Day;
  /** HH:MM, local to the branch. */
  at: string;
  kind: EventKind;
  host: EventHost;
  repeats: Repeats;
  /** The id of the series' first event. The event's own id if it is the first, or not part of a series. */
  firstId: number;
  madeBy: number | null;
  going: string[];
  goingIds: number[];
  /** Colleagues who went to earlier events of the series or of the same name, and have not said they're going. */
  could: string[];
}

const columns = `e.id, e.branch_id as "branchId", e.name, e.place, e.on_day as "on", e.at_time as "at", e.kind, e.host,
  coalesce((select f.repeats from branch_event f where f.id = e.series_id), e.repeats) as repeats,
  coalesce(e.series_id, e.id) as "firstId", e.made_by as "madeBy",
  (select coalesce(json_agg(m.name order by m.name), '[]') from branch_event_going g
     join member m on m.id = g.member_id and m.state = 'active' where g.event_id = e.id) as going,
  (select coalesce(json_agg(g.member_id), '[]') from branch_event_going g where g.event_id = e.id) as "goingIds",
  (select coalesce(json_agg(distinct m.name), '[]') from branch_event o
     join branch_event_going g on g.event_id = o.id join member m on m.id = g.member_id and m.state = 'active'
    where o.branch_id = e.branch_id and o.on_day < e.on_day
      and (coalesce(o.series_id, o.id) = coalesce(e.series_id, e.id) or lower(o.name) = lower(e.name))
      and not exists (select from branch_event_going t where t.event_id = e.id and t.member_id = m.id)) as could`;

/** Loads a branch's events between two days, inclusive, in order of time. */
export const loadBranchEvents = (sql: Sql, branchId: number, from: Day, to: Day): Promise<BranchEvent[]> =>
  sql.query<BranchEvent>(
    `select ${columns} from branch_event e
      where e.branch_id = $1 and e.on_day between $2 and $3 and e.cancelled_at is null
      order by e.on_day, e.at_time, e.id`,
    [branchId, from, to],
  );

/** Finds the events with these ids that have not been called off. */
export const findBranchEvents = (sql: Sql, ids: number[]): Promise<BranchEvent[]> =>
  sql.query<BranchEvent>(
    `select ${columns} from branch_event e
      where e.id = any($1::int[]) and e.cancelled_at is null order by e.on_day, e.at_time, e.id`,
    [ids],
  );

/** The fields that people enter for an event. */
export interface EventFields {
  name: string;
  place: string | null;
  on: Day;
  at: string;
  kind?: EventKind;
  host?: EventHost;
  repeats?: Repeats;
}

/** Adds an event to a branch, with the events of its series in the weeks ahead. Returns its id. */
export async function addBranchEvent(
  db: Database,
  event: EventFields & { branchId: number },
  madeBy: number | null,
  now: Date,
): Promise<number> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into branch_event (branch_id, name, place, on_day, at_time, kind, host, repeats, made_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [
        event.branchId,
        event.name,
        event.place,
        event.on,
        event.at,
        event.kind ?? 'event',
        event.host ?? 'theirs',
        event.repeats ?? 'never',
        madeBy,
      ],
    );
    const { id } = row!;
    const after = { event: id, on: event.on, at: event.at, repeats: event.repeats ?? 'never' };
    await traceEvent(tx, event.branchId, 'event', madeBy, now, after);
    await keepSeries(tx, event.branchId, dayIn('UTC', now));
    return id;
  });
}

/** Adds the missing events of a branch's series in the weeks ahead. */
export async function keepSeries(sql: Sql, branchId: number, today: Day): Promise<void> {
  const series = await sql.query<{ id: number; on: Day; repeats: Repeats; known: Day[] }>(
    `select e.id, e.on_day as "on", e.repeats,
            (select coalesce(json_agg(o.on_day), '[]') from branch_event o where o.series_id = e.id and o.on_day >= $2) as known
       from branch_event e where e.branch_id = $1 and e.series_id is null and e.repeats <> 'never'`,
    [branchId, today],
  );
  const missing = series.flatMap(({ id, on, repeats, known }) =>
    occurrences(on, repeats, today, addDays(today, eventAheadDays))
      .filter((day) => day !== on && !known.includes(day))
      .map((day) => ({ id, day })),
  );
  if (missing.length === 0) return;
  await sql.query(
    `insert into branch_event (branch_id, name, place, on_day, at_time, kind, host, series_id, made_by)
     select e.branch_id, e.name, e.place, m.day, e.at_time, e.kind, e.host, e.id, e.made_by
       from unnest($1::int[], $2::date[]) as m(id, day) join branch_event e on e.id = m.id
     on conflict (series_id, on_day) do nothing`,
    [missing.map(({ id }) => id), missing.map(({ day }) => day)],
  );
}

/**
 * Changes an event. In a series, it becomes the first of a new series, and the later events follow it. Where an event's
 * day stays the same, people stay signed up. Returns false if the event was called off in the meantime.
 */
export async function editBranchEvent(
  db: Database,
  id: number,
  fields: Required<EventFields>,
  member: Member,
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockEvents(tx, id);
    const [event] = await findBranchEvents(tx, [id]);
    if (!event) return false;
    const redated = fields.on !== event.on || fields.repeats !== event.repeats || event.firstId === event.id;
    // The old series ends here.
    if (event.firstId !== id && event.repeats !== 'never')
      await tx.query(`update branch_event set repeats = 'never' where id = $1`, [event.firstId]);
    await tx.query(
      `update branch_event set name = $2, place = $3, on_day = $4, at_time = $5, kind = $6, host = $7, repeats = $8, series_id = null
        where id = $1`,
      [id, fields.name, fields.place, fields.on, fields.at, fields.kind, fields.host, fields.repeats],
    );
    const later = await tx.query<{ id: number; on: Day }>(
      `select id, on_day as "on" from branch_event where series_id = $1 and on_day > $2 and cancelled_at is null`,
      [event.firstId, event.on],
    );
    const stay = redated
      ? occurrences(fields.on, fields.repeats, fields.on, addDays(dayIn('UTC', now), eventAheadDays))
      : later.map(({ on }) => on);
    const [kept, gone] = [
      later.filter(({ on }) => stay.includes(on) && on > fields.on),
      later.filter(({ on }) => !stay.includes(on) || on <= fields.on),
    ];
    // Taken out of the series, so that these days can be added again if the series returns to them.
    await tx.query('update branch_event set cancelled_at = $2, series_id = null where id = any($1::int[])', [
      gone.map((one) => one.id),
      now,
    ]);
    // Events called off one by one move to the new series, or it would add them again.
    await tx.query(
      `update branch_event set series_id = $3 where series_id = $1 and on_day > $2 and cancelled_at is not null`,
      [event.firstId, event.on, id],
    );
    await tx.query(
      `update branch_event set name = $2, place = $3, at_time = $4, kind = $5, host = $6, series_id = $7 where id = any($1::int[])`,
      [kept.map((one) => one.id), fields.name, fields.place, fields.at, fields.kind, fields.host, id],
    );
    await keepSeries(tx, event.branchId, dayIn('UTC', now));
    const after = { event: id, on: fields.on, at: fields.at, repeats: fields.repeats };
    await traceEvent(tx, event.branchId, 'event edited', member.id, now, after);
    return true;
  });
}

/** Calls off an event and, with `all`, the later events of its series. Returns false if it was already called off. */
export async function callOffEvent(
  db: Database,
  id: number,
  { all }: { all: boolean },
  member: Member,
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockEvents(tx, id);
    const [event] = await findBranchEvents(tx, [id]);
    if (!event) return false;
    await tx.query(
      `update branch_event set cancelled_at = $2
        where cancelled_at is null and (id = $1 or ($3 and coalesce(series_id, id) = $4 and on_day >= $5))`,
      [id, now, all, event.firstId, event.on],
    );
    if (all) await tx.query(`update branch_event set repeats = 'never' where id = $1`, [event.firstId]);
    await traceEvent(tx, event.branchId, 'event called off', member.id, now, { event: id, all });
    return true;
  });
}

/** Lets changes of a branch's events take turns: each moves events between series, so the second must see what the first did. */
const lockEvents = (tx: Sql, id: number) =>
  tx.query(`select pg_advisory_xact_lock(hashtext('events:' || branch_id)) from branch_event where id = $1`, [
    id,
  ]);

const traceEvent = (
  tx: Sql,
  branchId: number,
  action: string,
  madeBy: number | null,
  now: Date,
  after: object,
): Promise<number> => writeTrace(tx, { subject: 'branch', subjectId: branchId, action, madeBy, now, after });

/** Records whether a member is going; idempotent. Once the event is over, those going are asked who they talked to. */
export async function setGoing(
  db: Database,
  eventId: number,
  memberId: number,
  isGoing: boolean,
): Promise<void> {
  const going = { eventId, memberId };
  if (!isGoing) {
    await db.prisma.branchEventGoing.deleteMany({ where: going });
    return;
  }
  await db.prisma.branchEventGoing.createMany({ data: going, skipDuplicates: true });
}

/**
 * Whether to ask a member about an event: they were going, and logged no contact there. Contacts don't record their event,
 * so with several events on one day, each contact answers one event, earliest first.
 */
export async function isEventToAsk(sql: Sql, event: BranchEvent, memberId: number): Promise<boolean> {
  const [row] = await sql.query<{ toAsk: boolean }>(
    `select exists (select from branch_event_going where event_id = $1 and member_id = $2 and not met_no_one)
        and (select count(*) from touchpoint t join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = $2
              where t.occurred_on = $3 and t.kind = any('{event,committee}'::text[]) and t.withdrawn_at is null)
          < (select count(*) from branch_event e join branch_event_going g on g.event_id = e.id and g.member_id = $2
              where e.on_day = $3 and e.cancelled_at is null and (e.at_time, e.id) <= ($4, $1)) as "toAsk"`,
    [event.id, memberId, event.on, event.at],
  );
  return row!.toAsk;
}

/** Loads partners a member may have met at an event: first those met on days of its series, then by face time due. */
export const loadLikelyPartners = (
  sql: Sql,
  event: BranchEvent,
  memberId: number,
  most: number,
): Promise<{ id: number; name: string; company: string | null }[]> =>
  sql.query(
    `select p.id, p.name, p.company
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.owner_id = $1 and r.archived_on is null and r.tier <> 'resting'
      order by exists (select from touchpoint_partner tp
                         join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                         join branch_event e on coalesce(e.series_id, e.id) = $2 and e.on_day = t.occurred_on
                        where tp.partner_id = p.id and t.kind in ('event', 'committee')) desc,
               r.face_due nulls last, p.name limit $3`,
    [memberId, event.firstId, most],
  );
