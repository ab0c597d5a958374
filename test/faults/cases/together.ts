import { must } from '../broken.ts';
import { atStep, beforePosting, openGate } from '../gate.ts';
import { inWorld } from '../world.ts';
import { type Case, eight, monday, patient } from './case.ts';

export const together: Case[] = [
  {
    sentence: 'three replicas that wake up together post each digest once and delete none',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 6 }, async (world) => {
        const replicas = await Promise.all([world.replica(), world.replica(), world.replica()]);
        // Open the connections first, or one replica would finish before the others start.
        await Promise.all(replicas.map((replica) => replica.wakeUp()));
        world.moveTo(eight);
        await Promise.all(replicas.map((replica) => replica.wakeUp()));
        await world.mustHaveSent(world.everybody(monday));
        must(world.posts() === 6, `six digests took ${world.posts()} posts`);
      }),
  },
  {
    sentence: 'two replicas want the same nudge: the second leaves it to the first',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 1 }, async (world) => {
        const gate = openGate();
        const [slow, other] = [await world.replica({ watch: gate.watch }), await world.replica()];
        world.moveTo(eight);
        const frozen = gate.freezeAt(beforePosting());
        const waking = slow.wakeUp();
        await frozen;
        await other.wakeUp(300);
        gate.thaw();
        await waking;
        await world.mustHaveSent(world.everybody(monday));
        must(world.posts() === 1, `one digest took ${world.posts()} posts`);
      }),
  },
  {
    sentence: 'a stuck planner does not hold up another',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 2 }, async (world) => {
        const gate = openGate();
        const [stuck, other] = [await world.replica({ watch: gate.watch }), await world.replica()];
        world.moveTo(eight);
        const frozen = gate.freezeAt(atStep('before', 'with planned as'));
        const waking = stuck.wakeUp();
        await frozen;
        const began = performance.now();
        await other.wakeUp().catch(() => {});
        must(performance.now() - began < 1500, 'the other planner waited');
        gate.thaw();
        await waking;
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence:
      'a schedule that comes due again for a day with a digest makes no second one, and holds up nobody else',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 2 }, async (world) => {
        const replica = await world.replica();
        const [first, second] = world.members;
        await world.db.query(`update schedule set next_at = '9999-01-01' where member_id = $1`, [second!.id]);
        world.moveTo(eight);
        await replica.wakeUp();
        await world.db.query(
          `update schedule set next_at = '2026-10-26T12:00:00Z' where member_id in ($1, $2)`,
          [first!.id, second!.id],
        );
        await replica.wakeUp().catch(() => {});
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence: 'replicas whose clocks are ten minutes apart send each digest once',
    run: (stage) =>
      inWorld(
        stage,
        { ...patient, members: 4, zones: ['America/New_York', 'America/Chicago'] },
        async (world) => {
          const [ahead, behind] = [
            await world.replica({ skewMs: 300_000 }),
            await world.replica({ skewMs: -300_000 }),
          ];
          for (const at of ['11:54', '11:56', '12:01', '12:06', '12:56', '13:02', '13:10']) {
            world.moveTo(`2026-10-26T${at}:00Z`);
            await Promise.all([ahead.wakeUp(), behind.wakeUp()]);
          }
          await world.mustHaveSent(world.everybody(monday));
          must(world.posts() === 4, `four digests took ${world.posts()} posts`);
        },
      ),
  },
];
