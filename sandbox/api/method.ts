import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

/** One method of the Web API. */
export interface Method {
  /** The kind of token it takes; a bot's unless said otherwise. */
  token?: 'bot' | 'app';
  /** The error for a token of the other kind, where it is not `not_allowed_token_type`. */
  wrongToken?: string;
  /** Whether a GET is refused. */
  postOnly?: boolean;
  /** Any one of these will do; none are needed when empty. */
  scopes?: readonly string[];
  /** Calls a minute, as the method's page says; `rates.ts` tells how they are counted. */
  perMinute: number;
  /** The answer without `ok`. @throws Refusal */
  run(world: World, args: Arguments): Record<string, unknown> | Promise<Record<string, unknown>>;
}

/**
 * Calls a minute in each of Slack's tiers (docs.slack.dev/apis/web-api/rate-limits). "Special" are the methods of
 * which it says no more than "hundreds a minute"; `chat.postMessage` is one too, with rules of its own.
 */
export const TIER = { one: 1, two: 20, three: 50, four: 100, special: 600 } as const;

/** @throws Refusal `missing_scope` with `needed` and `provided`, unless one of the scopes is held */
export function requireScope(world: World, ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => world.manifest.scopes.has(scope))) return;
  throw new Refusal('missing_scope', {
    needed: anyOf.join(','),
    provided: [...world.manifest.scopes].join(','),
  });
}
