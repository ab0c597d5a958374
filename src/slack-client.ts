import { setTimeout as wait } from 'node:timers/promises';
import { LogLevel, type Logger as SlackLogger, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

/**
 * The options of every Web API client we create. The SDK's own retries would send a message twice, and its queue would
 * hold everything back on a 429, so both are off. Every call has a timeout.
 */
export const webClientOptions = (config: Config, log: Logger) => ({
  slackApiUrl: config.slack.apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  logger: slackLogger(log),
});

/**
 * Writes the log lines of Slack's libraries to our log. Their debug output can contain tokens and message text, so it
 * is dropped.
 */
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

/**
 * Calls Slack, and waits as long as Slack asks. Only for work that nobody waits for: a rate limit may ask for a minute.
 */
export async function politely<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const seconds = (error as { retryAfter?: number }).retryAfter;
      if (seconds === undefined) throw error;
      await wait(seconds * 1000);
    }
  }
}

type Stored = NonNullable<Awaited<ReturnType<WebClient['conversations']['history']>>['messages']>[number];

const historyPage = 200;

/** The messages of a conversation, newest first. `oldest` is a `ts`. */
export async function* readConversation(
  slack: WebClient,
  channel: string,
  oldest?: string,
): AsyncGenerator<Stored> {
  let cursor: string | undefined;
  do {
    const page = await politely(() =>
      slack.conversations.history({
        channel,
        limit: historyPage,
        ...(oldest ? { oldest } : {}),
        ...(cursor ? { cursor } : {}),
      }),
    );
    yield* page.messages ?? [];
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
}
