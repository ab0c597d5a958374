import { SocketModeReceiver } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { slackLogger } from '../../slack-client.ts';

/**
 * Only this client retries: asking for a connection again does no harm, and without one the bot receives nothing.
 * The SDK's default delays grow without limit: after an hour's outage they reach hours. Milliseconds.
 */
const reconnectPolicy = { forever: true, minTimeout: 1000, factor: 1.5, maxTimeout: 30_000, randomize: true };

/** Creates Bolt's Socket Mode receiver. It keeps the same socket client across reconnects. */
export function socketReceiver(context: Context): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken: context.config.slack.appToken ?? '',
    installerOptions: {
      clientOptions: {
        slackApiUrl: context.config.slack.apiUrl,
        timeout: 10_000,
        retryConfig: reconnectPolicy,
      },
    },
    logger: slackLogger(context.log),
    // False leaves the event unacknowledged, so Slack sends it again.
    processEventErrorHandler: async () => false,
  });

  // To reconnect, the SDK calls `start` without awaiting the result. A failure there would be an unhandled rejection.
  const { client } = receiver;
  const connect = client.start.bind(client);
  let isStarted = false;
  client.start = async () => {
    try {
      const connected = await connect();
      isStarted = true;
      return connected;
    } catch (error) {
      if (!isStarted) throw error;
      context.log.warn({ error }, 'Socket Mode: an attempt to reconnect failed');
      return { ok: false };
    }
  };
  overlapRefreshes(client);
  context.meters.watchSocket(() => socketOf(client)?.isActive() ?? false);
  return receiver;
}

type Client = SocketModeReceiver['client'];

/** What the SDK keeps to itself of its connection (SocketModeClient.ts). A test notices when it changes. */
interface Connection {
  isActive(): boolean;
  disconnect(): void;
}
const socketOf = (client: Client) => (client as unknown as { websocket?: Connection }).websocket;

/** What came over the old connection is answered within Slack's 3 s. Then it is closed, if Slack has not. Milliseconds. */
const oldStays = 4_000;

/**
 * Every few hours Slack asks for a new connection, some ten seconds before it closes the old one. The SDK closes the old
 * one first, and nothing arrives for 5 to 8 s. Here the new one opens first; Slack may send over both meanwhile.
 */
function overlapRefreshes(client: Client): void {
  const emit = client.emit.bind(client) as (event: string | symbol, ...values: unknown[]) => boolean;
  let isRefreshing = false;
  client.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    if (event !== 'ws_message' || !asksForRefresh(values[0])) return emit(event, ...values);
    if (isRefreshing) return true;
    isRefreshing = true;
    const old = socketOf(client);
    void client.start().finally(() => {
      isRefreshing = false;
      setTimeout(() => old?.disconnect(), oldStays).unref();
    });
    return true;
  };
}

function asksForRefresh(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  const { type, reason } = JSON.parse(data) as { type?: string; reason?: string };
  return type === 'disconnect' && (reason === 'warning' || reason === 'refresh_requested');
}
