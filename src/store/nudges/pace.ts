import { type Database, type Sql, transaction } from '../db/database.ts';

/** The scope of the whole workspace. For sending, every other scope is a channel. */
const everywhere = '*';

/** A sender that wakes up late may make up for this much lost time, which keeps the permitted rate. */
const catchUpMs = 1_000;

interface Pace {
  /** Milliseconds between two messages in one channel. Slack accepts about one a second. */
  channelGapMs: number;
  /** Messages per minute in all channels together. */
  messagesPerMinute: number;
}

/**
 * Takes a turn to send; the pace is shared by all replicas. Returns 0 if the message may go out now, or else the
 * milliseconds to wait before asking again. Physical time.
 */
export async function takeTurn(db: Database, channelId: string, pace: Pace): Promise<number> {
  const scopes = [everywhere, channelId];
  return transaction(db, async (tx) => {
    await tx.query(
      `insert into pace (scope, next_at) select unnest($1::text[]), 'epoch' on conflict (scope) do nothing`,
      [scopes],
    );
    // Everyone locks in the same order, so that two senders cannot deadlock.
    const [turn] = await tx.query<{ waitMs: number }>(
      `with held as (select scope, next_at from pace where scope = any($1) order by scope for no key update),
       turn as (select max(next_at) as free_at, clock_timestamp() as now_at from held),
       taken as (
         update pace p
            set next_at = case p.scope
                  when $2 then greatest(p.next_at, turn.now_at - make_interval(secs => $5::float8 / 1000))
                               + make_interval(secs => $3::float8 / 1000)
                  else turn.now_at + make_interval(secs => $4::float8 / 1000) end
           from turn where p.scope = any($1) and turn.free_at <= turn.now_at)
       select greatest(0, ceil(extract(epoch from free_at - now_at) * 1000))::int as "waitMs" from turn`,
      [scopes, everywhere, 60_000 / pace.messagesPerMinute, pace.channelGapMs, catchUpMs],
    );
    return turn!.waitMs;
  });
}

/** Pauses all sending after a 429 from Slack. A longer pause already in effect stays. */
export async function pauseSending(sql: Sql, milliseconds: number): Promise<void> {
  await sql.query(
    `insert into pace (scope, next_at) values ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
     on conflict (scope) do update set next_at = greatest(pace.next_at, excluded.next_at)`,
    [everywhere, milliseconds],
  );
}
