import { setMaxListeners } from 'node:events';
import { POSTS_PER_MINUTE } from './api/rates.ts';
import { controlRoutes } from './control/routes.ts';
import type { EventOutcome } from './delivery/events.ts';
import type { Exchange } from './delivery/exchanges.ts';
import { type Faults, startFaults } from './delivery/faults.ts';
import { startResponseUrls } from './delivery/response-urls.ts';
import { startSockets } from './delivery/sockets.ts';
import { startTriggers } from './delivery/triggers.ts';
import {
  archiveChannel,
  changeUser,
  renameChannel,
  shareChannel,
  type UserChanges,
  uninstallApp,
  unshareChannel,
  welcomeUser,
} from './delivery/workspace-events.ts';
import { builtPage } from './page/built.ts';
import { startPage } from './page/page.ts';
import type { Guide } from './page/scene.ts';
import { type Actor, actorFor, channelOf, userOf, visibleMessages } from './people/actor.ts';
import { serve } from './serve.ts';
import { emptyViews } from './views/store.ts';
import { type Changes, startChanges } from './workspace/changes.ts';
import {
  addChannel,
  type Channel,
  dmWith,
  type NewChannel,
  type PostingRefusal,
  restrictPosting,
} from './workspace/channels.ts';
import { type Clock, startClock } from './workspace/clock.ts';
import { secret, startIds } from './workspace/ids.ts';
import { type Manifest, readManifest } from './workspace/manifest.ts';
import type { Message } from './workspace/messages.ts';
import { addUser, type NewUser, type User } from './workspace/users.ts';
import type { Identity, World } from './world.ts';

export type { EventOutcome } from './delivery/events.ts';
export type { Exchange } from './delivery/exchanges.ts';
export type { Fault, Faults } from './delivery/faults.ts';
export { type Random, randomFrom } from './delivery/random.ts';
export { signatureHeaders } from './delivery/sign.ts';
export type { Guide } from './page/scene.ts';
export type { Actor } from './people/actor.ts';
export type { CommandOutcome } from './people/command.ts';
export type { PressOutcome } from './people/press.ts';
export type { SubmitOutcome } from './people/submit.ts';
export { uploadAs } from './people/upload.ts';
export type { View } from './views/store.ts';
export type { Channel, NewChannel, PostingRefusal } from './workspace/channels.ts';
export type { Clock } from './workspace/clock.ts';
export { ManifestError, readManifest } from './workspace/manifest.ts';
export type { Message } from './workspace/messages.ts';
export type { NewUser, User } from './workspace/users.ts';

export interface SandboxOptions {
  /** The Slack app manifest: an object, or the path of a YAML or JSON file. */
  manifest: object | string;
  /** Whether the app was installed with the manifest's `bot_optional` scopes. Default: true. */
  optionalScopes?: boolean;
  /** Base address of the app. Requests go there, to the paths of the manifest's request URLs. */
  appUrl?: string;
  /** Default, or 0: any free port. */
  port?: number;
  signingSecret?: string;
  /** Whether rate limits apply. Default: true. */
  pacing?: boolean;
  /** Messages a minute that the workspace accepts from the app. Default: 600. */
  postsPerMinute?: number;
  /** The initial time of the business clock. Default: the real time. */
  now?: Date;
  /** Milliseconds that the app has to acknowledge. Default: 3000, as in Slack. */
  ackTimeoutMs?: number;
  /** Milliseconds that a trigger is valid. Default: 3000, as in Slack. */
  triggerTtlMs?: number;
  /** Milliseconds before each retry of an event. Default: 0, 60000 and 300000, as in Slack. */
  retryDelaysMs?: readonly number[];
  /** Real time in milliseconds, for tests of what takes minutes: rate limits, triggers, response_urls. */
  realNow?: () => number;
  /** Folder of the built page (`buildPage`), served at `/`. Default: no page. */
  page?: string;
  /** Receives log lines. Default: no log. */
  log?: (line: string) => void;
}

export interface Sandbox {
  readonly url: string;
  /** For `SLACK_API_URL` and `clientOptions.slackApiUrl`. */
  readonly slackApiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly clock: Clock;
  readonly faults: Faults;
  /** Requests to the app and its calls to the Web API, with their answers, oldest first. */
  readonly exchanges: readonly Exchange[];
  /** The whole state, for the sandbox's own modules. */
  readonly world: World;
  setAppUrl(url: string | undefined): void;
  addUser(user: NewUser): User;
  addChannel(channel: NewChannel): Channel;
  /** Changes a person's profile or deactivates them (`deleted`). This and the methods below tell the app. */
  changeUser(userId: string, changes: UserChanges): Promise<EventOutcome>;
  renameChannel(channelId: string, name: string): Promise<EventOutcome>;
  archiveChannel(channelId: string, byUserId: string): Promise<EventOutcome>;
  /** Shares a channel with another workspace (Slack Connect), by default a new one. */
  shareChannel(channelId: string, withTeamId?: string): Promise<EventOutcome>;
  /** Stops sharing a channel with a workspace, by default the one added last. */
  unshareChannel(channelId: string, withTeamId?: string): Promise<EventOutcome>;
  /** Restricts who may post in a channel, by the error that the app gets; null lifts it. The app is not told. */
  restrictPosting(channelId: string, refusal: PostingRefusal | null): void;
  /** Removes the app; its bot's token stops working. Resolves with the outcomes of `tokens_revoked` and `app_uninstalled`. */
  uninstall(): Promise<EventOutcome[]>;
  /** Shows a card on the page that guides people through the first minutes. */
  setGuide(guide: Guide | undefined): void;
  as(user: string | User): Actor;
  /** Messages of a channel, or of the direct message between the app and a user. `as` adds what only that user sees. */
  readMessages(channelOrUser: string, who?: { as?: string }): Message[];
  /** Waits until a condition is true and checks it after every change. Rejects after `timeoutMs` (default 5000). */
  until: Changes['until'];
  close(): Promise<void>;
}

/**
 * Starts a local Slack for one app and one workspace.
 * @throws ManifestError with all problems of the manifest
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = newWorld(options);
  for (const warning of world.manifest.warnings) world.log(`manifest: ${warning}`);
  const page = startPage(world);
  const server = await serve(world, options.port ?? 0, (routes) => {
    routes.route('/', builtPage(options.page));
    routes.route('/sandbox', page.routes);
    routes.route(
      '/sandbox',
      controlRoutes(() => sandbox),
    );
  });
  world.url = server.url;
  const { identity } = world;
  addUser(
    world,
    { name: handleOf(world), realName: world.manifest.botName, isBot: true },
    identity.botUserId,
  );

  const sandbox: Sandbox = {
    url: world.url,
    slackApiUrl: `${world.url}/api/`,
    botToken: identity.botToken,
    appToken: identity.appToken,
    signingSecret: identity.signingSecret,
    teamId: identity.teamId,
    appId: identity.appId,
    botUserId: identity.botUserId,
    clock: world.clock,
    faults: world.faults,
    exchanges: world.exchanges,
    world,
    setAppUrl(url) {
      world.appUrl = url;
    },
    addUser(wanted) {
      const user = addUser(world, wanted);
      // People who were there before the app are not news to it.
      if (world.appUrl !== undefined || world.sockets.connected()) void welcomeUser(world, user);
      return user;
    },
    addChannel: (channel) => addChannel(world, channel),
    changeUser: (userId, changes) => changeUser(world, userOf(world, userId), changes),
    renameChannel: (channelId, name) => renameChannel(world, channelOf(world, channelId), name),
    archiveChannel: (channelId, by) => archiveChannel(world, channelOf(world, channelId), userOf(world, by)),
    shareChannel: (channelId, teamId) => shareChannel(world, channelOf(world, channelId), teamId),
    unshareChannel: (channelId, teamId) => unshareChannel(world, channelOf(world, channelId), teamId),
    restrictPosting: (channelId, refusal) => restrictPosting(world, channelOf(world, channelId), refusal),
    uninstall: () => uninstallApp(world),
    setGuide: page.setGuide,
    as: (user) => actorFor(world, typeof user === 'string' ? user : user.id),
    readMessages(channelOrUser, { as } = {}) {
      const channel = world.users.has(channelOrUser)
        ? dmWith(world, channelOrUser)
        : channelOf(world, channelOrUser);
      return visibleMessages(channel, as);
    },
    until: world.changes.until,
    async close() {
      world.closing.abort();
      await world.sockets.close();
      await server.close();
    },
  };
  return sandbox;
}

/** The bot's handle, derived from its display name like Slack's. */
function handleOf({ manifest, identity }: World): string {
  const name = manifest.botName.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return name || identity.botUserId.toLowerCase();
}

/** The app as it was installed: whoever installs it chooses the optional scopes. */
function withoutOptional(manifest: Manifest, isGranted: boolean): Manifest {
  if (isGranted) return manifest;
  const scopes = new Set([...manifest.scopes].filter((scope) => !manifest.optionalScopes.has(scope)));
  return { ...manifest, scopes };
}

function newWorld(options: SandboxOptions): World {
  const manifest = withoutOptional(readManifest(options.manifest), options.optionalScopes ?? true);
  const changes = startChanges();
  const ids = startIds();
  const realNow = options.realNow ?? (() => performance.timeOrigin + performance.now());
  const ackTimeoutMs = options.ackTimeoutMs ?? 3000;
  const triggerTtlMs = options.triggerTtlMs ?? 3000;
  const identity: Identity = {
    teamId: ids.next('T'),
    teamName: 'Sandbox',
    teamDomain: 'sandbox',
    appId: ids.next('A'),
    botId: ids.next('B'),
    botUserId: ids.next('U'),
    botToken: `xoxb-${secret()}`,
    appToken: `xapp-1-${secret()}`,
    signingSecret: options.signingSecret ?? secret(),
    verificationToken: secret(12),
  };
  const faults = startFaults(realNow, () => sockets.cutOff());
  const sockets = startSockets({
    appId: identity.appId,
    ackTimeoutMs,
    isAway: faults.isAway,
    onConnection: () => changes.announce({ kind: 'connection' }),
  });
  return {
    settings: {
      ackTimeoutMs,
      triggerTtlMs,
      retryDelaysMs: options.retryDelaysMs ?? [0, 60_000, 300_000],
      pacing: options.pacing ?? true,
      postsPerMinute: options.postsPerMinute ?? POSTS_PER_MINUTE,
    },
    manifest,
    identity,
    clock: startClock(options.now, (now) => changes.announce({ kind: 'clock', now: now.toISOString() })),
    ids,
    changes,
    users: new Map(),
    channels: new Map(),
    dms: new Map(),
    files: new Map(),
    views: emptyViews(),
    triggers: startTriggers(realNow, triggerTtlMs),
    responseUrls: startResponseUrls(realNow, identity.teamId),
    sockets,
    faults,
    exchanges: [],
    url: '',
    appUrl: options.appUrl,
    installed: true,
    realNow,
    log: options.log ?? (() => undefined),
    closing: startClosing(),
  };
}

/** Every event that waits for its next attempt listens to the signal, so the number of listeners is unlimited. */
function startClosing(): AbortController {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  return closing;
}
