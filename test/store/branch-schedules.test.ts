import { beforeEach, expect, test } from 'vitest';
import { saveBranch } from '../../src/store/members/branches.ts';
import { branchPosts, ensureBranchSchedules, setPostTime } from '../../src/store/nudges/branch-schedules.ts';
import { enqueueDueSchedules } from '../../src/store/nudges/schedules.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const at = (text: string) => new Date(text);
/** A Tuesday, noon in New York. */
const tuesday = at('2026-06-09T16:00:00Z');
let branch: { id: number };

const save = (
  more: { timeZone?: string; region?: string | null } = {},
  now = tuesday,
  holidayChanges?: string[],
) =>
  saveBranch(
    db,
    { channelId: 'C1', name: 'Tampa', timeZone: 'America/New_York', region: 'FL', ...more },
    { slackUserId: 'U1', name: 'Ada Ruiz', email: null, timeZone: 'America/New_York' },
    now,
    holidayChanges ? { holidayChanges } : {},
  );
const nextOf = async (post: string) =>
  (
    await db.query<{ nextAt: Date }>(`select next_at as "nextAt" from schedule where post = $1`, [post])
  )[0]?.nextAt.toISOString();

beforeEach(async () => {
  await emptyDatabase(db);
  branch = await save();
});

test('a new branch gets its posts at the default times, starting with the next one of each', async () => {
  expect(await nextOf('plan')).toBe('2026-06-15T12:30:00.000Z');
  expect(await nextOf('reminder')).toBe('2026-06-10T13:00:00.000Z');
  expect(await nextOf('leaderboard')).toBe('2026-06-12T19:00:00.000Z');
});

test('a branch older than the posts gets them, even from several planners at once', async () => {
  await db.query('delete from schedule');
  await Promise.all([1, 2, 3].map(() => ensureBranchSchedules(db, tuesday)));
  const rows = await db.query<{ post: string }>('select post from schedule order by post');
  expect(rows.map(({ post }) => post)).toEqual([...branchPosts].sort());
});

test('after a move to another zone, posts come at the same hour there', async () => {
  await save({ timeZone: 'America/Los_Angeles' });
  expect(await nextOf('plan')).toBe('2026-06-15T15:30:00.000Z');
});

test('once an office closes on a holiday of its state, that applies from the next post on', async () => {
  // Only Massachusetts observes Patriots' Day: Monday, Apr 19, 2027.
  const april = at('2027-04-13T16:00:00Z');
  await db.query(`update schedule set next_at = '2027-04-19T12:30:00Z' where post = 'plan'`);
  await save({ region: 'MA' }, april);
  expect(await nextOf('plan'), 'observed, but not closed').toBe('2027-04-19T12:30:00.000Z');
  await save({ region: 'MA' }, april, ['Patriots’ Day']);
  expect(await nextOf('plan')).toBe('2027-04-20T12:30:00.000Z');
});

test('a due post stays due, no matter what changes', async () => {
  const monday = at('2026-06-15T12:31:00Z');
  await save({ timeZone: 'America/Los_Angeles' }, monday);
  const expiresAt = new Map([['plan', (dueAt: Date) => new Date(dueAt.getTime() + 86_400_000)]]);
  expect(await enqueueDueSchedules(db, expiresAt, monday)).toBe(1);
});

test('a chosen time is kept when the branch is saved again', async () => {
  await setPostTime(db, branch.id, 'plan', { localTime: '07:15', weekdays: [2] }, null, tuesday);
  await save({ timeZone: 'America/Chicago' });
  expect(await nextOf('plan')).toBe('2026-06-16T12:15:00.000Z');
  await setPostTime(db, branch.id, 'plan', { localTime: '07:15', weekdays: [] }, null, tuesday);
  await ensureBranchSchedules(db, tuesday, [branch.id]);
  expect(await nextOf('plan')).toBe('9999-01-01T00:00:00.000Z');
});
