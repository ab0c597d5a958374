import type { WebClient } from '@slack/web-api';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { createMeters, type Meters } from './meters.ts';
import { SlackClient, webClientOptions } from './slack-client.ts';
import { sayFailure } from './slack-failure.ts';
import { type Database, openDatabase } from './store/db/database.ts';
import { startEmbeddedPostgres } from './store/db/embedded.ts';
import { migrate } from './store/db/migrate.ts';
import { bindWorkspace } from './store/workspace.ts';

/** Everything an edge needs from outside, built once at startup and passed by hand. */
export interface Context {
  config: Config;
  log: Logger;
  db: Database;
  slack: WebClient;
  team: Team;
  meters: Meters;
  /**
   * Business time: the clock people live by, which the sandbox and `tick --at` can move. Never used for leases or pace.
   */
  now(): Date;
  /** Delivers what was just enqueued and is due at once, where `start` has set it. Otherwise the next minute does. */
  soon: { deliver?: () => void };
}

/** The one workspace this deployment serves, as Slack named it at startup. */
export interface Team {
  id: string;
  botUserId: string;
}

/** Thrown at startup if going on would be wrong. The message says what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}

export interface OpenContext extends Context {
  /** Closes everything that was opened, including a database of our own. */
  close(): Promise<void>;
}

export interface OpenOptions {
  log?: Logger;
  now?: () => Date;
  /** Milliseconds for one statement. The default suits requests from people. */
  statementTimeoutMs?: number;
  /** If false, opens the database without migrating it, for read-only commands. */
  migrates?: boolean;
}

/**
 * Opens the database (starting one of our own if none is configured), migrates it, and asks Slack who we are.
 * @throws CannotStart if Slack refuses the token, or the database belongs to another workspace
 */
export async function openContext(config: Config, options: OpenOptions = {}): Promise<OpenContext> {
  const log = options.log ?? openLog(config);
  const { db, close } = await openStore(config, log, options);
  try {
    const slack = new SlackClient(config.slack.botToken, webClientOptions(config, log));
    const team = await whoAreWe(slack);
    const bound = await bindWorkspace(db, team);
    if (bound !== team.id) {
      throw new CannotStart(
        `This database belongs to workspace ${bound}, but the token is for ${team.id}: one deployment serves one workspace.`,
      );
    }
    const now = options.now ?? (() => new Date());
    return { config, log, db, slack, team, meters: createMeters(), now, soon: {}, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Only the database, migrated unless `migrates` is false. For commands that need no Slack. */
export async function openStore(
  config: Config,
  log: Logger,
  options: Pick<OpenOptions, 'statementTimeoutMs' | 'migrates'> = {},
): Promise<{ db: Database; close(): Promise<void> }> {
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres('.data');
  const url = config.databaseUrl ?? embedded?.url ?? '';
  try {
    const applied = options.migrates === false ? [] : await migrate(url, { log: (line) => log.info(line) });
    for (const name of applied) log.info({ name }, 'migrated');
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const db = openDatabase({
    url,
    ...(options.statementTimeoutMs ? { statementTimeoutMs: options.statementTimeoutMs } : {}),
    onLostConnection: (error) => log.warn({ error }, 'lost an idle connection to the database'),
  });
  return {
    db,
    async close() {
      await db.close();
      await embedded?.stop();
    },
  };
}

/** The log goes to standard error, because standard output belongs to what commands print. */
export const openLog = (config: Pick<Config, 'logLevel'>): Logger =>
  pino({ level: config.logLevel, serializers: { error: pino.stdSerializers.err } }, pino.destination(2));

async function whoAreWe(slack: WebClient): Promise<Team> {
  const me = await slack.auth.test().catch((error) => {
    throw new CannotStart(
      `Could not sign in to Slack (${sayFailure(error)}): check SLACK_BOT_TOKEN and SLACK_API_URL.`,
    );
  });
  if (me.is_enterprise_install) {
    throw new CannotStart(
      'The app is installed for a whole organization: install it into one workspace instead.',
    );
  }
  if (!me.team_id || !me.user_id)
    throw new CannotStart('Slack did not say which workspace the token is for.');
  return { id: me.team_id, botUserId: me.user_id };
}
