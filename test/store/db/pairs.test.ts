import { expect, test } from 'vitest';
import { createDatabase } from '../../support/database.ts';
import { allPairs, findIdle, tryPairs } from './pairs/try-pairs.ts';

/** `npm run test:faults -- --pairs` tries all of them. */
const share = 12;

test('operations that run at once neither deadlock nor fail, in pairs', async () => {
  const seed = Math.floor(Math.random() * 1e6);
  const pairs = allPairs().filter((_, index) => index % share === seed % share);
  const wrong = await tryPairs(await createDatabase({ migrated: true }), pairs, seed);
  expect(wrong, `npm run test:faults -- --pairs --from ${seed}`).toEqual([]);
}, 300_000);

test('each operation changes something', async () => {
  expect(await findIdle(await createDatabase({ migrated: true }))).toEqual([]);
}, 60_000);
