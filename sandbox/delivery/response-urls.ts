import { secret } from '../workspace/ids.ts';
import type { Message } from '../workspace/messages.ts';

/** A response_url and where its answers go. */
export interface ResponseUrl {
  path: string;
  channel: string;
  user: string;
  /** The message that was acted on, to which `replace_original` and `delete_original` refer. */
  readonly original: Message | undefined;
  issuedAt: number;
  uses: number;
}

export interface ResponseUrls {
  issue(kind: 'commands' | 'actions', to: { channel: string; user: string; original?: Message }): ResponseUrl;
  /** Counts one use. Returns the response_url, or Slack's error name. */
  use(path: string): ResponseUrl | { error: string };
}

/** Slack's limits: five answers within 30 minutes of real time. */
const MAX_USES = 5;
const TTL_MS = 30 * 60_000;

export function startResponseUrls(realNow: () => number, teamId: string): ResponseUrls {
  const issued = new Map<string, ResponseUrl>();
  let serial = 1_000_000_000;
  return {
    issue(kind, { channel, user, original }) {
      for (const [path, old] of issued) {
        if (realNow() - old.issuedAt < 2 * TTL_MS) break;
        issued.delete(path);
      }
      serial += 1;
      const path = `/${kind}/${teamId}/${serial}/${secret(12)}`;
      const url = { path, channel, user, original, issuedAt: realNow(), uses: 0 };
      issued.set(path, url);
      return url;
    },
    use(path) {
      const url = issued.get(path);
      if (!url) return { error: 'no_such_url' };
      if (realNow() - url.issuedAt > TTL_MS) return { error: 'expired_url' };
      if (url.uses >= MAX_USES) return { error: 'used_url' };
      url.uses += 1;
      return url;
    },
  };
}
