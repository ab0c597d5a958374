import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { joinAction } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { resyncMembers } from '../../../src/schedule/resync-members.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

/** What Slack says of people's accounts: who is a guest now, or gone, is a stranger at once. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, priya: user } = rapport;
const { db } = context;
const priya = sandbox.as(user);
const mine = await rapport.book(user, ['Dana Lee', 'Marcus Webb']);
const priyaId = (await rapport.member(user)).id;
await db.query(`update member set roles = '{member,manager}', state = 'active' where slack_user_id = $1`, [
  rapport.admin.id,
]);

const stateOf = async () => (await rapport.member(user)).state;
const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const lastTo = (who = priya, where?: string) => readable(who.messages(where).at(-1)!);
let events = 0;
/** Sends Slack's event about a user, as it would come from a Grid. */
const tell = (changed: object) =>
  sendSigned(
    rapport,
    JSON.stringify({
      type: 'event_callback',
      team_id: 'T0ELSEWHERE',
      authorizations: [{ enterprise_id: 'E1', team_id: sandbox.teamId, user_id: 'U1', is_bot: true }],
      event_id: `EvUser${++events}`,
      event: { type: 'user_change', user: changed },
    }),
    { type: json },
  );

beforeEach(async () => {
  await sandbox.changeUser(user.id, { guest: undefined, deleted: false });
  await vi.waitFor(async () => expect(await stateOf()).toBe('active'));
  await db.query('delete from pace');
});

describe.each([
  ['becomes a guest', { guest: 'multi' } as const, 'is a guest in Slack now'],
  ['becomes a guest of one channel', { guest: 'single' } as const, 'is a guest in Slack now'],
  ['is deactivated', { deleted: true }, 'Slack account was deactivated'],
])('a member who %s', (_, change, says) => {
  test('stops at once: no list, nothing owed to them is sent, and whoever oversees the branch hears why', async () => {
    await db.query('delete from nudge');
    await db.query(
      `insert into nudge (key, mark, post, member_id, due_at, expires_at)
       values ('digest:' || $1::int, gen_random_uuid(), 'digest', $1, $2, $2::timestamptz + interval '4 hours')`,
      [priyaId, context.now()],
    );
    const before = priya.messages().length;
    await sandbox.changeUser(user.id, change);
    expect(await stateOf()).toBe('left');
    expect(await db.query('select from schedule where member_id = $1', [priyaId])).toEqual([]);
    await ticking();
    expect(priya.messages()).toHaveLength(before);
    expect(
      await db.query(`select post from nudge where post in ('unreachable', 'orphans') order by 1`),
    ).toEqual([{ post: 'unreachable' }]);
    expect(lastTo(sandbox.as(rapport.admin))).toContain(
      `*Priya Patel* ${says}`.replace('* Slack', '*’s Slack'),
    );
  });

  test('is caught by the daily resync when no event told', async () => {
    Object.assign(sandbox.world.users.get(user.id)!, change);
    expect(await resyncMembers(context, context.now())).toMatchObject({ gone: 1 });
    expect(await stateOf()).toBe('left');
  });
});

describe('a member who is a guest now', () => {
  test('is answered like a stranger by commands, messages, buttons, and searches', async () => {
    const list = await priya.command('/rapport', 'digest', rapport.channel);
    expect(list.text).toBeTruthy();
    await priya.openHome();
    const home = priya.home()!;
    expect(readable(home)).toContain('⌄ Show: today');
    await sandbox.changeUser(user.id, { guest: 'multi' });
    expect(readable(priya.home()!), 'the Home tab shows nothing of partners, even unopened').not.toMatch(
      /Dana|⌄ Show|\[I do\]/,
    );
    for (const [command, text] of [
      ['/touchpoint', 'coffee with Dana Lee'],
      ['/partner', 'dana'],
      ['/rapport', 'digest'],
      ['/rapport', 'me'],
    ] as const) {
      await priya.command(command, text, rapport.channel);
      expect(lastTo(priya, rapport.channel)).toContain('You’re not in a branch’s channel yet');
      expect(lastTo(priya, rapport.channel)).not.toContain('[I do]');
    }
    const before = priya.messages().length;
    for (const id of ['home.go.partners', 'partner.card', joinAction])
      await forge(rapport, user, home, id, String(mine['Dana Lee']));
    await vi.waitFor(() => expect(priya.messages()).toHaveLength(before + 3));
    expect(lastTo()).toContain('This is for people in a branch who work with partners.');
    expect(priya.view()).toBeUndefined();
    expect(await db.query('select from capture')).toEqual([]);
  });

  test('cannot join again, not even by a Home that was open', async () => {
    await db.query(`update member set state = 'declined' where id = $1`, [priyaId]);
    await priya.openHome();
    const home = priya.home()!;
    // Slack has made them a guest; its event is still on its way.
    Object.assign(sandbox.world.users.get(user.id)!, { guest: 'multi' });
    await priya.press({ view: home, actionId: joinAction });
    expect(await stateOf()).toBe('declined');
    await sandbox.changeUser(user.id, { guest: 'multi' });
    await forge(rapport, user, home, joinAction, 'join');
    expect(await stateOf()).toBe('left');
    while (priya.view()) await priya.closeView({ all: true });
    await db.query(
      `update trace set before = '{"state":"active"}' where subject_id = $1 and action = 'left'`,
      [priyaId],
    );
  });

  test('has their channel checked before its next post', async () => {
    await db.query('update branch set channel_checked_at = clock_timestamp()');
    await sandbox.changeUser(user.id, { guest: 'multi' });
    expect(await db.query('select channel_checked_at as at from branch')).toEqual([{ at: null }]);
  });
});

describe('an event about a user', () => {
  test('changes a member’s name, and finds members by ids with W too', async () => {
    await db.query(`update member set slack_user_id = 'W0PRIYA' where id = $1`, [priyaId]);
    const sent = await tell({ id: 'W0PRIYA', real_name: 'Priya Rao', is_restricted: true });
    await db.query('update member set slack_user_id = $2 where id = $1', [priyaId, user.id]);
    expect(sent.status).toBe(200);
    expect(await rapport.member(user)).toMatchObject({ name: 'Priya Rao', state: 'left' });
  });

  test('changes nothing when it is about someone we don’t know', async () => {
    const count = async () => (await db.query('select from member')).length;
    const before = await count();
    const asked = sandbox.exchanges?.length;
    expect((await tell({ id: 'W0NOONE', real_name: 'No One', is_restricted: true })).status).toBe(200);
    expect((await tell({})).status).toBe(200);
    expect(await count()).toBe(before);
    expect(sandbox.exchanges?.length).toBe(asked);
  });

  test('that comes late lets no one back in: only what Slack says now does', async () => {
    await sandbox.changeUser(user.id, { guest: 'multi' });
    expect((await tell({ id: user.id, real_name: 'Priya Patel' })).status).toBe(200);
    expect(await stateOf()).toBe('left');
  });
});
