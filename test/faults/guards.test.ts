import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { guards } from './guards.ts';
import { setStage } from './stage.ts';
import { proveGuard } from './test-build.ts';

const { url, databasePrefix, template } = inject('testServer');
const stage = await setStage(url, databasePrefix, template);

/** A few quick ones. `npm run test:faults` tries them all. */
const some = [
  'a lost answer puts the nudge in doubt, and nothing is resent blindly',
  'only the newest claim may start to send',
  'a stale sender deletes its own message',
  'the history is searched for the mark',
  'a server that refused a write is not asked again',
];

test.each(some)(
  'a case fails without its guard: %s',
  async (name) => {
    const guard = guards.find((one) => one.name === name)!;
    expect(await proveGuard(guard, stage)).toBeNull();
  },
  120_000,
);

test('each guard’s text occurs once in its file, so that test builds can remove it', async () => {
  for (const { file, text } of guards) {
    const source = await readFile(`src/${file}`, 'utf8');
    expect(source.split(text), `src/${file}: ${text}`).toHaveLength(2);
  }
});
