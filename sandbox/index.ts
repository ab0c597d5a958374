import { controlRoutes } from './control/routes.ts';
import type { EventOutcome } from './delivery/events.ts';
import type { Exchange } from './delivery/exchanges.ts';
import type { Faults } from './delivery/faults.ts';
import { refreshEvery } from './delivery/refreshes.ts';
import type { RefreshReason } from './delivery/sockets.ts';
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
import { newWorld, type SandboxOptions } from './new-world.ts';
import { builtPage } from './page/built.ts';
import { startPage } from './page/page.ts';
import type { Guide } from './page/scene.ts';
import { type Actor, actorFor, channelOf, userOf, visibleMessages } from './people/actor.ts';
import { serve } from './serve.ts';
import type { Changes } from './workspace/changes.ts';
import {
  addChannel,
  type Channel,
  dmWith,
  type NewChannel,
  type PostingRefusal,
  restrictPosting,
} from './workspace/channels.ts';
import type { Clock } from './workspace/clock.ts';
import { type ClockStep, type Stops, startSteps } from './workspace/clock-steps.ts';
import { changeScopes, type ScopeChanges } from './workspace/manifest.ts';
import type { Message } from './workspace/messages.ts';
import { addUser, type NewUser, type User } from './workspace/users.ts';
import type { Organization, World } from './world.ts';

export type { EventOutcome } from './delivery/events.ts';
export type { Exchange } from './delivery/exchanges.ts';
export type { Fault, Faults } from './delivery/faults.ts';
export { type Random, randomFrom } from './delivery/random.ts';
export { signatureHeaders } from './delivery/sign.ts';
export type { SandboxOptions } from './new-world.ts';
export type { Guide } from './page/scene.ts';
export type { Actor } from './people/actor.ts';
export type { CommandOutcome } from './people/command.ts';
export type { PressOutcome } from './people/press.ts';
export type { Said } from './people/say.ts';
export type { SubmitOutcome } from './people/submit.ts';
export { uploadAs } from './people/upload.ts';
export type { View } from './views/store.ts';
export type { Channel, NewChannel, PostingRefusal } from './workspace/channels.ts';
export type { Clock } from './workspace/clock.ts';
export { ManifestError, readManifest } from './workspace/manifest.ts';
export type { Message } from './workspace/messages.ts';
export type { NewUser, User } from './workspace/users.ts';

export interface Sandbox {
  readonly url: string;
  /** For `SLACK_API_URL` and `clientOptions.slackApiUrl`. */
  readonly slackApiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  /** With `grid`, the organization and its other workspace. */
  readonly organization: Organization | undefined;
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
  /** Changes the scopes of the app's token, as when an admin installs it with others than the manifest asks for. */
  changeScopes(changes: ScopeChanges): void;
  /**
   * Asks the app to connect to Socket Mode again, with Slack's reason, and closes the old connections after `closeAfterMs`
   * (default 10000).
   */
  refreshSockets(how?: { reason?: RefreshReason; closeAfterMs?: number }): void;
  /** Removes the app; its bot's token stops working. Resolves with the outcomes of `tokens_revoked` and `app_uninstalled`. */
  uninstall(): Promise<EventOutcome[]>;
  /** Shows a card on the page that guides people through the first minutes. */
  setGuide(guide: Guide | undefined): void;
  /** Moves the clock as the buttons of the page do: an hour on, to 8:00 tomorrow, or to 8:00 next Monday, in an IANA zone. */
  stepClock(step: ClockStep, zone: string): Promise<void>;
  /** Sets what happens on the way of such a step: the clock can be moved to each time at which the app has something to send. */
  setStops(stops: Stops | undefined): void;
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
  if (options.socketRefreshMs !== undefined) refreshEvery(world, options.socketRefreshMs);
  const { identity } = world;
  addUser(
    world,
    { name: handleOf(world), realName: world.manifest.botName, isBot: true },
    identity.botUserId,
  );

  const steps = startSteps(world.clock);
  const sandbox: Sandbox = {
    url: world.url,
    slackApiUrl: `${world.url}/api/`,
    botToken: identity.botToken,
    appToken: identity.appToken,
    signingSecret: identity.signingSecret,
    teamId: identity.teamId,
    organization: identity.organization,
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
      // People who were there before the app are not news to it, nor are those of other workspaces.
      if (user.teamId !== undefined) return user;
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
    changeScopes: (changes) => changeScopes(world.manifest, changes),
    refreshSockets({ reason = 'refresh_requested', closeAfterMs } = {}) {
      world.sockets.refresh(reason, { closeAfterMs });
    },
    uninstall: () => uninstallApp(world),
    setGuide: page.setGuide,
    stepClock: steps.take,
    setStops: steps.setStops,
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
