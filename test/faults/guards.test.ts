import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { guards } from './guards.ts';
import { setStage } from './stage.ts';
import { proveGuard } from './test-build.ts';

const { url, databasePrefix, template } = inject('testServer');
const stage = await setStage(url, databasePrefix, template);

/** A few, quick ones; `npm run test:faults` tries all. */
const some = [
  'a lost answer is a doubt, and not sent again blindly',
  'sending begins only with the newest claim',
  'a stale sender deletes its own message',
  'the history is searched for the mark',
];

test.each(some)(
  'without its guard a case goes red: %s',
  async (name) => {
    const guard = guards.find((one) => one.name === name)!;
    expect(await proveGuard(guard, stage)).toBeNull();
  },
  120_000,
);

test('each guard stands in the code once, as it is switched off in test builds', async () => {
  for (const { file, text } of guards) {
    const source = await readFile(`src/${file}`, 'utf8');
    expect(source.split(text), `src/${file}: ${text}`).toHaveLength(2);
  }
});
