import type { Fault } from 'slack-sandbox';
import { eight, monday } from './cases/case.ts';
import { startReplica } from './processes.ts';
import type { Stage } from './stage.ts';
import { complaints } from './verdict.ts';
import { inWorld } from './world.ts';

/** Where a process is killed: in a clean morning, or in one with a lost answer that is looked up. */
export interface KillPoint {
  morning: 'good' | 'answer lost';
  step: number;
  side: 'before' | 'after';
  /** Name of the step, for messages. */
  what: string;
}

const faults: Record<KillPoint['morning'], Fault | null> = {
  good: null,
  'answer lost': { method: 'chat.postMessage', kind: 'reset' },
};

/** Two digests, each of which also opens a conversation. */
const options = { members: 2 };

/** Records the steps of a process over a whole morning. A new statement in the code becomes a new kill point by itself. */
export async function findKillPoints(stage: Stage): Promise<KillPoint[]> {
  const points: KillPoint[] = [];
  for (const morning of ['good', 'answer lost'] as const) {
    await inWorld(stage, options, async (world) => {
      const child = await startReplica();
      if (faults[morning]) world.sandbox.faults.inject(faults[morning]);
      child.give({ where: world.where, now: eight });
      const steps = JSON.parse(await child.nextLine()) as string[];
      await child.ended;
      for (const [index, what] of steps.entries())
        for (const side of ['before', 'after'] as const)
          points.push({ morning, step: index + 1, side, what });
    });
  }
  return points;
}

/** Kills a process at a point and lets another one finish. Returns what is wrong afterwards, a line each. */
export async function killAt(stage: Stage, { morning, step, side, what }: KillPoint): Promise<string[]> {
  const child = await startReplica();
  return inWorld(stage, options, async (world) => {
    const fault = faults[morning];
    if (fault) world.sandbox.faults.inject(fault);
    world.moveTo(eight);
    child.give({ where: world.where, now: eight, at: { step, side } });
    const ended = await child.ended;
    world.sandbox.faults.clear();
    await world.passMinute();
    await world.finish(await world.replica());
    const wrong = complaints(await world.verdict(world.everybody(monday)));
    return wrong.map(
      (line) => `killed ${side} step ${step} (${what}), ${morning} morning, ended ${ended}: ${line}`,
    );
  });
}
