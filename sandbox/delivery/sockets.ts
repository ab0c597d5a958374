import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { secret } from '../workspace/ids.ts';
import type { Answer, Delivery } from './deliver.ts';

/** Socket Mode: the app connects to the sandbox and gets everything over that connection. */
export interface Sockets {
  connected(): boolean;
  /** Issues a ticket for one connection, for `apps.connections.open`. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  send(delivery: Delivery): Promise<Omit<Answer, 'ms'>>;
  /**
   * Asks the app to connect again, as Slack does every few hours, and closes the old connections later, when nothing sent over
   * them is unanswered. Until then they work. Slack answers a close frame, but keeps the connection open: an app that waits for
   * its end gets nothing meanwhile.
   * @returns false if the app was asked for a new one already
   */
  refresh(reason: RefreshReason, when?: ClosingTime): boolean;
  /** Cuts off every connection without a close frame. */
  cutOff(): void;
  close(): Promise<void>;
}

export interface ClosingTime {
  /** Real milliseconds until the old connections are closed. Default: 10 s. */
  closeAfterMs?: number | undefined;
  /** Closes them sooner if the app has a new one. */
  onceReplaced?: boolean;
}

/** Why Slack asks an app to connect again: the connection is old, or its server is about to restart. */
export type RefreshReason = 'warning' | 'refresh_requested';

/** Milliseconds from the request to connect again until Slack closes the old connection. Slack says "about ten seconds". */
const CLOSE_AFTER_MS = 10_000;
/** Slack's own limit (docs.slack.dev/apis/events-api/using-socket-mode). */
const MAX_CONNECTIONS = 10;
/** Bolt gives up on a connection after 30 s without a ping. */
const PING_EVERY_MS = 5000;
/** Milliseconds that a connection may take to close when the sandbox closes. */
const GOODBYE_MS = 500;

const ENVELOPE = {
  command: 'slash_commands',
  interaction: 'interactive',
  options: 'interactive',
  event: 'events_api',
};

export function startSockets(options: {
  appId: string;
  ackTimeoutMs: number;
  isAway: () => boolean;
  onConnection: (count: number) => void;
}): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const connections: WebSocket[] = [];
  const awaited = new Map<string, Awaited>();
  let turn = 0;
  /** Connections whose app was asked for a new one. */
  const old = new WeakSet<WebSocket>();
  /** Of these, the ones to close once a new one is open. */
  const replaceable = new Set<WebSocket>();
  /** The ones that get nothing new. */
  const leaving = new Set<WebSocket>();
  const leave = (connection: WebSocket) => {
    leaving.add(connection);
    const owes = [...awaited.values()].some(({ over }) => over === connection);
    if (!owes) void sayGoodbye(connection, underlying.get(connection));
  };

  const timers = new Set<NodeJS.Timeout>();
  /** The network connections beneath. */
  const underlying = new WeakMap<WebSocket, Duplex>();

  const welcome = (connection: WebSocket) => {
    connections.push(connection);
    const pings = setInterval(() => connection.ping(), PING_EVERY_MS);
    connection.on('message', (data) => takeAck(data, awaited));
    connection.on('error', () => connection.terminate());
    connection.on('close', () => {
      clearInterval(pings);
      replaceable.delete(connection);
      leaving.delete(connection);
      connections.splice(connections.indexOf(connection), 1);
      options.onConnection(connections.length);
    });
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.length,
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18060 },
        connection_info: { app_id: options.appId },
      }),
    );
    options.onConnection(connections.length);
    for (const replaced of replaceable) leave(replaced);
    replaceable.clear();
  };

  return {
    connected: () => connections.some((connection) => connection.readyState === WebSocket.OPEN),
    ticket() {
      const ticket = secret();
      tickets.add(ticket);
      return ticket;
    },
    upgrade(request, socket, head) {
      if (options.isAway()) {
        socket.destroy();
        return;
      }
      const ticket = new URL(request.url ?? '', 'http://sandbox').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (connection) => {
        underlying.set(connection, socket);
        if (connections.length < MAX_CONNECTIONS) return welcome(connection);
        connection.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
        connection.close();
      });
    },
    async send(delivery) {
      const open = connections.filter(
        (connection) => connection.readyState === WebSocket.OPEN && !leaving.has(connection),
      );
      // One connection gets it: Slack distributes envelopes over the open ones.
      const connection = open[turn++ % Math.max(open.length, 1)];
      if (!connection) return { body: undefined, failure: 'unreachable' };
      const envelopeId = randomUUID();
      return new Promise((resolve) => {
        const settle = (answer: Omit<Answer, 'ms'>) => {
          clearTimeout(timer);
          awaited.delete(envelopeId);
          connection.off('close', lost);
          if (leaving.has(connection)) leave(connection);
          resolve(answer);
        };
        const lost = () => settle({ body: undefined, failure: 'unreachable' });
        const timer = setTimeout(() => settle({ body: undefined, failure: 'timeout' }), options.ackTimeoutMs);
        connection.once('close', lost);
        const take = (payload: unknown) => settle({ status: 200, body: meaningful(payload) });
        awaited.set(envelopeId, { over: connection, take });
        connection.send(JSON.stringify(envelope(delivery, envelopeId)));
      });
    },
    refresh(reason, { closeAfterMs = CLOSE_AFTER_MS, onceReplaced = false } = {}) {
      const asked = connections.filter(
        (connection) => connection.readyState === WebSocket.OPEN && !old.has(connection),
      );
      for (const connection of asked) {
        old.add(connection);
        const socket = underlying.get(connection);
        // Keeps the connection open after the close frames.
        if (socket) socket.end = () => socket;
        connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
        if (onceReplaced) replaceable.add(connection);
      }
      const timer = setTimeout(() => {
        timers.delete(timer);
        for (const connection of asked) leave(connection);
      }, closeAfterMs);
      timers.add(timer);
      return asked.length > 0;
    },
    cutOff() {
      for (const connection of [...connections]) connection.terminate();
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      // Closes cleanly first: the app logs a cut-off connection as an error.
      await Promise.all(
        [...connections].map((connection) => sayGoodbye(connection, underlying.get(connection))),
      );
      server.close();
    },
  };
}

/** @param underlying the network connection, which may have been kept open after close frames */
async function sayGoodbye(connection: WebSocket, underlying: Duplex | undefined): Promise<void> {
  if (connection.readyState !== WebSocket.OPEN) return connection.terminate();
  if (underlying) Reflect.deleteProperty(underlying, 'end');
  const gone = new Promise((resolve) => connection.once('close', resolve));
  const patience = setTimeout(() => connection.terminate(), GOODBYE_MS);
  connection.close(1001);
  await gone;
  clearTimeout(patience);
}

function envelope(delivery: Delivery, envelopeId: string): Record<string, unknown> {
  const isEvent = delivery.kind === 'event';
  return {
    envelope_id: envelopeId,
    type: ENVELOPE[delivery.kind],
    payload: delivery.payload,
    accepts_response_payload: !isEvent,
    ...(isEvent && {
      retry_attempt: delivery.retry?.num ?? 0,
      retry_reason: delivery.retry?.reason ?? '',
    }),
  };
}

/** An answer that the app owes, and the connection over which it was asked. */
interface Awaited {
  over: WebSocket;
  take(payload: unknown): void;
}

function takeAck(data: RawData, awaited: ReadonlyMap<string, Awaited>): void {
  let message: { envelope_id?: string; payload?: unknown };
  try {
    message = JSON.parse(String(data));
  } catch {
    return;
  }
  if (message.envelope_id !== undefined) awaited.get(message.envelope_id)?.take(message.payload);
}

/** The SDK acknowledges with `{}` if the listener sends nothing, and wraps plain text in `text`. */
function meaningful(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0) return undefined;
  return payload;
}
