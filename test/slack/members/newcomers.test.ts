import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../../src/domain/days/day.ts';
import { joinInAction } from '../../../src/messages/members/join-choices.ts';
import { declineAction } from '../../../src/messages/members/welcome.ts';
import { checkChannels } from '../../../src/schedule/check-channels.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { loadPeople } from '../../../src/slack/members/people.ts';
import { saveBranch } from '../../../src/store/members/branches.ts';
import { setRoleHolders } from '../../../src/store/members/member-settings.ts';
import { greet } from '../../../src/store/members/welcomes.ts';
import { startRapport } from '../../support/rapport.ts';

/** Who joins a branch's channel is asked once whether they work with partners, whatever happens to the event. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, channel: tampa } = rapport;
const { db } = context;

const ocala = sandbox.addChannel({ name: 'ocala', members: [rapport.admin.id], botIn: true });
const lounge = sandbox.addChannel({ name: 'lounge', members: [rapport.admin.id], botIn: true });
await saveBranch(
  db,
  { channelId: ocala.id, name: 'Ocala', timeZone: 'America/New_York', region: 'FL' },
  { slackUserId: rapport.admin.id, name: 'Ada Ruiz', email: null, timeZone: null },
  context.now(),
);
await db.query(`delete from nudge where post = 'made manager'`);

let people = 0;
const newcomer = (more: Parameters<typeof sandbox.addUser>[0] | object = {}) => {
  const number = ++people;
  const user = sandbox.addUser({
    name: `new${number}`,
    realName: `Nia Reed${number}`,
    tz: 'America/New_York',
    ...more,
  });
  return {
    user,
    who: sandbox.as(user),
    texts: () =>
      sandbox
        .as(user)
        .messages()
        .map((one) => readable(one)),
  };
};
const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const moveTo = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await ticking();
};
/** Waits until the event was heard. */
const planned = (slackUserId: string) =>
  expect.poll(async () => (await welcomesOf(slackUserId)).length, { timeout: 5000 }).toBe(1);
const welcomesOf = (slackUserId: string) =>
  db.query<{ dueAt: Date; state: string }>(
    `select n.due_at as "dueAt", n.state from nudge n join member m on m.id = n.member_id
      where n.post = 'welcome' and m.slack_user_id = $1`,
    [slackUserId],
  );
const stateOf = async (slackUserId: string) =>
  (
    await db.query<{ state: string; branch: string }>(
      `select m.state, b.name as branch from member m join branch b on b.id = m.branch_id where m.slack_user_id = $1`,
      [slackUserId],
    )
  )[0];

/** Each test has a week of its own: it begins on a Tuesday, at 9:30 AM in the branches. */
let tuesday: Day = '2026-06-09';
beforeEach(() => {
  tuesday = addDays(tuesday, 7);
  sandbox.clock.moveTo(`${tuesday}T13:30:00Z`);
});
const wednesday = (time: string) => `${addDays(tuesday, 1)}T${time}:00Z`;
const thursday = (time: string) => `${addDays(tuesday, 2)}T${time}:00Z`;

describe('someone who joins a branch’s channel', () => {
  test('is asked at 9:00 AM of their next working day, once', async () => {
    const { user, who, texts } = newcomer();
    await who.join(tampa);
    await planned(user.id);
    await moveTo(wednesday('12:59'));
    expect(texts()).toEqual([]);
    await moveTo(wednesday('13:00'));
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('Do you work with partners?');
    await who.join(ocala.id);
    await moveTo(thursday('13:00'));
    expect(texts()).toHaveLength(1);
  });

  test('is asked by their own clock, and not on a day when their branch is closed', async () => {
    const { user, who } = newcomer({ tz: 'America/Los_Angeles' });
    await db.query(`update branch set days_off = array[$2::date] where channel_id = $1`, [tampa, tuesday]);
    await who.join(tampa);
    await planned(user.id);
    expect((await welcomesOf(user.id))[0]?.dueAt.toISOString()).toBe(
      new Date(wednesday('16:00')).toISOString(),
    );
    await db.query(`update branch set days_off = '{}' where channel_id = $1`, [tampa]);
  });

  test('is not asked again in another branch’s channel after they said no', async () => {
    const { user, who, texts } = newcomer();
    await who.join(tampa);
    await planned(user.id);
    await moveTo(wednesday('13:00'));
    await who.press({ message: who.messages()[0]!, actionId: declineAction });
    await expect.poll(async () => (await stateOf(user.id))?.state).toBe('declined');
    await who.join(ocala.id);
    await checkChannels(context, 0);
    await moveTo(thursday('13:00'));
    expect(texts()).toHaveLength(1);
    expect(await stateOf(user.id)).toEqual({ state: 'declined', branch: 'Tampa' });
  });

  test('in two channels chooses which branch is theirs, with the same tap', async () => {
    const { user, who, texts } = newcomer();
    await who.join(tampa);
    await who.join(ocala.id);
    await planned(user.id);
    await moveTo(wednesday('13:00'));
    expect(texts()[0]).toContain('which branch is yours?');
    expect(texts()[0]).toContain('[Yes, in Ocala] [Yes, in Tampa] [I don’t]');
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>(`select id from branch where name = 'Ocala'`);
    await who.press({ message: who.messages()[0]!, actionId: `${joinInAction}.${id}` });
    await expect.poll(async () => (await stateOf(user.id))?.branch).toBe('Ocala');
  });

  test('who has left it by the morning is not asked, until they join one again', async () => {
    const { user, who, texts } = newcomer();
    await who.join(tampa);
    await planned(user.id);
    await who.leave(tampa);
    await moveTo(wednesday('13:00'));
    expect(texts()).toEqual([]);
    await who.join(ocala.id);
    await expect.poll(async () => (await welcomesOf(user.id))[0]?.state).toBe('planned');
    await moveTo(thursday('13:00'));
    expect(texts()).toHaveLength(1);
  });

  test('is never a guest, someone of another company, a bot, a lead, or compliance', async () => {
    const guest = newcomer({ guest: 'multi' });
    const outsider = newcomer({ teamId: 'T0OTHER' });
    const lead = newcomer();
    const compliance = newcomer();
    const named = (user: { id: string; realName: string }) => [
      { slackUserId: user.id, name: user.realName, email: null, timeZone: null },
    ];
    const [{ id: branchId } = { id: 0 }] = await db.query<{ id: number }>('select min(id) as id from branch');
    const by = { branchId, madeBy: null, now: context.now() };
    await setRoleHolders(db, 'lead', named(lead.user), by);
    await setRoleHolders(db, 'compliance', named(compliance.user), by);
    const ours = newcomer();
    for (const { who } of [guest, outsider, lead, compliance, ours]) await who.join(tampa);
    await planned(ours.user.id);
    await checkChannels(context, 0);
    for (const { user } of [guest, outsider, lead, compliance]) expect(await welcomesOf(user.id)).toEqual([]);
    await db.query(`update member set roles = '{member}', state = 'declined' where slack_user_id = any($1)`, [
      [lead.user.id, compliance.user.id],
    ]);
  });
});

describe('an event that is lost', () => {
  test('is made up for by the daily check, once the people of the branch were asked', async () => {
    const lost = newcomer();
    // No event tells of who is put there directly.
    const quiet = sandbox.addChannel({
      name: 'quiet',
      members: [rapport.admin.id, lost.user.id],
      botIn: true,
    });
    const { id } = await saveBranch(
      db,
      { channelId: quiet.id, name: 'Quiet', timeZone: 'America/New_York', region: null },
      { slackUserId: rapport.admin.id, name: 'Ada Ruiz', email: null, timeZone: null },
      context.now(),
    );
    await checkChannels(context, 0);
    expect(await welcomesOf(lost.user.id)).toEqual([]);
    await greet(db, id, [], context.now());
    await checkChannels(context, 0);
    await checkChannels(context, 0);
    expect(await welcomesOf(lost.user.id)).toHaveLength(1);
    expect(await loadPeople(context, quiet.id)).toHaveLength(2);
  });
});

describe('a first word', () => {
  test.each([
    [
      'a direct message',
      async (who: ReturnType<typeof sandbox.as>) => void (await who.dm('coffee with Dana Lee')),
    ],
    [
      '/touchpoint',
      async (who: ReturnType<typeof sandbox.as>) => who.command('/touchpoint', 'coffee with Dana Lee', tampa),
    ],
    ['/partner', async (who: ReturnType<typeof sandbox.as>) => who.command('/partner', 'Dana Lee', tampa)],
    ['/rapport', async (who: ReturnType<typeof sandbox.as>) => who.command('/rapport', 'digest', tampa)],
  ])('by %s is answered with the question, and the morning’s is not sent anymore', async (_, say) => {
    const { user, who, texts } = newcomer();
    await who.join(tampa);
    await planned(user.id);
    const answer = (await say(who)) as { message?: never } | undefined;
    const shown = () => [...texts(), ...(answer?.message ? [readable(answer.message)] : [])];
    await expect.poll(() => shown().join('\n')).toContain('Do you work with partners?');
    const before = texts().length;
    await moveTo(wednesday('13:00'));
    expect(texts()).toHaveLength(before);
    expect(await db.query('select from capture')).toEqual([]);
  });

  test('of someone in no branch’s channel says what to do, and asks nothing', async () => {
    const { user, who, texts } = newcomer();
    await who.join(lounge.id);
    await who.dm('hello');
    await expect.poll(() => texts().join()).toContain('Join yours and write to me again');
    expect(await stateOf(user.id)).toBeUndefined();
    await who.join(tampa);
    await planned(user.id);
  });

  test('of someone whose joining no event told of asks them, too', async () => {
    const { user, who, texts } = newcomer();
    await db.query(`delete from member where slack_user_id = $1`, [user.id]);
    const old = sandbox.addChannel({ name: 'naples', members: [user.id], botIn: true });
    await db.query(`update branch set channel_id = $1 where name = 'Quiet'`, [old.id]);
    await who.dm('hello');
    await expect.poll(() => texts().join()).toContain('Do you work with partners?');
    expect(await stateOf(user.id)).toEqual({ state: 'invited', branch: 'Quiet' });
    await who.dm('hello again');
    await expect.poll(() => texts().at(-1)).toContain('Nothing saved yet. First: do you work with partners?');
  });
});
