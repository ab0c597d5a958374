import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { createMeters } from '../../src/meters.ts';
import { enqueueDueNudges } from '../../src/schedule/engine/enqueue-due.ts';
import type { Timing } from '../../src/schedule/engine/timing.ts';
import { type Worked, workThrough } from '../../src/schedule/engine/work-through.ts';
import { SlackClient, slackFetch, webClientOptions } from '../../src/slack-client.ts';
import { openDatabase } from '../../src/store/db/database.ts';
import { type Watch, watchDatabase, watchFetch } from './steps.ts';

/** Settings of a replica. Serializable as JSON, for replicas in their own process. */
export interface Where {
  databaseUrl: string;
  slackApiUrl: string;
  botToken: string;
  teamId: string;
  botUserId: string;
  messagesPerMinute?: number;
  timing?: Partial<Timing>;
  /** Timeout of a call to Slack in milliseconds; by default the constant below. */
  callTimeoutMs?: number;
}

/** Default timeout of a call to Slack in milliseconds. The other times are proportional to it. */
export const callTimeoutMs = 200;

const quickTiming: Timing = {
  leaseMs: 3 * callTimeoutMs,
  resolveAfterMs: 2 * callTimeoutMs,
  // Longer than the patience of one run, as in production. `World.passMinute` moves physical time forward.
  lookAgainMs: 61_000,
  turnPatienceMs: callTimeoutMs / 2,
  longestPauseMs: 60_000,
  channelGapMs: 0,
  senders: 2,
};

/** The part of a Rapport process that handles nudges, with its own connections and clock. */
export interface Replica {
  context: Context;
  timing: Timing;
  /**
   * What each minute does. It throws the errors that the real one logs. Waits at most `patienceMs` milliseconds for work
   * that is not ready yet.
   */
  wakeUp(patienceMs?: number): Promise<Worked>;
  close(): Promise<void>;
}

export function openReplica(where: Where, now: () => Date, watch: Watch = () => {}): Replica {
  const config = readConfig({
    DATABASE_URL: where.databaseUrl,
    SLACK_BOT_TOKEN: where.botToken,
    SLACK_SIGNING_SECRET: 'not asked here',
    SLACK_API_URL: where.slackApiUrl,
    SLACK_MESSAGES_PER_MINUTE: String(where.messagesPerMinute ?? 6000),
  });
  const log = pino({ level: 'silent' });
  const db = watchDatabase(
    openDatabase({ url: where.databaseUrl, max: 5, statementTimeoutMs: 8_000 }),
    watch,
  );
  const slack = new SlackClient(where.botToken, {
    ...webClientOptions(config, log),
    timeout: where.callTimeoutMs ?? callTimeoutMs,
    fetch: slackFetch(watchFetch(watch)),
  });
  const team = { id: where.teamId, botUserId: where.botUserId };
  const context: Context = { config, log, db, slack, team, meters: createMeters(), now, soon: {} };
  const timing = { ...quickTiming, ...where.timing };
  return {
    context,
    timing,
    async wakeUp(patienceMs = 5_000) {
      await enqueueDueNudges(context, now());
      return workThrough(context, now, timing, AbortSignal.timeout(patienceMs));
    },
    close: () => db.close(),
  };
}
