import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { startChance } from './chance.ts';
import { countUnasked, isTooMuch } from './unasked.ts';

const run = promisify(execFile);

test('the transcript of a day shows deeds, answers, posts, Home, and forms, without ids or times of the run', async () => {
  const { stdout, stderr } = await run(
    process.execPath,
    ['--import', 'tsx', 'test/month/month.ts', '--days', '1'],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  expect(stdout).toContain('==== Wednesday, June 10, 2026 ====');
  expect(stdout).toMatch(
    /08:00 wake\n {4}< conversations\.open @ada\n {4}< chat\.postMessage @ada\n {6}text: /,
  );
  expect(stdout).toContain('priya types /partner dana\n    > /partner: 200\n');
  expect(stdout).toContain('< views.open\n      == My settings ==\n');
  expect(stdout).toContain('< views.publish @priya\n      ⌄ Show: today');
  expect(stdout).not.toMatch(/\b[UCDTABFV]0SBX|127\.0\.0\.1|\d{10}\.\d{6}/);
  expect(stdout).not.toContain('undefined');
  // Nothing that anyone did keeps this day from being counted; a month of it is for `npm run month`.
  expect(stderr).toMatch(
    /unasked: manager, \d+ people: at most [12] a day and \d a week \(.*\), 0 after 6 PM/,
  );
}, 120_000);

describe('what was written unasked', () => {
  const at = (perDay: number, perWeek: number, late = 0) => ({
    ...{ role: 'lead', people: 1, busiest: 'Naomi Brooks' },
    ...{ perDay, perWeek, late },
  });

  test.each([
    [at(2, 10), false],
    [at(3, 3), true],
    [at(2, 11), true],
    [at(1, 1, 1), true],
  ])('%j is too much: %s', (counted, isOver) => {
    expect(isTooMuch(counted)).toBe(isOver);
  });

  test('leaves out what a colleague hands over, feedback to answer, and a reminder that one has chosen', async () => {
    const { db } = await testDatabase();
    await db.query(
      `with b as (insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id)
       insert into member (slack_user_id, branch_id, name, zone, state, dm_channel_id)
       select 'U1', id, 'Priya Patel', 'America/New_York', 'active', 'D1' from b`,
    );
    const sent = [
      ['digest', '2026-06-09T12:00Z'],
      ['evening', '2026-06-09T21:30Z'],
      ['feedback', '2026-06-09T15:00Z'],
      ['handed over', '2026-06-09T15:00Z'],
      ['before meeting', '2026-06-09T15:30Z'],
      ['digest', '2026-06-10T23:00Z'],
    ];
    await db.query(
      `insert into nudge (key, mark, post, member_id, due_at, expires_at, state, channel_id, message_ts, sent_at)
       select p || at, gen_random_uuid(), p, m.id, at, at + interval '1 hour', 'sent', 'D1', at::text, at
         from member m, unnest($1::text[], $2::timestamptz[]) as s(p, at)`,
      [sent.map(([post]) => post), sent.map(([, sentAt]) => sentAt)],
    );
    expect(await countUnasked(db)).toEqual([
      { role: 'originator', people: 1, perDay: 2, perWeek: 3, busiest: 'Priya Patel', late: 1 },
    ]);
  });
});

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
