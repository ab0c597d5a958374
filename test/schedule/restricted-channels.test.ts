import { Writable } from 'node:stream';
import type { PostingRefusal } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { runDoctor } from '../../src/cli/doctor.ts';
import { checkChannels } from '../../src/schedule/check-channels.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { saveBranch } from '../../src/store/members/branches.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({
  now: new Date('2026-06-12T12:00:00Z'),
  env: { SLACK_MESSAGES_PER_MINUTE: '6000' },
});
const { sandbox, context, channel } = rapport;
const { db } = context;
const ada = sandbox.as(rapport.admin);
const timing = { ...defaultTiming, resolveAfterMs: -2, channelGapMs: 0 };
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);
// A plan has the book from the week after it was new.
sandbox.clock.moveTo('2026-06-15T12:00:00Z');
const [branch] = await db.query<{ id: number }>('select id from branch');

let posts = 0;
/** Enqueues a plan for the branch and ticks. Returns the deliveries. */
async function postPlan() {
  await db.query(
    `insert into nudge (key, mark, post, branch_id, due_at, expires_at)
     values ($3, gen_random_uuid(), 'plan', $1, $2, $2::timestamptz + interval '1 day')`,
    [branch!.id, context.now(), `test:${++posts}`],
  );
  return (await tick(context, context.now(), timing)).delivered;
}
const inChannel = () => sandbox.readMessages(channel).length;
const plansTo = (person: typeof ada) =>
  person
    .messages()
    .map((message) => readable(message))
    .filter((text) => text.includes('week of'));
/** The line above a plan in a manager's direct messages. */
const lineOf = (plan: string | undefined) => plan?.split('\n')[0];
async function doctor(): Promise<string> {
  let said = '';
  const out = new Writable({
    write(chunk, _, done) {
      said += chunk;
      done();
    },
  });
  await runDoctor({ db, slack: context.slack }, context.now(), out);
  return said.replaceAll(/\s+/g, ' ');
}

const everyRefusal: [PostingRefusal | 'ekm_access_denied', RegExp][] = [
  [
    'restricted_action',
    /only some people may post there\. An admin can let apps post in the channel’s settings/,
  ],
  ['restricted_action_read_only_channel', /it’s read-only\. An admin can change that/],
  ['restricted_action_thread_only_channel', /it takes only replies in threads\. An admin can change that/],
  ['ekm_access_denied', /your Slack admins have suspended posting there\. Only they can/],
];

beforeEach(async () => {
  sandbox.faults.clear();
  sandbox.restrictPosting(channel, null);
  await db.query('delete from nudge');
  await db.query('delete from schedule');
  await db.query('update branch set channel_problem = null, channel_told = null, channel_checked_at = null');
});

describe('a channel where apps may not post', () => {
  test.each(everyRefusal)('gets its post to the manager, with what to change (%s)', async (refusal, line) => {
    if (refusal === 'ekm_access_denied')
      sandbox.faults.inject({ method: 'chat.postMessage', kind: 'refuse', error: refusal });
    else sandbox.restrictPosting(channel, refusal);
    const before = inChannel();
    const read = plansTo(ada).length;
    expect(await postPlan()).toEqual({ later: 1, sent: 1 });
    expect(inChannel()).toBe(before);
    expect(plansTo(ada).length).toBe(read + 1);
    expect(lineOf(plansTo(ada).at(-1))).toMatch(/^Sending this to you instead of Tampa’s channel: /);
    expect(lineOf(plansTo(ada).at(-1))).toMatch(line);
    expect(plansTo(ada).at(-1)).toContain('Marcus Webb');
  });

  test('gets every post to the manager, who reads what to change once for each cause', async () => {
    sandbox.restrictPosting(channel, 'restricted_action');
    const before = plansTo(ada).length;
    for (let week = 0; week < 3; week++) {
      await postPlan();
      await checkChannels(context, 0); // finds nothing wrong with it
    }
    const lines = plansTo(ada).slice(before).map(lineOf);
    const why = 'Sending this to you instead of Tampa’s channel: only some people may post there.';
    expect(lines[0]).toMatch(/An admin can let apps post/);
    expect(lines.slice(1)).toEqual([why, why]);
    expect(await doctor()).toContain(`channel 1 cannot be posted to: restricted Tampa (${channel})`);

    sandbox.restrictPosting(channel, 'restricted_action_read_only_channel');
    await postPlan();
    expect(lineOf(plansTo(ada).at(-1))).toMatch(/it’s read-only\. An admin can change that/);
  });

  test('is tried again with each post, and gets them once it takes them', async () => {
    sandbox.restrictPosting(channel, 'restricted_action');
    await postPlan();
    sandbox.restrictPosting(channel, null);
    const [before, read] = [inChannel(), plansTo(ada).length];
    expect(await postPlan()).toEqual({ sent: 1 });
    expect(inChannel()).toBe(before + 1);
    expect(plansTo(ada).length).toBe(read);
    expect(await doctor()).not.toContain('cannot be posted to');

    sandbox.restrictPosting(channel, 'restricted_action');
    await postPlan();
    expect(lineOf(plansTo(ada).at(-1))).toMatch(/An admin can let apps post/);
  });

  test('has a new manager read what to change, too', async () => {
    sandbox.restrictPosting(channel, 'restricted_action');
    await postPlan();
    const { priya } = rapport;
    const as = { channelId: channel, name: 'Tampa', timeZone: 'America/New_York', region: 'FL' };
    const person = { slackUserId: priya.id, name: 'Priya Patel', email: null, timeZone: 'America/New_York' };
    await saveBranch(db, as, person, context.now());
    await db.query('delete from schedule');
    await postPlan();
    expect(lineOf(plansTo(sandbox.as(priya)).at(-1))).toMatch(/An admin can let apps post/);
    const ruiz = { ...person, slackUserId: rapport.admin.id, name: 'Ada Ruiz' };
    await saveBranch(db, as, ruiz, context.now());
  });

  test('is named by doctor if there is no one to tell', async () => {
    const [{ managerId } = { managerId: 0 }] = await db.query<{ managerId: number }>(
      'select manager_id as "managerId" from branch',
    );
    await db.query('update branch set manager_id = null');
    sandbox.restrictPosting(channel, 'restricted_action');
    expect(await postPlan()).toEqual({ later: 1, cancelled: 1 });
    const said = await doctor();
    expect(said).toContain('cannot be posted to: restricted');
    expect(said).toContain('Name a manager for the branch, or a program lead.');
    await db.query('update branch set manager_id = $1', [managerId]);
  });
});
