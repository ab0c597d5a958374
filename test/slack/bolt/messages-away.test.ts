import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { startRapport } from '../../support/rapport.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { forgetTold } from '../../support/told.ts';

/** The database itself. The bot reaches it through the proxy. */
const { db, url } = await testDatabase();
const wire = await startTcpProxy(url);
const rapport = await startRapport({ databaseUrl: wire.through(url) });
afterAll(() => wire.close());
afterEach(async () => {
  wire.pass();
  rapport.sandbox.faults.clear();
  await forgetTold(db);
});
const { sandbox } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const touchpoints = async () => (await db.query('select 1 from touchpoint')).length;
/** Sends a message and records the answers after each delivery. `after` may change the world between deliveries. */
async function send(text: string, after: (delivery: number) => void = () => {}) {
  const before = priya.messages().length;
  const answers = () =>
    priya
      .messages()
      .slice(before + 1)
      .map((message) => readable(message));
  const answeredAfter: number[] = [];
  const { attempts } = await priya.dm(text, () => {
    answeredAfter.push(answers().length);
    after(answeredAfter.length);
  });
  return { statuses: attempts.map((attempt) => attempt.status), answeredAfter, answers: answers() };
}
const expectErrors = (count: number) => expect(rapport.errors.splice(0)).toHaveLength(count);

test('when the database stays away, the last delivery says “not saved” once, with the words', async () => {
  const before = await touchpoints();
  wire.refuse();
  wire.cut();
  const { statuses, answeredAfter, answers } = await send('called Dana Lee about the fair');
  expect(statuses).toEqual([500, 500, 500, 500]);
  expect(answeredAfter).toEqual([0, 0, 0, 1]);
  expect(answers[0]).toContain('this wasn’t saved. Please send it again later.');
  expect(answers[0]).toContain('called Dana Lee about the fair');
  wire.pass();
  expect((await send('called Dana Lee about the fair')).answers[0]).toContain('✓ Talked with Dana Lee');
  expect(await touchpoints()).toBe(before + 1);
});

for (const back of [1, 2, 3]) {
  test(`when the database is back after ${back} of four deliveries, the message is saved and nothing else is said`, async () => {
    const before = await touchpoints();
    wire.refuse();
    wire.cut();
    const { statuses, answers } = await send(`called Dana Lee about match ${back}`, (delivery) => {
      if (delivery === back) wire.pass();
    });
    expect(statuses).toEqual([...Array(back).fill(500), 200]);
    expect(answers).toEqual([expect.stringContaining('✓ Talked with Dana Lee')]);
    expect(await touchpoints()).toBe(before + 1);
  });
}

test('when the answer to a COMMIT is lost and the database stays away, the answer says it is not certain', async () => {
  const before = await touchpoints();
  wire.cutAt('COMMIT', 'answered', 'refuse');
  const { statuses, answeredAfter, answers } = await send('called Dana Lee about the lost answer');
  expect(statuses).toEqual([500, 500, 500, 500]);
  expect(answeredAfter).toEqual([0, 0, 0, 1]);
  expect(answers[0]).toContain(
    'I couldn’t tell whether that was saved. Send it again; it won’t count twice.',
  );
  expect(answers[0]).toContain('called Dana Lee about the lost answer');
  expect(
    priya.messages().map(({ text, bot_id: botId }) => (botId ? text : '')),
    'a lock screen shows no words',
  ).not.toContainEqual(expect.stringContaining('about the lost answer'));
  wire.pass();
  expect((await send('called Dana Lee about the lost answer')).answers[0]).toContain(
    'You already logged this',
  );
  expect(await touchpoints()).toBe(before + 1);
});

test('when the database goes away between lines, each line gets its own true answer', async () => {
  const before = await touchpoints();
  const lines = [
    'called Dana Lee about the first line',
    'called Marcus Webb about the zebra',
    'called Dana Lee twice',
  ];
  const arm = () => {
    wire.cut(); // so a new connection is the one cut at this word
    wire.cutAt('zebra', 'unheard', 'refuse');
  };
  arm();
  const { answeredAfter, answers } = await send(lines.join('\n'), (delivery) => {
    if (delivery === 4) return;
    wire.pass();
    arm();
  });
  expect(answeredAfter).toEqual([0, 0, 0, 2]);
  expect(answers[0]).toContain('✓ Talked with Dana Lee');
  // An earlier delivery saved the first line, so "not saved" would be wrong for the whole message, but not for these
  // lines.
  expect(answers[1]).toContain('called Marcus Webb about the zebra');
  expect(answers[1]).toContain('called Dana Lee twice');
  expect(answers[1]).not.toContain('first line');
  expect(await touchpoints()).toBe(before + 1);
});

test('when Slack refuses the answer, the message is saved once and answered on the next delivery', async () => {
  const before = await touchpoints();
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500' });
  const { statuses, answers } = await send('called Dana Lee about the deaf Slack');
  expect(statuses).toEqual([500, 200]);
  expect(answers).toEqual([expect.stringContaining('✓ Talked with Dana Lee')]);
  expect(await touchpoints()).toBe(before + 1);
  expectErrors(1);
});

test('when Slack refuses every answer, the message is saved once and never reported as not saved', async () => {
  const before = await touchpoints();
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500', count: 4 });
  const { statuses, answers } = await send('called Dana Lee about the dead Slack');
  expect(statuses).toEqual([500, 500, 500, 500]);
  expect(answers).toEqual([]);
  expect(await touchpoints()).toBe(before + 1);
  expectErrors(4);
});

test('when Slack goes away after the save, and then the database, the message is not reported as not saved', async () => {
  const before = await touchpoints();
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500' });
  const { answers } = await send('called Dana Lee about the double trouble', () => {
    wire.refuse();
    wire.cut();
  });
  expect(answers).toEqual([expect.stringContaining('I couldn’t tell whether that was saved')]);
  expect(await touchpoints()).toBe(before + 1);
  expectErrors(1);
});
