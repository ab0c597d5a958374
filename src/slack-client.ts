import { LogLevel, type Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

/**
 * How every Web API client of ours is made. The SDK's own retries would send a message twice, and its queue would hold
 * everything back on a 429, so both are off, and every call has an end.
 */
export const webClientOptions = (config: Config, log: Logger) => ({
  slackApiUrl: config.slack.apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  logger: slackLogger(log),
});

/** The log lines of Slack's libraries in ours. Their debug output can hold tokens and message text, so it is not passed on. */
export function slackLogger(log: Logger): SlackLogger {
  const child = log.child({ from: 'slack' });
  return {
    debug: () => {},
    info: (...words) => child.debug(join(words)),
    warn: (...words) => child.warn(join(words)),
    error: (...words) => child.error(join(words)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

const join = (words: unknown[]): string =>
  words.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word))).join(' ');
