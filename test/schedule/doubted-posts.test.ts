import type { Message } from 'slack-sandbox';
import { readable as readableWith } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { doubtedPostActions } from '../../src/messages/doubted-post.ts';
import { deliverDue } from '../../src/schedule/engine/deliver-due.ts';
import { sendOnce } from '../../src/schedule/engine/send-once.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { claimNudge, startSending } from '../../src/store/nudges/nudges.ts';
import { expireLeases } from '../../src/store/nudges/nudges-doubt.ts';
import { findMessages } from '../../src/store/privacy/erasure-messages.ts';
import { startRapport } from '../support/rapport.ts';

/** Monday, 8:30 in Tampa. */
const monday = new Date('2026-06-15T12:30:00Z');
const friday = new Date(monday.getTime() - 3 * 86_400_000);
const rapport = await startRapport({
  now: friday,
  env: { SLACK_MESSAGES_PER_MINUTE: '6000' },
  optionalScopes: false,
});
const { sandbox, context, channel } = rapport;
const { db } = context;
const [ada, priya] = [sandbox.as(rapport.admin), sandbox.as(rapport.priya)];
const timing = { ...defaultTiming, resolveAfterMs: -2, lookAgainMs: 300_000, channelGapMs: 0 };
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);
// A plan has the book from the week after it was new.
sandbox.clock.moveTo(monday.toISOString());
const [branch] = await db.query<{ id: number }>('select id from branch');

const readable = (message: Message) => readableWith(message, { channel: () => 'tampa' });

let posts = 0;
async function owePlan(): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into nudge (key, mark, post, branch_id, due_at, expires_at)
     values ($3, gen_random_uuid(), 'plan', $1, $2, $2::timestamptz + interval '1 day') returning id`,
    [branch!.id, monday, `test:${++posts}`],
  );
  return row!.id;
}
const work = () => tick(context, context.now(), timing);
/** Five minutes of physical time, after which a doubt is looked up again. */
const wait = () =>
  db.query(`update nudge set not_before = not_before - interval '5 min' where not_before is not null`);
const expire = (id: number) => db.query(`update nudge set expires_at = due_at where id = $1`, [id]);
/** Owes a plan whose answer is lost. */
async function doubt(takesEffect: boolean): Promise<number> {
  const id = await owePlan();
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset', takesEffect });
  await work();
  return id;
}
const stateOf = async (id: number) =>
  (
    await db.query<{ state: string; closedAs: string | null; reason: string | null; by: string | null }>(
      `select state, closed_as as "closedAs", reason, settled_by as by from nudge where id = $1`,
      [id],
    )
  )[0]!;
const plans = () => sandbox.readMessages(channel).filter((message) => readable(message).includes('week of'));
const questions = () => ada.messages().filter(({ text }) => text.startsWith('Did Monday’s plan appear'));
const question = () => questions().at(-1)!;
/** A second copy of the question in a conversation, whose buttons stay after the first was answered. */
async function copyQuestion(to = ada.dmChannel): Promise<Message> {
  const { blocks } = question();
  const { ts } = await context.slack.chat.postMessage({ channel: to, text: 'copy', blocks: blocks as never });
  return sandbox.readMessages(to === ada.dmChannel ? rapport.admin.id : to).find((one) => one.ts === ts)!;
}
const press = (actionId: string, message = question(), who = ada) => who.press({ message, actionId });
/** Waits for what replaces the question. */
const answered = (text: string) =>
  vi.waitFor(() => expect(ada.messages().map(readable).join('\n')).toContain(text));

beforeEach(async () => {
  sandbox.faults.clear();
  await db.query('delete from nudge');
  await db.query('delete from schedule');
  for (const { messages } of sandbox.world.channels.values()) messages.splice(0);
});

describe('a doubted post in a channel whose history is closed to Rapport', () => {
  test('has its manager asked once', async () => {
    const id = await doubt(true);
    for (let looks = 0; looks < 3; looks++) {
      await wait();
      await work();
    }
    expect(questions()).toHaveLength(1);
    expect(readable(question())).toBe(
      'Did Monday’s plan appear in #tampa? Slack didn’t tell me whether it arrived.\n[Yes] [Post it]',
    );
    expect(question().text).toBe('Did Monday’s plan appear in Tampa’s channel?');
    expect(await stateOf(id)).toMatchObject({
      state: 'in doubt',
      reason: 'history unreadable: missing_scope',
    });
  });

  test('is sent if they say that it appeared, however often they press', async () => {
    const id = await doubt(true);
    const copy = await copyQuestion();
    await Promise.all([press(doubtedPostActions.yes), press(doubtedPostActions.yes)]);
    await press(doubtedPostActions.post, copy);
    await answered('Monday’s plan is in #tampa. Nothing to do.');
    await work();
    expect(await stateOf(id)).toMatchObject({ state: 'sent', by: 'answer', reason: null });
    expect(plans()).toHaveLength(1);
  });

  test('is posted once if they ask for it, however often they press', async () => {
    const id = await doubt(false);
    const copy = await copyQuestion();
    await Promise.all([press(doubtedPostActions.post), press(doubtedPostActions.post)]);
    await work();
    await press(doubtedPostActions.post, copy);
    await work();
    expect(await stateOf(id)).toMatchObject({ state: 'sent', by: null });
    expect(plans()).toHaveLength(1);
    await answered('Monday’s plan is in #tampa. Nothing to do.');
  });

  test('is asked about anew if it is in doubt again, and an answer to the first question changes nothing', async () => {
    const id = await doubt(false);
    const copy = await copyQuestion();
    await press(doubtedPostActions.post);
    await vi.waitFor(() => expect(questions()).toHaveLength(0));
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset', takesEffect: false });
    await work();
    expect(await stateOf(id)).toMatchObject({ state: 'in doubt' });
    expect(questions()).toHaveLength(1);
    await press(doubtedPostActions.yes, copy);
    await answered('I’m checking whether it arrived');
    expect(await stateOf(id)).toMatchObject({ state: 'in doubt' });
    await press(doubtedPostActions.post);
    await work();
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    expect(plans()).toHaveLength(1);
  });

  test('takes an answer from no one who may not change the branch', async () => {
    const id = await doubt(true);
    const copy = await copyQuestion(channel);
    await press(doubtedPostActions.yes, copy, priya);
    await vi.waitFor(() =>
      expect(JSON.stringify(priya.messages(channel).concat(priya.messages()))).toContain(
        'change this branch’s settings',
      ),
    );
    expect(await stateOf(id)).toMatchObject({ state: 'in doubt' });
  });

  test('is closed when it expires unanswered, and an answer after that changes nothing', async () => {
    const id = await doubt(false);
    await expire(id);
    await press(doubtedPostActions.post);
    await answered('It’s too late to post Monday’s plan in #tampa.');
    expect(await stateOf(id)).toMatchObject({ state: 'in doubt' });
    await wait();
    expect((await work()).resolved).toEqual({ expired: 1 });
    expect(await stateOf(id)).toMatchObject({
      state: 'closed',
      closedAs: 'expired',
      reason: 'no one said whether it was sent',
    });
    expect(plans()).toHaveLength(0);
  });

  test('is closed when it expires if there is no one to ask', async () => {
    const [{ managerId } = { managerId: 0 }] = await db.query<{ managerId: number }>(
      'select manager_id as "managerId" from branch',
    );
    await db.query('update branch set manager_id = null');
    const id = await doubt(true);
    expect(questions()).toHaveLength(0);
    await db.query('update branch set manager_id = $1', [managerId]);
    await expire(id);
    await wait();
    await work();
    expect(await stateOf(id)).toMatchObject({ closedAs: 'expired' });
  });

  test('keeps the message of a frozen sender after they said that it appeared', async () => {
    const id = await owePlan();
    const frozen = (await claimNudge(db, ['plan'], context.now(), timing.leaseMs))!;
    await startSending(db, frozen, channel, timing.leaseMs);
    await db.query(`update nudge set lease_until = clock_timestamp() - interval '1 second'`);
    await expireLeases(db, -2);
    await work();
    await press(doubtedPostActions.yes);
    const message = { text: 'Tampa · week of Jun 15', blocks: [] };
    expect(await sendOnce(context, frozen, channel, { message }, () => context.now(), timing)).toBe('sent');
    expect(plans()).toHaveLength(1);
    const [row] = await db.query<{ ts: string }>('select message_ts as ts from nudge where id = $1', [id]);
    expect(row!.ts).toBe(plans()[0]!.ts);
  });

  test('is listed in an erasure as a message that no one can find', async () => {
    const id = await doubt(true);
    await press(doubtedPostActions.yes);
    await answered('is in #tampa');
    const told = await findMessages(db, { kind: 'partner', ids: [1], branchId: branch!.id } as never);
    expect(told.posts.filter(({ nudgeId }) => nudgeId === id)).toMatchObject([
      { channel, ts: null, isUnfindable: true },
    ]);
  });
});

test('a doubted post elsewhere is asked of no one', async () => {
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     values ('test:digest', gen_random_uuid(), 'digest', $1, $2, $2::timestamptz + interval '4 hours')`,
    [(await rapport.member(rapport.priya)).id, monday],
  );
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
  sandbox.faults.inject({ method: 'conversations.history', kind: 'refuse', error: 'missing_scope' });
  await deliverDue(context, () => context.now(), timing);
  await work();
  expect(questions()).toHaveLength(0);
});
