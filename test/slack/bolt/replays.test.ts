import { readable } from 'slack-sandbox/readable';
import { afterAll, describe, expect, test } from 'vitest';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { createSlackApp } from '../../../src/slack/app.ts';
import { startRapport } from '../../support/rapport.ts';
import { commandBody, sendSigned } from '../../support/signed.ts';
import { startWiretap } from '../../support/wiretap.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Joan Ortiz', 'Joan Park']);

/** Another replica on the same database. It does not know which requests the first one received. */
const replica = createSlackApp(context, (_, response) => response.writeHead(404).end());
const replicaUrl = `http://127.0.0.1:${(await replica.start()).port}`;
afterAll(() => replica.stop());

const wiretap = await startWiretap(rapport.url);
sandbox.setAppUrl(wiretap.url);

const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const seen = () => priya.messages(rapport.channel);
const shown = (text: string) => sandbox.until(() => readable(seen().at(-1)!).includes(text));

/** Everything that could change. A copy of a request must leave it alone. */
async function record() {
  const [row] = await db.query<object>(
    `select (select json_agg(json_build_array(id, undone_at) order by id) from capture) as captures,
            (select count(*)::int from touchpoint where withdrawn_at is null) as touchpoints,
            (select json_agg(json_build_array(id, entry, payer) order by id) from spend_record) as meals,
            (select count(*)::int from draft) as drafts,
            (select json_agg(json_build_array(id, touch_due, face_due) order by id) from relationship) as clocks`,
  );
  return { ...row, messages: seen().length, direct: priya.messages().length };
}

/** Sends the last request again to both replicas, several times in parallel. */
async function replayEverywhere(heard = wiretap.last()) {
  const before = await record();
  const statuses = await Promise.all([
    wiretap.replay(heard),
    wiretap.replay(heard),
    wiretap.replay(heard, replicaUrl),
    wiretap.replay(heard, replicaUrl),
  ]);
  expect(statuses.slice(0, 2), 'the replica that was asked knows a copy').toEqual([409, 409]);
  return { before, after: await record() };
}

describe('a copy of a signed request within the window', () => {
  test('for a command saves nothing', async () => {
    await say('coffee with Dana Lee today');
    const { before, after } = await replayEverywhere();
    expect(after).toEqual(before);
  });

  test('for a command does not bring back what has been undone', async () => {
    await say('lunch with Dana Lee today');
    const command = wiretap.last();
    await priya.press({ message: seen().at(-1)!, actionId: captureActions.undo });
    await shown('Undone');
    const { before, after } = await replayEverywhere(command);
    expect(after).toEqual(before);
  });

  test('for a sentence in doubt keeps it once', async () => {
    await say('coffee with Zed');
    const { before, after } = await replayEverywhere();
    expect(after).toEqual(before);
    await priya.closeView();
  });

  test('for the answer to a question saves nothing', async () => {
    await say('coffee with Joan');
    await priya.press({ message: seen().at(-1)!, actionId: 'draft.answer.1' });
    await shown('✓ Coffee with Joan Ortiz');
    const { before, after } = await replayEverywhere();
    expect(after).toEqual(before);
  });

  test('for a form saves nothing', async () => {
    await say('');
    await priya.options(priya.view()!, 'partners', 'dana');
    const [dana] = (await priya.options(priya.view()!, 'partners', 'dana')).options;
    await priya.submit(priya.view()!, { partners: [String(dana!.value)], how: 'call' });
    await shown('Talked with Dana Lee');
    const { before, after } = await replayEverywhere();
    expect({ ...after, messages: 0 }).toEqual({ ...before, messages: 0 });
  });

  test('for a button changes nothing, even when the answer has changed since', async () => {
    await say('dinner with Dana Lee today');
    await priya.press({ message: seen().at(-1)!, actionId: captureActions.paidEachOwn });
    const press = wiretap.last();
    await shown('Each paid their own');
    await priya.press({ message: seen().at(-1)!, actionId: captureActions.edit });
    await priya.submit(priya.view()!, { payer: 'they did' });
    await shown('They paid');
    const before = await record();
    expect(await wiretap.replay(press)).toBe(409);
    expect(await record()).toEqual(before);
  });

  test('for Undo undoes once', async () => {
    await say('called Dana Lee about the fair');
    await priya.press({ message: seen().at(-1)!, actionId: captureActions.undo });
    await shown('Undone');
    const { before, after } = await replayEverywhere();
    expect(after).toEqual(before);
  });

  test('sent at the same time as the original is one touchpoint', async () => {
    const body = commandBody(rapport, 'called Dana Lee about the race');
    const count = async () => (await db.query('select 1 from touchpoint')).length;
    const before = await count();
    const answers = await Promise.all(
      [rapport.url, rapport.url, rapport.url, replicaUrl, replicaUrl, replicaUrl].map((to) =>
        sendSigned(rapport, body, { to }),
      ),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    expect(await count()).toBe(before + 1);
  });
});
