import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Context } from '../context.ts';
import { slackLogger, webClientOptions } from '../slack-client.ts';
import { boundContext } from './bolt/deadline.ts';
import { guardEntrance, Refused } from './bolt/receiving.ts';
import { isFromTheFuture } from './bolt/replays.ts';
import { socketReceiver } from './bolt/socket-mode.ts';
import { registerListeners } from './register-listeners.ts';

/** Slack's side of the process. `start` listens (and connects, in Socket Mode); `stop` lets running work finish. */
export interface SlackApp {
  app: App;
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

/** How long a listener may take to finish. Each of its own calls ends sooner. Milliseconds. */
const stopWithin = 10_000;

/**
 * Bolt with our receiver and listeners. All Slack traffic arrives at `POST /slack/events`; `otherwise` answers every
 * other request (health, metrics).
 */
export function createSlackApp(context: Context, otherwise: RequestListener): SlackApp {
  const edge = boundContext(context);
  const receiver = context.config.slack.appToken ? socketReceiver(context) : httpReceiver(context);
  const app = new App({
    receiver,
    socketMode: receiver instanceof SocketModeReceiver,
    authorize: async () => ({ botToken: context.config.slack.botToken, botUserId: context.team.botUserId }),
    clientOptions: webClientOptions(context.config, context.log),
    logger: slackLogger(context.log),
    ignoreSelf: true,
  });
  // Bolt's default handler logs and rethrows. Ours only rethrows, to the single handler in `guardEntrance`.
  app.error(async (error) => {
    throw error.original ?? error;
  });
  const listenersDone = guardEntrance(app, edge);
  registerListeners(app, edge);

  const server = createServer(receiver instanceof HTTPReceiver ? routeSlack(receiver, otherwise) : otherwise);
  return {
    app,
    async start() {
      await listen(server, context.config.port);
      if (receiver instanceof SocketModeReceiver) await receiver.start();
      const address = server.address();
      return { port: typeof address === 'object' && address ? address.port : context.config.port };
    },
    async stop() {
      if (receiver instanceof SocketModeReceiver) await receiver.stop();
      await close(server);
      await Promise.race([listenersDone(), delay(stopWithin, undefined, { ref: false })]);
    },
  };
}

function routeSlack(receiver: HTTPReceiver, otherwise: RequestListener): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?')[0];
    if (path !== '/slack/events' || request.method !== 'POST') return otherwise(request, response);
    if (isFromTheFuture(request.headers['x-slack-request-timestamp'])) {
      response.writeHead(401).end();
      return;
    }
    receiver.requestListener(request, response);
  };
}

function httpReceiver(context: Context): Receiver & HTTPReceiver {
  return new HTTPReceiver({
    signingSecret: context.config.slack.signingSecret ?? '',
    endpoints: ['/slack/events'],
    logger: slackLogger(context.log),
    processEventErrorHandler: async ({ error, response }) => {
      if (!response.headersSent) response.writeHead(error instanceof Refused ? error.status : 500).end();
      return true;
    },
    // Only an event can take that long. Its listener keeps running, and Slack sends it again.
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
    },
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Requests under way may finish; Slack has given up on them by then. An idle connection must not keep us. Milliseconds. */
const closeMs = 5000;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
