import { must } from '../broken.ts';
import { afterPosting, beforePosting, openGate } from '../gate.ts';
import { inWorld } from '../world.ts';
import { type Case, eight, monday, patient } from './case.ts';

/** A 429, and the posts that follow it. */
const pause: Case = {
  isAlone: true,
  sentence: 'a 429 mid-fan-out pauses all replicas for as long as Slack asks, and loses nothing',
  run: (stage) =>
    inWorld(stage, { ...patient, members: 6, messagesPerMinute: 120 }, async (world) => {
      const replicas = await Promise.all([world.replica(), world.replica(), world.replica()]);
      await Promise.all(replicas.map((replica) => replica.wakeUp()));
      world.moveTo(eight);
      const times: { at: number; ok: boolean }[] = [];
      let seen = 0;
      const watching = setInterval(() => {
        for (const exchange of world.sandbox.exchanges.slice(seen))
          if (exchange.name === 'chat.postMessage')
            times.push({ at: performance.now(), ok: exchange.status === 200 });
        seen = world.sandbox.exchanges.length;
      }, 2);
      world.sandbox.faults.inject({ method: 'chat.postMessage', kind: 'ratelimit', retryAfter: 1 });
      await Promise.all(replicas.map((replica) => replica.wakeUp(8_000)));
      clearInterval(watching);
      const refusedAt = times.find(({ ok }) => !ok)!.at;
      // Messages that already had their turn may still come. Later turns are half a second apart.
      const early = times.filter(({ at, ok }) => ok && at > refusedAt + 150 && at < refusedAt + 950);
      must(early.length === 0, `${early.length} posts within Retry-After`);
      await world.mustHaveSent(world.everybody(monday));
    }),
};

/** Whatever Slack asks for, a second passes before the next try. */
const hasty: Case[] = ['0', '-3', 'soon', ''].map((retryAfterHeader) => ({
  sentence: `a 429 with Retry-After "${retryAfterHeader}": a second passes before the next try`,
  run: (stage) =>
    inWorld(stage, { ...patient, members: 2 }, async (world) => {
      const tries: number[] = [];
      const replica = await world.replica({
        watch(side, step) {
          if (side === 'before' && step === 'chat.postMessage') tries.push(performance.now());
        },
      });
      world.moveTo(eight);
      const untilCleared = true;
      const method = 'chat.postMessage';
      world.sandbox.faults.inject({ method, kind: 'ratelimit', retryAfterHeader, untilCleared });
      await replica.wakeUp(2_500);
      const gaps = tries.slice(1).map((at, index) => at - tries[index]!);
      // A slow machine only makes them longer.
      must(Math.min(...gaps, 1_000) > 900, `tries ${gaps.map(Math.round)} ms apart`);
      world.sandbox.faults.clear();
      await world.passMinute();
      await world.finish(replica);
      await world.mustHaveSent(world.everybody(monday));
    }),
}));

const slackGone: Case[] = [
  {
    sentence: 'Slack gone for two hours: digests that have not expired come once when it is back',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 3 }, async (world) => {
        const replicas = [await world.replica(), await world.replica()];
        world.sandbox.faults.inject({ kind: 'away' });
        for (const at of ['12:00', '12:01', '13:00', '13:59']) {
          world.moveTo(`2026-10-26T${at}:10Z`);
          await Promise.all(replicas.map((replica) => replica.wakeUp(300)));
          await world.passMinute();
        }
        world.sandbox.faults.clear();
        world.moveTo('2026-10-26T14:00:10Z');
        await Promise.all(replicas.map((replica) => replica.wakeUp()));
        await world.finish(replicas[0]!);
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence: 'Slack gone for two days: past digests are closed as expired, and today’s comes once',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 2 }, async (world) => {
        const replicas = [await world.replica(), await world.replica()];
        world.sandbox.faults.inject({ kind: 'away' });
        for (const day of ['26', '27']) {
          for (const at of ['12:01', '14:00', '17:00']) {
            world.moveTo(`2026-10-${day}T${at}:00Z`);
            await Promise.all(replicas.map((replica) => replica.wakeUp(300)));
            await world.passMinute();
          }
        }
        world.sandbox.faults.clear();
        world.moveTo('2026-10-28T12:30:00Z');
        await Promise.all(replicas.map((replica) => replica.wakeUp()));
        await world.finish(replicas[0]!);
        await world.mustHaveSent(world.everybody('2026-10-28'));
        must(world.posts() === 2, `two digests took ${world.posts()} posts`);
        const [row] = await world.db.query<{ expired: number }>(
          `select count(*)::int as expired from nudge where closed_as = 'expired' and post = 'digest'`,
        );
        must(row!.expired === 4, `${row!.expired} of four closed as expired`);
      }),
  },
  {
    sentence: 'a digest that expires while others are being sent is not sent',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 2 }, async (world) => {
        const gate = openGate();
        const replica = await world.replica({ watch: gate.watch });
        world.moveTo('2026-10-26T15:59:00Z');
        const stands = gate.freezeAt(afterPosting());
        const waking = replica.wakeUp();
        await stands;
        world.moveTo('2026-10-26T16:30:00Z');
        gate.thaw();
        await waking;
        await world.finish(replica);
        must(world.posts() === 1, `${world.posts()} digests came, one of them too late`);
        await world.mustHaveSent([]);
      }),
  },
  {
    sentence: 'the app uninstalled mid-fan-out: nothing comes twice, and no nudge is left half sent',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 5 }, async (world) => {
        const gate = openGate();
        const replica = await world.replica({ watch: gate.watch });
        world.moveTo(eight);
        const stands = gate.freezeAt(beforePosting(3));
        const waking = replica.wakeUp();
        await stands;
        const before = world.posts();
        // Not awaited: no one listens here, so Slack would retry the event for minutes.
        void world.sandbox.uninstall();
        gate.thaw();
        await waking;
        for (const at of ['13:00', '16:30']) {
          await world.passMinute();
          world.moveTo(`2026-10-26T${at}:00Z`);
          await replica.wakeUp();
        }
        must(world.posts() === before, `${world.posts() - before} posts by an app that is gone`);
        await world.mustHaveSent([]);
      }),
  },
];

const databaseGone: Case[] = [
  ...(['unheard', 'answered'] as const).flatMap((when) =>
    [1, 2, 3, 4, 5].map(
      (count): Case => ({
        sentence: `COMMIT ${count} of a wake-up ${when === 'answered' ? 'succeeds but its answer is lost' : 'never reaches Postgres'}: each digest comes once`,
        run: (stage) =>
          inWorld(stage, { ...patient, members: 2 }, async (world) => {
            let commits = 0;
            const replica = await world.replica({
              watch(side, step) {
                if (side === 'before' && step === 'COMMIT' && ++commits === count)
                  replica.database.cutAt('COMMIT', when);
              },
            });
            world.moveTo(eight);
            await replica.wakeUp().catch(() => {});
            await world.passMinute();
            await world.finish(replica);
            await world.mustHaveSent(world.everybody(monday));
          }),
      }),
    ),
  ),
  {
    sentence: 'Postgres gone for a minute mid-fan-out: each digest comes once when it is back',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 5 }, async (world) => {
        const gate = openGate();
        const replica = await world.replica({ watch: gate.watch });
        world.moveTo(eight);
        const stands = gate.freezeAt(afterPosting(2));
        const waking = replica.wakeUp().catch(() => 'failed');
        await stands;
        replica.database.refuse();
        replica.database.cut();
        gate.thaw();
        must((await waking) === 'failed', 'the replica did not notice that the database was gone');
        must((await replica.wakeUp().catch(() => 'failed')) === 'failed', 'the database was not gone');
        await world.passMinute();
        replica.database.pass();
        await world.finish(replica);
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence: 'Postgres takes no writes for a minute mid-fan-out: each digest comes once when it does again',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 5 }, async (world) => {
        const gate = openGate();
        const replica = await world.replica({ watch: gate.watch });
        world.moveTo(eight);
        const stands = gate.freezeAt(afterPosting(2));
        const waking = replica.wakeUp().catch(() => 'failed');
        await stands;
        await world.setReadOnly(true);
        replica.database.cut();
        gate.thaw();
        must((await waking) === 'failed', 'the replica did not notice that the database takes no writes');
        must((await replica.wakeUp().catch(() => 'failed')) === 'failed', 'the database took writes');
        await world.passMinute();
        await replica.context.db.query('select from nudge');
        await world.setReadOnly(false);
        const write = replica.context.db.query('update nudge set reason = reason where false');
        must(
          await write.then(
            () => true,
            () => false,
          ),
          'a connection that only reads was kept',
        );
        await world.finish(replica);
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence:
      'a failover leaves connections to a server that takes no writes: the next wake-up uses none of them',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 3 }, async (world) => {
        const replica = await world.replica();
        const { db } = replica.context;
        const taken = await Promise.all(Array.from({ length: 5 }, () => db.connect()));
        for (const connection of taken) {
          await connection.query('set default_transaction_read_only = on');
          connection.release();
        }
        world.moveTo(eight);
        // What notices it first fails. Some steps of a wake-up may.
        await replica.wakeUp().catch(() => {});
        const again = await replica.wakeUp().catch(() => 'failed');
        must(again !== 'failed', 'the old server was asked again');
        await world.finish(replica);
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence: 'Postgres closes every connection, as in a restart: each digest comes once',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 5 }, async (world) => {
        const replicas = [await world.replica(), await world.replica()];
        world.moveTo(eight);
        const waking = replicas.map((replica) => replica.wakeUp().catch(() => {}));
        for (let round = 0; round < 4; round++) {
          await new Promise((resolve) => setTimeout(resolve, 12));
          await world.db.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`,
          );
        }
        await Promise.all(waking);
        await world.passMinute();
        await world.finish(replicas[0]!);
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
];

export const outages: Case[] = [pause, ...hasty, ...slackGone, ...databaseGone];
