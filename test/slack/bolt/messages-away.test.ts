import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { startRapport } from '../../support/rapport.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';

/** The database as it is, while the bot reaches it through the wire. */
const { db, url } = await testDatabase();
const wire = await startTcpProxy(url);
const rapport = await startRapport({ databaseUrl: wire.through(url) });
afterAll(() => wire.close());
afterEach(() => {
  wire.pass();
  rapport.sandbox.faults.clear();
});
const { sandbox } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const touchpoints = async () => (await db.query('select 1 from touchpoint')).length;
/** Sends a message, with a look at what was answered after each delivery; `after` may change the world between. */
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

test('with the database away for good, “not saved” is said once, on the last delivery, with the words', async () => {
  const before = await touchpoints();
  wire.refuse();
  wire.cut();
  const { statuses, answeredAfter, answers } = await send('called Dana Lee about the fair');
  expect(statuses).toEqual([500, 500, 500, 500]);
  expect(answeredAfter).toEqual([0, 0, 0, 1]);
  expect(answers[0]).toContain('this was not saved. Please send it again later.');
  expect(answers[0]).toContain('called Dana Lee about the fair');
  wire.pass();
  expect((await send('called Dana Lee about the fair')).answers[0]).toContain('✓ Talked with Dana Lee');
  expect(await touchpoints()).toBe(before + 1);
});

for (const back of [1, 2, 3]) {
  test(`with the database back after ${back} of four deliveries, it is saved and nothing else is said`, async () => {
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

test('with the answer to a COMMIT lost and the database away since, it is said that this is not certain', async () => {
  const before = await touchpoints();
  wire.cutAt('COMMIT', 'answered', 'refuse');
  const { statuses, answeredAfter, answers } = await send('called Dana Lee about the lost answer');
  expect(statuses).toEqual([500, 500, 500, 500]);
  expect(answeredAfter).toEqual([0, 0, 0, 1]);
  expect(answers[0]).toContain(
    'I could not tell whether that was saved; send it again, it will not count twice.',
  );
  expect(answers[0]).toContain('called Dana Lee about the lost answer');
  wire.pass();
  expect((await send('called Dana Lee about the lost answer')).answers[0]).toContain('Already saved');
  expect(await touchpoints()).toBe(before + 1);
});

test('with the database away in the middle of several lines, each line is answered by what became of it', async () => {
  const before = await touchpoints();
  const lines = [
    'called Dana Lee about the first line',
    'called Marcus Webb about the zebra',
    'called Dana Lee twice',
  ];
  const arm = () => {
    wire.cut(); // so that the connection that is cut at this word is a new one
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
  // An earlier delivery has saved the first line, so of the whole message "not saved" would be wrong; of these it is not.
  expect(answers[1]).toContain('called Marcus Webb about the zebra');
  expect(answers[1]).toContain('called Dana Lee twice');
  expect(answers[1]).not.toContain('first line');
  expect(await touchpoints()).toBe(before + 1);
});

test('with Slack not taking the answer, it is saved once, and answered when delivered again', async () => {
  const before = await touchpoints();
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500' });
  const { statuses, answers } = await send('called Dana Lee about the deaf Slack');
  expect(statuses).toEqual([500, 200]);
  expect(answers).toEqual([expect.stringContaining('✓ Talked with Dana Lee')]);
  expect(await touchpoints()).toBe(before + 1);
  expectErrors(1);
});

test('with Slack not taking any answer, it is saved once, and never said that it was not', async () => {
  const before = await touchpoints();
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500', count: 4 });
  const { statuses, answers } = await send('called Dana Lee about the dead Slack');
  expect(statuses).toEqual([500, 500, 500, 500]);
  expect(answers).toEqual([]);
  expect(await touchpoints()).toBe(before + 1);
  expectErrors(4);
});

test('with Slack away after it was saved, and the database after that, it is not said that it was not saved', async () => {
  const before = await touchpoints();
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500' });
  const { answers } = await send('called Dana Lee about the double trouble', () => {
    wire.refuse();
    wire.cut();
  });
  expect(answers).toEqual([expect.stringContaining('I could not tell whether that was saved')]);
  expect(await touchpoints()).toBe(before + 1);
  expectErrors(1);
});
