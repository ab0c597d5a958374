import type { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { App, SocketModeReceiver } from '@slack/bolt';
import type { Context } from '../context.ts';
import { slackLogger, webClientOptions } from '../slack-client.ts';
import { boundContext, type FileWork } from './bolt/deadline.ts';
import { type HttpReceiver, httpReceiver } from './bolt/http-receiver.ts';
import { guardEntrance } from './bolt/receiving.ts';
import { socketReceiver } from './bolt/socket-mode.ts';
import { httpServer, type Leaving } from './http-server.ts';
import { registerListeners } from './register-listeners.ts';

/** Slack's side of the process. `start` listens (and connects, in Socket Mode); `stop` lets running work finish. */
export interface SlackApp {
  app: App;
  start(): Promise<{ port: number }>;
  stop(leaving?: Leaving): Promise<void>;
}

/** How long a listener may take to finish. Each of its own calls ends sooner. Milliseconds. */
const stopWithin = 10_000;

/**
 * Bolt with our receiver and listeners. All Slack traffic arrives at `POST /slack/events`; `otherwise` answers every
 * other request (health, metrics). Tests pass their own `files`.
 */
export function createSlackApp(
  context: Context,
  otherwise: RequestListener,
  files: Partial<FileWork> = {},
): SlackApp {
  const edge = boundContext(context, files);
  const receiver = context.config.slack.appToken ? socketReceiver(context) : httpReceiver(context);
  const isSocket = receiver instanceof SocketModeReceiver;
  const app = new App({
    receiver,
    socketMode: isSocket,
    authorize: async () => ({ botToken: context.config.slack.botToken, botUserId: context.team.botUserId }),
    clientOptions: webClientOptions(context.config, context.log),
    logger: slackLogger(context.log),
    ignoreSelf: true,
  });
  // Bolt's default handler logs and rethrows. Ours only rethrows, to the single handler in `guardEntrance`.
  app.error(async (error) => {
    throw error.original ?? error;
  });
  const entrance = guardEntrance(app, edge);
  registerListeners(app, edge);
  const idle = (ms: number) => Promise.race([entrance.idle(), delay(ms, undefined, { ref: false })]);

  const server = httpServer(isSocket ? otherwise : routeSlack(context, receiver, otherwise));
  return {
    app,
    async start() {
      const port = await server.listen(context.config.port);
      if (isSocket) await receiver.start();
      return { port };
    },
    async stop(leaving) {
      server.leave();
      if (!isSocket) await server.close(leaving);
      // Answers go through the socket, so it is closed at a moment when none is owed, if there is one.
      else await idle(leaving?.noticeMs ?? 0);
      entrance.close();
      await idle(stopWithin);
      if (!isSocket) return;
      await receiver.stop();
      await server.close();
    },
  };
}

function routeSlack({ log }: Context, receiver: HttpReceiver, otherwise: RequestListener): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?')[0];
    if (path !== '/slack/events' || request.method !== 'POST') return otherwise(request, response);
    receiver.take(request, response).catch((error) => {
      log.error({ error }, 'a request could not be read');
      if (!response.headersSent) response.writeHead(500).end();
    });
  };
}
