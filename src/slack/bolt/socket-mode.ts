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

/**
 * Slack closes an old connection about ten seconds after it asked for a new one. What it sends meanwhile would be lost if we
 * closed first, so we do only if Slack has not by then. Milliseconds.
 */
const oldStays = 20_000;

/**
 * Every few hours Slack asks for a new connection. The SDK closes the old one first, and nothing arrives for 5 to 8 s. Here
 * the new one opens first, and Slack closes the old one; it may send over both meanwhile, and until the new one is open,
 * answers go over the old one. Returns whether one of them is open.
 */
function overlapRefreshes(client: Client): () => boolean {
  const inside = client as unknown as Inside;
  const old = new Set<Connection>();
  const isOpen = (connection: Connection | undefined) => connection?.isActive() ?? false;
  const leave = (connection: Connection) => {
    old.delete(connection);
    if (!isOpen(connection)) return;
    connection.disconnect();
    // The second time it does not wait for the other side.
    connection.disconnect();
  };
  const emit = client.emit.bind(client) as (event: string | symbol, ...values: unknown[]) => boolean;
  let isRefreshing = false;
  client.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    if (event !== 'ws_message' || !asksForRefresh(values[0])) return emit(event, ...values);
    if (isRefreshing) return true;
    isRefreshing = true;
    const leaving = inside.websocket;
    if (leaving) old.add(leaving);
    void client.start().finally(() => {
      isRefreshing = false;
      if (leaving) setTimeout(leave, oldStays, leaving).unref();
    });
    return true;
  };
  const send = inside.send.bind(client);
  inside.send = (...answer) => {
    const current = inside.websocket;
    if (!isOpen(current)) inside.websocket = [...old].findLast(isOpen) ?? current;
    const sent = send(...answer);
    inside.websocket = current;
    return sent;
  };
  const disconnect = client.disconnect.bind(client);
  client.disconnect = () => {
    for (const connection of old) leave(connection);
    return disconnect();
  };
  return () => isOpen(inside.websocket) || [...old].some(isOpen);
}

function asksForRefresh(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  const { type, reason } = JSON.parse(data) as { type?: string; reason?: string };
  return type === 'disconnect' && (reason === 'warning' || reason === 'refresh_requested');
}
