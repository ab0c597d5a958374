import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Database } from './store/database.ts';

/** Everything that an edge needs from outside, built once at start and passed by hand. */
export interface Context {
  config: Config;
  log: Logger;
  db: Database;
  slack: WebClient;
  team: Team;
  /** Business time: the clock of people, which the sandbox and `tick --at` can move. Never used for leases or pace. */
  now(): Date;
}

/** The one workspace that this deployment serves, as Slack named it at start. */
export interface Team {
  id: string;
  botUserId: string;
}
