import { expect, inject, test } from 'vitest';
import { playSeed } from './scenario.ts';
import { setStage } from './stage.ts';

const { url, databasePrefix, template } = inject('testServer');
const stage = await setStage(url, databasePrefix, template);

test('each digest comes once in random mornings, whatever goes wrong', async () => {
  const seeds = [1, 7, Math.floor(Math.random() * 1e6)];
  for (const { seed, wrong } of await Promise.all(seeds.map((seed) => playSeed(stage, seed))))
    expect(wrong, `npm run test:faults -- --seed ${seed}`).toEqual([]);
}, 120_000);
