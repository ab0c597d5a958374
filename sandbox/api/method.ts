import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

/** One method of the Web API. */
export interface Method {
  /** The kind of token it takes. Default: bot. */
  token?: 'bot' | 'app';
  /** The error for a token of the other kind. Default: `not_allowed_token_type`. */
  wrongToken?: string;
  /** Whether the method refuses GET. */
  postOnly?: boolean;
  /** Any one of these is enough. None is needed if empty. */
  scopes?: readonly string[];
  /** Calls a minute, according to the method's page. `rates.ts` describes how they are counted. */
  perMinute: number;
  /** Returns the answer without `ok`. @throws Refusal */
  run(world: World, args: Arguments): Record<string, unknown> | Promise<Record<string, unknown>>;
}

/**
 * Calls a minute in each of Slack's tiers (docs.slack.dev/apis/web-api/rate-limits). "Special" methods are those whose page
 * says only "hundreds a minute". `chat.postMessage` is one of them, with its own rules.
 */
export const TIER = { one: 1, two: 20, three: 50, four: 100, special: 600 } as const;

/** @throws Refusal `missing_scope` with `needed` and `provided`, unless the app has one of the scopes */
export function requireScope(world: World, ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => world.manifest.scopes.has(scope))) return;
  throw new Refusal('missing_scope', {
    needed: anyOf.join(','),
    provided: [...world.manifest.scopes].join(','),
  });
}
