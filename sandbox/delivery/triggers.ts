import { secret } from '../workspace/ids.ts';

/** A trigger lets the app open a modal for the person who just did something, once and within 3 s. */
export interface Triggers {
  issue(user: string, channel?: string): string;
  /** Uses up the trigger. Returns the user, or Slack's error name. */
  exchange(triggerId: string): { user: string; channel: string | undefined } | { error: string };
}

interface Trigger {
  user: string;
  /** The person's channel, for menus that default to the current conversation. */
  channel: string | undefined;
  issuedAt: number;
  used: boolean;
}

/** Long enough that a late app gets `expired_trigger_id`, not `invalid_trigger_id`. */
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
