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
  const isOpen = overlapRefreshes(client);
  context.meters.watchSocket(isOpen);
  return receiver;
}

type Client = SocketModeReceiver['client'];

/** What the SDK keeps to itself of its connection and its answers (SocketModeClient.ts). A test notices when it changes. */
interface Connection {
  isActive(): boolean;
  disconnect(): void;
}
interface Inside {
  websocket?: Connection | undefined;
  send(...answer: unknown[]): Promise<void>;
}

/** What came over the old connection is answered within Slack's 3 s. Then it is closed, if Slack has not. Milliseconds. */
const oldStays = 4_000;

/**
 * Every few hours Slack asks for a new connection, some ten seconds before it closes the old one. The SDK closes the old
 * one first, and nothing arrives for 5 to 8 s. Here the new one opens first; Slack may send over both meanwhile, and until
 * the new one is open, answers go over the old one. Returns whether one of them is open.
 */
function overlapRefreshes(client: Client): () => boolean {
  const inside = client as unknown as Inside;
  let old: Connection | undefined;
  const isOpen = (connection: Connection | undefined) => connection?.isActive() ?? false;
  const emit = client.emit.bind(client) as (event: string | symbol, ...values: unknown[]) => boolean;
  let isRefreshing = false;
  client.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    if (event !== 'ws_message' || !asksForRefresh(values[0])) return emit(event, ...values);
    if (isRefreshing) return true;
    isRefreshing = true;
    const leaving = inside.websocket;
    old = leaving;
    void client.start().finally(() => {
      isRefreshing = false;
      setTimeout(() => {
        leaving?.disconnect();
        // The second time it does not wait for the other side.
        leaving?.disconnect();
      }, oldStays).unref();
    });
    return true;
  };
  const send = inside.send.bind(client);
  inside.send = (...answer) => {
    const current = inside.websocket;
    if (!isOpen(current) && isOpen(old)) inside.websocket = old;
    const sent = send(...answer);
    inside.websocket = current;
    return sent;
  };
  return () => isOpen(inside.websocket) || isOpen(old);
}

function asksForRefresh(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  const { type, reason } = JSON.parse(data) as { type?: string; reason?: string };
  return type === 'disconnect' && (reason === 'warning' || reason === 'refresh_requested');
}
