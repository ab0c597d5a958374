import type { World } from '../world.ts';

/** One request and its answer between the sandbox and the app, in either direction. */
export interface Exchange {
  id: number;
  /** Business time, ISO. */
  at: string;
  /** `api`: the app calls the Web API. `response_url`: the app uses one. The others are requests to the app. */
  kind: 'api' | 'response_url' | 'command' | 'interaction' | 'options' | 'event';
  /** The method, command, interaction type or event type. */
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

/** Enough to look back over a session. Older ones are dropped. */
const KEPT = 5000;

export function record(world: World, exchange: Omit<Exchange, 'id' | 'at'>): void {
  const id = (world.exchanges.at(-1)?.id ?? 0) + 1;
  world.exchanges.push({ id, at: world.clock.now().toISOString(), ...exchange });
  // One at most, because one was added. The runtime removes the first without moving the rest.
  if (world.exchanges.length > KEPT) world.exchanges.shift();
  world.changes.announce({ kind: 'exchange', id });
}
