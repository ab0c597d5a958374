import { EVENT_SCOPES } from './event-kinds.ts';
import { type FieldReader, type Fields, fieldReader, isObject } from './manifest-fields.ts';

/** The manifest in Slack's schema (version 2), reduced to the parts that the sandbox uses. */
export interface RawManifest {
  display_information: { name: string; description?: string; background_color?: string };
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
  oauth_config?: { scopes?: { bot?: string[]; bot_optional?: string[] } };
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
  scopes: 255,
  events: 100,
};

export interface Findings {
  /** Errors that make the manifest unusable. */
  problems: string[];
  /** Parts that work differently from what the author probably expects. */
  warnings: string[];
}

/** Returns all problems of a manifest. Each begins with the path of the wrong field. */
export function checkManifest(raw: unknown): Findings {
  const findings: Findings = { problems: [], warnings: [] };
  if (!isObject(raw)) return { ...findings, problems: ['not a manifest: expected an object'] };
  const read = fieldReader(findings.problems);

  const display = read.section(raw, 'display_information');
  read.text(display, 'display_information.name', LIMITS.name);
  read.text(display, 'display_information.description', LIMITS.description, false);
  const color = read.text(display, 'display_information.background_color', 7, false);
  if (color !== undefined && !/^#([0-9a-f]{3}){1,2}$/i.test(color)) {
    read.say('display_information.background_color', 'expected a color such as #1f4d3f');
  }

  const settings = read.section(raw, 'settings');
  const features = read.section(raw, 'features');
  // With Socket Mode, nothing is sent to an address, so none is needed.
  const needsUrls = !read.flag(settings, 'settings.socket_mode_enabled');
  checkAppearance(read, features);
  const commands = checkCommands(read, features, needsUrls);
  const shortcuts = checkShortcuts(read, features);
  const scopes = checkScopes(read, raw, { commands, shortcuts });
  checkEvents(read, settings, scopes, needsUrls, findings.warnings);
  checkInteractivity(read, settings, shortcuts, needsUrls);
  return findings;
}

function checkAppearance(read: FieldReader, features: Fields): void {
  const bot = read.section(features, 'features.bot_user');
  if (features.bot_user !== undefined) read.text(bot, 'features.bot_user.display_name', LIMITS.botName);
  const home = read.section(features, 'features.app_home');
  for (const key of ['home_tab_enabled', 'messages_tab_enabled', 'messages_tab_read_only_enabled']) {
    read.flag(home, `features.app_home.${key}`);
  }
}

/** @returns whether there are any */
function checkCommands(read: FieldReader, features: Fields, needsUrls: boolean): boolean {
  const commands = read.objects(features, 'features.slash_commands', LIMITS.commands);
  const seen = new Set<unknown>();
  for (const { item, path } of commands) {
    const name = read.text(item, `${path}.command`, LIMITS.command);
    if (name !== undefined && !/^\/[^\s/]+$/.test(name))
      read.say(`${path}.command`, 'expected one word after a /');
    if (seen.has(item.command)) read.say(`${path}.command`, `${String(item.command)} is declared twice`);
    seen.add(item.command);
    read.text(item, `${path}.description`, LIMITS.commandDescription);
    read.text(item, `${path}.usage_hint`, LIMITS.usageHint, false);
    read.flag(item, `${path}.should_escape`);
    read.url(item, `${path}.url`, needsUrls);
  }
  return commands.length > 0;
}

/** @returns whether there are any */
function checkShortcuts(read: FieldReader, features: Fields): boolean {
  const shortcuts = read.objects(features, 'features.shortcuts', LIMITS.shortcuts);
  for (const { item, path } of shortcuts) {
    read.text(item, `${path}.name`, LIMITS.shortcutName);
    read.text(item, `${path}.callback_id`, LIMITS.callbackId);
    read.text(item, `${path}.description`, LIMITS.shortcutDescription);
    if (item.type !== 'global' && item.type !== 'message')
      read.say(`${path}.type`, 'expected global or message');
  }
  return shortcuts.length > 0;
}

/** @returns the bot's scopes */
function checkScopes(
  read: FieldReader,
  raw: Fields,
  has: { commands: boolean; shortcuts: boolean },
): unknown[] {
  const scopes = read.section(read.section(raw, 'oauth_config'), 'oauth_config.scopes');
  const path = 'oauth_config.scopes.bot';
  const held = read.list(scopes, path, LIMITS.scopes);
  const optional = read.list(scopes, `${path}_optional`, LIMITS.scopes);
  for (const [list, where] of [
    [held, path],
    [optional, `${path}_optional`],
  ] as const)
    for (const [index, scope] of list.entries()) {
      if (typeof scope !== 'string' || !/^[a-z_.]+(:[a-z_.]+)*$/.test(scope)) {
        read.say(`${where}[${index}]`, `${JSON.stringify(scope)} is not a scope`);
      }
    }
  const allowsCommands = held.includes('commands');
  if (has.commands && !allowsCommands) read.say(path, 'slash commands need the scope commands');
  if (has.shortcuts && !allowsCommands) read.say(path, 'shortcuts need the scope commands');
  return [...held, ...optional];
}

function checkEvents(
  read: FieldReader,
  settings: Fields,
  scopes: readonly unknown[],
  needsUrls: boolean,
  warnings: string[],
): void {
  const subscriptions = read.section(settings, 'settings.event_subscriptions');
  const events = read.list(subscriptions, 'settings.event_subscriptions.bot_events', LIMITS.events);
  for (const [index, event] of events.entries()) {
    const path = `settings.event_subscriptions.bot_events[${index}]`;
    const needed = typeof event === 'string' ? EVENT_SCOPES[event] : undefined;
    if (needed === undefined) read.say(path, `${JSON.stringify(event)} is not a Slack event`);
    else if (needed.length > 0 && !needed.some((scope) => scopes.includes(scope))) {
      warnings.push(`${path}: ${String(event)} is never sent without the scope ${needed.join(' or ')}`);
    }
  }
  read.url(subscriptions, 'settings.event_subscriptions.request_url', events.length > 0 && needsUrls);
}

function checkInteractivity(
  read: FieldReader,
  settings: Fields,
  hasShortcuts: boolean,
  needsUrls: boolean,
): void {
  const path = 'settings.interactivity';
  const interactivity = read.section(settings, path);
  const enabled = read.flag(interactivity, `${path}.is_enabled`);
  read.url(interactivity, `${path}.request_url`, enabled && needsUrls);
  read.url(interactivity, `${path}.message_menu_options_url`, false);
  if (hasShortcuts && !enabled) read.say(path, 'must be enabled for shortcuts');
}
