import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from 'slack-sandbox';
import { readConfig } from '../src/config.ts';
import { openContext } from '../src/context.ts';
import { start } from '../src/main.ts';

/** Milliseconds. Someone who stops the demo does not want to wait for queued messages. */
const patienceMs = 1_500;

/** Starts the unmodified bot on the local Slack and its clock. Moving the clock wakes the bot. */
export async function startBot(sandbox: Sandbox, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const context = await openContext(
    // Ignores the environment: a shell configured for a real Slack must not connect the demo to it.
    readConfig({
      DATABASE_URL: databaseUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      SLACK_API_URL: sandbox.slackApiUrl,
      PORT: '0',
      LOG_LEVEL: 'warn',
    }),
    { now: () => sandbox.clock.now() },
  );
  const bot = await start(context);
  sandbox.setAppUrl(`http://127.0.0.1:${bot.port}`);
  const deafen = sandbox.world.changes.listen((change) => {
    if (change.kind === 'clock') bot.wakeUp();
  });
  return {
    async stop() {
      deafen();
      context.log.level = 'silent';
      await Promise.race([bot.stop(), sleep(patienceMs)]);
    },
  };
}
