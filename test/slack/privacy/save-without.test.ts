import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { draftActions } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { forgePress } from '../../support/forged.ts';
import { everything } from '../../support/planted.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Brian Adams', 'Brian Baker']);
const here = rapport.channel;

/** A way to tell Rapport something, and where it answers. */
const byCommand = {
  say: (text: string) => priya.command('/touchpoint', text, here),
  messages: () => priya.messages(here),
};
const byDm = { say: (text: string) => priya.dm(text), messages: () => priya.messages() };
const everyWay: [name: string, way: typeof byCommand | typeof byDm][] = [
  ['by command', byCommand],
  ['by direct message', byDm],
];
type Way = (typeof everyWay)[number][1];

const answered = (way: Way, text: string, times = 1) =>
  vi.waitFor(() => {
    const messages = way.messages().filter((one) => one.bot_id && readable(one).includes(text));
    expect(
      messages.length,
      way
        .messages()
        .map((one) => readable(one))
        .join('\n---\n'),
    ).toBeGreaterThanOrEqual(times);
    return messages.at(-1)!;
  });
const refusal = async (way: Way, said: string) => {
  await way.say(said);
  return answered(way, 'Not saved: that’s');
};
/** Presses [Save without it] of a message that has been replaced, as a slow phone would. */
const pressAgain = async (by = rapport.priya) => {
  const [draft] = await db.query<{ id: number }>('select id from draft order by id limit 1');
  const value = `${draft!.id}.credit score`;
  await forgePress(rapport, by, { type: 'button', action_id: draftActions.saveWithout, value });
};
const count = async (what: string) =>
  (await db.query<{ count: number }>(`select count(*)::int as count from ${what}`))[0]!.count;
const live = 'touchpoint where withdrawn_at is null';
const notes = () =>
  db.query<{ note: string | null; name: string }>(
    `select n.note, p.name from touchpoint t left join touchpoint_note n on n.touchpoint_id = t.id
       join touchpoint_partner tp on tp.touchpoint_id = t.id join partner p on p.id = tp.partner_id
      where t.withdrawn_at is null order by t.id, p.name`,
  );

beforeEach(async () => {
  while (priya.view()) await priya.closeView({ all: true });
  for (const way of [byCommand, byDm])
    for (const message of way.messages()) Object.assign(message, { text: '', blocks: [] });
  await db.query('delete from draft');
  await db.query('update capture set undone_at = now(), words_hash = null');
  await db.query('update touchpoint set withdrawn_at = now() where withdrawn_at is null');
});

describe.each(everyWay)('%s, borrower data is refused, and the rest', (_, way) => {
  const said = 'coffee with Dana, her buyer has a 612 fico, promised her the flyer by friday';

  test('is shown and kept without it, with two ways on', async () => {
    const message = await refusal(way, said);
    expect(message.text).toBe('Not saved: that’s a borrower’s credit score.');
    expect(readable(message)).toContain('her buyer has a (removed) fico');
    expect(readable(message)).toContain('[Save without it] [Edit…]');
    expect(JSON.stringify(message)).not.toContain('612');
    expect(await count(live)).toBe(0);
    expect(await db.query('select said from draft')).toEqual([
      { said: 'coffee with Dana, her buyer has a (removed) fico, promised her the flyer by friday' },
    ]);
    expect(await everything(db)).not.toContain('612 fico');
  });

  test('is saved with one tap, and with two taps once', async () => {
    const message = await refusal(way, said);
    await Promise.all([1, 2].map(() => priya.press({ message, actionId: draftActions.saveWithout })));
    const saved = await answered(way, '✓ Coffee with Dana Lee · today');
    expect(readable(saved)).toContain('Promised: flyer, by Fri, Jun 12');
    expect(await notes()).toEqual([{ name: 'Dana Lee', note: 'her buyer has a (removed) fico' }]);
    await pressAgain();
    await answered(byDm, 'You’ve already finished that one.');
    expect(await count(live)).toBe(1);
    expect(await count('draft where said is not null')).toBe(0);
    expect(await everything(db)).not.toContain('612 fico');
  });

  test('says what was left out', async () => {
    const message = await refusal(way, 'lunch with Marcus, buyer makes 85k a year, fico 688');
    expect(message.text).toBe('Not saved: that’s a borrower’s income and credit score.');
    await priya.press({ message, actionId: draftActions.saveWithout });
    const saved = await answered(way, '✓ Lunch with Marcus Webb · today');
    expect(readable(saved)).toContain('Left out: income and credit score.');
    expect(await notes()).toEqual([
      { name: 'Marcus Webb', note: 'buyer makes (removed) a year, fico (removed)' },
    ]);
  });

  test('is asked about like any other words, and asked the same when tapped again', async () => {
    const message = await refusal(
      way,
      'coffee with Brian, his buyer’s social is one two three four five six seven eight nine',
    );
    await priya.press({ message, actionId: draftActions.saveWithout });
    const question = await answered(way, 'Which Brian?');
    await pressAgain();
    await answered(byDm, 'Which Brian?');
    expect(await count('draft')).toBe(1);
    expect(await count(live)).toBe(0);
    await priya.press({ message: question, actionId: `${draftActions.answer}.2` });
    await answered(way, '✓ Coffee with Brian Baker · today');
    expect(await notes()).toEqual([{ name: 'Brian Baker', note: 'his buyer’s social is (removed)' }]);
    await pressAgain();
    expect(await count(live)).toBe(1);
  });

  test('is several things, where it tells of several', async () => {
    const message = await refusal(way, 'Coffee with Dana Lee, fico 612. Called Marcus Webb.');
    await priya.press({ message, actionId: draftActions.saveWithout });
    await answered(way, '✓ Coffee with Dana Lee · today');
    await answered(way, '✓ Talked with Marcus Webb · today');
    await pressAgain();
    expect(await notes()).toMatchObject([{ name: 'Dana Lee' }, { name: 'Marcus Webb' }]);
  });

  test('opens in the form to edit', async () => {
    const message = await refusal(way, said);
    await priya.press({ message, actionId: draftActions.finish });
    const form = priya.view()!;
    expect(readable(form)).toContain('Dana Lee');
    expect(readable(form)).toContain('her buyer has a (removed) fico');
    await priya.submit(form, { note: 'good talk' });
    await answered(way, '✓ Coffee with Dana Lee · today');
    expect(await notes()).toEqual([{ name: 'Dana Lee', note: 'good talk' }]);
    await pressAgain();
    expect(await count(live)).toBe(1);
  });

  test('is no one else’s to save', async () => {
    await refusal(way, said);
    await pressAgain(rapport.sam);
    await vi.waitFor(() =>
      expect(sam.messages().map((one) => readable(one))).toContainEqual(
        expect.stringContaining('you can’t use that button anymore'),
      ),
    );
    expect(await count(live)).toBe(0);
    expect(await count('draft where finished_at is null')).toBe(1);
  });

  test('is nothing, if nothing else was said', async () => {
    const message = await refusal(way, '412-33-9087');
    expect(readable(message)).not.toContain('[Save without it]');
    expect(await db.query('select from draft')).toEqual([]);
  });

  test('is never repeated to Slack or kept, where the order of words is another’s', async () => {
    const message = await refusal(way, 'for Priya: coffee with Dana Lee, her dob is 3/14/1982');
    expect(message.text).toBe(
      'Not saved: that’s a date of birth. The month and day of a partner’s birthday are fine.',
    );
    expect(readable(message)).not.toContain('[Edit…]');
    await priya.press({ message, actionId: draftActions.saveWithout });
    await answered(way, '✓ Coffee with Dana Lee');
    expect(await notes()).toEqual([{ name: 'Dana Lee', note: 'her dob is (removed)' }]);
  });
});

test('in a direct message, the lines that were refused as a whole are read one by one', async () => {
  const message = await refusal(byDm, 'coffee with Dana Lee, her ssn\n412339087\ncalled Marcus Webb');
  expect(await count(live)).toBe(0);
  await priya.press({ message, actionId: draftActions.saveWithout });
  await answered(byDm, '✓ Coffee with Dana Lee · today');
  await answered(byDm, '✓ Talked with Marcus Webb · today');
  expect(await everything(db)).not.toContain('412339087');
});

test('in a direct message, a line that is refused alone does not hide two that are refused together', async () => {
  await priya.dm('coffee with Dana Lee, her ssn\n412339087\ncalled Marcus Webb, his buyer has a 612 fico');
  await answered(byDm, 'Not saved: that’s a borrower’s Social Security number.');
  await answered(byDm, 'Not saved: that’s a borrower’s credit score.');
  expect(await count(live)).toBe(0);
  expect(await everything(db)).not.toMatch(/412339087|612 fico/);
});

test('a question and an order with borrower data in them are refused, too', async () => {
  for (const said of [
    'when did I last see Dana, her buyer has a 612 fico',
    'promised Marcus the file for ssn 412-33-9087 by Friday',
  ]) {
    const message = await refusal(byDm, said);
    expect(readable(message)).toContain('(removed)');
  }
  expect(await everything(db)).not.toContain('412-33-9087');
});

test('after /rapport, borrower data is refused before anything else, and the rest can be saved', async () => {
  await priya.command('/rapport', 'had coffee with Dana Lee, her buyer has a 612 fico', here);
  const message = await answered(byCommand, 'Not saved: that’s a borrower’s credit score.');
  await priya.press({ message, actionId: draftActions.saveWithout });
  await answered(byCommand, '✓ Coffee with Dana Lee · today');
  expect(await everything(db)).not.toContain('612 fico');
});
