import { describe, expect, test } from 'vitest';
import { saveBranch } from '../../src/store/members/branches.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const now = new Date('2026-06-09T13:30:00Z');
const person = (name: string) => ({
  slackUserId: `U${name.toUpperCase()}`,
  name,
  email: null,
  timeZone: 'America/New_York',
});
const branch = (name: string, manager: string) =>
  saveBranch(
    db,
    { channelId: `C${name.toUpperCase()}`, name, timeZone: 'America/New_York', region: 'FL' },
    person(manager),
    now,
  );
const managers = async () =>
  (
    await db.query<{ name: string }>(`select name from member where 'manager' = any(roles) order by name`)
  ).map((row) => row.name);

describe('a new manager of a branch', () => {
  test('takes the role from the previous one, unless they manage another branch', async () => {
    await branch('Tampa', 'Ada');
    await branch('Akron', 'Ada');
    expect(await managers()).toEqual(['Ada']);
    await branch('Tampa', 'Ben');
    expect(await managers()).toEqual(['Ada', 'Ben']);
    await branch('Akron', 'Ben');
    expect(await managers()).toEqual(['Ben']);
    await branch('Akron', 'Ben');
    expect(await managers()).toEqual(['Ben']);
  });
});
