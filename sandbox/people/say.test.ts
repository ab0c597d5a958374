import { describe, expect, it } from 'vitest';
import { uploadAs } from '../index.ts';
import type { Json } from '../testing/people.ts';
import { plantManifest } from '../testing/second-app.ts';
import { withStatuses } from '../testing/statuses.ts';

/** The second app's manifest, with everything that is said in channels. */
function listening() {
  const manifest = plantManifest();
  manifest.oauth_config.scopes.bot.push('app_mentions:read');
  manifest.settings.event_subscriptions.bot_events.push('app_mention', 'message.channels', 'message.groups');
  return manifest;
}

async function start(manifest = listening()) {
  const all = await withStatuses([], { manifest });
  const { sandbox, ana, heard } = all;
  const bo = sandbox.as(sandbox.addUser({ name: 'bo', realName: 'Bo Li' }));
  const channel = sandbox.addChannel({ name: 'garden', members: [ana.user.id, bo.user.id] }).id;
  const events = () => heard.map(({ body }) => body.event as Json);
  return { ...all, bo, channel, events, last: () => events().at(-1)! };
}

describe('a person', () => {
  it('replies in a thread, and in the channel too', async () => {
    const { ana, bo, channel, last } = await start();
    const { message: question } = await ana.say(channel, 'Who waters the fern?');
    await bo.say(channel, { text: 'I do.', thread: question });
    expect(last()).toMatchObject({ text: 'I do.', thread_ts: question.ts, parent_user_id: ana.user.id });
    expect(last()).not.toHaveProperty('subtype');
    const { message: reply } = await bo.say(channel, {
      text: 'Every day.',
      thread: question,
      broadcast: true,
    });
    expect(last()).toMatchObject({
      subtype: 'thread_broadcast',
      thread_ts: question.ts,
      root: { ts: question.ts, text: 'Who waters the fern?', reply_count: 2, latest_reply: reply.ts },
    });
    await ana.say(channel, { text: 'Thanks.', thread: reply });
    expect(last()).toMatchObject({ thread_ts: question.ts });
  });

  it('replies in a direct message', async () => {
    const { ana, last } = await start();
    const { message } = await ana.dm('watered the ivy');
    expect(await ana.dm({ text: 'and the fern', thread: message })).toMatchObject({ acknowledged: true });
    expect(last()).toMatchObject({ channel_type: 'im', thread_ts: message.ts, text: 'and the fern' });
  });

  it('edits and deletes their own messages, and the app hears what they were', async () => {
    const { ana, bo, channel, last } = await start();
    const { message } = await ana.say(channel, 'Watered the fren.');
    expect(await ana.edit(message, 'Watered the fern.')).toMatchObject({ sent: true, acknowledged: true });
    expect(last()).toMatchObject({
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel,
      channel_type: 'channel',
      message: {
        ts: message.ts,
        user: ana.user.id,
        text: 'Watered the fern.',
        edited: { user: ana.user.id },
      },
      previous_message: { ts: message.ts, text: 'Watered the fren.' },
    });
    expect(last()).not.toHaveProperty('user');
    expect(last()).not.toHaveProperty('text');
    await expect(bo.edit(message, 'x')).rejects.toThrow('bo can edit only their own messages');
    await expect(bo.delete(message)).rejects.toThrow('bo can delete only their own messages');
    await ana.delete(message);
    expect(last()).toMatchObject({
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: message.ts,
      previous_message: { text: 'Watered the fern.' },
    });
    expect(ana.messages(channel)).toEqual([]);
  });

  it('leaves a trace of a deleted message that has replies', async () => {
    const { ana, bo, channel, last } = await start();
    const { message } = await ana.say(channel, 'Who waters the fern?');
    const { message: reply } = await bo.say(channel, { text: 'I do.', thread: message });
    await ana.delete(message);
    expect(last()).toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' },
      previous_message: { text: 'Who waters the fern?' },
    });
    await bo.delete(reply);
    expect(bo.messages(channel)).toMatchObject([{ subtype: 'tombstone', reply_count: 0 }]);
  });

  it('sends a photo, a clip, or nothing', async () => {
    const { sandbox, ana, last } = await start();
    const photo = uploadAs(sandbox.world, ana.user, 'fern.jpg', new Uint8Array(3));
    await ana.dm({ files: [photo.id] });
    expect(last()).toMatchObject({
      subtype: 'file_share',
      text: '',
      files: [{ id: photo.id, mimetype: 'image/jpeg', size: 3 }],
    });
    // As in Slack, with files a message has no team, and without text no blocks.
    expect(last()).not.toHaveProperty('team');
    expect(last()).not.toHaveProperty('blocks');
    await ana.dm({ clip: 'audio' });
    expect(last().files).toMatchObject([
      { subtype: 'slack_audio', mimetype: 'audio/mp4', transcription: { status: 'processing' } },
    ]);
    await ana.dm({ text: 'Look', clip: 'video' });
    expect(last()).toMatchObject({
      text: 'Look',
      files: [{ subtype: 'slack_video', mimetype: 'video/mp4' }],
    });
    await expect(ana.dm({})).rejects.toThrow('there is nothing to send');
    await expect(ana.dm({ files: ['F1'] })).rejects.toThrow('ana has not uploaded a file F1');
  });

  it('forwards a message that they see', async () => {
    const { sandbox, ana, bo, channel, last } = await start();
    const { message } = await bo.say(channel, 'The ivy is dry.');
    await ana.dm({ forward: message });
    expect(last()).toMatchObject({
      text: '',
      attachments: [
        {
          is_share: true,
          is_msg_unfurl: true,
          text: 'The ivy is dry.',
          author_name: 'Bo Li',
          channel_id: channel,
        },
      ],
    });
    const shed = sandbox.addChannel({ name: 'shed', members: [bo.user.id], isPrivate: true }).id;
    const { message: unseen } = await bo.say(shed, 'Mine.');
    await expect(ana.dm({ forward: unseen })).rejects.toThrow(/ana cannot see/);
  });

  it('mentions people, whom the app gets as ids', async () => {
    const { ana, bo, last } = await start();
    await ana.dm('watered with @bo & rested');
    expect(last()).toMatchObject({
      text: `watered with <@${bo.user.id}> &amp; rested`,
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              elements: [
                { type: 'text', text: 'watered with ' },
                { type: 'user', user_id: bo.user.id },
                { type: 'text', text: ' & rested' },
              ],
            },
          ],
        },
      ],
    });
  });

  it('mentions the app in a channel that it is in', async () => {
    const manifest = listening();
    const { event_subscriptions } = manifest.settings;
    event_subscriptions.bot_events = ['app_mention', 'message.im'];
    const { sandbox, ana, channel, events, last } = await start(manifest);
    const { message } = await ana.say(channel, 'any tips for the fern?');
    expect(await ana.say(channel, { text: '@plants any tips?', thread: message })).toMatchObject({
      sent: true,
      acknowledged: true,
    });
    expect(last()).toMatchObject({
      type: 'app_mention',
      user: ana.user.id,
      channel,
      text: `<@${sandbox.botUserId}> any tips?`,
      thread_ts: message.ts,
    });
    expect(last()).not.toHaveProperty('channel_type');
    await ana.dm('@plants hello');
    expect(events().map(({ type }) => type)).toEqual(['app_mention', 'message']);
    const shed = sandbox.addChannel({ name: 'shed', members: [ana.user.id], botIn: false }).id;
    expect(await ana.say(shed, '@plants hello?')).toMatchObject({ sent: false });
  });
});

describe('another process', () => {
  it('can do all of it', async () => {
    const { sandbox, ana, channel, call } = await start();
    const send = async (path: string, body: Json) => {
      const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
      return (await response.json()) as unknown;
    };
    const as = (deed: string, body: Json) => send(`as/${ana.user.id}/${deed}`, body);
    await as('say', { channel, text: 'Dry.' });
    const [first] = ana.messages(channel);
    await as('say', { channel, text: 'Wet.', thread: { channel, ts: first!.ts }, broadcast: true });
    await as('edit', { message: { channel, ts: first!.ts }, text: 'Quite dry.' });
    expect(ana.messages(channel)).toMatchObject([{ text: 'Quite dry.', reply_count: 1 }, { text: 'Wet.' }]);
    await as('delete', { message: { channel, ts: ana.messages(channel)[1]!.ts } });
    expect(ana.messages(channel)).toHaveLength(1);
    await as('dm', { clip: 'audio' });
    expect(ana.messages()).toMatchObject([{ files: [{ subtype: 'slack_audio' }] }]);
    expect(await send('scopes', { remove: ['users:read'] })).not.toContain('users:read');
    expect(await call('users.list')).toMatchObject({ error: 'missing_scope' });
    expect(await send('sockets', { reason: 'warning' })).toEqual({ ok: true });
  });
});

describe('the app', () => {
  it('hears of its own changes', async () => {
    const { sandbox, ana, call, last } = await start();
    const { ts } = await call('chat.postMessage', { channel: ana.user.id, text: 'Dry.' });
    await call('chat.update', { channel: ana.dmChannel, ts, text: 'Wet.' });
    await sandbox.until(() => last()?.subtype === 'message_changed');
    expect(last()).toMatchObject({
      message: { bot_id: sandbox.world.identity.botId, text: 'Wet.' },
      previous_message: { text: 'Dry.' },
    });
    await call('chat.delete', { channel: ana.dmChannel, ts });
    await sandbox.until(() => last()?.subtype === 'message_deleted');
  });

  it('finds replies with files only in their thread', async () => {
    const { ana, channel, call } = await start();
    const { message } = await ana.say(channel, 'Who waters the fern?');
    await ana.say(channel, { clip: 'audio', thread: message });
    expect(await call('conversations.history', { channel })).toMatchObject({
      messages: [{ ts: message.ts }],
    });
  });
});
