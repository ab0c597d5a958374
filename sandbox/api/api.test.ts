import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox, manifestWithout } from '../testing/bare.ts';
import { mrkdwn } from '../testing/second-app.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

const raw = (method: string, init: RequestInit) =>
  fetch(bare.sandbox.slackApiUrl + method, { method: 'POST', ...init }).then((response) => response.json());

describe('authorization', () => {
  it('refuses a missing token, an unknown one, and one of the wrong kind', async () => {
    bare = await bareSandbox();
    expect(await bare.call('auth.test', {}, '')).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await bare.call('auth.test', {}, 'xoxb-nobody')).toMatchObject({ error: 'invalid_auth' });
    expect(await bare.call('apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await bare.call('auth.test', {}, bare.sandbox.appToken)).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect(await bare.call('auth.test')).toMatchObject({ ok: true, user_id: bare.sandbox.botUserId });
  });

  it('says which scope is missing and which ones the app has', async () => {
    bare = await bareSandbox({ manifest: manifestWithout('chat:write', 'groups:read') });
    const answer = await bare.call('chat.postMessage', { channel: 'C', text: 'x' });
    expect(answer).toMatchObject({ ok: false, error: 'missing_scope', needed: 'chat:write' });
    expect(answer.provided).toContain('users:read');
    // The scope depends on the requested kind of conversation.
    expect(await bare.call('conversations.list', { types: 'public_channel' })).toMatchObject({ ok: true });
    expect(await bare.call('conversations.list', { types: 'private_channel' })).toMatchObject({
      needed: 'groups:read',
    });
  });

  it('hides email addresses from an app that may not read them', async () => {
    bare = await bareSandbox({ manifest: manifestWithout('users:read.email') });
    const ana = bare.sandbox.addUser({ name: 'ana', email: 'ana@x.example' });
    const { user } = (await bare.call('users.info', { user: ana.id })) as unknown as {
      user: { profile: object };
    };
    expect(user.profile).not.toHaveProperty('email');
  });
});

describe('a call', () => {
  it('can be a form, JSON or multipart, and is answered in JSON', async () => {
    bare = await bareSandbox();
    const { id } = bare.sandbox.addChannel({ name: 'general', members: [] });
    const headers = { authorization: `Bearer ${bare.sandbox.botToken}` };
    const json = { ...headers, 'content-type': 'application/json; charset=utf-8' };
    const blocks = [{ type: 'section', text: mrkdwn('Hi') }];
    const form = new FormData();
    form.set('channel', id);
    form.set('text', 'multipart');
    expect(
      await raw('chat.postMessage', { headers: json, body: JSON.stringify({ channel: id, blocks }) }),
    ).toMatchObject({ ok: true });
    expect(await raw('chat.postMessage', { headers, body: form })).toMatchObject({ ok: true });
    const inForm = new URLSearchParams({ channel: id, text: 'form', token: bare.sandbox.botToken });
    expect(await raw('chat.postMessage', { body: inForm })).toMatchObject({
      ok: true,
      message: { text: 'form' },
    });
  });

  it('in any other form is refused with what is wrong', async () => {
    bare = await bareSandbox();
    const headers = { authorization: `Bearer ${bare.sandbox.botToken}` };
    const of = (type: string) => ({ ...headers, 'content-type': type });
    expect(await bare.call('no.such')).toMatchObject({ error: 'unknown_method' });
    expect(await bare.call('users.info')).toMatchObject({ error: 'invalid_arguments' });
    expect(await raw('auth.test', { headers: of('application/json'), body: '{' })).toMatchObject({
      error: 'invalid_json',
    });
    expect(await raw('auth.test', { headers: of('application/json'), body: '[]' })).toMatchObject({
      error: 'json_not_object',
    });
    expect(await raw('auth.test', { headers: of('text/csv'), body: 'a,b' })).toMatchObject({
      error: 'invalid_post_type',
    });
  });
});

describe('chat.postMessage', () => {
  it('refuses channels that do not exist, are closed to the bot, or are archived', async () => {
    bare = await bareSandbox();
    const { sandbox } = bare;
    const post = (channel: string) => bare.call('chat.postMessage', { channel, text: 'x' });
    const outside = sandbox.addChannel({ name: 'outside', members: [], botIn: false });
    const secret = sandbox.addChannel({ name: 'secret', members: [], isPrivate: true, botIn: false });
    const old = sandbox.addChannel({ name: 'old', members: [] });
    old.isArchived = true;
    expect(await post('C404')).toMatchObject({ error: 'channel_not_found' });
    expect(await post(outside.id)).toMatchObject({ error: 'not_in_channel' });
    expect(await post(secret.id)).toMatchObject({ error: 'channel_not_found' });
    expect(await post(old.id)).toMatchObject({ error: 'is_archived' });
  });

  it('reaches a channel by id or name and a person by id, with increasing timestamps', async () => {
    bare = await bareSandbox({ now: new Date('2026-06-09T13:00:00Z') });
    const { sandbox } = bare;
    const ana = sandbox.addUser({ name: 'ana' });
    const general = sandbox.addChannel({ name: 'general', members: [ana.id] });
    const stamps: unknown[] = [];
    for (const channel of [general.id, '#general', 'general', ana.id]) {
      const answer = await bare.call('chat.postMessage', { channel, text: 'x' });
      expect(answer.ok).toBe(true);
      stamps.push(answer.ts);
    }
    expect(stamps).toEqual([...new Set(stamps)].sort());
    expect(String(stamps[0])).toMatch(/^17810100\d\d\.\d{6}$/);
    expect(sandbox.readMessages(general.id)).toHaveLength(3);
    expect(sandbox.readMessages(ana.id)).toHaveLength(1);
  });

  it('refuses empty messages, broken blocks (with their path), and too much text in total', async () => {
    bare = await bareSandbox();
    const { id: channel } = bare.sandbox.addChannel({ name: 'general', members: [] });
    const post = (args: object) => bare.call('chat.postMessage', { channel, ...args });
    const section = (length: number) => ({ type: 'section', text: mrkdwn('x'.repeat(length)) });
    expect(await post({})).toMatchObject({ error: 'no_text' });
    expect(await post({ blocks: '{' })).toMatchObject({ error: 'invalid_blocks_format' });
    expect(await post({ blocks: [{ type: 'section' }] })).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must define either `text` or `fields` [json-pointer:/blocks/0]'],
      },
    });
    const four = [3000, 3000, 3000, 3000].map(section);
    expect(await post({ blocks: [...four, section(1000)] })).toMatchObject({ ok: true });
    expect(await post({ blocks: [...four, section(1001)] })).toMatchObject({ error: 'msg_blocks_too_long' });
    expect(await post({ text: 'x'.repeat(40_001) })).toMatchObject({
      ok: true,
      warning: 'message_truncated',
    });
    expect(await post({ text: 'x', thread_ts: '1.000001' })).toMatchObject({ error: 'thread_not_found' });
    expect(await post({ text: 'x', metadata: { event_type: 'a' } })).toMatchObject({
      error: 'invalid_metadata_schema',
    });
  });
});

describe('changing and removing messages', () => {
  it('changes and removes only the bot’s own, and never an ephemeral one', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const ana = sandbox.addUser({ name: 'ana' });
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [ana.id] });
    const { ts } = await call('chat.postMessage', { channel, text: 'first' });
    const theirs = (await sandbox.as(ana).say(channel, 'mine')).message;
    const { message_ts } = await call('chat.postEphemeral', { channel, user: ana.id, text: 'psst' });

    expect(await call('chat.update', { channel, ts, text: 'second' })).toMatchObject({
      ok: true,
      text: 'second',
    });
    expect(await call('chat.update', { channel, ts, text: 'x'.repeat(4001) })).toMatchObject({
      error: 'msg_too_long',
    });
    expect(await call('chat.update', { channel, ts: theirs.ts, text: 'x' })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await call('chat.update', { channel, ts: message_ts, text: 'x' })).toMatchObject({
      error: 'message_not_found',
    });
    expect(await call('chat.delete', { channel, ts: theirs.ts })).toMatchObject({
      error: 'cant_delete_message',
    });
    expect(await call('chat.delete', { channel, ts })).toMatchObject({ ok: true });
    expect(await call('chat.delete', { channel, ts })).toMatchObject({ error: 'message_not_found' });
    expect(await call('chat.getPermalink', { channel, message_ts: theirs.ts })).toMatchObject({ ok: true });
  });

  it('shows an ephemeral message to one member only', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const [ana, bo, cy] = ['ana', 'bo', 'cy'].map((name) => sandbox.addUser({ name }));
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [ana!.id, bo!.id] });
    expect(await call('chat.postEphemeral', { channel, user: cy!.id, text: 'x' })).toMatchObject({
      error: 'user_not_in_channel',
    });
    await call('chat.postEphemeral', { channel, user: ana!.id, text: 'psst' });
    expect(
      sandbox
        .as(ana!)
        .messages(channel)
        .map((message) => message.text),
    ).toEqual(['psst']);
    expect(sandbox.as(bo!).messages(channel)).toEqual([]);
  });
});

describe('reading conversations', () => {
  it('pages a history, newest first, with metadata only on request', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [] });
    const outside = sandbox.addChannel({ name: 'outside', members: [], botIn: false });
    const metadata = { event_type: 'note', event_payload: { key: 'k' } };
    for (const text of ['1', '2', '3']) await call('chat.postMessage', { channel, text, metadata });
    const read = (args: object) =>
      call('conversations.history', { channel, ...args }) as unknown as Promise<{
        messages: { text: string; metadata?: object }[];
        has_more: boolean;
        response_metadata?: { next_cursor: string };
      }>;
    const first = await read({ limit: 2 });
    expect(first.messages.map((message) => message.text)).toEqual(['3', '2']);
    expect(first.messages[0]).not.toHaveProperty('metadata');
    const second = await read({
      limit: 2,
      cursor: first.response_metadata?.next_cursor,
      include_all_metadata: true,
    });
    expect(second).toMatchObject({ has_more: false, messages: [{ text: '1', metadata }] });
    expect(await read({ cursor: 'bm8=' })).toMatchObject({ error: 'invalid_cursor' });
    expect(await call('conversations.history', { channel: outside.id })).toMatchObject({
      error: 'not_in_channel',
    });
  });

  it('lists channels, members and people in pages through the real client', async () => {
    bare = await bareSandbox();
    const { sandbox } = bare;
    const users = Array.from({ length: 5 }, (_, index) => sandbox.addUser({ name: `user${index}` }));
    const ids = users.map((user) => user.id);
    sandbox.addChannel({ name: 'general', members: ids });
    sandbox.addChannel({ name: 'secret', members: ids, isPrivate: true, botIn: false });
    const client = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.slackApiUrl });
    const seen: string[] = [];
    for await (const page of client.paginate('users.list', { limit: 2 })) {
      for (const member of (page as unknown as { members: { id: string }[] }).members) seen.push(member.id);
    }
    expect(seen).toEqual([sandbox.botUserId, ...ids]);
    const { channels } = await client.conversations.list({ types: 'public_channel,private_channel' });
    expect(channels?.map((channel) => channel.name)).toEqual(['general']);
    const { members } = await client.conversations.members({ channel: channels?.[0]?.id ?? '' });
    expect(members).toContain(sandbox.botUserId);
    expect((await client.users.conversations({ user: ids[0]! })).channels).toHaveLength(1);
    expect(await client.team.info()).toMatchObject({ ok: true, team: { id: sandbox.teamId } });
    const { channel } = await client.conversations.open({ users: ids[0]! });
    expect(channel?.id).toBe(sandbox.as(ids[0]!).dmChannel);
  });

  it('refuses unknown people', async () => {
    bare = await bareSandbox();
    expect(await bare.call('users.info', { user: 'U404' })).toMatchObject({ error: 'user_not_found' });
    expect(await bare.call('conversations.open', { users: 'U404' })).toMatchObject({
      error: 'user_not_found',
    });
    expect(await bare.call('conversations.open')).toMatchObject({ error: 'users_list_not_supplied' });
  });

  it('lets the bot join a public channel, once', async () => {
    bare = await bareSandbox();
    const open = bare.sandbox.addChannel({ name: 'open', members: [], botIn: false });
    expect(await bare.call('conversations.join', { channel: open.id })).toMatchObject({ ok: true });
    expect(await bare.call('conversations.join', { channel: open.id })).toMatchObject({
      warning: 'already_in_channel',
    });
  });
});
