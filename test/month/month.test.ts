import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startChance } from './chance.ts';

const run = promisify(execFile);

test('the transcript of a day shows deeds, answers, posts, Home, and forms, without ids or times of the run', async () => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'test/month/month.ts', '--days', '1'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stdout).toContain('==== Wednesday, June 10, 2026 ====');
  expect(stdout).toMatch(
    /08:00 wake\n {4}< conversations\.open @ada\n {4}< chat\.postMessage @ada\n {6}text: /,
  );
  expect(stdout).toContain('priya types /partner dana\n    > /partner: 200\n');
  expect(stdout).toContain('< views.open\n      == My settings ==\n');
  expect(stdout).toContain('< views.publish @priya\n      [Today] ');
  expect(stdout).not.toMatch(/\b[UCDTABFV]0SBX|127\.0\.0\.1|\d{10}\.\d{6}/);
  expect(stdout).not.toContain('undefined');
}, 120_000);

test('a choice depends on the options, not on earlier choices', () => {
  const chance = startChance(35, '2026-06-10', 'priya');
  const all = ['met', 'talked', 'left message', 'later'];
  const picked = chance.pick(all)!;
  const others = all.filter((one) => one !== picked);
  expect(chance.pick([picked, ...others.slice(1)])).toBe(picked);
  expect(others).toContain(chance.pick(others));
  expect(startChance(36, '2026-06-10', 'priya').of('met')).not.toBe(chance.of('met'));
  expect(chance.pick([])).toBeUndefined();
});

test('wrong arguments print the usage', async () => {
  const wrong = await run(process.execPath, [
    '--import',
    'tsx',
    'test/month/month.ts',
    '--days',
    'many',
  ]).catch((error: { code: number; stderr: string }) => error);
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('usage: npm run month') });
});
