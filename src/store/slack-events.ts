import type { Database } from './db/database.ts';

/** How long one delivery may work before another takes over. Longer than any request's deadline. */
const workingSeconds = 30;
const keptDays = 2;

/**
 * Claims an event. `new`: process it. `done`: it was already processed; just acknowledge it. `working`: another delivery
 * is processing it; do not acknowledge, and Slack will retry. Physical time: this is about processes, not people.
 */
export async function claimSlackEvent(db: Database, eventId: string): Promise<'new' | 'working' | 'done'> {
  const [claimed] = await db.query(
    `insert into slack_event (event_id, received_at) values ($1, clock_timestamp())
     on conflict (event_id) do update set received_at = clock_timestamp()
       where slack_event.processed_at is null
         and slack_event.received_at < clock_timestamp() - make_interval(secs => $2)
     returning event_id`,
    [eventId, workingSeconds],
  );
  if (claimed) return 'new';
  const [row] = await db.query<{ done: boolean }>(
    'select processed_at is not null as done from slack_event where event_id = $1',
    [eventId],
  );
  return row?.done ? 'done' : 'working';
}

/** Marks an event as processed, and deletes events too old for a retry. */
export async function finishSlackEvent(db: Database, eventId: string): Promise<void> {
  await db.query(
    `with old as (delete from slack_event where received_at < clock_timestamp() - make_interval(days => $2))
     update slack_event set processed_at = clock_timestamp() where event_id = $1`,
    [eventId, keptDays],
  );
}

/** Releases a failed event, so that Slack's next delivery processes it. */
export async function releaseSlackEvent(db: Database, eventId: string): Promise<void> {
  await db.prisma.slackEvent.deleteMany({ where: { eventId, processedAt: null } });
}
