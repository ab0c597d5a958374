import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { EVENT_SCOPES } from './event-kinds.ts';
import { checkManifest, type RawManifest } from './manifest-check.ts';

/** What the sandbox needs to know about an app, from its manifest. Paths are from its request URLs. */
export interface Manifest {
  name: string;
  botName: string;
  /** CSS color behind the app's picture. */
  backgroundColor: string | undefined;
  /** Those of the app's token, at first those that the manifest asks for, with the optional ones. */
  scopes: Set<string>;
  optionalScopes: ReadonlySet<string>;
  commands: ReadonlyMap<string, Command>;
  shortcuts: readonly Shortcut[];
  events: ReadonlySet<string>;
  eventsPath: string | undefined;
  interactivity: boolean;
  interactivityPath: string | undefined;
  optionsPath: string | undefined;
  homeTab: boolean;
  messagesTab: 'open' | 'read only' | 'off';
  socketMode: boolean;
  /** Parts that work differently from what the author probably expects. */
  warnings: readonly string[];
}

interface Command {
  command: string;
  path: string | undefined;
  description: string;
  usageHint: string;
  shouldEscape: boolean;
}

interface Shortcut {
  name: string;
  type: 'global' | 'message';
  callbackId: string;
  description: string;
}

/** All problems of a manifest at once. Each begins with the path of the wrong field. */
export class ManifestError extends Error {
  readonly problems: readonly string[];
  constructor(source: string, problems: readonly string[]) {
    super(`${source}: ${problems.join('; ')}`);
    this.name = 'ManifestError';
    this.problems = problems;
  }
}

/**
 * Reads a Slack app manifest from an object or a YAML or JSON file.
 * @throws ManifestError with all problems
 */
export function readManifest(source: string | object): Manifest {
  const where = typeof source === 'string' ? source : 'manifest';
  const raw = typeof source === 'string' ? parseFile(source) : source;
  const { problems, warnings } = checkManifest(raw);
  if (problems.length > 0) throw new ManifestError(where, problems);
  return summarize(raw as RawManifest, warnings);
}

function parseFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ManifestError(path, ['cannot be read']);
  }
  try {
    return parse(text);
  } catch (error) {
    throw new ManifestError(path, [`not valid YAML: ${(error as Error).message.split('\n')[0]}`]);
  }
}

function summarize(raw: RawManifest, warnings: readonly string[]): Manifest {
  const { features = {}, settings = {} } = raw;
  const home = features.app_home ?? {};
  const { bot = [], bot_optional = [] } = raw.oauth_config?.scopes ?? {};
  return {
    name: raw.display_information.name,
    botName: features.bot_user?.display_name ?? raw.display_information.name,
    backgroundColor: raw.display_information.background_color,
    scopes: new Set([...bot, ...bot_optional]),
    optionalScopes: new Set(bot_optional),
    commands: new Map(
      (features.slash_commands ?? []).map((command) => [
        command.command,
        {
          command: command.command,
          path: pathOf(command.url),
          description: command.description,
          usageHint: command.usage_hint ?? '',
          shouldEscape: command.should_escape ?? false,
        },
      ]),
    ),
    shortcuts: (features.shortcuts ?? []).map((shortcut) => ({
      name: shortcut.name,
      type: shortcut.type,
      callbackId: shortcut.callback_id,
      description: shortcut.description,
    })),
    events: new Set(settings.event_subscriptions?.bot_events ?? []),
    eventsPath: pathOf(settings.event_subscriptions?.request_url),
    interactivity: settings.interactivity?.is_enabled ?? false,
    interactivityPath: pathOf(settings.interactivity?.request_url),
    optionsPath: pathOf(settings.interactivity?.message_menu_options_url),
    homeTab: home.home_tab_enabled ?? false,
    messagesTab:
      home.messages_tab_enabled === false
        ? 'off'
        : home.messages_tab_read_only_enabled
          ? 'read only'
          : 'open',
    socketMode: settings.socket_mode_enabled ?? false,
    warnings,
  };
}

function pathOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Whether the app gets this event: it subscribes to it and has a scope that allows it. */
export function hears(manifest: Manifest, event: string): boolean {
  if (!manifest.events.has(event)) return false;
  const scopes = EVENT_SCOPES[event] ?? [];
  return scopes.length === 0 || scopes.some((scope) => manifest.scopes.has(scope));
}

export interface ScopeChanges {
  add?: readonly string[];
  remove?: readonly string[];
}

/** Calls that need a removed scope are answered with `missing_scope` from then on, and its events are no longer sent. */
export function changeScopes({ scopes }: Manifest, { add = [], remove = [] }: ScopeChanges): void {
  for (const scope of remove) {
    if (!scopes.delete(scope)) throw new Error(`the app does not have the scope ${scope}`);
  }
  for (const scope of add) scopes.add(scope);
}
