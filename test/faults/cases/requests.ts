import type { Sandbox } from 'slack-sandbox';
import { stillAtIt } from '../../../src/messages/failure.ts';
import { transaction } from '../../../src/store/db/database.ts';
import { findMemberById } from '../../../src/store/members/members.ts';
import { addPartners } from '../../../src/store/partners/partners.ts';
import { startBot } from '../bot-process.ts';
import { must } from '../broken.ts';
import { inWorld, type World } from '../world.ts';
import { type Case, monday } from './case.ts';

type Answer = Awaited<ReturnType<ReturnType<Sandbox['as']>['command']>>;

/** People who log touchpoints with Dana Lee, in a channel of their own. */
async function callers(world: World) {
  const rows = await world.db.query<{ user: string }>(
    `select slack_user_id as user from member where id = any($1::int[]) order by id`,
    [world.members.map(({ id }) => id)],
  );
  const members = rows.map(({ user }) => user);
  const channel = world.sandbox.addChannel({ name: 'calls', members, botIn: true });
  for (const { id } of world.members) {
    const owner = (await findMemberById(world.db, id))!;
    await transaction(world.db, (tx) =>
      addPartners(tx, owner, [{ name: 'Dana Lee', company: null }], 'keep', monday),
    );
  }
  let made = 0;
  return members.map((user) => {
    const person = world.sandbox.as(user);
    return () =>
      person.command('/touchpoint', `called Dana Lee about house ${(made++).toString(26)}x`, channel.id);
  });
}

const isSaved = ({ text }: Answer) => text?.includes('✓') ?? false;

/** Every answer is true: what it calls saved is saved once, and of the rest nothing is. */
async function mustBeTrue(world: World, answers: Answer[]): Promise<void> {
  const saved = answers.filter(isSaved).length;
  // On a slow machine, some may be told that their answer follows.
  const open = answers.filter(({ text }) => text === stillAtIt).length;
  const refused = answers.filter(({ text }) => text?.includes('nothing was saved')).length;
  const rest = answers.length - saved - open - refused;
  must(rest === 0, `${rest} of ${answers.length} were not answered`);
  const [row] = await world.db.query<{ n: number }>('select count(*)::int as n from touchpoint');
  must(row!.n >= saved && row!.n <= saved + open, `${saved} answered as saved, ${row!.n} in the database`);
}

/** Slack's patience is not what is tried here. */
const options = { members: 6, ackTimeoutMs: 60_000 };

export const requests: Case[] = [
  {
    isAlone: true,
    sentence:
      'SIGTERM in the middle of a burst of 200: every request is answered, and what is said to be saved is',
    run: (stage) =>
      inWorld(stage, options, async (world) => {
        const say = await callers(world);
        const bot = await startBot(world);
        const some = (amount: number) => Array.from({ length: amount }, (_, n) => say[n % say.length]!());
        const before = some(100);
        await Promise.race(before);
        bot.kill('SIGTERM');
        await bot.logged('stopping');
        const ready = await fetch(`${bot.url}/readyz`).then(
          ({ status }) => status,
          () => 'nothing',
        );
        must(ready === 503, `/readyz says ${ready} after SIGTERM`);
        const answers = await Promise.all([...before, ...some(100)]);
        must(answers.some(isSaved), 'nothing was saved');
        await mustBeTrue(world, answers);
        const how = await bot.ended;
        must(how === 0, `it ended with ${how}`);
      }),
  },
  {
    isAlone: true,
    sentence: 'one member floods: the others are served all the same, and every answer is true',
    run: (stage) =>
      inWorld(stage, options, async (world) => {
        const [flooder, ...others] = await callers(world);
        const bot = await startBot(world);
        const flood = Array.from({ length: 300 }, () => flooder!());
        const calm: Answer[] = [];
        for (let round = 0; round < 4; round++) calm.push(...(await Promise.all(others.map((say) => say()))));
        must(
          calm.every(isSaved),
          `${calm.filter((one) => !isSaved(one)).length} of the others were not served`,
        );
        await mustBeTrue(world, [...calm, ...(await Promise.all(flood))]);
        bot.kill('SIGKILL');
        await bot.ended;
      }),
  },
];
