import type { User } from 'slack-sandbox';
import { beforeEach, describe, expect, test } from 'vitest';
import { resyncMembers } from '../../src/schedule/resync-members.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const resync = (signal?: AbortSignal) => resyncMembers(context, context.now(), signal);
const schedules = async (memberId: number) =>
  (await db.query(`select id from schedule where post = 'digest' and member_id = $1`, [memberId])).length;

/** As if the event about it were lost. */
const changeUntold = (id: string, changes: Partial<User>) =>
  Object.assign(sandbox.world.users.get(id)!, changes);

// Fills in the branch manager's missing address.
await resync();

beforeEach(async () => {
  sandbox.faults.clear();
  await db.query('delete from pace');
});

describe('the resync of members', () => {
  test('changes nothing when nothing has changed in Slack', async () => {
    expect(await resync()).toEqual({ changed: 0, gone: 0, back: 0 });
  });

  test('updates names and addresses, with addresses in lowercase', async () => {
    changeUntold(rapport.sam.id, { realName: 'Sam Cole-Ortiz', email: 'Sam.Ortiz@example.com' });
    expect(await resync()).toEqual({ changed: 1, gone: 0, back: 0 });
    const [row] = await db.query('select name, email from member where slack_user_id = $1', [rapport.sam.id]);
    expect(row).toEqual({ name: 'Sam Cole-Ortiz', email: 'sam.ortiz@example.com' });
  });

  test('records a deactivated member once, and restores the digest of one who is back', async () => {
    const sam = await rapport.member(rapport.sam);
    changeUntold(rapport.sam.id, { deleted: true });
    expect(await resync()).toEqual({ changed: 0, gone: 1, back: 0 });
    expect((await rapport.member(rapport.sam)).state).toBe('left');
    expect(await schedules(sam.id)).toBe(0);
    const told = await db.query(`select id from nudge where key = 'unreachable:' || $1::int`, [sam.id]);
    expect(told).toHaveLength(1);

    await db.query('delete from pace');
    expect(await resync()).toEqual({ changed: 0, gone: 0, back: 0 });

    await db.query('delete from pace');
    changeUntold(rapport.sam.id, { deleted: false });
    expect(await resync()).toEqual({ changed: 0, gone: 0, back: 1 });
    expect((await rapport.member(rapport.sam)).state).toBe('active');
    expect(await schedules(sam.id)).toBe(1);
  });

  test('runs in one of several processes, once a day', async () => {
    const done = await Promise.all([resync(), resync(), resync()]);
    expect(done.filter((one) => one !== null)).toHaveLength(1);
    expect(await resync()).toBeNull();
    await db.query(`update pace set next_at = next_at - interval '19 hours'`);
    expect(await resync()).toBeNull();
    await db.query(`update pace set next_at = next_at - interval '2 hours'`);
    expect(await resync()).not.toBeNull();
  });

  test('waits when Slack asks for a pause, then continues', async () => {
    changeUntold(rapport.sam.id, { realName: 'Sam Cole' });
    sandbox.faults.inject({ method: 'users.list', kind: 'ratelimit', retryAfter: 1 });
    expect(await resync()).toMatchObject({ changed: 1 });
  });

  test('runs again an hour later if Slack does not answer', async () => {
    sandbox.faults.inject({ method: 'users.list', kind: 'error500' });
    expect(await resync()).toEqual({ changed: 0, gone: 0, back: 0 });
    await db.query(`update pace set next_at = next_at - interval '1 hour'`);
    expect(await resync()).not.toBeNull();
  });
});
