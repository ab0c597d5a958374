import { setMaxListeners } from 'node:events';
import { POSTS_PER_MINUTE } from './api/rates.ts';
import { startFaults } from './delivery/faults.ts';
import { startResponseUrls } from './delivery/response-urls.ts';
import { startSockets } from './delivery/sockets.ts';
import { startTriggers } from './delivery/triggers.ts';
import { emptyViews } from './views/store.ts';
import { startChanges } from './workspace/changes.ts';
import { startClock } from './workspace/clock.ts';
import { type Ids, secret, startIds } from './workspace/ids.ts';
import { readManifest } from './workspace/manifest.ts';
import type { Identity, Organization, World } from './world.ts';

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
  /**
   * Whether the workspace is one of two of an organization (Enterprise Grid). Every delivery then has that shape
   * (docs/reference.md), new people have ids with `W`, and new channels belong to both workspaces.
   */
  grid?: boolean;
  /** Milliseconds that the app has to acknowledge. Default: 3000, as in Slack. */
  ackTimeoutMs?: number;
  /** Milliseconds of business time between Socket Mode refreshes, with both of Slack's reasons in turn. Default: none. */
  socketRefreshMs?: number;
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

/** The state of a sandbox in which no one has done anything yet. @throws ManifestError */
export function newWorld(options: SandboxOptions): World {
  const manifest = readManifest(options.manifest);
  // The person who installs the app chooses the optional scopes.
  if (options.optionalScopes === false)
    for (const scope of manifest.optionalScopes) manifest.scopes.delete(scope);
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
    organization: options.grid ? newOrganization(ids) : undefined,
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

function newOrganization(ids: Ids): Organization {
  return { id: ids.next('E'), name: 'Sandbox Org', otherTeam: { id: ids.next('T'), domain: 'sandbox-two' } };
}

/** Every event that waits for its next attempt listens to the signal, so the number of listeners is unlimited. */
function startClosing(): AbortController {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  return closing;
}
