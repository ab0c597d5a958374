import { readable } from 'slack-sandbox/readable';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays, type Day, type Weekday } from '../../../src/domain/days/day.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { addBranchEvent } from '../../../src/store/branch-events.ts';
import { setPostTime } from '../../../src/store/nudges/branch-schedules.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, channel } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const ada = sandbox.as(rapport.admin);
const timing = { ...defaultTiming, resolveAfterMs: -2, channelGapMs: 0 };

await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz', 'Elena Vasquez']);
await rapport.book(rapport.sam, ['Tessa Monroe', 'Victor Osei']);
const [branch] = await db.query<{ id: number }>('select id from branch');

/** The channel's messages, oldest first. */
const posted = () => sandbox.readMessages(channel).map((message) => readable(message));
/** Waits for an ephemeral answer to one person; it comes after the press is acknowledged. */
const toldTo = (person: typeof priya, text: string | RegExp) =>
  vi.waitFor(() => {
    const message = person.messages(channel).findLast(({ to }) => to !== undefined);
    expect(message && readable(message)).toMatch(text);
    return message!;
  });
const at = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), timing);
  return posted();
};
/** Moves on as if Rapport had been running all along, then clears everything sent so far. */
async function goTo(instant: string): Promise<void> {
  await at(instant);
  await clear();
}
async function clear(): Promise<void> {
  await db.query('delete from nudge');
  const { messages, ephemerals, byTs } = sandbox.world.channels.get(channel)!;
  messages.splice(0);
  ephemerals.splice(0);
  byTs.clear();
}

beforeEach(clear);
afterEach(() => sandbox.faults.clear());

const event = (name: string, on: Day, time: string, place: string | null = null) =>
  addBranchEvent(db, { branchId: branch!.id, name, place, on, at: time }, null, context.now());

let mixer = 0;

describe('on Monday', () => {
  test('the plan names the partners to reach and lists the events', async () => {
    mixer = await event('Chamber mixer', '2026-06-16', '17:30', 'Pier Room');
    await event('Builders’ lunch', '2026-06-18', '12:00');
    const [plan] = await at('2026-06-15T12:30:00Z');
    expect(plan).toBe(
      [
        'Tampa · week of Jun 15',
        '*6 partners to reach, all in person.*',
        '*Priya*: Dana Lee, Marcus Webb, Joan Ortiz +1',
        '*Sam*: Tessa Monroe, Victor Osei',
        '*Where to show up*',
        '*Tue 5:30 PM* · Chamber mixer, Pier Room\nNo one’s going yet  [I’m going]',
        '*Thu 12:00 PM* · Builders’ lunch\nNo one’s going yet  [I’m going]',
        '[My list] [Where to show up]',
      ].join('\n'),
    );
  });

  test('the plan includes what was logged a minute ago, and counts promises', async () => {
    await priya.dm('coffee with Dana Lee, promised the slides by Thursday');
    const [plan] = await at('2026-06-15T12:31:00Z').then(async () => {
      await db.query('delete from nudge');
      return repost('plan');
    });
    expect(plan).toContain('*5 partners to reach, all in person. 1 promise due.*');
    expect(plan).toContain('*Priya*: Marcus Webb, Joan Ortiz, Elena Vasquez\n');
  });

  test('the plan names partners without an owner, and shows no one’s state', async () => {
    await db.query(
      `insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
       select id, null, branch_id, 'resting', '2026-06-09' from partner where name = 'Victor Osei'`,
    );
    const [plan] = await repost('plan');
    expect(plan).toContain('*No owner yet:* Victor Osei. Who knows them?');
    expect(plan).not.toMatch(/late|due since|gone quiet|your call|slides/i);
    await db.query('delete from relationship where owner_id is null');
  });

  test('[My list] answers only the person who pressed it', async () => {
    await repost('plan');
    await priya.press({ message: sandbox.readMessages(channel)[0]!, actionId: 'branch.my-list' });
    await toldTo(priya, 'Three to reach today, Priya:');
    expect(sam.messages(channel)).toHaveLength(1);
  });

  test('[I’m going] puts the member’s name on the post, once, and can be undone', async () => {
    await repost('plan');
    const press = (who: typeof sam) =>
      who.press({
        message: sandbox.readMessages(channel)[0]!,
        actionId: 'event.going',
        blockId: `event.${mixer}`,
      });
    await Promise.all([press(sam), press(sam)]);
    await press(priya);
    await vi.waitFor(() => expect(posted()[0]).toContain('Pier Room\nGoing: Priya, Sam  [I’m going]'));
    const told = await toldTo(sam, '✓ You’re going: Chamber mixer on Tue, Jun 16, at 5:30 PM.');
    await sam.press({ message: told, actionId: 'event.not-going' });
    await toldTo(sam, 'OK, you’re off the list: Chamber mixer.');
    expect((await repost('plan')).at(-1)).toContain('Pier Room\nGoing: Priya  [I’m going]');
  });

  test('a holiday moves the plan to the next working day, at the same hour', async () => {
    await goTo('2026-09-05T12:00:00Z');
    expect(await at('2026-09-07T13:00:00Z')).toEqual([]);
    expect(await at('2026-09-08T12:29:00Z')).toEqual([]);
    const [plan] = await at('2026-09-08T12:30:00Z');
    expect(plan).toContain('Tampa · week of Sep 7');
  });

  test('the plan comes at the branch’s chosen time, and never without a chosen day', async () => {
    const setPlan = (localTime: string, weekdays: Weekday[]) =>
      setPostTime(db, branch!.id, 'plan', { localTime, weekdays }, null, context.now());
    await goTo('2026-09-12T16:00:00Z');
    await setPlan('07:15', [0]);
    expect(await at('2026-09-13T11:14:00Z')).toEqual([]);
    expect(await at('2026-09-13T11:15:00Z')).toHaveLength(1);
    await setPlan('07:15', []);
    expect(await at('2026-09-15T11:15:00Z')).toHaveLength(1);
    await setPlan('08:30', [1]);
  });
});

describe('on Wednesday', () => {
  test('a branch behind its plan gets a list of what is left, without names of members', async () => {
    const [reminder] = await at('2026-09-16T13:00:00Z');
    expect(reminder).toContain(
      '*Tampa so far this week: 0 of 6 partners reached.* 6 to go, all in person. 1 promise due. 3 days left.',
    );
    expect(reminder).toContain('Still to reach: ');
    expect(reminder).not.toMatch(/Priya|Sam\b/);
  });

  test('a branch on schedule gets no reminder', async () => {
    for (const name of ['Dana Lee', 'Marcus Webb', 'Joan Ortiz']) await priya.dm(`lunch with ${name}`);
    expect(await repost('reminder')).toEqual([]);
    const [nudge] = await db.query<{ closedAs: string }>(
      `select closed_as as "closedAs" from nudge where post = 'reminder'`,
    );
    expect(nudge).toEqual({ closedAs: 'empty' });
  });
});

describe('on Friday', () => {
  const weeks = async (inRhythm: number[], of = 10) => {
    await db.query('delete from branch_week');
    await db.query('delete from standing');
    for (const [index, value] of inRhythm.entries()) {
      const week = addDays('2026-09-14', -7 * (inRhythm.length - index));
      await db.query(
        `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings) values ($1, $2, $3, $4, 14, 9)`,
        [branch!.id, week, value, of],
      );
    }
  };

  test('the board shows the branch’s score and trend, and says that only effort counts', async () => {
    await goTo('2026-09-18T18:00:00Z');
    await weeks([6, 7, 7, 8, 8, 9, 9, 9]);
    const [board] = await at('2026-09-18T19:00:00Z');
    expect(board).toContain('Tampa: 88% in rhythm over four weeks, up 18 points from the four before');
    expect(board).toContain('In the 75–89% group');
    expect(board).toContain('*75–89% group:* Tampa');
    expect(board).toContain('Effort only, never loans.');
    const chart = sandbox.world.channels
      .get(channel)!
      .messages[0]!.blocks!.find((block) => block.type === 'data_visualization');
    expect(chart).toMatchObject({
      chart: { series: [{ data: expect.arrayContaining([{ label: 'Jul 20', value: 60 }]) }] },
    });
  });

  test('the board falls back to text bars if Slack rejects the chart', async () => {
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'refuse', error: 'invalid_blocks' });
    const [board, ...more] = await repost('leaderboard', '2026-09-18T19:00:00Z');
    expect(more).toEqual([]);
    expect(board).toContain('▄▅▅▆▆▇▇▇ 8 weeks');
  });

  test('the board stays the same for all branches if weeks change later', async () => {
    await db.query('update branch_week set in_rhythm = 0');
    expect(await repost('leaderboard', '2026-09-18T19:00:00Z')).toMatchObject([
      expect.stringContaining('88% in rhythm'),
    ]);
  });

  test('the board shows first numbers before there are four weeks', async () => {
    await goTo('2026-09-25T18:00:00Z');
    await db.query('delete from branch_week where week < $1', ['2026-09-07']);
    const [board] = await at('2026-09-25T19:00:00Z');
    expect(board).toContain('Tampa: the first weeks');
    expect(board).toMatch(/partners\* sorted into tiers, \*\d+ meetings?\* held\./);
  });

  test('[My numbers] answers only the person who pressed it', async () => {
    await repost('leaderboard', '2026-09-25T19:00:00Z');
    await priya.press({ message: sandbox.readMessages(channel)[0]!, actionId: 'branch.my-numbers' });
    const told = await toldTo(priya, /In rhythm today: \*\d of 4 partners\* in your inner circle and core\./);
    expect(readable(told)).toContain('Only you see this.');
    expect(sam.messages(channel)).toHaveLength(1);
  });

  test('only the manager gets the note about who needs help, and with what, in Friday’s evening', async () => {
    await at('2026-12-18T22:29:00Z');
    await at('2026-12-18T22:31:00Z');
    const note = readable(ada.messages().at(-1)!);
    expect(note).toContain('Tampa: who could use a hand');
    expect(note).toMatch(/\*Priya\*: .*gone quiet/);
    expect(note).toContain('→ ');
    expect(
      priya
        .messages()
        .map((message) => readable(message))
        .join(),
    ).not.toContain('could use a hand');
  });
});

/** Posts the same post again, with current data. Returns the channel's messages. */
async function repost(post: string, dueAt?: string): Promise<string[]> {
  await db.query(
    `insert into nudge (key, mark, post, branch_id, due_at, expires_at)
     values (gen_random_uuid(), gen_random_uuid(), $1, $2, $3, $3::timestamptz + interval '1 day')`,
    [post, branch!.id, dueAt ?? context.now()],
  );
  await tick(context, context.now(), timing);
  return posted();
}
