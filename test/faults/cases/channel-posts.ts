import { answerDoubt, type DoubtedPost, findDoubtedPost } from '../../../src/store/nudges/doubt-answers.ts';
import { must } from '../broken.ts';
import { beforePosting, openGate } from '../gate.ts';
import type { Stage } from '../stage.ts';
import { complaints } from '../verdict.ts';
import { inWorld, type Wired, type World } from '../world.ts';
import { type Case, eight, patient } from './case.ts';

/** A branch's plan is due in its channel. */
interface Scene {
  world: World;
  channel: string;
  /** Messages with the plan's mark, anywhere. */
  plans(): number;
  /** The questions whether it appeared, in the manager's direct messages. */
  questions(): number;
  doubt(): Promise<DoubtedPost>;
  answer(doubt: DoubtedPost, hasAppeared: boolean): Promise<boolean>;
  /** Lets these replicas work, and then lets a minute pass. */
  work(...replicas: Wired[]): Promise<void>;
}

const lostPlan = { method: 'chat.postMessage', kind: 'reset' } as const;

/** @param hasHistory whether the app may read the history of channels */
const planned = (sentence: string, hasHistory: boolean, play: (scene: Scene) => Promise<void>): Case => ({
  sentence,
  run: (stage: Stage) =>
    inWorld(stage, { ...patient, members: 2, optionalScopes: hasHistory }, async (world) => {
      const { sandbox, db } = world;
      const users = [...sandbox.world.users.values()].filter(({ isBot }) => !isBot);
      const { id: channel } = sandbox.addChannel({ name: 'branch', members: users.map(({ id }) => id) });
      const manager = world.members[0]!.id;
      await db.query('update branch set channel_id = $1, manager_id = $2', [channel, manager]);
      await db.query(`delete from schedule where post in ('digest', 'evening')`);
      world.moveTo(eight);
      const [plan] = await db.query<{ id: number; mark: string }>(
        `insert into nudge (key, mark, post, branch_id, due_at, expires_at)
         select 'plan:' || id || ':2026-10-26', gen_random_uuid(), 'plan', id, $1::timestamptz, $1::timestamptz + interval '1 day'
           from branch returning id, mark::text as mark`,
        [sandbox.clock.now()],
      );
      const all = () => [...sandbox.world.channels.values()].flatMap(({ messages }) => messages);
      await play({
        world,
        channel,
        plans: () => all().filter(({ metadata }) => metadata?.event_payload.mark === plan!.mark).length,
        questions: () => all().filter(({ text }) => /^Did .* appear in/.test(text)).length,
        doubt: async () => (await findDoubtedPost(db, plan!.id))!,
        answer: (doubt, hasAppeared) => answerDoubt(db, doubt, hasAppeared, sandbox.clock.now()),
        async work(...replicas) {
          await Promise.all(replicas.map((replica) => replica.wakeUp(400)));
          await world.passMinute();
        },
      });
    }),
});

/** @throws Broken if anything is doubled, lost, or left unfinished */
async function mustBeDone(world: World): Promise<void> {
  const wrong = complaints(await world.verdict([]));
  must(wrong.length === 0, wrong.join('; '));
}

export const channelPosts: Case[] = [
  planned('a plan for a channel that takes no posts reaches its manager once', true, async (scene) => {
    const { world, channel, plans, work } = scene;
    world.sandbox.restrictPosting(channel, 'restricted_action');
    const replicas = [await world.replica(), await world.replica()];
    for (let minutes = 0; minutes < 3; minutes++) await work(...replicas);
    must(plans() === 1, `${plans()} plans came`);
    must(world.sandbox.readMessages(channel).length === 0, 'the channel got a post');
    await mustBeDone(world);
  }),
  planned('a doubted plan is found in its channel with the optional scopes', true, async (scene) => {
    const { world, plans, questions, work } = scene;
    world.sandbox.faults.inject(lostPlan);
    const replica = await world.replica();
    for (let minutes = 0; minutes < 4; minutes++) await work(replica);
    must(plans() === 1, `${plans()} plans came`);
    must(questions() === 0, 'the manager was asked');
    await mustBeDone(world);
  }),
  planned(
    'a doubted plan whose history is closed is asked about once, by all replicas together',
    false,
    async (scene) => {
      const { world, plans, questions, work, doubt, answer } = scene;
      world.sandbox.faults.inject(lostPlan);
      const replicas = [await world.replica(), await world.replica(), await world.replica()];
      for (let minutes = 0; minutes < 5; minutes++) await work(...replicas);
      must(questions() === 1, `the manager was asked ${questions()} times`);
      must(await answer(await doubt(), true), 'the answer did not count');
      for (let minutes = 0; minutes < 3; minutes++) await work(...replicas);
      must(plans() === 1, `${plans()} plans came`);
      await world.db.query(`update nudge set message_ts = $1 where settled_by = 'answer'`, [
        world.sandbox.readMessages(scene.channel)[0]?.ts,
      ]);
      await mustBeDone(world);
    },
  ),
  planned('an answer to an old question posts nothing that is in doubt anew', false, async (scene) => {
    const { world, plans, work, doubt, answer } = scene;
    const replica = await world.replica();
    world.sandbox.faults.inject({ ...lostPlan, takesEffect: false });
    for (let minutes = 0; minutes < 3; minutes++) await work(replica);
    const first = await doubt();
    must(await answer(first, false), 'the answer did not count');
    world.sandbox.faults.inject(lostPlan);
    for (let minutes = 0; minutes < 3; minutes++) await work(replica);
    must((await doubt()).state === 'in doubt', 'the second answer was not lost');
    await answer(first, false);
    for (let minutes = 0; minutes < 3; minutes++) await work(replica);
    must(plans() === 1, `${plans()} plans came`);
  }),
  planned('a frozen sender keeps its message after someone said that it appeared', false, async (scene) => {
    const { world, plans, work, doubt, answer } = scene;
    const gate = openGate();
    const frozen = await world.replica({ watch: gate.watch });
    const stands = gate.freezeAt(beforePosting());
    const waking = frozen.wakeUp().catch(() => {});
    await stands;
    await world.passMinute();
    const other = await world.replica();
    for (let minutes = 0; minutes < 3; minutes++) await work(other);
    must(await answer(await doubt(), true), 'the answer did not count');
    gate.thaw();
    await waking;
    must(plans() === 1, `${plans()} plans are there`);
    await mustBeDone(world);
  }),
];
