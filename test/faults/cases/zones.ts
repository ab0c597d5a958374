import { randomFrom } from 'slack-sandbox';
import type { Weekday } from '../../../src/domain/days/day.ts';
import { nextTime } from '../../../src/domain/days/post-times.ts';
import { posts } from '../../../src/schedule/posts/posts.ts';
import { enqueueDueSchedules } from '../../../src/store/nudges/schedules.ts';
import type { Stage } from '../stage.ts';
import { inWorld } from '../world.ts';
import {
  allZones,
  checkDues,
  checkYear,
  expiresAfterMs,
  someStretch,
  someTime,
  weeksOfChange,
} from '../year.ts';
import { type Case, eight, monday, patient } from './case.ts';

export const zones: Case[] = [
  {
    sentence:
      'a member who moves west after the digest gets no second one that day, and the next day’s at the new hour',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 2 }, async (world) => {
        const replica = await world.replica();
        world.moveTo(eight);
        await replica.wakeUp();
        // Resetting `next_at` makes the schedule due again today, so only the nudge's key can prevent a second digest.
        await world.changeZone(world.members[0]!.id, 'America/Los_Angeles');
        await world.db.query(
          `update schedule set next_at = '2026-10-26T15:00:00Z' where member_id = $1 and post = 'digest'`,
          [world.members[0]!.id],
        );
        for (const at of ['2026-10-26T15:00:10Z', '2026-10-27T12:00:10Z', '2026-10-27T15:00:10Z']) {
          world.moveTo(at);
          await replica.wakeUp();
        }
        await world.mustHaveSent(world.everybody(monday, '2026-10-27'));
      }),
  },
  {
    sentence: 'a member who moves east past the hour gets the digest at once',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 2, zones: ['America/Los_Angeles'] }, async (world) => {
        const replica = await world.replica();
        world.moveTo('2026-10-26T13:30:00Z');
        await replica.wakeUp();
        await world.changeZone(world.members[0]!.id, 'America/New_York');
        await replica.wakeUp();
        await world.mustHaveSent([{ post: 'digest', memberId: world.members[0]!.id, day: monday }]);
        world.moveTo('2026-10-26T15:00:10Z');
        await replica.wakeUp();
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence: 'the week of the fall clock change brings one digest each working day, at eight local time',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 1 }, async (world) => {
        const replica = await world.replica();
        for (const at of ['2026-10-30T11:59:00Z', '2026-10-30T12:00:10Z', '2026-11-02T12:30:00Z']) {
          world.moveTo(at);
          await world.finish(replica);
        }
        await world.mustHaveSent(world.everybody('2026-10-30'));
        world.moveTo('2026-11-02T13:00:10Z');
        await world.finish(replica);
        await world.mustHaveSent(world.everybody('2026-10-30', '2026-11-02'));
      }),
  },
  {
    sentence: 'three days without a wake-up: only the last morning’s digest comes',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 2 }, async (world) => {
        const replica = await world.replica();
        world.moveTo('2026-10-29T13:00:00Z');
        await replica.wakeUp();
        await world.mustHaveSent(world.everybody('2026-10-29'));
      }),
  },
  {
    sentence:
      'around clock changes, in every zone and at any hour, each local day has one digest at its local time',
    async run() {
      const random = randomFrom(2026);
      for (const zone of allZones())
        for (const from of weeksOfChange(zone, 2026))
          for (let times = 0; times < 3; times++) checkYear(someStretch(zone, from, 12, random));
    },
  },
  {
    sentence: 'on the database, around clock changes: each working day has one digest',
    run: (stage) => overlapOnDatabase(stage, 11),
  },
];

/** Plans for members in zones that change their clocks on different days, at any intervals under four hours. */
async function overlapOnDatabase(stage: Stage, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const some = [
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Kathmandu',
  ];
  const start = new Date('2027-02-20T00:00:00Z');
  const end = new Date('2027-04-10T00:00:00Z');
  await inWorld(
    stage,
    { ...patient, members: some.length, zones: some, now: start.toISOString() },
    async ({ db, members }) => {
      const expiresAt = new Map([['digest', posts.digest!.expiresAt]]);
      for (const { id, zone } of members) {
        const localTime = someTime(random);
        await db.query(
          `update schedule set local_time = $2, next_at = $3 where member_id = $1 and post = 'digest'`,
          [id, localTime, nextTime({ timeZone: zone, localTime, weekdays }, start)],
        );
      }
      for (let now = start; now < end; now = new Date(now.getTime() + random() * expiresAfterMs))
        await enqueueDueSchedules(db, expiresAt, now);
      for (const { id, zone } of members) {
        const rows = await db.query<{ dueAt: Date; localTime: string }>(
          `select n.due_at as "dueAt", s.local_time as "localTime" from nudge n join schedule s using (member_id, post)
          where n.member_id = $1 order by n.id`,
          [id],
        );
        const dues = rows.map(({ dueAt }) => dueAt);
        checkDues({ timeZone: zone, localTime: rows[0]!.localTime, weekdays }, start, end, dues);
      }
    },
  );
}

const weekdays: Weekday[] = [1, 2, 3, 4, 5];
