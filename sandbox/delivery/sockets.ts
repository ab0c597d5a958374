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
   * Asks the app to connect again, as Slack does every few hours, and closes the old connections later. Until then they work.
   * Slack answers a close frame, but keeps the connection open: an app that waits for its end gets nothing meanwhile.
   */
  refresh(reason: RefreshReason, closeAfterMs?: number): void;
  /** Cuts off every connection without a close frame. */
  cutOff(): void;
  close(): Promise<void>;
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
  const awaited = new Map<string, (payload: unknown) => void>();
  let turn = 0;

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
      const open = connections.filter((connection) => connection.readyState === WebSocket.OPEN);
      // One connection gets it: Slack distributes envelopes over the open ones.
      const connection = open[turn++ % Math.max(open.length, 1)];
      if (!connection) return { body: undefined, failure: 'unreachable' };
      const envelopeId = randomUUID();
      return new Promise((resolve) => {
        const settle = (answer: Omit<Answer, 'ms'>) => {
          clearTimeout(timer);
          awaited.delete(envelopeId);
          connection.off('close', lost);
          resolve(answer);
        };
        const lost = () => settle({ body: undefined, failure: 'unreachable' });
        const timer = setTimeout(() => settle({ body: undefined, failure: 'timeout' }), options.ackTimeoutMs);
        connection.once('close', lost);
        awaited.set(envelopeId, (payload) => settle({ status: 200, body: meaningful(payload) }));
        connection.send(JSON.stringify(envelope(delivery, envelopeId)));
      });
    },
    refresh(reason, closeAfterMs = CLOSE_AFTER_MS) {
      const old = connections.filter((connection) => connection.readyState === WebSocket.OPEN);
      for (const connection of old) {
        const socket = underlying.get(connection);
        // Keeps the connection open after the close frames.
        if (socket) socket.end = () => socket;
        connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
      }
      const timer = setTimeout(() => {
        timers.delete(timer);
        for (const connection of old) connection.terminate();
      }, closeAfterMs);
      timers.add(timer);
    },
    cutOff() {
      for (const connection of [...connections]) connection.terminate();
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      // Closes cleanly first: the app logs a cut-off connection as an error.
      await Promise.all([...connections].map(sayGoodbye));
      server.close();
    },
  };
}

async function sayGoodbye(connection: WebSocket): Promise<void> {
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

function takeAck(data: RawData, awaited: Map<string, (payload: unknown) => void>): void {
  let message: { envelope_id?: string; payload?: unknown };
  try {
    message = JSON.parse(String(data));
  } catch {
    return;
  }
  if (message.envelope_id !== undefined) awaited.get(message.envelope_id)?.(message.payload);
}

/** The SDK acknowledges with `{}` if the listener sends nothing, and wraps plain text in `text`. */
function meaningful(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0) return undefined;
  return payload;
}
