import { secret } from '../workspace/ids.ts';

/** Triggers let an app open a modal for the person who just did something: for 3 s, and once. */
export interface Triggers {
  issue(user: string, channel?: string): string;
  /** The user, or Slack's error name. */
  exchange(triggerId: string): { user: string; channel: string | undefined } | { error: string };
}

interface Trigger {
  user: string;
  /** Where the person was, for menus that start with the current conversation. */
  channel: string | undefined;
  issuedAt: number;
  used: boolean;
}

/** Long enough that an app which is late learns `expired_trigger_id`, not `invalid_trigger_id`. */
const REMEMBERED_MS = 10 * 60_000;

export function startTriggers(realNow: () => number, ttlMs: number): Triggers {
  const issued = new Map<string, Trigger>();
  let serial = 1_000_000_000;
  return {
    issue(user, channel) {
      for (const [id, trigger] of issued) {
        if (realNow() - trigger.issuedAt < REMEMBERED_MS) break;
        issued.delete(id);
      }
      serial += 1;
      const id = `${serial}.${Math.floor(realNow())}.${secret()}`;
      issued.set(id, { user, channel, issuedAt: realNow(), used: false });
      return id;
    },
    exchange(triggerId) {
      const trigger = issued.get(triggerId);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (realNow() - trigger.issuedAt > ttlMs) return { error: 'expired_trigger_id' };
      trigger.used = true;
      return { user: trigger.user, channel: trigger.channel };
    },
  };
}
