import { describe, expect, it } from 'vitest';
import { plantManifest } from '../testing/second-app.ts';
import { withStatuses } from '../testing/statuses.ts';

function manifestWith(...events: string[]) {
  const manifest = plantManifest();
  manifest.settings.event_subscriptions.bot_events = events;
  return manifest;
}

describe('a removed app', () => {
  it('is told if it subscribed, and its token stops working', async () => {
    const manifest = manifestWith('tokens_revoked', 'app_uninstalled', 'message.im');
    const { sandbox, call, heard, ana } = await withStatuses([], { manifest });
    const outcomes = await sandbox.uninstall();
    expect(outcomes).toMatchObject([{ acknowledged: true }, { acknowledged: true }]);
    expect(heard.map(({ body }) => body.event.type).sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(heard.find(({ body }) => body.event.type === 'tokens_revoked')?.body.event.tokens).toEqual({
      oauth: [],
      bot: [sandbox.botUserId],
    });
    expect(await call('auth.test')).toMatchObject({ ok: false, error: 'account_inactive' });
    expect(await ana.dm('anyone there?')).toMatchObject({ sent: false });
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed' });
    expect(heard).toHaveLength(2);
  });

  it('may have removed itself by revoking its token, but not in test mode', async () => {
    const manifest = manifestWith('tokens_revoked', 'app_uninstalled');
    const { sandbox, call, heard } = await withStatuses([], { manifest });
    expect(await call('auth.revoke', { test: true })).toMatchObject({ ok: true, revoked: false });
    expect(await call('auth.revoke', { test: '1' })).toMatchObject({ ok: true, revoked: false });
    expect(await call('auth.test')).toMatchObject({ ok: true });
    expect(await call('auth.revoke', {}, sandbox.appToken)).toMatchObject({ error: 'not_bearer_token' });
    expect(await call('auth.revoke')).toMatchObject({ ok: true, revoked: true });
    expect(await call('auth.revoke')).toMatchObject({ ok: false, error: 'account_inactive' });
    await sandbox.until(() => heard.length === 2);
  });

  it('is not told without a subscription', async () => {
    const { sandbox, heard } = await withStatuses([], { manifest: manifestWith('message.im') });
    expect(await sandbox.uninstall()).toMatchObject([{ sent: false }, { sent: false }]);
    expect(heard).toEqual([]);
    expect(() => sandbox.uninstall()).toThrow('already');
  });
});

describe('a channel shared with other workspaces', () => {
  it('tells the app which workspace was added or removed, and whether it is still shared', async () => {
    const manifest = manifestWith('channel_shared', 'channel_unshared', 'channel_rename');
    const { sandbox, heard, call } = await withStatuses([], { manifest });
    const { id } = sandbox.addChannel({ name: 'general', members: [] });
    await sandbox.shareChannel(id, 'T0OTHER');
    await sandbox.shareChannel(id);
    const other = sandbox.world.channels.get(id)!.connectedTeams[1];
    expect(await call('conversations.info', { channel: id })).toMatchObject({
      channel: { is_ext_shared: true, is_shared: true, connected_team_ids: ['T0OTHER', other] },
    });
    await sandbox.unshareChannel(id, 'T0OTHER');
    await sandbox.unshareChannel(id);
    expect(heard.map(({ body }) => [body.event, body.is_ext_shared_channel])).toMatchObject([
      [{ type: 'channel_shared', channel: id, connected_team_id: 'T0OTHER' }, true],
      [{ type: 'channel_shared', channel: id, connected_team_id: other }, true],
      [{ type: 'channel_unshared', previously_connected_team_id: 'T0OTHER', is_ext_shared: true }, true],
      [{ type: 'channel_unshared', previously_connected_team_id: other, is_ext_shared: false }, false],
    ]);
    expect(() => sandbox.unshareChannel(id)).toThrow('not shared');
  });
});
