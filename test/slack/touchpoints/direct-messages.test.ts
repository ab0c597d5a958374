import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Marcus Webb, Webb Builders',
  'Joan Ortiz',
  'Joan Park',
]);

const count = async (what: string) =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${what}`))[0]?.n;
/** Rapport's answers to one message. */
async function answers(text: string) {
  const before = priya.messages().length;
  await priya.dm(text);
  return priya
    .messages()
    .slice(before)
    .filter((message) => message.bot_id)
    .map((message) => readable(message));
}

let events = 0;
/** Delivers a message with the markup that Slack's own clients write. */
async function deliver(message: object): Promise<void> {
  const [channel, user] = [priya.dmChannel, rapport.priya.id];
  const event = { type: 'message', channel_type: 'im', channel, user, ts: `3.${++events}`, ...message };
  const body = { type: 'event_callback', team_id: sandbox.teamId, event_id: `Ev0TYPED${events}`, event };
  expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
}

describe('a direct message', () => {
  test('is one touchpoint per line, answered line by line', async () => {
    const [dana, marcus, ...more] = await answers(
      'coffee with Dana\ncalled Marcus yesterday, owe him the rate sheet by 6/12',
    );
    expect(dana).toContain('✓ Coffee with Dana Lee · today');
    expect(marcus).toContain('✓ Talked with Marcus Webb · yesterday');
    expect(marcus).toContain('Promised: rate sheet, by Fri, Jun 12');
    expect(more).toEqual([]);
    expect(await count('touchpoint')).toBe(2);
  });

  test('whose day takes too long to read is kept, and the person is asked for the day', async () => {
    const said = `call with Dana Lee, ${'couple days and '.repeat(10)}two`;
    const [answer] = await answers(said);
    expect(answer).toContain('[Finish…]');
    await priya.press({ message: priya.messages().at(-1)!, actionId: 'draft.finish' });
    expect(readable(priya.view()!)).toContain(said);
    expect(await count('touchpoint')).toBe(2);
    await priya.closeView();
  });

  test('in doubt is answered with what was understood, and [Finish…] opens the form', async () => {
    const [answer] = await answers('lunch with Zed, she wants to grow in Ybor');
    expect(answer).toContain('Almost. Who is “Zed”? I don’t know that name.');
    expect(answer).toContain('I have: coffee or a meal · today');
    expect(answer).toContain('[Finish…]');
    const message = priya.messages().at(-1)!;
    await priya.press({ message, actionId: 'draft.finish' });
    const view = priya.view()!;
    expect(readable(view)).toContain('lunch with Zed, she wants to grow in Ybor');
    const { options } = await priya.options(view, 'partners', 'joan p');
    await priya.submit(view, { partners: [String(options[0]!.value)] });
    const done = await sandbox.until(() => {
      const same = priya.messages().find((one) => one.ts === message.ts);
      return same && readable(same).includes('✓') && readable(same);
    });
    expect(done).toContain('✓ Lunch with Joan Park · today');
  });

  test('says that it is done when [Finish…] is pressed again', async () => {
    await answers('coffee with Zed');
    const message = structuredClone(priya.messages().at(-1)!);
    await priya.press({ message: priya.messages().at(-1)!, actionId: 'draft.finish' });
    const { options } = await priya.options(priya.view()!, 'partners', 'joan o');
    await priya.submit(priya.view()!, { partners: [String(options[0]!.value)] });
    const before = await count('touchpoint');
    await sandbox.until(() => !readable(priya.messages().at(-1)!).includes('[Finish…]'));
    expect(message.ts).toBe(priya.messages().at(-1)!.ts);
    expect(await count('touchpoint')).toBe(before);
  });

  test('records the conversation, so an erasure searches there', async () => {
    const where = () =>
      db.query('select dm_channel_id as dm from member where slack_user_id = $1', [rapport.priya.id]);
    await db.query('update member set dm_channel_id = null where slack_user_id = $1', [rapport.priya.id]);
    await priya.dm('hello there');
    await sandbox.until(() => priya.messages().length > 0);
    await expect.poll(where).toEqual([{ dm: priya.dmChannel }]);
  });

  test('with only small talk gets help, and nothing is kept', async () => {
    const before = await count('draft');
    expect(await answers('hello')).toEqual([expect.stringContaining('*Log* a meeting')]);
    expect(await answers('nice weather')).toEqual([
      expect.stringContaining('I didn’t get that, and saved nothing.'),
    ]);
    expect(await count('draft')).toBe(before);
  });

  test('about a mass mailing is not a contact', async () => {
    const before = await count('capture');
    expect(await answers('newsletter to everyone')).toEqual([
      expect.stringContaining('don’t count as touchpoints'),
    ]);
    expect(await count('capture')).toBe(before);
  });

  test('with more lines than anyone types is refused as a whole, and says so', async () => {
    const before = await count('capture');
    const lines = Array.from({ length: 21 }, (_, index) => `called Dana about item ${index}`).join('\n');
    expect(await answers(lines)).toEqual([
      expect.stringContaining('Nothing was saved: that’s more than 20 lines'),
    ]);
    expect(await count('capture')).toBe(before);
  });

  test('is read as it was typed: Slack’s link markup is undone', async () => {
    await deliver({ text: 'called Dana, sent her <http://zillow.com|zillow.com> &amp; a note on Q&amp;A' });
    const [row] = await db.query<{ note: string }>(
      'select note from touchpoint_note order by touchpoint_id desc limit 1',
    );
    expect(row?.note).toContain('sent her zillow.com & a note on Q&A');
  });

  test('with a file is read too', async () => {
    const before = await count('touchpoint');
    await deliver({
      subtype: 'file_share',
      text: 'breakfast with Dana about the flyer',
      files: [{ id: 'F0FLY' }],
    });
    expect(readable(priya.messages().at(-1)!)).toContain('✓ Breakfast with Dana Lee');
    expect(await count('touchpoint')).toBe(before! + 1);
  });

  test('delivered twice at the same time is answered once and saved once', async () => {
    sandbox.faults.inject({ event: 'message', kind: 'deliverTwice' });
    const before = await count('touchpoint');
    const got = await answers('zoom with Marcus about permits');
    expect(got.length).toBe(1);
    expect(await count('touchpoint')).toBe(before! + 1);
  });
});

test('a message is answered once even when Slack delays the answer by a second', async () => {
  sandbox.faults.inject({ method: 'chat.postMessage', kind: 'ratelimit', retryAfter: 1 });
  const got = await answers('stopped by to see Dana about the picnic on the lawn');
  expect(got).toHaveLength(1);
  expect(got[0]).toContain('✓ Met Dana Lee');
});

test('"help" is answered with what to write', async () => {
  expect(await answers('help')).toEqual([expect.stringContaining('*Log* a meeting')]);
});
