import '../../src/utc.ts';
import { parseArgs } from 'node:util';
import { randomFrom } from 'slack-sandbox';
import { allPairs, tryPairs } from '../store/db/pairs/try-pairs.ts';
import { cases } from './cases/cases.ts';
import { guards } from './guards.ts';
import { findKillPoints, killAt } from './kill-points.ts';
import { inLanes } from './lanes.ts';
import { playSeed } from './scenario.ts';
import { emptyDatabaseFor, onOwnStage } from './server.ts';
import type { Stage } from './stage.ts';
import { proveGuard } from './test-build.ts';
import { allZones, checkYear, someStretch } from './year.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '0' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    kills: { type: 'boolean' },
    guards: { type: 'boolean' },
    pairs: { type: 'boolean' },
  },
});

/** Worlds run at a time. They spend most of their time waiting for leases and answers. */
const lanes = 5;
/** Processes run at a time. Each kill point needs a process that loads everything. */
const processes = 2;

const began = performance.now();
const wrong: string[] = [];
const complain = (lines: readonly string[]) => {
  wrong.push(...lines);
  for (const line of lines) console.log(`  ${line}`);
};
const say = (line: string) => console.log(`${Math.round((performance.now() - began) / 1000)} s  ${line}`);

async function trySeeds(stage: Stage, seeds: number[], isTold: boolean): Promise<void> {
  const total = { seeds: 0, due: 0, sent: 0, duplicates: 0, losses: 0, inDoubt: 0, failed: 0 };
  const sayTotal = () =>
    say(
      `${total.seeds} seeds: ${total.due} digests and evenings due, ${total.sent} messages in Slack, duplicates ` +
        `${total.duplicates}, losses ${total.losses}, ended in doubt ${total.inDoubt}, failed ${total.failed}`,
    );
  await inLanes(lanes, seeds, async (seed) => {
    const result = await playSeed(stage, seed).catch((error: Error) => {
      complain([`seed ${seed} crashed: ${error.stack}`]);
    });
    if (!result) return;
    if (result.wrong.length > 0)
      complain([`seed ${seed}: npm run test:faults -- --seed ${seed}`, ...result.wrong, ...result.story]);
    else if (isTold) console.log(result.story.join('\n'));
    total.seeds += 1;
    total.due += result.due;
    total.sent += result.sent;
    total.duplicates += result.duplicates.length;
    total.losses += result.losses.length;
    total.inDoubt += result.inDoubt;
    total.failed += result.failed;
    if (total.seeds % 50 === 0) sayTotal();
  });
  sayTotal();
}

async function tryCases(stage: Stage): Promise<void> {
  let green = 0;
  const attempt = async ({ run, sentence }: (typeof cases)[number]) => {
    await run(stage).then(
      () => green++,
      (error) => complain([`failed: ${sentence}: ${error.message}`]),
    );
  };
  await inLanes(
    lanes,
    cases.filter((one) => !one.isAlone),
    attempt,
  );
  await inLanes(
    1,
    cases.filter((one) => one.isAlone),
    attempt,
  );
  say(`cases passed: ${green} of ${cases.length}`);
}

async function tryKills(stage: Stage): Promise<void> {
  const points = await findKillPoints(stage);
  let tried = 0;
  const all = await inLanes(processes, points, async (point) => {
    const lines = await killAt(stage, point).catch((error) => [`kill point ${point.step}: ${error.stack}`]);
    complain(lines);
    if (++tried % 50 === 0) say(`${tried} kill points`);
    return lines.length === 0;
  });
  say(`kill points survived: ${all.filter(Boolean).length} of ${points.length}`);
}

async function tryGuards(stage: Stage): Promise<void> {
  let red = 0;
  for (const guard of guards) {
    const trouble = await proveGuard(guard, stage).catch((error) => String(error.stack));
    if (trouble) complain([`guard "${guard.name}": ${trouble}`]);
    else red++;
  }
  say(`guards whose case fails without them: ${red} of ${guards.length}`);
}

/** Runs all pairs of operations of the store. */
async function tryAllPairs(stage: Stage): Promise<void> {
  const pairs = allPairs();
  const errors = await tryPairs(await emptyDatabaseFor(stage), pairs, Number(values.from));
  complain(errors);
  say(`pairs of operations run at once: ${pairs.length}, errors ${errors.length}`);
}

/** Checks every zone on every day of a year. */
function tryYear(): void {
  const random = randomFrom(Number(values.from));
  const from = new Date('2026-01-01T00:00:00Z');
  const zones = allZones();
  for (const zone of zones) {
    try {
      checkYear(someStretch(zone, from, 366, random));
    } catch (error) {
      complain([(error as Error).message]);
    }
  }
  say(`zones checked for one digest each day of a year: ${zones.length}`);
}

await onOwnStage(async (stage) => {
  if (values.seed) return trySeeds(stage, [Number(values.seed)], true);
  const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.from) + index);
  const isAll = !values.kills && !values.guards && !values.pairs;
  if (isAll) await trySeeds(stage, seeds, false);
  if (isAll) await tryCases(stage);
  if (isAll) tryYear();
  if (isAll || values.pairs) await tryAllPairs(stage);
  if (isAll || values.guards) await tryGuards(stage);
  if (isAll || values.kills) await tryKills(stage);
});
say(wrong.length === 0 ? 'all passed' : `FAILED: ${wrong.length} lines above`);
// Replicas that stay frozen keep the event loop alive, so exit explicitly.
process.exit(wrong.length === 0 ? 0 : 1);
