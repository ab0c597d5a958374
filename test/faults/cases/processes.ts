import { must } from '../broken.ts';
import { startReplica } from '../processes.ts';
import { inWorld } from '../world.ts';
import { type Case, eight, monday } from './case.ts';

/** Steps of a clean run in a morning with one digest. */
async function stepsOf(stage: Parameters<Case['run']>[0]): Promise<string[]> {
  return inWorld(stage, { members: 1 }, async (world) => {
    const child = await startReplica();
    child.give({ where: world.where, now: eight });
    const steps = JSON.parse(await child.nextLine()) as string[];
    await child.ended;
    return steps;
  });
}

export const processes: Case[] = [
  {
    sentence:
      'a process stopped (SIGSTOP) before or after posting and continued after its lease leaves one message',
    async run(stage) {
      const steps = await stepsOf(stage);
      const post = steps.indexOf('chat.postMessage') + 1;
      must(post > 0, 'a clean run posted nothing');
      for (const at of [
        { step: post, side: 'before' },
        { step: post, side: 'after' },
        { step: post - 1, side: 'after' },
      ] as const) {
        const child = await startReplica();
        await inWorld(stage, { members: 1 }, async (world) => {
          world.moveTo(eight);
          child.give({ where: world.where, now: eight, at, signal: 'SIGSTOP' });
          await child.nextLine();
          await world.passMinute();
          const survivor = await world.replica();
          await world.finish(survivor);
          child.process.kill('SIGCONT');
          await child.ended;
          await world.passMinute();
          await world.finish(survivor);
          await world.mustHaveSent(world.everybody(monday));
        });
      }
    },
  },
];
