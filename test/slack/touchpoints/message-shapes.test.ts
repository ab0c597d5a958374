import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';
import { json, sendSigned } from '../../support/signed.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb, Webb Builders']);
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.sam.id,
]);

let events = 0;
/** Delivers an event as Slack's own clients cause it. Returns what Rapport posted to Priya since. */
async function deliver(event: object): Promise<{ text: string }[]> {
  const before = priya.messages().length;
  const more = { channel: priya.dmChannel, user: rapport.priya.id, ts: `3.${++events}` };
  const body = {
    type: 'event_callback',
    team_id: sandbox.teamId,
    event_id: `Ev0SHAPE${events}`,
    event: { type: 'message', channel_type: 'im', ...more, ...event },
  };
  expect((await sendSigned(rapport, JSON.stringify(body), { type: json })).status).toBe(200);
  return priya
    .messages()
    .slice(before)
    .map((message) => ({ text: readable(message) }));
}
const captures = async () => (await db.query<{ n: number }>('select count(*)::int as n from capture'))[0]!.n;
const notes = async () =>
  (await db.query<{ note: string }>('select note from touchpoint_note where note is not null')).map(
    ({ note }) => note,
  );

describe('a mention', () => {
  test('of a member is a colleague who came along', async () => {
    const [answer] = await deliver({ text: `coffee with Dana Lee and <@${rapport.sam.id}>` });
    expect(answer?.text).toContain('Dana Lee');
    const along = await db.query(
      `select m.slack_user_id as id from touchpoint_member tm join member m on m.id = tm.member_id
        where m.slack_user_id = $1`,
      [rapport.sam.id],
    );
    expect(along).toHaveLength(1);
  });

  test('in one of several sentences is about that one alone', async () => {
    const answers = await deliver({
      text: `Breakfast with Dana Lee and <@${rapport.sam.id}>. Texted Marcus Webb, told him about <@${rapport.sam.id}>`,
    });
    expect(answers[0]?.text).toContain('✓ Breakfast with Dana Lee');
    expect(answers[0]?.text).toContain('With you: Sam Cole');
    expect(answers[1]?.text).toContain('✓ Traded messages with Marcus Webb');
    expect(answers[1]?.text).toContain('told him about Sam Cole');
    expect(answers[1]?.text).not.toContain('With you');
  });

  test('stays with a doubt until it is settled', async () => {
    await deliver({ text: `no lunch with Dana Lee and <@${rapport.sam.id}> yesterday` });
    const message = priya.messages().at(-1)!;
    expect(readable(message)).not.toMatch(/Zq|[@<>\u2060]/);
    await priya.press({ message, actionId: 'draft.answer.1' });
    await sandbox.until(() => readable(priya.messages().at(-1)!).includes('With you: Sam Cole'));
  });

  test('of anyone else stands by name; no id ever stands in a note', async () => {
    await deliver({
      text: `coffee with Marcus Webb, he wants to meet <@${rapport.admin.id}>, <@U0NOBODY1> and <@W0NOBODY2|kim>`,
    });
    expect((await notes()).join('\n')).toMatch(new RegExp(`${rapport.admin.name}|Ada`, 'i'));
    expect((await notes()).join('\n')).toContain('a colleague');
    expect((await notes()).join('\n')).not.toMatch(/[UW]0|Zq|[@<>\u2060]/);
  });

  test('of the app itself is nobody', async () => {
    const before = await captures();
    await deliver({ text: `<@${context.team.botUserId}> lunch with Dana Lee` });
    expect(await captures()).toBe(before + 1);
  });
});

describe('a reply in a thread', () => {
  test.each([{}, { subtype: 'thread_broadcast' }])('is answered in its thread %j', async (shape) => {
    const before = await captures();
    const { ts } = priya.messages().find(({ bot_id }) => bot_id)!;
    const since = sandbox.exchanges.length;
    await deliver({ ...shape, text: `call with Marcus Webb ${events}`, thread_ts: ts });
    expect(await captures()).toBe(before + 1);
    const [answer] = sandbox.exchanges.slice(since).filter(({ name }) => name === 'chat.postMessage');
    expect(answer?.payload).toMatchObject({ channel: priya.dmChannel, thread_ts: ts });
  });

  test('whose first message is gone is answered in the conversation', async () => {
    const [answer] = await deliver({ text: 'coffee with Marcus Webb', thread_ts: '2.5' });
    expect(answer?.text).toContain('Marcus Webb');
  });
});

describe('an edited message', () => {
  const edited = (text: string, before: string) => ({
    subtype: 'message_changed',
    user: undefined,
    message: { type: 'message', user: rapport.priya.id, text, ts: '3.1' },
    previous_message: { type: 'message', user: rapport.priya.id, text: before, ts: '3.1' },
  });

  test('is answered and not saved again', async () => {
    const before = await captures();
    const answers = await deliver(edited('lunch with Dana Lee yesterday', 'coffee with Dana Lee'));
    expect(answers.map(({ text }) => text)).toEqual([
      expect.stringContaining('your edit didn’t change anything'),
    ]);
    expect(await captures()).toBe(before);
  });

  test('whose words are the same is one that Slack changed: a link got its preview', async () => {
    expect(await deliver(edited('see example.com', 'see example.com'))).toEqual([]);
  });

  test('of the app is its own affair', async () => {
    const own = { type: 'message', user: 'B', bot_id: 'B1', text: 'x', ts: '3.1' };
    expect(
      await deliver({ subtype: 'message_changed', message: own, previous_message: { ...own, text: 'y' } }),
    ).toEqual([]);
  });
});

describe('a message without words', () => {
  test.each([
    ['a clip', { subtype: 'file_share', text: '', files: [{ id: 'F1', mimetype: 'audio/mp4' }] }],
    ['a photo', { subtype: 'file_share', text: '', files: [{ id: 'F2', mimetype: 'image/jpeg' }] }],
    ['a forwarded message', { text: '', attachments: [{ is_share: true, text: 'lunch with Dana Lee' }] }],
  ])('%s is answered with what to do', async (_, message) => {
    const before = await captures();
    expect((await deliver(message)).map(({ text }) => text)).toEqual([
      'I can’t listen to clips or read photos. Use your keyboard’s microphone and send the words.',
    ]);
    expect(await captures()).toBe(before);
  });

  test('with words, it is read', async () => {
    const before = await captures();
    const files = [{ id: 'F3', mimetype: 'image/png' }];
    await deliver({ subtype: 'file_share', text: 'breakfast with Marcus Webb', files });
    expect(await captures()).toBe(before + 1);
  });
});

test('numbers of a list and codes of emoji leave nothing in a note', async () => {
  const before = await captures();
  await deliver({
    text: '1. zoom with Dana Lee :+1:\n2) facetime with Marcus Webb :tada::wave::skin-tone-3:\n• dinner with Dana Lee :100:',
  });
  expect(await captures()).toBe(before + 3);
  expect((await notes()).join('\n')).not.toMatch(/\d[.)]|:|tada|100/);
});

test('a time is no emoji', async () => {
  await deliver({ text: 'call with Marcus Webb, closing moved to 10:30:15' });
  expect((await notes()).join('\n')).toContain('10:30:15');
});

describe('a mention in a channel', () => {
  const mention = (more: object = {}) => ({
    type: 'app_mention',
    channel_type: 'channel',
    channel: rapport.channel,
    text: `<@${context.team.botUserId}> coffee with Dana Lee`,
    ...more,
  });
  const calls = (since: number) =>
    sandbox.exchanges
      .slice(since)
      .filter(({ name }) => name.startsWith('chat.'))
      .map(
        ({ name, payload }) => [name, payload as { user?: string; channel: string; text: string }] as const,
      );

  test('is answered so that only the asker sees it, without a word of a partner', async () => {
    const [since, before] = [sandbox.exchanges.length, await captures()];
    await deliver(mention());
    const [[name, payload] = [], ...others] = calls(since);
    expect(others).toEqual([]);
    expect(name).toBe('chat.postEphemeral');
    expect(payload).toMatchObject({ channel: rapport.channel, user: rapport.priya.id });
    expect(JSON.stringify(payload)).not.toContain('Dana');
    expect(await captures()).toBe(before);
  });

  test('that asks is answered in direct messages; in the channel, only the asker sees that it was', async () => {
    const [since, before] = [sandbox.exchanges.length, await captures()];
    const event = mention({ text: `hey <@${context.team.botUserId}> prep me for lunch with Dana Lee?` });
    const [answer] = await deliver(event);
    expect(answer?.text).toContain('*Dana Lee* · Lee & Co');
    expect(calls(since).map(([name, { channel }]) => [name, channel])).toEqual([
      ['chat.postMessage', priya.dmChannel],
      ['chat.postEphemeral', rapport.channel],
    ]);
    const [, [, here] = []] = calls(since);
    expect(here).toMatchObject({ user: rapport.priya.id });
    expect(JSON.stringify(here)).not.toMatch(/Dana|Lee/);
    expect(await captures()).toBe(before);
    // Slack delivers it again.
    events -= 1;
    expect(await deliver(event)).toEqual([]);
  });

  test('of someone who is no member tells nothing', async () => {
    await db.query(`update member set state = 'left' where slack_user_id = $1`, [rapport.sam.id]);
    const since = sandbox.exchanges.length;
    await deliver(
      mention({ user: rapport.sam.id, text: `<@${context.team.botUserId}> brief me on Dana Lee` }),
    );
    expect(calls(since).map(([name]) => name)).toEqual(['chat.postEphemeral']);
    expect(JSON.stringify(calls(since))).not.toMatch(/Dana|Lee/);
    await db.query(`update member set state = 'active' where slack_user_id = $1`, [rapport.sam.id]);
  });

  test('where the app is not, is answered directly', async () => {
    const since = sandbox.exchanges.length;
    await deliver(mention({ channel: 'C0ELSEWHERE' }));
    expect(calls(since).map(([name, { channel }]) => [name, channel])).toEqual([
      ['chat.postEphemeral', 'C0ELSEWHERE'],
      ['chat.postMessage', rapport.priya.id],
    ]);
  });
});
