import type { World } from '../world.ts';

/** A request between the sandbox and the app, in either direction, and its response. */
export interface Exchange {
  id: number;
  /** Business time, in ISO 8601. */
  at: string;
  /** `api`: the app calls the Web API. `response_url`: the app posts to one. All others are requests to the app. */
  kind: 'api' | 'response_url' | 'command' | 'interaction' | 'options' | 'event';
  /** The method, command, interaction type, or event type. */
  name: string;
  payload: unknown;
  /** HTTP status; over Socket Mode, 200 for an acknowledgment. Absent if there was no answer. */
  status?: number;
  answer?: unknown;
  /** Real milliseconds. */
  ms: number;
  /** Why there was no valid answer. */
  failure?: string;
  retryNum?: number;
}

/** Enough to review a session. Older exchanges are dropped. */
const MAX_EXCHANGES = 5000;

export function record(world: World, exchange: Omit<Exchange, 'id' | 'at'>): void {
  const id = (world.exchanges.at(-1)?.id ?? 0) + 1;
  world.exchanges.push({ id, at: world.clock.now().toISOString(), ...exchange });
  // One shift is enough, because one exchange was added. It is cheap: the runtime does not move the rest.
  if (world.exchanges.length > MAX_EXCHANGES) world.exchanges.shift();
  world.changes.announce({ kind: 'exchange', id });
}
