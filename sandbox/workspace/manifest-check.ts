import { EVENT_SCOPES } from './event-kinds.ts';

/** The manifest as Slack's schema (version 2) spells it; only the parts that the sandbox acts on. */
export interface RawManifest {
  display_information: { name: string; description?: string };
  features?: {
    app_home?: {
      home_tab_enabled?: boolean;
      messages_tab_enabled?: boolean;
      messages_tab_read_only_enabled?: boolean;
    };
    bot_user?: { display_name: string };
    shortcuts?: { name: string; type: 'global' | 'message'; callback_id: string; description: string }[];
    slash_commands?: {
      command: string;
      url?: string;
      description: string;
      usage_hint?: string;
      should_escape?: boolean;
    }[];
  };
  oauth_config?: { scopes?: { bot?: string[] } };
  settings?: {
    event_subscriptions?: { request_url?: string; bot_events?: string[] };
    interactivity?: { is_enabled?: boolean; request_url?: string; message_menu_options_url?: string };
    socket_mode_enabled?: boolean;
  };
}

/** Lengths from Slack's manifest schema, in characters and items. */
const LIMITS = {
  name: 35,
  description: 140,
  botName: 80,
  command: 32,
  commandDescription: 2000,
  usageHint: 1000,
  commands: 50,
  shortcuts: 10,
  shortcutName: 24,
  shortcutDescription: 150,
  callbackId: 255,
};

type Fields = Record<string, unknown>;

export interface Findings {
  /** What makes the manifest unusable. */
  problems: string[];
  /** What can be served, but not as its author hopes. */
  warnings: string[];
}

/** Everything that is wrong with a manifest, each finding beginning with the path of what is wrong. */
export function checkManifest(raw: unknown): Findings {
  const problems: string[] = [];
  const warnings: string[] = [];
  const say = (path: string, problem: string) => void problems.push(`${path}: ${problem}`);
  if (!isObject(raw)) return { problems: ['is not a manifest: an object was expected'], warnings };

  const section = (parent: Fields, path: string, key: string): Fields => {
    const value = parent[key];
    if (value === undefined) return {};
    if (isObject(value)) return value;
    say(`${path}${key}`, 'an object was expected');
    return {};
  };
  const text = (
    parent: Fields,
    path: string,
    key: string,
    max: number,
    required = true,
  ): string | undefined => {
    const value = parent[key];
    if (value === undefined && !required) return undefined;
    if (typeof value !== 'string' || value.length === 0) say(`${path}.${key}`, 'a text was expected');
    else if (value.length > max) say(`${path}.${key}`, `${value.length} characters, ${max} at most`);
    else return value;
    return undefined;
  };
  const flag = (parent: Fields, path: string, key: string): boolean => {
    const value = parent[key];
    if (value !== undefined && typeof value !== 'boolean')
      say(`${path}.${key}`, 'true or false was expected');
    return value === true;
  };
  const url = (parent: Fields, path: string, key: string, required: boolean) => {
    const value = parent[key];
    if (value === undefined && !required) return;
    if (typeof value !== 'string' || !/^https?:\/\//.test(value) || !URL.canParse(value)) {
      say(`${path}.${key}`, 'an http(s) URL was expected');
    }
  };
  const list = (parent: Fields, path: string, key: string, max: number): unknown[] => {
    const value = parent[key];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      say(`${path}.${key}`, 'a list was expected');
      return [];
    }
    if (value.length > max) say(`${path}.${key}`, `${value.length} items, ${max} at most`);
    return value;
  };

  const display = section(raw, '', 'display_information');
  text(display, 'display_information', 'name', LIMITS.name);
  text(display, 'display_information', 'description', LIMITS.description, false);

  const settings = section(raw, '', 'settings');
  const socketMode = flag(settings, 'settings', 'socket_mode_enabled');

  const features = section(raw, '', 'features');
  const bot = section(features, 'features.', 'bot_user');
  if (features.bot_user !== undefined) text(bot, 'features.bot_user', 'display_name', LIMITS.botName);
  const home = section(features, 'features.', 'app_home');
  for (const key of ['home_tab_enabled', 'messages_tab_enabled', 'messages_tab_read_only_enabled']) {
    flag(home, 'features.app_home', key);
  }

  const commands = list(features, 'features', 'slash_commands', LIMITS.commands);
  for (const [index, command] of commands.entries()) {
    const path = `features.slash_commands[${index}]`;
    if (!isObject(command)) {
      say(path, 'an object was expected');
      continue;
    }
    const name = text(command, path, 'command', LIMITS.command);
    if (name !== undefined && !/^\/[^\s/]+$/.test(name))
      say(`${path}.command`, 'one word after a / was expected');
    if (commands.findIndex((other) => isObject(other) && other.command === command.command) < index) {
      say(`${path}.command`, `${String(command.command)} is declared twice`);
    }
    text(command, path, 'description', LIMITS.commandDescription);
    text(command, path, 'usage_hint', LIMITS.usageHint, false);
    flag(command, path, 'should_escape');
    url(command, path, 'url', !socketMode);
  }

  const shortcuts = list(features, 'features', 'shortcuts', LIMITS.shortcuts);
  for (const [index, shortcut] of shortcuts.entries()) {
    const path = `features.shortcuts[${index}]`;
    if (!isObject(shortcut)) {
      say(path, 'an object was expected');
      continue;
    }
    text(shortcut, path, 'name', LIMITS.shortcutName);
    text(shortcut, path, 'callback_id', LIMITS.callbackId);
    text(shortcut, path, 'description', LIMITS.shortcutDescription);
    if (shortcut.type !== 'global' && shortcut.type !== 'message')
      say(`${path}.type`, 'global or message was expected');
  }

  const scopes = section(section(raw, '', 'oauth_config'), 'oauth_config.', 'scopes');
  const held = list(scopes, 'oauth_config.scopes', 'bot', 255);
  for (const [index, scope] of held.entries()) {
    if (typeof scope !== 'string' || !/^[a-z_.]+(:[a-z_.]+)*$/.test(scope)) {
      say(`oauth_config.scopes.bot[${index}]`, `${JSON.stringify(scope)} is no scope`);
    }
  }
  if (commands.length > 0 && !held.includes('commands')) {
    say('oauth_config.scopes.bot', 'slash commands need the scope commands');
  }
  if (shortcuts.length > 0 && !held.includes('commands')) {
    say('oauth_config.scopes.bot', 'shortcuts need the scope commands');
  }

  const subscriptions = section(settings, 'settings.', 'event_subscriptions');
  const events = list(subscriptions, 'settings.event_subscriptions', 'bot_events', 100);
  for (const [index, event] of events.entries()) {
    const path = `settings.event_subscriptions.bot_events[${index}]`;
    const needed = typeof event === 'string' ? EVENT_SCOPES[event] : undefined;
    if (needed === undefined) say(path, `${JSON.stringify(event)} is no event of Slack's`);
    else if (needed.length > 0 && !needed.some((scope) => held.includes(scope))) {
      warnings.push(`${path}: ${String(event)} is never sent without the scope ${needed.join(' or ')}`);
    }
  }
  url(subscriptions, 'settings.event_subscriptions', 'request_url', events.length > 0 && !socketMode);

  const interactivity = section(settings, 'settings.', 'interactivity');
  const interactive = flag(interactivity, 'settings.interactivity', 'is_enabled');
  url(interactivity, 'settings.interactivity', 'request_url', interactive && !socketMode);
  url(interactivity, 'settings.interactivity', 'message_menu_options_url', false);
  if (shortcuts.length > 0 && !interactive) say('settings.interactivity', 'shortcuts need it enabled');
  return { problems, warnings };
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
