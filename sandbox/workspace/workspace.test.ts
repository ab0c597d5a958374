import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { ManifestError } from '../index.ts';
import { type Bare, bareSandbox, manifestWithout } from '../testing/bare.ts';
import { plantManifest } from '../testing/second-app.ts';
import { startClock } from './clock.ts';
import { readManifest } from './manifest.ts';

let bare: Bare | undefined;
afterEach(async () => {
  await bare?.sandbox.close();
  bare = undefined;
});

function problemsOf(manifest: object | string): readonly string[] {
  try {
    readManifest(manifest);
  } catch (error) {
    if (error instanceof ManifestError) return error.problems;
    throw error;
  }
  return [];
}

describe('a manifest', () => {
  it('is read from YAML or JSON', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
    const path = join(folder, 'manifest.yml');
    writeFileSync(path, stringify(plantManifest()));
    expect(readManifest(path)).toMatchObject({
      name: 'Plants',
      interactivityPath: '/slack/events',
      homeTab: true,
    });
    writeFileSync(path, JSON.stringify(plantManifest()));
    expect(readManifest(path).commands.get('/plant')).toMatchObject({ shouldEscape: true });
    writeFileSync(path, 'display_information: [');
    expect(problemsOf(path)[0]).toMatch(/^not valid YAML/);
    expect(problemsOf(join(folder, 'none.yml'))).toEqual(['cannot be read']);
    await rm(folder, { recursive: true });
  });

  it('is refused with all problems at once, each with its path', () => {
    expect(
      problemsOf({
        display_information: { name: 'x'.repeat(36) },
        features: {
          slash_commands: [
            { command: 'water', description: 'd', url: 'https://a.b/c' },
            { command: '/two words', description: 'd' },
          ],
          shortcuts: [{ name: 'n', type: 'local', callback_id: 'c', description: 'd' }],
        },
        settings: {
          event_subscriptions: { bot_events: ['rain_started'] },
          interactivity: { is_enabled: 'yes' },
        },
      }),
    ).toEqual([
      'display_information.name: has 36 characters, at most 35 are allowed',
      'features.slash_commands[0].command: expected one word after a /',
      'features.slash_commands[1].command: expected one word after a /',
      'features.slash_commands[1].url: expected an http(s) URL',
      'features.shortcuts[0].type: expected global or message',
      'oauth_config.scopes.bot: slash commands need the scope commands',
      'oauth_config.scopes.bot: shortcuts need the scope commands',
      'settings.event_subscriptions.bot_events[0]: "rain_started" is not a Slack event',
      'settings.event_subscriptions.request_url: expected an http(s) URL',
      'settings.interactivity.is_enabled: expected true or false',
      'settings.interactivity: must be enabled for shortcuts',
    ]);
    expect(problemsOf([])).toEqual(['not a manifest: expected an object']);
  });

  it('warns about events that are never sent for lack of a scope', () => {
    expect(readManifest(manifestWithout('im:history')).warnings).toEqual([
      'settings.event_subscriptions.bot_events[3]: message.im is never sent without the scope im:history',
    ]);
  });
});

describe('the business clock', () => {
  it('starts at the given time, ticks, and only moves forward', () => {
    const moves: string[] = [];
    const clock = startClock(new Date('2026-06-09T08:00:00Z'), (now) =>
      moves.push(now.toISOString().slice(0, 10)),
    );
    expect(clock.now().toISOString()).toMatch(/^2026-06-09T08:00:00/);
    clock.advance(86_400_000);
    clock.moveTo('2026-07-01T08:00:00Z');
    expect(moves).toEqual(['2026-06-10', '2026-07-01']);
    expect(() => clock.moveTo('2026-06-30T08:00:00Z')).toThrow(/only moves forward/);
    expect(() => clock.moveTo('soon')).toThrow(/not a date/);
    expect(() => clock.advance(-1)).toThrow(/only moves forward/);
  });

  it('gives each message its own timestamp', () => {
    const clock = startClock(undefined, () => undefined);
    const stamps = Array.from({ length: 1000 }, () => clock.nextTs());
    expect(new Set(stamps).size).toBe(1000);
    expect(stamps).toEqual([...stamps].sort());
  });
});

describe('people and channels', () => {
  it('have unique names', async () => {
    bare = await bareSandbox();
    const { sandbox } = bare;
    sandbox.addUser({ name: 'ana' });
    expect(() => sandbox.addUser({ name: 'ana' })).toThrow(/user named ana already exists/);
    expect(() => sandbox.addUser({ name: 'bo', tz: 'Mars/Olympus' })).toThrow();
    sandbox.addChannel({ name: 'general', members: [] });
    expect(() => sandbox.addChannel({ name: '#general', members: [] })).toThrow(
      /channel named general already exists/,
    );
    expect(() => sandbox.addChannel({ name: 'other', members: ['U404'] })).toThrow(/no user U404/);
  });

  it('show guests, admins and zones as Slack does, with the zone’s offset on that day', async () => {
    bare = await bareSandbox({ now: new Date('2026-06-09T12:00:00Z') });
    const { sandbox, call } = bare;
    const ana = sandbox.addUser({ name: 'ana', realName: 'Ana Diaz', isAdmin: true, tz: 'America/Denver' });
    const guest = sandbox.addUser({ name: 'guest', guest: 'single' });
    expect(await call('users.info', { user: ana.id })).toMatchObject({
      user: {
        real_name: 'Ana Diaz',
        is_admin: true,
        tz: 'America/Denver',
        tz_offset: -6 * 3600,
        profile: { first_name: 'Ana', email: 'ana@sandbox.example' },
      },
    });
    expect(await call('users.info', { user: guest.id })).toMatchObject({
      user: { is_restricted: true, is_ultra_restricted: true },
    });
    expect(await call('users.info', { user: sandbox.botUserId })).toMatchObject({
      user: { is_bot: true, name: 'plants' },
    });
  });

  it('may have no zone, or one that only Slack knows', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const none = sandbox.addUser({ name: 'none', tz: null });
    const early = sandbox.addUser({ name: 'early', unknownTz: 'Mars/Olympus' });
    expect(await call('users.info', { user: none.id })).toMatchObject({
      user: { tz: null, tz_label: 'Pacific Standard Time', tz_offset: -8 * 3600 },
    });
    expect(await call('users.info', { user: early.id })).toMatchObject({ user: { tz: 'Mars/Olympus' } });
    expect(await call('users.list')).toMatchObject({ ok: true });
  });

  it('hide what the bot may not know', async () => {
    bare = await bareSandbox();
    const secret = bare.sandbox.addChannel({ name: 'secret', members: [], isPrivate: true, botIn: false });
    expect(await bare.call('conversations.info', { channel: secret.id })).toMatchObject({
      error: 'channel_not_found',
    });
    const shared = bare.sandbox.addChannel({ name: 'shared', members: [], isExtShared: true });
    expect(
      await bare.call('conversations.info', { channel: shared.id, include_num_members: true }),
    ).toMatchObject({
      channel: { is_ext_shared: true, is_member: true, num_members: 1 },
    });
  });
});
