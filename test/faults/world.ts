import { type Sandbox, startSandbox } from 'slack-sandbox';
import type { Timing } from '../../src/schedule/engine/timing.ts';
import { type Database, openDatabase, transaction } from '../../src/store/db/database.ts';
import { branchPosts, never } from '../../src/store/nudges/branch-schedules.ts';
import { nextWorkIn } from '../../src/store/nudges/nudges-doubt.ts';
import { ensureMemberSchedules } from '../../src/store/nudges/schedules.ts';
import { onServer } from '../support/server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { openReplica, type Replica, type Where } from './replica.ts';
import { copyDatabase, type Stage } from './stage.ts';
import type { Watch } from './steps.ts';
import { judge, mustBeClean, type Owed, type Verdict } from './verdict.ts';

export interface WorldOptions {
  /** Number of members who get digests, at 8:00 in their zone. Default 3. */
  members?: number;
  /** One for each member. The last zone holds for the remaining members. */
  zones?: readonly string[];
  /** Business time at the start. */
  now?: string;
  messagesPerMinute?: number;
  timing?: Partial<Timing>;
  callTimeoutMs?: number;
  /** Whether the app was installed with its optional scopes. Default: true. */
  optionalScopes?: boolean;
  /** How long Slack waits for an answer. Milliseconds. */
  ackTimeoutMs?: number;
}

/** A replica with its own connections, which can be cut. */
export interface Wired extends Replica {
  database: TcpProxy;
  slack: TcpProxy;
}

/** Slack, a database, and members for one case alone. */
export interface World {
  sandbox: Sandbox;
  /** For observing; not part of the system under test. */
  db: Database;
  members: { id: number; zone: string }[];
  where: Where;
  replica(options?: { skewMs?: number; watch?: Watch }): Promise<Wired>;
  /** Moves physical time (leases, pace, waits) forward by a good minute. Only while no replica is working. */
  passMinute(): Promise<void>;
  moveTo(at: string): void;
  /** Lets a replica work until nothing is left, and moves physical time forward instead of waiting. */
  finish(replica: Replica): Promise<void>;
  changeZone(memberId: number, zone: string): Promise<void>;
  /** Whether new connections can only read, as after a failover to a standby. */
  setReadOnly(isReadOnly: boolean): Promise<void>;
  /** Puts a zone into the row of a member's schedule, whatever it is worth. */
  plantZone(memberId: number, zone: string): Promise<void>;
  verdict(owed: Owed[]): Promise<Verdict>;
  /** @throws Broken unless these messages came, and none twice */
  mustHaveSent(owed: Owed[]): Promise<void>;
  /** Every member's digests on these days. */
  everybody(...days: string[]): Owed[];
  /** Number of `chat.postMessage` calls that Slack accepted. */
  posts(): number;
  close(): Promise<void>;
}

async function openWorld(stage: Stage, options: WorldOptions = {}): Promise<World> {
  const database = await copyDatabase(stage);
  const sandbox = await startSandbox({
    manifest: 'manifest.yml',
    now: new Date(options.now ?? '2026-10-26T11:00:00Z'),
    pacing: false,
    optionalScopes: options.optionalScopes ?? true,
    ...(options.ackTimeoutMs && { ackTimeoutMs: options.ackTimeoutMs }),
  });
  // Writes also while the replicas can't.
  const observing = new URL(database.url);
  observing.searchParams.set('options', '-c default_transaction_read_only=off');
  const db = openDatabase({ url: observing.href, max: 2, statementTimeoutMs: 20_000 });
  const members = await invite(db, sandbox, options);
  const where: Where = {
    databaseUrl: database.url,
    slackApiUrl: sandbox.slackApiUrl,
    botToken: sandbox.botToken,
    teamId: sandbox.teamId,
    botUserId: sandbox.botUserId,
    ...(options.messagesPerMinute && { messagesPerMinute: options.messagesPerMinute }),
    ...(options.timing && { timing: options.timing }),
    ...(options.callTimeoutMs && { callTimeoutMs: options.callTimeoutMs }),
  };
  const opened: Wired[] = [];
  const now = () => sandbox.clock.now();

  const world: World = {
    sandbox,
    db,
    members,
    where,
    async replica({ skewMs = 0, watch } = {}) {
      const wires = [await startTcpProxy(database.url), await startTcpProxy(sandbox.url)] as const;
      const through = {
        ...where,
        databaseUrl: wires[0].through(database.url),
        slackApiUrl: wires[1].through(sandbox.slackApiUrl),
      };
      const replica = openReplica(through, () => new Date(now().getTime() + skewMs), watch);
      const wired = { ...replica, database: wires[0], slack: wires[1] };
      opened.push(wired);
      return wired;
    },
    async passMinute() {
      const move = () =>
        db.query(
          `with n as (update nudge set not_before = not_before - interval '62 s', lease_until = lease_until - interval '62 s'
                     where not_before is not null or lease_until is not null)
         update pace set next_at = next_at - interval '62 s'`,
        );
      // Retried once, because a database restart in the scenario may have hit this connection too.
      await move().catch(move);
    },
    moveTo: (at) => sandbox.clock.moveTo(at),
    async finish(replica) {
      for (let round = 0; round < 8; round++) {
        // A statement may time out on a busy machine, and an armed fault may go off. The next round tries again, as the next
        // minute would.
        const isDone = await replica.wakeUp(1_500).then(
          () => true,
          (error) => {
            if (round === 7) throw error;
            return false;
          },
        );
        if (
          isDone &&
          (await nextWorkIn(db, ['digest', 'evening'], now())) === null &&
          !(await isUnplanned(db, now()))
        )
          return;
        await world.passMinute();
      }
    },
    async changeZone(memberId, zone) {
      await transaction(db, async (tx) => {
        await tx.query('update member set zone = $2 where id = $1', [memberId, zone]);
        await ensureMemberSchedules(tx, [memberId], now());
      });
    },
    async setReadOnly(isReadOnly) {
      const name = new URL(database.url).pathname.slice(1);
      const change = isReadOnly
        ? 'set default_transaction_read_only = on'
        : 'reset default_transaction_read_only';
      await onServer(stage.serverUrl, `alter database ${name} ${change}`);
    },
    async plantZone(memberId, zone) {
      const place = () => db.query('update schedule set zone = $2 where member_id = $1', [memberId, zone]);
      // Retried once, because a database restart in the scenario may have hit this connection too.
      await place().catch(place);
    },
    verdict(owed) {
      const read = () => judge(db, sandbox, owed, now());
      // Retried once, because a database restart in the scenario may have hit this connection too.
      return read().catch(read);
    },
    async mustHaveSent(owed) {
      mustBeClean(await world.verdict(owed));
    },
    everybody: (...days) =>
      days.flatMap((day) => members.map(({ id }) => ({ post: 'digest' as const, memberId: id, day }))),
    posts: () =>
      sandbox.exchanges.filter(
        ({ name, answer }) => name === 'chat.postMessage' && (answer as { ok?: boolean } | undefined)?.ok,
      ).length,
    async close() {
      for (const wired of opened) {
        wired.database.cut();
        wired.slack.cut();
      }
      // Not awaited: a replica that stays frozen never returns its connection.
      for (const wired of opened) void wired.close().catch(() => {});
      await Promise.all(opened.flatMap((wired) => [wired.database.close(), wired.slack.close()]));
      await db.close();
      await sandbox.close();
      await database.drop();
    },
  };
  return world;
}

/**
 * Links members of the populated database to users of this Slack, and marks the others as left. Turns off the branch's
 * posts, because only digests are counted here.
 */
async function invite(db: Database, sandbox: Sandbox, options: WorldOptions): Promise<World['members']> {
  await db.query(
    `insert into schedule (post, branch_id, local_time, weekdays, zone, next_at)
     select post, b.id, '09:00', '{}', b.zone, $2 from branch b, unnest($1::text[]) as p(post)
     on conflict (post, branch_id) do update set weekdays = excluded.weekdays, next_at = excluded.next_at`,
    [branchPosts, never],
  );
  const { members: count = 3, zones = ['America/New_York'] } = options;
  const wanted = Array.from({ length: count }, (_, index) => {
    const zone = zones[Math.min(index, zones.length - 1)]!;
    return { n: index + 1, zone, user: sandbox.addUser({ name: `member${index + 1}`, tz: zone }).id };
  });
  const rows = await db.query<{ id: number; zone: string }>(
    `with gone as (update member set state = 'left' where state = 'active' and name <> all($1::text[]))
     update member m set slack_user_id = w.user_id, zone = w.zone
       from unnest($1::text[], $2::text[], $3::text[]) as w(name, user_id, zone) where m.name = w.name
     returning m.id, m.zone`,
    [wanted.map(({ n }) => `Member ${n}`), wanted.map(({ user }) => user), wanted.map(({ zone }) => zone)],
  );
  const ids = rows.map(({ id }) => id);
  await transaction(db, (tx) => ensureMemberSchedules(tx, ids, sandbox.clock.now()));
  return rows.sort((a, b) => a.id - b.id);
}

/** Whether a schedule is still due. Postgres may take a moment to notice that the holder of its lock is gone. */
async function isUnplanned(db: Database, now: Date): Promise<boolean> {
  const read = () =>
    db.query(`select id from schedule where post in ('digest', 'evening') and next_at <= $1`, [now]);
  // Retried once, because a database restart in the scenario may have hit this connection too.
  const rows = await read().catch(read);
  if (rows.length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return rows.length > 0;
}

/** Runs `work` in a new world, and closes the world even if `work` throws. */
export async function inWorld<T>(
  stage: Stage,
  options: WorldOptions,
  work: (world: World) => Promise<T>,
): Promise<T> {
  const world = await openWorld(stage, options);
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}
