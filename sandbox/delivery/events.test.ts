import { afterEach, describe, expect, it } from 'vitest';
import { manifestWithout } from '../testing/bare.ts';
import { plantManifest, type Running, runApp } from '../testing/second-app.ts';
import { withStatuses } from '../testing/statuses.ts';

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

describe('an event', () => {
  it('is sent again until acknowledged, always with the same id, and with the reason', async () => {
    const { ana, heard } = await withStatuses([500, 0]);
    const outcome = await ana.dm('hello');
    expect(outcome).toMatchObject({ sent: true, acknowledged: true });
    expect(
      heard.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
    ).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
    ]);
    expect(new Set(heard.map(({ body }) => body.event_id)).size).toBe(1);
  });

  it('is dropped after three retries', async () => {
    const { ana, heard } = await withStatuses([500, 500, 500, 500, 500]);
    expect(await ana.dm('hello')).toMatchObject({ acknowledged: false });
    expect(heard).toHaveLength(4);
  });

  it('can be delivered twice although it was acknowledged', async () => {
    const { ana, heard, sandbox } = await withStatuses([]);
    sandbox.faults.inject({ event: 'message', kind: 'deliverTwice' });
    await ana.dm('hello');
    expect(heard).toHaveLength(2);
    expect(heard[1]?.body.event_id).toBe(heard[0]?.body.event_id);
    await ana.dm('again');
    expect(heard).toHaveLength(3);
  });

  it('is sent only to an app that subscribes to it and has the scope', async () => {
    const unsubscribed = plantManifest();
    unsubscribed.settings.event_subscriptions.bot_events = ['app_home_opened'];
    for (const manifest of [unsubscribed, manifestWithout('im:history')]) {
      const { ana, heard } = await withStatuses([], { manifest });
      expect(await ana.dm('hello')).toMatchObject({ sent: false });
      expect(heard).toEqual([]);
    }
  });

  it('carries a direct message, escaped as in Slack', async () => {
    const { ana, heard } = await withStatuses([]);
    const { message } = await ana.dm('A & B <3');
    expect(heard[0]?.body.event).toMatchObject({
      type: 'message',
      channel_type: 'im',
      channel: ana.dmChannel,
      user: ana.user.id,
      text: 'A &amp; B &lt;3',
      ts: message.ts,
    });
  });

  it('tells about people who join and leave channels that the bot is in', async () => {
    const { ana, heard, sandbox } = await withStatuses([]);
    const inside = sandbox.addChannel({ name: 'inside', members: [] });
    const outside = sandbox.addChannel({ name: 'outside', members: [], botIn: false });
    await ana.join(inside.id);
    await ana.leave(inside.id);
    await ana.join(outside.id);
    expect(heard.map(({ body }) => body.event.type)).toEqual([
      'member_joined_channel',
      'member_left_channel',
    ]);
    expect(heard[0]?.body.event).toMatchObject({ user: ana.user.id, channel: inside.id });
    const bo = sandbox.as(sandbox.addUser({ name: 'bo' }));
    await bo.join(outside.id);
    await bo.invite(outside.id);
    expect(heard.at(-1)?.body.event).toMatchObject({ user: sandbox.botUserId, inviter: bo.user.id });
  });

  it('tells about new people, and about the bot’s removal from a channel', async () => {
    const manifest = plantManifest();
    manifest.settings.event_subscriptions.bot_events = ['team_join', 'channel_left'];
    const { ana, heard, sandbox } = await withStatuses([], { manifest });
    await sandbox.until(() => heard.length > 0);
    const { id } = sandbox.addChannel({ name: 'general', members: [ana.user.id] });
    await ana.remove(id);
    expect(heard.map(({ body }) => body.event)).toMatchObject([
      { type: 'team_join', user: { id: ana.user.id, profile: { email: 'ana@sandbox.example' } } },
      { type: 'channel_left', channel: id, actor_id: ana.user.id },
    ]);
  });

  it('tells about changed people and renamed or archived channels', async () => {
    const manifest = plantManifest();
    manifest.settings.event_subscriptions.bot_events = ['user_change', 'channel_rename', 'channel_archive'];
    const { ana, heard, sandbox, call } = await withStatuses([], { manifest });
    const { id } = sandbox.addChannel({ name: 'old', members: [ana.user.id] });
    await sandbox.changeUser(ana.user.id, { realName: 'Ana Diaz', tz: 'America/Denver' });
    await sandbox.renameChannel(id, 'new');
    await sandbox.archiveChannel(id, ana.user.id);
    expect(heard.map(({ body }) => body.event)).toMatchObject([
      { type: 'user_change', user: { id: ana.user.id, real_name: 'Ana Diaz', tz: 'America/Denver' } },
      { type: 'channel_rename', channel: { id, name: 'new' } },
      { type: 'channel_archive', channel: id, user: ana.user.id },
    ]);
    expect(await call('chat.postMessage', { channel: id, text: 'x' })).toMatchObject({
      error: 'is_archived',
    });
    await sandbox.changeUser(ana.user.id, { deleted: true });
    expect(await call('conversations.open', { users: ana.user.id })).toMatchObject({
      error: 'user_disabled',
    });
  });

  it('tells the app about its own messages too', async () => {
    const { ana, heard, sandbox, call } = await withStatuses([]);
    await call('chat.postMessage', { channel: ana.user.id, text: 'from the bot' });
    await sandbox.until(() => heard.length > 0);
    expect(heard[0]?.body.event).toMatchObject({
      type: 'message',
      user: sandbox.botUserId,
      text: 'from the bot',
    });
  });

  it('is not possible if the manifest closes the messages tab', async () => {
    const manifest = plantManifest();
    manifest.features.app_home.messages_tab_read_only_enabled = true;
    const { ana, call } = await withStatuses([], { manifest });
    expect(() => ana.dm('hello')).toThrow('turned off');
    expect(await call('chat.postMessage', { channel: ana.user.id, text: 'x' })).toMatchObject({ ok: true });
    manifest.features.app_home.messages_tab_enabled = false;
    const off = await withStatuses([], { manifest });
    const answer = await off.call('chat.postMessage', { channel: off.ana.user.id, text: 'x' });
    expect(answer).toMatchObject({ error: 'messages_tab_disabled' });
  });
});

describe('a Bolt app', () => {
  it('answers a direct message once and ignores its own answer', async () => {
    running = await runApp((app) => {
      app.message(async ({ say }) => {
        await say('Hello.');
      });
    });
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    await ana.dm('hi');
    await sandbox.until(() => sandbox.exchanges.filter((exchange) => exchange.kind === 'event').length === 2);
    expect(ana.messages().map((message) => message.text)).toEqual(['hi', 'Hello.']);
  });
});
