import { readFileSync } from 'node:fs';
import { readManifest } from 'slack-sandbox';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { calledMethods } from '../support/called-methods.ts';
import { kinds, registered } from '../support/listeners.ts';

const manifest = parse(readFileSync('manifest.yml', 'utf8')) as {
  display_information: { name: string; description: string; long_description: string };
  features: {
    app_home: Record<string, boolean>;
    bot_user: { display_name: string };
    slash_commands: { command: string; url: string; description: string; usage_hint: string }[];
    shortcuts?: { callback_id: string; name: string }[];
  };
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url: string; message_menu_options_url: string };
    org_deploy_enabled: boolean;
  };
};
const { features, settings } = manifest;
const { bot: scopes, bot_optional: optionalScopes } = manifest.oauth_config.scopes;

/** The event that a subscription delivers, by the name Bolt uses. */
const eventOf = (subscription: string) => subscription.split('.')[0]!;

/**
 * The scopes each Web API method needs for the way we use it (docs.slack.dev/reference/methods). Branches are public and
 * private channels. Messages to a person go to the direct message with them.
 */
const methodScopes: Record<string, string[]> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
/** docs.slack.dev/reference/events */
const eventScopes: Record<string, string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_shared: ['channels:read', 'groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
  user_change: ['users:read'],
};

describe('the manifest declares what the code listens to, and nothing else', () => {
  test.each([
    ['as declared', (command: string) => command],
    ['renamed with a prefix', (command: string) => command.replace('/', '/acme-')],
  ])('commands, %s', (_case, rename) => {
    const declared = features.slash_commands.map(({ command }) => rename(command));
    const listeners = registered.command.map((pattern) => new RegExp(pattern));
    for (const command of declared) {
      expect(
        listeners.filter((listener) => listener.test(command)),
        command,
      ).toHaveLength(1);
    }
    for (const listener of listeners) {
      expect(
        declared.filter((command) => listener.test(command)),
        String(listener),
      ).toHaveLength(1);
    }
  });

  test('events', () => {
    expect(registered.event.toSorted()).toEqual(
      settings.event_subscriptions.bot_events.map(eventOf).toSorted(),
    );
  });

  test('shortcuts', () => {
    const declared = (features.shortcuts ?? []).map((shortcut) => shortcut.callback_id);
    expect(registered.shortcut.toSorted()).toEqual(declared.toSorted());
  });

  test('interactivity, and an options URL when a menu loads its options', () => {
    expect(settings.interactivity.is_enabled).toBe(registered.action.length + registered.view.length > 0);
    expect(settings.interactivity.message_menu_options_url !== undefined).toBe(registered.options.length > 0);
  });

  test('every request goes to the only URL we serve', () => {
    const urls = [
      ...features.slash_commands.map(({ url }) => url),
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
      settings.interactivity.message_menu_options_url,
    ];
    expect(new Set(urls.map((url) => new URL(url).pathname))).toEqual(new Set(['/slack/events']));
    expect(new Set(urls.map((url) => new URL(url).origin)).size).toBe(1);
  });

  test('App Home with a messages tab, for one workspace', () => {
    expect(features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(features.app_home.home_tab_enabled).toBe(registered.event.includes('app_home_opened'));
    expect(settings.org_deploy_enabled).toBe(false);
  });

  test.each(kinds)('no two listeners of a kind share an id: %s', (kind) => {
    expect(registered[kind].toSorted()).toEqual([...new Set(registered[kind])].toSorted());
    expect(registered[kind]).not.toContain('?');
  });
});

describe('scopes', () => {
  test('every method we call is listed with its scopes, and every listed method is called', () => {
    expect([...calledMethods()].toSorted()).toEqual(Object.keys(methodScopes).toSorted());
  });

  test('what Rapport can do without is optional', () => {
    // A doubted post in a channel is looked up there, or else its manager is asked.
    expect(optionalScopes.toSorted()).toEqual(['channels:history', 'groups:history']);
    // Each stands in both lists (docs/slack.md, What could not be known).
    expect(optionalScopes.filter((scope) => !scopes.includes(scope))).toEqual([]);
  });

  test('exactly the needed scopes are declared', () => {
    const needed = [
      ...[...calledMethods()].flatMap((method) => methodScopes[method] ?? [`unknown method ${method}`]),
      ...settings.event_subscriptions.bot_events.flatMap(
        (event) => eventScopes[event] ?? [`unknown event ${event}`],
      ),
      ...(features.slash_commands.length > 0 ? ['commands'] : []),
      // A file put into a form is fetched from its URL, without any API method.
      'files:read',
    ];
    const declared = scopes.filter((scope) => !optionalScopes.includes(scope));
    expect(declared.toSorted()).toEqual([...new Set(needed)].toSorted());
  });
});

describe('names', () => {
  /** Slack's own commands. Lists differ, so all of them are avoided (slack.com/help/articles/201259356). */
  const reserved =
    'active apps archive away call collapse dm dnd expand feed feedback huddle invite join kick leave me msg mute open people prefs remind remove rename search shortcuts shrug star status topic trust unarchive who';

  test('no command is one of Slack’s own', () => {
    const own = new Set(reserved.split(' ').map((name) => `/${name}`));
    expect(features.slash_commands.filter(({ command }) => own.has(command))).toEqual([]);
  });

  test('all stay within Slack’s limits', () => {
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
    expect(manifest.display_information.long_description.length).toBeGreaterThanOrEqual(175);
    expect(manifest.display_information.long_description.length).toBeLessThanOrEqual(4000);
    expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80);
    expect(features.slash_commands.length).toBeLessThanOrEqual(50);
    for (const { command } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z][a-z0-9_-]*$/);
      expect(command.length).toBeLessThanOrEqual(32);
    }
    expect((features.shortcuts ?? []).length).toBeLessThanOrEqual(10);
    for (const { name } of features.shortcuts ?? []) expect(name.length).toBeLessThanOrEqual(24);
    for (const id of [...registered.action, ...registered.view, ...registered.options]) {
      expect(id.length).toBeLessThanOrEqual(255);
    }
  });

  test('manifest.json says the same as manifest.yml (npm run manifest)', () => {
    expect(JSON.parse(readFileSync('manifest.json', 'utf8'))).toEqual(manifest);
  });

  test('the local Slack accepts the manifest without a warning', () => {
    expect(readManifest('manifest.yml').warnings).toEqual([]);
  });
});
