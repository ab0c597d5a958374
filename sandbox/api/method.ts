import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

/** One method of the Web API. */
export interface Method {
  /** The kind of token it takes; a bot's unless said otherwise. */
  token?: 'bot' | 'app';
  /** Any one of these will do; none are needed when empty. */
  scopes?: readonly string[];
  /** Calls a minute: Slack's tiers 1 to 4 are 1, 20, 50 and 100; no limit of its own when left out. */
  perMinute?: number;
  /** The answer without `ok`. @throws Refusal */
  run(world: World, args: Arguments): Record<string, unknown> | Promise<Record<string, unknown>>;
}

export const TIER = { one: 1, two: 20, three: 50, four: 100 } as const;

/** @throws Refusal `missing_scope` with `needed` and `provided`, unless one of the scopes is held */
export function requireScope(world: World, ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => world.manifest.scopes.has(scope))) return;
  throw new Refusal('missing_scope', {
    needed: anyOf.join(','),
    provided: [...world.manifest.scopes].join(','),
  });
}
