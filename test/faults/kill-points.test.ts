import { randomFrom } from 'slack-sandbox';
import { expect, inject, test } from 'vitest';
import { findKillPoints, killAt } from './kill-points.ts';
import { setStage } from './stage.ts';

const { url, databasePrefix, template } = inject('testServer');
const stage = await setStage(url, databasePrefix, template);

test('a process killed at any step of planning, claiming, sending, or recording causes no duplicate and no loss', async () => {
  const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1e6));
  const random = randomFrom(seed);
  const points = await findKillPoints(stage);
  expect(points.length).toBeGreaterThan(60);
  const some = points
    .filter(({ what }) => !what.startsWith('select'))
    .sort(() => random() - 0.5)
    .slice(0, 4);
  const wrong = await Promise.all(some.map((point) => killAt(stage, point)));
  expect(
    wrong.flat(),
    `FAULTS_SEED=${seed} picks the same points; npm run test:faults tries them all`,
  ).toEqual([]);
}, 120_000);
