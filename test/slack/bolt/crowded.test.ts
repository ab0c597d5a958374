import { readable } from 'slack-sandbox/readable';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { stillAtIt } from '../../../src/messages/failure.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { testDatabase } from '../../support/database.ts';
import { startRapport } from '../../support/rapport.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { forgetTold } from '../../support/told.ts';

/** While the database hangs, one member's first request keeps that member's turn, and the queue behind it fills up. */
const { db, url } = await testDatabase();
const wire = await startTcpProxy(url);
const rapport = await startRapport({ databaseUrl: wire.through(url), ackTimeoutMs: 60_000 });
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);
afterEach(async () => {
  wire.pass();
  await forgetTold(db);
});

const busy = 'I can’t keep up right now, so nothing was saved. Please send it again in a minute.';
const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const touchpoints = async () =>
  (await db.query<{ n: number }>('select count(*)::int as n from touchpoint'))[0]!.n;
const apiCalls = () => sandbox.exchanges.filter(({ kind }) => kind === 'api').length;

/** Requests that have come to the bot. */
let arrived = 0;
const takes = rapport.app.processEvent.bind(rapport.app);
rapport.app.processEvent = (event) => {
  const taken = takes(event);
  arrived++;
  return taken;
};

/** Fills the member's queue: one at work, ten waiting. Returns a function that ends it, and checks their answers. */
async function crowd() {
  const before = { arrived, saved: await touchpoints() };
  wire.hold();
  const all = Promise.all(
    Array.from({ length: 11 }, (_, n) => say(`called Dana Lee, waiting for ${n + arrived} others`)),
  );
  await vi.waitFor(() => expect(arrived).toBe(before.arrived + 11));
  return async () => {
    wire.pass();
    // On a slow machine, some may have waited for too long.
    const answers = (await all).map(({ text }) => text ?? '');
    const saved = answers.filter((text) =>
      /✓ (?:Talked|Added to today’s call) with Dana Lee/.test(text),
    ).length;
    expect(answers.filter((text) => text.includes('nothing was saved'))).toHaveLength(11 - saved);
    expect(await touchpoints()).toBe(before.saved + saved);
  };
}

describe('a request that no place is left for', () => {
  test('as a command, is answered with its words', async () => {
    const end = await crowd();
    const answer = await say('coffee with Dana Lee, one too many');
    expect(answer.text).toBe(`${busy}\nYou wrote: coffee with Dana Lee, one too many`);
    await end();
  });

  test('as a form, leaves it open and says so at its first input', async () => {
    await say('');
    const { options } = await priya.options(priya.view()!, 'partners', 'dana');
    const values = { partners: [String(options[0]!.value)], how: 'call', note: 'the last one' };
    const end = await crowd();
    const [submitted, search] = await Promise.all([
      priya.submit(priya.view()!, values),
      priya.options(priya.view()!, 'partners', 'dana'),
    ]);
    expect(submitted).toMatchObject({ outcome: 'errors', errors: { partners: busy } });
    expect(readable(priya.view()!)).toContain('the last one');
    expect(search.options[0]!.text.text, 'a search says so in its place').toBe(
      'I can’t keep up right now. Try again in a minute.',
    );
    await end();
    const before = await touchpoints();
    expect(await priya.submit(priya.view()!, values), 'sent again, it is saved').toMatchObject({
      outcome: 'closed',
    });
    expect(await touchpoints()).toBe(before + 1);
  });

  test('as a button, is answered beside its message, with one call', async () => {
    await say('lunch with Dana Lee today');
    const message = priya.messages(rapport.channel).at(-1)!;
    const end = await crowd();
    const before = apiCalls();
    expect(await priya.press({ message, actionId: captureActions.paidThem })).toMatchObject({
      acknowledged: true,
    });
    await sandbox.until(() => priya.messages(rapport.channel).at(-1)!.text === busy);
    expect(apiCalls(), 'through its response_url').toBe(before);
    await end();
  });

  test('as a direct message, is left to Slack, which sends it again', async () => {
    const end = await crowd();
    let ended: Promise<void> | undefined;
    const { settings } = sandbox.world;
    const { retryDelaysMs } = settings;
    settings.retryDelaysMs = [1500, 1500, 1500];
    const { attempts, acknowledged } = await priya.dm('coffee with Dana Lee today', () => {
      ended ??= end();
    });
    settings.retryDelaysMs = retryDelaysMs;
    expect(acknowledged).toBe(true);
    expect(attempts[0]!.status).toBe(503);
    await ended;
    expect(priya.messages().at(-1)!.text).toContain('✓ Coffee with Dana Lee');
  });

  test('as the last delivery of a direct message, is answered as not saved', async () => {
    const end = await crowd();
    const { attempts } = await priya.dm('coffee with Dana Lee today, to no avail');
    expect(attempts).toHaveLength(4);
    expect(attempts[0]!.status).toBe(503);
    await sandbox.until(() => readable(priya.messages().at(-1)!).includes('this wasn’t saved'));
    expect(readable(priya.messages().at(-1)!)).toContain('coffee with Dana Lee today, to no avail');
    await end();
  });

  test('is counted', async () => {
    const text = await context.meters.registry.metrics();
    for (const type of ['command', 'view_submission', 'block_suggestion', 'block_actions', 'event'])
      expect(text).toMatch(new RegExp(`rapport_requests_refused_total\\{type="${type}"\\} [1-9]`));
  });
});

test('a member’s requests are saved in the order they came, and a flood of one leaves another alone', async () => {
  const flood = Promise.all(
    Array.from({ length: 40 }, (_, n) => say(`called Dana Lee, talked about house number ${n + 100}`)),
  );
  const other = await sam.command('/touchpoint', 'coffee with Joan Ortiz', rapport.channel);
  expect(other.text ?? '').not.toContain('keep up');
  const answers = await flood;
  const saved = answers.flatMap(({ text }, n) => (text?.includes('✓') ? [n + 100] : []));
  expect(saved.length).toBeGreaterThanOrEqual(2);
  // On a slow machine, some may be told that their answer follows.
  const others = answers.filter(({ text }) => !text?.includes('✓') && !text?.includes(busy));
  expect(others.filter(({ text }) => text !== stillAtIt)).toEqual([]);
  if (others.length > 0) return;
  const latest = await db.query<{ note: string }>(
    'select note from touchpoint_note order by touchpoint_id desc limit $1',
    [saved.length],
  );
  const notes = latest.map(({ note }) => Number(/\d+/.exec(note)?.[0])).toReversed();
  expect(notes).toEqual(saved);
});
