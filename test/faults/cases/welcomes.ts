import { openDatabase } from '../../../src/store/db/database.ts';
import { askJoiners } from '../../../src/store/members/welcomes.ts';
import { must } from '../broken.ts';
import { inWorld, type World } from '../world.ts';
import { type Case, patient } from './case.ts';

const nine = '2026-10-26T13:00:10Z';
const joiners = 4;

/** People have joined a branch's channel, and Slack told of each three times, to different replicas at once. */
const joined = (
  sentence: string,
  play: (world: World, ask: () => Promise<number>) => Promise<void>,
): Case => ({
  sentence,
  run: (stage) =>
    inWorld(stage, { ...patient, members: 1 }, async (world) => {
      const { sandbox, db, where } = world;
      const users = Array.from({ length: joiners }, (_, index) =>
        sandbox.addUser({ name: `joiner${index}`, tz: 'America/New_York' }),
      );
      const channel = sandbox.addChannel({ name: 'branch', members: users.map(({ id }) => id) });
      const [branch] = await db.query<{ id: number }>('update branch set channel_id = $1 returning id', [
        channel.id,
      ]);
      await db.query(`delete from schedule where post in ('digest', 'evening')`);
      const theirs = openDatabase({ url: where.databaseUrl, max: 3 });
      const ask = async () => {
        const told = [...users, ...users, ...users].map(({ id, name }) => {
          const person = { slackUserId: id, name, email: null, timeZone: 'America/New_York' };
          return askJoiners(theirs, branch!.id, [person], sandbox.clock.now());
        });
        return (await Promise.all(told)).reduce((sum, one) => sum + one, 0);
      };
      await play(world, ask);
      await theirs.close();
      for (const user of users) {
        const asked = sandbox.as(user).messages().length;
        must(asked === 1, `${user.name} was asked ${asked} times`);
      }
    }),
});

export const welcomes: Case[] = [
  joined('who joins is asked once, however often Slack tells of it', async (world, ask) => {
    must((await ask()) === joiners, 'not everyone is to be asked once');
    const replicas = [await world.replica(), await world.replica()];
    world.moveTo(nine);
    await Promise.all(replicas.map((replica) => replica.wakeUp()));
    must((await ask()) === 0, 'someone is to be asked again');
    world.moveTo('2026-10-27T13:00:10Z');
    await Promise.all(replicas.map((replica) => replica.wakeUp()));
  }),
  joined('who joins is asked once, though half of the answers are lost', async (world, ask) => {
    await ask();
    const replica = await world.replica();
    world.moveTo(nine);
    world.sandbox.faults.inject({
      method: 'chat.postMessage',
      kind: 'reset',
      probability: 0.5,
      seed: 7,
      count: 3,
    });
    for (let minute = 0; minute < 6; minute++) {
      await replica.wakeUp(1_500).catch(() => {});
      await world.passMinute();
    }
    await ask();
    await replica.wakeUp(1_500);
  }),
];
