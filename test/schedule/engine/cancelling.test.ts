import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { orphanActions } from '../../../src/messages/members/orphans.ts';
import { checkChannels } from '../../../src/schedule/check-channels.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { setLead } from '../../../src/store/members/member-settings.ts';
import { ensureBranchSchedules } from '../../../src/store/nudges/branch-schedules.ts';
import { bindWorkspace, isUninstalled, noteUninstalled } from '../../../src/store/workspace.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({
  now: new Date('2026-06-12T14:00:00Z'),
  env: { SLACK_MESSAGES_PER_MINUTE: '6000' },
});
const { sandbox, context, channel } = rapport;
const { db } = context;
const ada = sandbox.as(rapport.admin);
const sam = sandbox.as(rapport.sam);
const timing = { ...defaultTiming, resolveAfterMs: -2, channelGapMs: 0 };
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);
// A plan has the book from the week after it was new.
sandbox.clock.moveTo('2026-06-15T14:00:00Z');
const [branch] = await db.query<{ id: number }>('select id from branch');
const lead = await rapport.member(rapport.sam);

/** Enqueues a plan for the branch and ticks. Returns the deliveries. */
async function postPlan() {
  await db.query(
    `insert into nudge (key, mark, post, branch_id, due_at, expires_at)
     values (gen_random_uuid(), gen_random_uuid(), 'plan', $1, $2, $2::timestamptz + interval '1 day')`,
    [branch!.id, context.now()],
  );
  return (await tick(context, context.now(), timing)).delivered;
}
const inChannel = () => sandbox.readMessages(channel).length;
const lastTo = (person: typeof ada) => readable(person.messages().at(-1)!);
const nudges = () =>
  db.query<{ state: string; closedAs: string | null; reason: string | null }>(
    `select state, closed_as as "closedAs", reason from nudge where post <> 'evening' order by id`,
  );

beforeEach(async () => {
  await db.query('delete from nudge');
  await db.query('delete from schedule');
  await db.query(`update branch set channel_problem = null, channel_checked_at = null`);
  await setLead(db, lead.id, false, null, context.now());
});

describe('a branch whose channel may not get its post', () => {
  test('gets it in the channel while only colleagues are there', async () => {
    const before = inChannel();
    expect(await postPlan()).toEqual({ sent: 1 });
    expect(inChannel()).toBe(before + 1);
  });

  test('tells its manager while a guest is in the channel, and posts there again once the guest has left', async () => {
    const guest = sandbox.addUser({ name: 'gus', realName: 'Gus Guest', guest: 'single' });
    await ada.invite(channel, guest.id);
    const before = inChannel();
    expect(await postPlan()).toEqual({ sent: 1 });
    expect(inChannel()).toBe(before);
    expect(lastTo(ada)).toContain('Sending this to you instead of Tampa’s channel: it has guests');
    expect(lastTo(ada)).toContain('Tampa · week of Jun 15');

    await ada.remove(channel, guest.id);
    // A minute later is enough: the next check is not a day away.
    await db.query(`update branch set channel_checked_at = channel_checked_at - interval '1 minute'`);
    await postPlan();
    expect(inChannel()).toBe(before + 1);
  });

  test('tells its manager while the channel is shared with another company', async () => {
    await sandbox.shareChannel(channel, 'T0OTHER');
    const before = inChannel();
    await postPlan();
    expect(inChannel()).toBe(before);
    expect(lastTo(ada)).toContain('shared with another company');
    await sandbox.unshareChannel(channel, 'T0OTHER');
  });

  test('tells its manager in the same run when the channel has just been archived', async () => {
    await checkChannels(context, 0);
    await sandbox.archiveChannel(channel, rapport.admin.id);
    expect(await postPlan()).toEqual({ later: 1, sent: 1 });
    expect(lastTo(ada)).toContain('it’s archived');
    expect(await nudges()).toMatchObject([{ state: 'sent' }]);
  });

  test('tells a lead if it has no manager, and records why when there is neither', async () => {
    await db.query('update branch set manager_id = null');
    expect(await postPlan()).toEqual({ cancelled: 1 });
    expect(await nudges()).toMatchObject([
      { closedAs: 'cancelled', reason: 'no channel, and neither a manager nor a lead to tell' },
    ]);
    await setLead(db, lead.id, true, null, context.now());
    expect(await postPlan()).toEqual({ sent: 1 });
    expect(lastTo(sam)).toContain('Sending this to you instead of Tampa’s channel');
  });

  test('waits while Slack does not say who is in a channel that was never checked', async () => {
    sandbox.world.channels.get(channel)!.isArchived = false;
    sandbox.faults.inject({ method: 'conversations.info', kind: 'error500' });
    const before = inChannel();
    expect(await postPlan()).toEqual({ blocked: 1 });
    expect(inChannel()).toBe(before);
    expect(await nudges()).toMatchObject([{ state: 'planned', reason: expect.stringContaining('HTTP 500') }]);
  });
});

test.each(['conversations.info', 'conversations.members', 'users.list'])(
  'an answer of %s that names nothing does not open a channel that was never checked',
  async (method) => {
    sandbox.faults.inject({ method, kind: 'notJson', body: '{"ok":true}' });
    const before = inChannel();
    expect(await postPlan()).toEqual({ blocked: 1 });
    expect(inChannel()).toBe(before);
    expect(await nudges()).toMatchObject([
      { state: 'planned', reason: 'the channel could not be checked: unreadable answer' },
    ]);
  },
);

describe('checking channels', () => {
  const isChecked = async () =>
    (await db.query<{ checked: boolean }>('select channel_checked_at is not null as checked from branch'))[0]!
      .checked;

  test('a failed check does not count, and is repeated', async () => {
    sandbox.faults.inject({ method: 'conversations.members', kind: 'error500' });
    await checkChannels(context);
    expect(await isChecked()).toBe(false);
    await checkChannels(context);
    expect(await isChecked()).toBe(true);
  });

  test('counts someone whom Slack’s list of the workspace does not know as a guest', async () => {
    await db.query('update branch set manager_id = (select id from member where slack_user_id = $1)', [
      rapport.admin.id,
    ]);
    // A channel shared within an Enterprise organization: people of its other workspaces are in no list of ours.
    const { members } = sandbox.world.channels.get(channel)!;
    members.add('W0ELSEWHERE');
    const before = inChannel();
    await postPlan();
    members.delete('W0ELSEWHERE');
    expect(inChannel()).toBe(before);
    expect(lastTo(ada)).toContain('it has guests, or people from outside this workspace');
  });

  test('happens before the next post once a guest or another company has joined', async () => {
    await db.query('update branch set manager_id = (select id from member where slack_user_id = $1)', [
      rapport.admin.id,
    ]);
    await checkChannels(context, 0);
    const guest = sandbox.addUser({ name: 'gil', realName: 'Gil Guest', guest: 'multi' });
    await ada.invite(channel, guest.id);
    expect(await isChecked()).toBe(false);
    const before = inChannel();
    await postPlan();
    expect(inChannel()).toBe(before);
    expect(lastTo(ada)).toContain('it has guests');
    await ada.remove(channel, guest.id);

    await db.query('update branch set channel_problem = null, channel_checked_at = clock_timestamp()');
    await sandbox.shareChannel(channel, 'T0OTHER');
    expect(await isChecked()).toBe(false);
    await postPlan();
    expect(inChannel()).toBe(before);
    expect(lastTo(ada)).toContain('shared with another company');
    await sandbox.unshareChannel(channel, 'T0OTHER');
  });

  test('happens once a day, in one process', async () => {
    await db.query(`update branch set channel_checked_at = clock_timestamp() - interval '21 hours'`);
    const looks = () => sandbox.exchanges.filter(({ name }) => name === 'conversations.info').length;
    const before = looks();
    await Promise.all([checkChannels(context), checkChannels(context), checkChannels(context)]);
    await checkChannels(context);
    expect(looks() - before).toBe(1);
  });
});

describe('a member whose account is deactivated', () => {
  test('gets no more digests, and a lead is told once', async () => {
    await db.query('update branch set manager_id = null');
    await setLead(db, lead.id, true, null, context.now());
    sandbox.clock.moveTo('2026-06-16T14:00:00Z'); // both partners are first due
    // As if the event about it were lost.
    Object.assign(sandbox.world.users.get(rapport.priya.id)!, { deleted: true });
    const priya = await rapport.member(rapport.priya);
    await db.query('update member set dm_channel_id = null where id = $1', [priya.id]);
    const owe = () =>
      db.query(
        `insert into nudge (key, mark, post, member_id, due_at, expires_at)
         values (gen_random_uuid(), gen_random_uuid(), 'digest', $1, $2, $2::timestamptz + interval '4 hours')`,
        [priya.id, context.now()],
      );
    await owe();
    expect((await tick(context, context.now(), timing)).delivered).toEqual({ cancelled: 1, sent: 1 });
    expect(await nudges()).toMatchObject([
      { closedAs: 'cancelled', reason: 'user_disabled' },
      { state: 'sent' },
    ]);
    expect(lastTo(sam)).toContain(
      '*Priya Patel*’s Slack account was deactivated. 2 partners need an owner. I suggest:',
    );
    expect(lastTo(sam)).toContain('[Hand over as suggested] [Hand all over to one person…]');
    expect(await rapport.member(rapport.priya)).toMatchObject({ state: 'left' });
    await sam.press({ message: sam.messages().at(-1)!, actionId: orphanActions.choose });
    expect(readable(sam.view()!)).toContain('Who will take over Priya Patel’s partners?');
    await sam.closeView({ all: true });
    await owe();
    expect((await tick(context, context.now(), timing)).delivered).toEqual({ cancelled: 1 });
  });
});

describe('an app whose removal Slack reported', () => {
  test('keeps sending if Slack still accepts its token, since the event came late', async () => {
    await noteUninstalled(db, context.now());
    // The branch's only owner of partners has left, so the post is composed but empty. It is not cancelled.
    expect(await postPlan()).toEqual({ empty: 1 });
    expect(await isUninstalled(db)).toBe(false);
  });

  test('cancels every nudge with the reason, and plans nothing until it is installed again', async () => {
    await db.query(
      `insert into nudge (key, mark, post, member_id, due_at, expires_at, state, channel_id, lease_until, not_before)
       select 'k' || n, gen_random_uuid(), 'digest', $1, $2, $2::timestamptz + interval '4 hours', state, 'D1', clock_timestamp(),
              case state when 'in doubt' then clock_timestamp() + interval '1 hour' end
         from (values (1, 'planned'), (2, 'in doubt'), (3, 'sending')) as v(n, state)`,
      [lead.id, context.now()],
    );
    await sandbox.uninstall();
    expect((await tick(context, context.now(), timing)).delivered).toEqual({ cancelled: 3 });
    const removed = 'the app was removed from the workspace';
    const unknown = `${removed}; whether it was sent is not known`;
    expect((await nudges()).map(({ reason }) => reason)).toEqual([removed, unknown, unknown]);

    await ensureBranchSchedules(db, context.now());
    await db.query(`update schedule set next_at = $1`, [context.now()]);
    const later = new Date('2026-06-16T14:01:00Z');
    expect((await tick(context, later, timing)).planned).toBe(0);
    await bindWorkspace(db, context.team);
    expect((await tick(context, later, timing)).planned).toBeGreaterThan(0);
  });
});
