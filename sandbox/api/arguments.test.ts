import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { mrkdwn, plantManifest } from '../testing/second-app.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

function manifestWith(...scopes: string[]) {
  const manifest = plantManifest();
  manifest.oauth_config.scopes.bot.push(...scopes);
  return manifest;
}
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });

/** A bot in a channel with one person. */
async function withChannel(scopes: string[] = []) {
  bare = await bareSandbox({ manifest: manifestWith(...scopes) });
  const { sandbox, call } = bare;
  const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
  const { id: channel } = sandbox.addChannel({ name: 'general', members: [ana.user.id] });
  const post = (args: object) => call('chat.postMessage', { channel, ...args });
  const last = () => sandbox.readMessages(channel).at(-1);
  return { sandbox, call, ana, channel, post, last };
}

describe('chat.postMessage', () => {
  it('accepts a custom name and picture only with the scope', async () => {
    const { post } = await withChannel();
    expect(await post({ text: 'x', username: 'Fern' })).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write.customize',
    });
    await bare.sandbox.close();
    const { post: customized, last } = await withChannel(['chat:write.customize']);
    await customized({ text: 'x', username: 'Fern', icon_url: 'https://a.b/c', icon_emoji: ':herb:' });
    expect(last()).toMatchObject({ username: 'Fern', icons: { emoji: ':herb:' } });
  });

  it('puts an answer to a reply in the same thread, and refuses one to an ephemeral message', async () => {
    const { post, call, channel, ana, last } = await withChannel();
    const parent = await post({ text: 'parent' });
    const reply = await post({ text: 'reply', thread_ts: parent.ts });
    await post({ text: 'answer', thread_ts: reply.ts, reply_broadcast: true });
    expect(last()).toMatchObject({ thread_ts: parent.ts, subtype: 'thread_broadcast' });
    await post({ text: 'alone', reply_broadcast: true });
    expect(last()).not.toHaveProperty('subtype');
    const { message_ts } = await call('chat.postEphemeral', { channel, user: ana.user.id, text: 'psst' });
    expect(await post({ text: 'x', thread_ts: message_ts })).toMatchObject({
      error: 'cannot_reply_to_message',
    });
  });

  it('accepts Markdown on its own, and attachments with valid blocks', async () => {
    const { post, last } = await withChannel();
    await post({ markdown_text: '**water**' });
    expect(last()).toMatchObject({ text: '**water**', blocks: [{ type: 'markdown' }] });
    expect(await post({ markdown_text: 'x', text: 'x' })).toMatchObject({ error: 'markdown_text_conflict' });
    expect(await post({ markdown_text: 'x'.repeat(12_001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await post({ attachments: [{ text: 'a' }] })).toMatchObject({ ok: true });
    expect(await post({ attachments: Array.from({ length: 101 }, () => ({ text: 'a' })) })).toMatchObject({
      error: 'too_many_attachments',
    });
    expect(await post({ attachments: [{ text: 'a' }, { blocks: [{ type: 'section' }] }] })).toMatchObject({
      error: 'invalid_attachments',
      errors: ['must define either `text` or `fields` [json-pointer:/attachments/1/blocks/0]'],
    });
    expect(await post({ text: 'x', mrkdwn: false })).toMatchObject({ message: { mrkdwn: false } });
  });

  it('refuses metadata that is too large or not an object', async () => {
    const { post } = await withChannel();
    const metadata = (value: string) => ({ event_type: 'e', event_payload: { value } });
    expect(await post({ text: 'x', metadata: metadata('x'.repeat(20_000)) })).toMatchObject({
      error: 'metadata_too_large',
    });
    expect(await post({ text: 'x', metadata: '[]' })).toMatchObject({ error: 'invalid_metadata_format' });
    expect(await post({ text: 'x', metadata: metadata('x') })).toMatchObject({
      message: { metadata: metadata('x') },
    });
  });
});

describe('chat.update', () => {
  it('keeps what it does not get: text if only blocks change, metadata until an empty object clears it', async () => {
    const { post, call, channel, last } = await withChannel();
    const metadata = { event_type: 'e', event_payload: { key: 'k' } };
    const { ts } = await post({
      text: 'one',
      blocks: [section('one')],
      attachments: [{ text: 'a' }],
      metadata,
    });
    const update = (args: object) => call('chat.update', { channel, ts, ...args });
    await update({ blocks: [section('two')] });
    expect(last()).toMatchObject({ text: 'one', blocks: [section('two')], attachments: [{}], metadata });
    expect(last()).not.toHaveProperty('edited');
    await update({ text: 'three' });
    expect(last()).toMatchObject({ text: 'three', metadata, edited: { user: bare.sandbox.botUserId } });
    expect(last()).not.toHaveProperty('blocks');
    expect(last()).not.toHaveProperty('attachments');
    await update({ text: 'four', metadata: {} });
    expect(last()).not.toHaveProperty('metadata');
    expect(await update({})).toMatchObject({ error: 'no_text' });
  });

  it('broadcasts a reply, but not with new content, and only a reply', async () => {
    const { post, call, channel, last } = await withChannel();
    const parent = await post({ text: 'parent' });
    const { ts } = await post({ text: 'reply', thread_ts: parent.ts });
    const update = (args: object) => call('chat.update', { channel, ts, reply_broadcast: true, ...args });
    expect(await update({ text: 'x' })).toMatchObject({ error: 'no_dual_broadcast_content_update' });
    expect(await update({ ts: parent.ts })).toMatchObject({ error: 'cant_broadcast_message' });
    expect(await update({})).toMatchObject({ ok: true });
    expect(last()).toMatchObject({ text: 'reply', subtype: 'thread_broadcast' });
  });

  it('changes nothing in an archived channel, and adds only existing files', async () => {
    const { post, call, channel, sandbox, ana } = await withChannel();
    const { ts } = await post({ text: 'x' });
    const update = (args: object) => call('chat.update', { channel, ts, ...args });
    expect(await update({ file_ids: '["F404"]' })).toMatchObject({ error: 'file_not_found' });
    await sandbox.archiveChannel(channel, ana.user.id);
    expect(await update({ text: 'y' })).toMatchObject({ error: 'is_inactive' });
  });
});

describe('conversations', () => {
  it('are opened with one existing person, not with a bot', async () => {
    const { call, sandbox, ana } = await withChannel();
    const bo = sandbox.addUser({ name: 'bo' });
    const open = (args: object) => call('conversations.open', args as Record<string, unknown>);
    expect(await open({ users: bo.id, prevent_creation: true })).toMatchObject({
      error: 'channel_not_found',
    });
    const first = await open({ users: bo.id });
    expect(first).not.toHaveProperty('already_open');
    expect(await open({ users: bo.id, return_im: true })).toMatchObject({
      already_open: true,
      no_op: true,
      channel: { is_im: true, user: bo.id },
    });
    expect(await open({ users: sandbox.botUserId })).toMatchObject({ error: 'cannot_dm_bot' });
    expect(await open({ users: `${ana.user.id},${bo.id}` })).toMatchObject({
      error: 'method_not_supported_for_channel_type',
    });
    expect(await open({ users: Array.from({ length: 9 }, () => bo.id).join(',') })).toMatchObject({
      error: 'too_many_users',
    });
  });

  it('include the number of members and the locale only on request', async () => {
    const { call, channel } = await withChannel();
    const plain = (await call('conversations.info', { channel })) as unknown as { channel: object };
    expect(plain.channel).not.toHaveProperty('num_members');
    expect(plain.channel).not.toHaveProperty('locale');
    const args = { channel, include_num_members: true, include_locale: true };
    expect(await call('conversations.info', args)).toMatchObject({
      channel: { num_members: 2, locale: 'en-US' },
    });
  });

  it('are read between two times, exclusive or inclusive', async () => {
    const { call, channel, post } = await withChannel();
    const stamps: unknown[] = [];
    for (const text of ['1', '2', '3']) stamps.push((await post({ text })).ts);
    const read = async (args: object) => {
      const answer = await call('conversations.history', { channel, ...args });
      return (answer.messages as { text: string }[] | undefined)?.map(({ text }) => text) ?? answer.error;
    };
    expect(await read({ oldest: stamps[0], latest: stamps[2] })).toEqual(['2']);
    expect(await read({ oldest: stamps[0], latest: stamps[2], inclusive: true })).toEqual(['3', '2', '1']);
    expect(await read({ oldest: 'yesterday' })).toBe('invalid_ts_oldest');
    expect(await read({ latest: 'today' })).toBe('invalid_ts_latest');
    expect(await read({ limit: 1000 })).toBe('invalid_limit');
    expect(await read({ channel: 'C404' })).toBe('channel_not_found');
  });

  it('are listed by kind, in pages, and on request without archived ones', async () => {
    const { call, sandbox, channel, ana } = await withChannel();
    const closed = sandbox.addChannel({ name: 'closed', members: [], isPrivate: true });
    await sandbox.archiveChannel(closed.id, ana.user.id);
    const list = async (args: Record<string, unknown>) => {
      const answer = await call('conversations.list', args);
      return (answer.channels as { id: string }[] | undefined)?.map(({ id }) => id) ?? answer.error;
    };
    const types = 'public_channel,private_channel';
    expect(await list({ types })).toEqual([channel, closed.id]);
    expect(await list({ types, exclude_archived: true })).toEqual([channel]);
    expect(await list({ types: 'im' })).toEqual([ana.dmChannel]);
    expect(await list({ types: 'telegram' })).toBe('invalid_types');
    expect(await list({ cursor: 'nowhere' })).toBe('invalid_cursor');
    expect(await list({ limit: -1 })).toBe('invalid_limit');
    expect(await call('conversations.members', { channel, limit: 1 })).toMatchObject({
      members: [ana.user.id],
      response_metadata: { next_cursor: expect.stringMatching(/./) },
    });
    expect(await call('conversations.join', { channel: ana.dmChannel })).toMatchObject({
      error: 'method_not_supported_for_channel_type',
    });
    expect(await call('conversations.join', { channel: closed.id })).toMatchObject({ ok: false });
  });
});

describe('people and the workspace', () => {
  it('include the locale on request, and a large team is listed only in pages', async () => {
    const { call, sandbox, ana } = await withChannel();
    expect(await call('users.info', { user: ana.user.id, include_locale: true })).toMatchObject({
      user: { locale: 'en-US' },
    });
    for (let nr = 0; nr < 5000; nr += 1) sandbox.addUser({ name: `user${nr}` });
    expect(await call('users.list')).toMatchObject({ error: 'limit_required' });
    expect(await call('users.list', { limit: 2, include_locale: true })).toMatchObject({
      members: [{ locale: 'en-US' }, { id: ana.user.id }],
      response_metadata: { next_cursor: expect.stringMatching(/./) },
    });
  });

  it('belong to no enterprise', async () => {
    const { call, sandbox } = await withChannel();
    expect(await call('team.info', { domain: 'elsewhere' })).toMatchObject({
      error: 'team_not_on_enterprise',
    });
    expect(await call('team.info', { team: 'T404' })).toMatchObject({ error: 'team_not_found' });
    expect(await call('team.info', { team: sandbox.teamId })).toMatchObject({ ok: true });
    expect(await call('auth.test')).toMatchObject({ user: 'plants', team_id: sandbox.teamId });
  });
});

describe('files', () => {
  it('are announced within their limits and shared in at most 100 channels', async () => {
    const { call, channel } = await withChannel(['files:write']);
    const announce = (args: object) =>
      call('files.getUploadURLExternal', { filename: 'a.txt', length: 3, ...args });
    expect(await announce({ snippet_type: 'python' })).toMatchObject({ ok: true });
    expect(await announce({ snippet_type: '!' })).toMatchObject({ error: 'unknown_snippet_type' });
    expect(await announce({ snippet_type: 'text', length: 1_000_001 })).toMatchObject({
      error: 'snippet_too_large',
    });
    expect(await announce({ length: 1_000_000_001 })).toMatchObject({ error: 'file_upload_size_restricted' });
    expect(await announce({ alt_txt: 'x'.repeat(1001) })).toMatchObject({ error: 'alt_txt_too_large' });
    const { file_id, upload_url } = (await announce({})) as unknown as {
      file_id: string;
      upload_url: string;
    };
    await fetch(upload_url, { method: 'POST', body: 'abc' });
    const complete = (args: object) =>
      call('files.completeUploadExternal', { files: [{ id: file_id }], ...args });
    expect(await complete({ channels: Array(101).fill(channel).join(',') })).toMatchObject({
      error: 'channels_limit_exceeded',
    });
    expect(await complete({ channel_id: 'C404' })).toMatchObject({ error: 'channel_not_found' });
    expect(await complete({ channel_id: channel, blocks: [{ type: 'section' }] })).toMatchObject({
      error: 'invalid_blocks',
    });
    const shared = { channels: channel, initial_comment: 'Here', blocks: [{ type: 'section' }] };
    expect(await complete(shared)).toMatchObject({ ok: true });
    expect(bare.sandbox.readMessages(channel).at(-1)).toMatchObject({ text: 'Here' });
  });
});
