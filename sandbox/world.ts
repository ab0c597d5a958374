import type { Exchange } from './delivery/exchanges.ts';
import type { Faults } from './delivery/faults.ts';
import type { ResponseUrls } from './delivery/response-urls.ts';
import type { Sockets } from './delivery/sockets.ts';
import type { Triggers } from './delivery/triggers.ts';
import type { Views } from './views/store.ts';
import type { Changes } from './workspace/changes.ts';
import type { Channel } from './workspace/channels.ts';
import type { Clock } from './workspace/clock.ts';
import type { StoredFile } from './workspace/files.ts';
import type { Ids } from './workspace/ids.ts';
import type { Manifest } from './workspace/manifest.ts';
import type { User } from './workspace/users.ts';

/** The state of one sandbox. `startSandbox` creates it once and passes it to every function that needs it. */
export interface World {
  readonly settings: Settings;
  readonly manifest: Manifest;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly changes: Changes;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  /** The direct messages with the app's bot, by the other person's id. */
  readonly dms: Map<string, Channel>;
  readonly files: Map<string, StoredFile>;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly sockets: Sockets;
  readonly faults: Faults;
  readonly exchanges: Exchange[];
  /** Base address of this server, without a trailing slash. */
  url: string;
  /** Base address of the app, if it is reached over HTTP. */
  appUrl: string | undefined;
  /** False once the app was removed from the workspace. Then its token does not work, and it gets no more events. */
  installed: boolean;
  /** Real time in milliseconds, for rate limits, triggers and response_urls. */
  realNow(): number;
  log(line: string): void;
  /** Aborts pending requests to the app when the sandbox closes. */
  readonly closing: AbortController;
}

interface Settings {
  ackTimeoutMs: number;
  triggerTtlMs: number;
  retryDelaysMs: readonly number[];
  pacing: boolean;
  postsPerMinute: number;
}

export interface Identity {
  teamId: string;
  teamName: string;
  teamDomain: string;
  appId: string;
  botId: string;
  botUserId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** The organization that the workspace belongs to (Enterprise Grid), if any. */
  organization: Organization | undefined;
  /** The deprecated token that payloads still have. Apps should not check it. */
  verificationToken: string;
}

/** An organization with two workspaces. The app is installed in one of them. */
export interface Organization {
  id: string;
  name: string;
  otherTeam: { id: string; domain: string };
}
