import { setTimeout as wait } from 'node:timers/promises';
import {
  LogLevel,
  type Logger as SlackLogger,
  type WebAPICallResult,
  WebAPIPlatformError,
  WebClient,
} from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { given, readFailure, UnreadableAnswer } from './slack-failure.ts';

/**
 * The options of every Web API client we create. The SDK's own retries would send a message twice, and its queue would
 * hold everything back on a 429, so both are off. Every call has a timeout.
 */
export const webClientOptions = (config: Config, log: Logger) => ({
  slackApiUrl: config.slack.apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  fetch: slackFetch(),
  logger: slackLogger(log),
});

/**
 * Keeps Slack from making links, mentions, and previews of words in a message's `text`, such as a partner called
 * `name.example/page`. Blocks say the same with `verbatim`. What is marked as a link or mention stays one.
 */
const asWritten: Record<string, Record<string, unknown>> = {
  'chat.postMessage': { parse: 'none', unfurl_links: false, unfurl_media: false },
  'chat.postEphemeral': { parse: 'none' },
  'chat.update': { parse: 'none' },
};

/** The client for all of our calls: what it posts and changes stays as written. */
export class SlackClient extends WebClient {
  override apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    return super.apiCall(method, { ...options, ...asWritten[method] });
  }
}

/**
 * `fetch` for Web API clients. The SDK takes an answer that is not JSON for an error code, so it would read an outage page
 * as a refusal; and a 429 with a broken `Retry-After` for an error of its own. Here the first throws, and the second gets a
 * pause of a second.
 */
export const slackFetch =
  (inner: typeof fetch = fetch): typeof fetch =>
  async (input, init) => {
    const response = await inner(input, init);
    if (response.status === 429) {
      if (/^\s*-?\d/.test(response.headers.get('retry-after') ?? '')) return response;
      return new Response(null, { status: 429, headers: { 'retry-after': '1' } });
    }
    if (response.status === 200 && !/^\s*\{/.test(await response.clone().text()))
      throw new UnreadableAnswer('the answer is not Slack’s');
    return response;
  };

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

/** The scopes of which Slack needs one, if a call failed for want of it; otherwise null. */
export function missingScopes(error: unknown): string[] | null {
  if (!(error instanceof WebAPIPlatformError) || error.data.error !== 'missing_scope') return null;
  const { needed } = error.data as { needed?: unknown };
  return typeof needed === 'string' && needed !== '' ? needed.split(/\s*,\s*/) : ['?'];
}

/** The scopes that the installed app has. Null if Slack does not say. */
export const scopesOf = (answer: { response_metadata?: { scopes?: string[] } }): string[] | null =>
  answer.response_metadata?.scopes ?? null;

/**
 * Calls Slack, and waits as long as Slack asks. Only for work that nobody waits for: a rate limit may ask for a minute.
 * @param tries after so many, the refusal is thrown
 */
export async function politely<Answer>(
  call: () => Promise<Answer>,
  { tries = 30, signal }: { tries?: number; signal?: AbortSignal } = {},
): Promise<Answer> {
  for (let left = tries; ; left--) {
    try {
      return await call();
    } catch (error) {
      const failure = readFailure(error);
      if (failure.means !== 'later' || left <= 1) throw error;
      await wait(failure.retryAfterMs, undefined, signal ? { signal } : {});
    }
  }
}

/**
 * The ids of the channels that someone is in: the public ones, and the private ones that we are in, too. In one request for
 * most people; Slack allows about fifty a minute.
 */
export async function listChannelsOf(slack: WebClient, slackUserId: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await slack.users.conversations({
      user: slackUserId,
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 999,
      ...(cursor ? { cursor } : {}),
    });
    found.push(...given(page.channels).flatMap(({ id }) => id ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return found;
}

type Stored = NonNullable<Awaited<ReturnType<WebClient['conversations']['history']>>['messages']>[number];

const historyPage = 200;

/** A thread is looked for replies in when it began so long before the oldest message wanted. Seconds. */
const threadsBack = 30 * 86_400;

/**
 * The messages of a conversation and of its threads, the conversation's newest first. `oldest` is a `ts`. Slack's history
 * has a thread's first message alone, so replies newer than `oldest` are looked for in older threads, too.
 */
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
        ...(oldest ? { oldest: String(Math.max(0, Number(oldest) - threadsBack)) } : {}),
        ...(cursor ? { cursor } : {}),
      }),
    );
    for (const message of given(page.messages)) {
      if (isWanted(message)) yield message;
      if (!message.reply_count) continue;
      for await (const reply of readReplies(slack, channel, message.ts!)) if (isWanted(reply)) yield reply;
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);

  function isWanted({ ts }: Stored): boolean {
    return oldest === undefined || Number(ts) >= Number(oldest);
  }
}

/** The replies of a thread that its conversation does not show. */
async function* readReplies(slack: WebClient, channel: string, thread: string): AsyncGenerator<Stored> {
  let cursor: string | undefined;
  do {
    const page = await politely(() =>
      slack.conversations.replies({ channel, ts: thread, limit: historyPage, ...(cursor ? { cursor } : {}) }),
    );
    yield* (given(page.messages) as Stored[]).filter(
      ({ ts, subtype }) => ts !== thread && subtype !== 'thread_broadcast',
    );
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
}
