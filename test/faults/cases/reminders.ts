import { must } from '../broken.ts';
import { complaints } from '../verdict.ts';
import { inWorld, type World } from '../world.ts';
import { type Case, patient } from './case.ts';

const planned = '2026-10-26';
/** Half an hour before ten in New York, and just before ten. */
const half = '2026-10-26T13:30:05Z';
const justBefore = '2026-10-26T13:59:05Z';

/** Each member chose to be reminded of meetings, and has one at ten. */
const meeting = (sentence: string, play: (world: World) => Promise<void>, each: number): Case => ({
  sentence,
  run: (stage) =>
    inWorld(stage, { ...patient, members: 3, zones: ['America/New_York'] }, async (world) => {
      const { db } = world;
      await db.query(`delete from schedule where post in ('digest', 'evening')`);
      await db.query(
        `with m as (update member set reminded_of_plans = true returning id, branch_id),
              p as (insert into partner (branch_id, name, name_key, kind, entered_on)
                    select branch_id, 'Dana ' || id, 'dana ' || id, 'realtor', $1::date - 30 from m returning id, name),
              k as (insert into capture (member_id, source, made_at) select id, 'dm', $1::date - 1 from m returning id, member_id)
         insert into plan (capture_id, partner_id, member_id, kind, word, made_on, planned_on, at_time)
         select k.id, p.id, k.member_id, 'meal', 'coffee', $1::date - 1, $1, '10:00'
           from k join p on p.name = 'Dana ' || k.member_id`,
        [planned],
      );
      await play(world);
      const { sandbox } = world;
      const reminders = [...sandbox.world.channels.values()]
        .flatMap(({ messages }) => messages)
        .filter(({ text }) => text.endsWith('at 10:00 AM'));
      must(reminders.length === each * world.members.length, `${reminders.length} reminders came`);
      const wrong = complaints(await world.verdict([]));
      must(wrong.length === 0, wrong.join('; '));
    }),
});

export const reminders: Case[] = [
  meeting(
    'a reminder before a meeting comes once, from however many replicas',
    async (world) => {
      const replicas = [await world.replica(), await world.replica(), await world.replica()];
      for (const at of [half, '2026-10-26T13:31:05Z', justBefore]) {
        world.moveTo(at);
        await Promise.all(replicas.map((replica) => replica.wakeUp(400)));
        await world.passMinute();
      }
    },
    1,
  ),
  meeting(
    'a reminder before a meeting comes once, though answers are lost',
    async (world) => {
      const replica = await world.replica();
      world.moveTo(half);
      world.sandbox.faults.inject({
        ...{ method: 'chat.postMessage', kind: 'reset', probability: 0.5, seed: 3, count: 3 },
      });
      for (let minute = 0; minute < 5; minute++) {
        await replica.wakeUp(1_500).catch(() => {});
        await world.passMinute();
      }
    },
    1,
  ),
  meeting(
    'a reminder that could not come before its meeting never comes',
    async (world) => {
      const replica = await world.replica();
      world.moveTo(half);
      world.sandbox.faults.inject({
        ...{ method: 'chat.postMessage', kind: 'refuse', error: 'invalid_auth' },
        untilCleared: true,
      });
      await replica.wakeUp(400);
      await world.passMinute();
      world.sandbox.faults.clear();
      world.moveTo('2026-10-26T14:00:05Z');
      await replica.wakeUp(400);
    },
    0,
  ),
];
