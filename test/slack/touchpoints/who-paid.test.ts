import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { expenseRecordActions } from '../../../src/messages/record/expense-record.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { loadUnstated } from '../../../src/store/record/expense-record.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz', 'Joan Price']);
const me = await rapport.member(rapport.priya);

beforeEach(async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await db.query('update touchpoint set withdrawn_at = now() where withdrawn_at is null');
  await db.query('update capture set undone_at = now(), words_hash = null');
});

const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const last = () => priya.messages(rapport.channel).at(-1)!;
const shows = (...words: string[]) =>
  vi.waitFor(() => {
    for (const one of words) expect(readable(last())).toContain(one);
  });
/** What holds: each capture's last entry, if it is a statement. */
const held = () =>
  db.query<{ payer: string | null; cents: number | null; on: string; attested: boolean | null }>(
    `select payer, amount_cents as cents, occurred_on as "on", attested from spend_record r
      where entry = 'stated' and not exists (select from spend_record n where n.capture_id = r.capture_id and n.id > r.id)
        and exists (select from capture k where k.id = r.capture_id and k.undone_at is null) order by id`,
  );
const today = rapport.today();
const unstated = () => loadUnstated(db, me.id, today);
const paid = (payer: string | null, cents: number | null) => ({ payer, cents, on: today, attested: null });

describe('who paid, said with the meal', () => {
  test('is shown, recorded, and not asked again', async () => {
    await say('$40 lunch with Dana Lee, we paid');
    await shows('✓ Lunch with Dana Lee · today', 'We paid $40.00');
    expect(readable(last())).not.toMatch(/Who paid|“/);
    expect(last().text).not.toContain('40');
    expect(await held()).toEqual([paid('we did', 4000)]);
    expect(await unstated()).toEqual([]);
  });

  test('leaves the purpose to the form, which has the amount', async () => {
    await say('coffee with Dana Lee, i paid 12.50');
    await shows('[Add the purpose…]');
    await priya.press({ message: last(), actionId: captureActions.paidUs });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('$12.50'));
    await priya.submit(priya.view()!, { purpose: 'Spring workshop', attested: ['yes'] });
    await shows('We paid $12.50 · Purpose: Spring workshop');
    expect(readable(last())).not.toContain('[Add the');
    expect(await held()).toEqual([{ ...paid('we did', 1250), attested: true }]);
  });

  test('is kept by an edit, and reversed by Undo', async () => {
    await say('dinner with Dana Lee, they treated');
    await shows('They paid');
    await priya.press({ message: last(), actionId: captureActions.edit });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('They paid'));
    await priya.submit(priya.view()!, { note: 'About the spring' });
    await shows('“About the spring”', 'They paid');
    expect(await held()).toEqual([paid('they did', null)]);
    await priya.press({ message: last(), actionId: captureActions.undo });
    await shows('Undone: dinner with Dana Lee');
    expect(await held()).toEqual([]);
    const [entry] = await db.query<{ entry: string }>(
      'select entry from spend_record order by id desc limit 1',
    );
    expect(entry).toEqual({ entry: 'withdrawn' });
  });

  test('waits with a doubt, and is saved with the answer', async () => {
    await say('lunch with Joan, split it');
    await shows('Which Joan');
    expect(await held()).toEqual([]);
    await priya.press({ message: last(), actionId: 'draft.answer.1' });
    await shows('✓ Lunch with Joan Ortiz', 'Each paid their own');
    expect(await held()).toEqual([paid('each own', null)]);
  });

  test('fills in the form where a doubt takes it', async () => {
    await say('lunch with Gus Nobody and Dana Lee, they paid');
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('They paid'));
  });

  test('of two meals in one message, each has its own', async () => {
    await say('lunch with Dana Lee, she paid. Coffee with Marcus Webb, $9 on me');
    await vi.waitFor(async () => expect(await held()).toHaveLength(2));
    expect(await held()).toEqual([paid('they did', null), paid('we did', 900)]);
  });
});

describe('what is still open', () => {
  test('an amount alone: who paid is asked, and the amount is not', async () => {
    await say('lunch with Dana Lee $40');
    await shows('Who paid the $40.00?');
    expect((await unstated()).map(({ weDid }) => weDid)).toEqual([false]);
    await priya.press({ message: last(), actionId: captureActions.paidThem });
    await shows('They paid $40.00');
    expect(await held()).toEqual([paid('they did', 4000)]);
    expect(await unstated()).toEqual([]);
  });

  test('the whole bill is no one’s share', async () => {
    await say('lunch with Dana Lee $60');
    await priya.press({ message: last(), actionId: captureActions.paidEachOwn });
    await shows('Each paid their own');
    expect(await held()).toEqual([paid('each own', null)]);
  });

  test('an amount that the form would refuse is refused in its words', async () => {
    await say('lunch with Dana Lee, we paid $250000');
    await shows('We paid. That’s over $100,000. Is the decimal point right?', '[Add the amount…]');
    expect(await held()).toEqual([paid('we did', null)]);
  });
});

describe('a meal told of again', () => {
  test('gets who paid for it, once, and Undo takes that alone back', async () => {
    await say('lunch with Marcus Webb');
    await shows('Who paid?');
    await say('lunch with Marcus Webb, we paid $30, talked about the spring');
    await shows('✓ Added to today’s lunch with Marcus Webb.', 'We paid $30.00');
    expect(await held()).toEqual([paid('we did', 3000)]);
    expect(await unstated()).toEqual([]);
    await priya.press({ message: last(), actionId: captureActions.undo });
    await shows('Undone: what was added');
    expect(await held()).toEqual([]);
    expect(await unstated()).toHaveLength(1);
  });

  test('with nothing but who paid, too; and the same again is nothing new', async () => {
    await say('lunch with Marcus Webb');
    await say('lunch with Marcus Webb, he paid');
    await shows('✓ Added to today’s lunch', 'They paid');
    await db.query('update capture set words_hash = null');
    await say('lunch with Marcus Webb, he paid');
    await shows('You already logged this', 'They paid', '[Log another one]');
    expect(await held()).toEqual([paid('they did', null)]);
  });

  test('is stated once, no matter who states it last', async () => {
    await say('lunch with Marcus Webb');
    const first = last();
    await say('lunch with Marcus Webb, we paid $30');
    await shows('Added to');
    await priya.press({ message: first, actionId: captureActions.paidThem });
    await vi.waitFor(async () => expect(await held()).toEqual([paid('they did', null)]));
    await say('lunch with Marcus Webb, split it');
    await vi.waitFor(async () => expect(await held()).toEqual([paid('each own', null)]));
  });

  test('is stated once after an edit of the first, too', async () => {
    await say('lunch with Marcus Webb');
    const first = last();
    await say('lunch with Marcus Webb, he paid');
    await shows('Added to');
    await priya.press({ message: first, actionId: captureActions.edit });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('They paid'));
    await priya.submit(priya.view()!, { note: 'About the spring' });
    await vi.waitFor(async () => expect(await held()).toEqual([paid('they did', null)]));
    const [{ entries } = { entries: 0 }] = await db.query<{ entries: number }>(
      `select count(*)::int as entries from spend_record r join capture k on k.id = r.capture_id and k.undone_at is null`,
    );
    // The addition's, its reversal, and the first one's own.
    expect(entries).toBe(3);
  });

  test('is undone with what was added to it', async () => {
    await say('lunch with Marcus Webb');
    const first = last();
    await say('lunch with Marcus Webb, we paid $30');
    await shows('Added to');
    await priya.press({ message: first, actionId: captureActions.undo });
    await vi.waitFor(async () => {
      const [entry] = await db.query<{ entry: string }>(
        'select entry from spend_record order by id desc limit 1',
      );
      expect(entry).toEqual({ entry: 'withdrawn' });
    });
  });

  test('takes it along when it turns out to have been another one', async () => {
    await say('lunch with Marcus Webb, he paid');
    await say('lunch with Marcus Webb, $30 on me');
    await say('lunch with Dana Lee');
    await say('lunch with Dana Lee, $20 on me');
    await shows('Added to today’s lunch with Dana Lee');
    await priya.press({ message: last(), actionId: captureActions.another });
    await shows('✓ Lunch with Dana Lee', 'We paid $20.00');
    expect((await unstated()).map(({ partnerNames }) => partnerNames)).toEqual([['Dana Lee']]);
  });
});

test('how much we paid is asked on Friday', async () => {
  // Last, because it moves the clock.
  await say('lunch with Dana Lee on me');
  await shows('We paid', '[Add the amount…]');
  expect((await unstated()).map(({ weDid }) => weDid)).toEqual([true]);
  sandbox.clock.moveTo('2026-06-12T21:31:00Z');
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  const asked = () => priya.messages().find((one) => readable(one).includes('How much did we pay'))!;
  await vi.waitFor(() => expect(asked()).toBeDefined());
  expect(readable(asked())).toContain('we paid, no amount yet');
  expect(readable(asked())).not.toContain('[They paid]');
  await priya.press({ message: asked(), actionId: expenseRecordActions.weDid });
  await priya.submit(priya.view()!, { amount: '21', attested: ['yes'] });
  await vi.waitFor(async () => expect(await unstated()).toEqual([]));
  expect(await held()).toEqual([{ ...paid('we did', 2100), attested: true }]);
});
