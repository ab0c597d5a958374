import './utc.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from './config.ts';
import { type OpenContext, openContext, openLog } from './context.ts';
import { warmUp } from './domain/reading/library-days.ts';
import { explainFailure } from './explain-failure.ts';
import { startWakeUps } from './schedule/engine/wake-ups.ts';
import { createSlackApp } from './slack/app.ts';
import type { Leaving } from './slack/http-server.ts';
import { statusRoutes } from './status.ts';

interface Bot {
  port: number;
  /** Enqueues and delivers now. Call it after business time was moved. Resolves once what is due is out. */
  wakeUp(): Promise<void>;
  /** Lets running work finish, then closes everything. */
  stop(leaving?: Leaving): Promise<void>;
}

/** What load balancers need to notice that a process stops, and, in all, what stopping may take. Milliseconds. */
const leaving: Leaving = { noticeMs: 5_000 };
const stopWithin = 25_000;

/** Starts the bot. Resolves once it answers requests. */
export async function start(context: OpenContext): Promise<Bot> {
  const app = createSlackApp(context, statusRoutes(context));
  // Prisma's client takes half a second for its first query. No one should wait for that within Slack's three,
  // nor for the patterns for days.
  await context.db.prisma.branch
    .count({})
    .catch((error) => context.log.warn({ error }, 'Prisma is not ready yet'));
  warmUp();
  const { port } = await app.start();
  const wakeUps = startWakeUps(context);
  context.soon.deliver = () => void wakeUps.wakeUp();
  return {
    port,
    wakeUp: wakeUps.wakeUp,
    async stop(leaving) {
      await Promise.all([wakeUps.stop(), app.stop(leaving)]);
      await context.close();
    },
  };
}

async function run(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config);
  // The last resort. Bolt's listeners and our timers report their own errors. A stray error must not end the process.
  process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => log.error({ error }, 'uncaught exception'));

  let bot: Bot | undefined;
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    const late = delay(stopWithin).then(() => Promise.reject(new Error('work is still running')));
    await Promise.race([bot?.stop(leaving), late]).catch((error) =>
      log.error({ error }, 'could not stop cleanly'),
    );
    process.exit(0);
  };
  // Before anything slow: process 1 of a container does not even receive a signal that has no listener.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));

  const context = await openContext(config, { log });
  bot = await start(context);
  log.info(
    { port: bot.port, team: context.team.id, socketMode: config.slack.appToken !== undefined },
    'Rapport is up',
  );
}

if (import.meta.filename === process.argv[1]) {
  run().catch((error) => {
    const { print, code } = explainFailure(error);
    console.error(print);
    process.exit(code);
  });
}
