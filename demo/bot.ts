import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from 'slack-sandbox';
import { readConfig } from '../src/config.ts';
import { openContext } from '../src/context.ts';
import { planReminderMinutes } from '../src/domain/policy.ts';
import { start } from '../src/main.ts';
import type { Sql } from '../src/store/db/database.ts';

/** Milliseconds. Someone who stops the demo, or moves its clock, does not want to wait for queued messages. */
const patienceMs = 1_500;

/** Starts the unmodified bot on the local Slack and its clock. Moving the clock wakes the bot, and a step of the page’s waits for it. */
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
  let awake = Promise.resolve();
  const deafen = sandbox.world.changes.listen((change) => {
    if (change.kind === 'clock') awake = bot.wakeUp();
  });
  sandbox.setStops(async (_from, to) => {
    for (let next = await nextDue(context.db, sandbox.clock.now(), to); next; ) {
      sandbox.clock.moveTo(next);
      await Promise.race([awake, sleep(patienceMs)]);
      next = await nextDue(context.db, sandbox.clock.now(), to);
    }
  });
  return {
    async stop() {
      deafen();
      sandbox.setStops(undefined);
      context.log.level = 'silent';
      await Promise.race([bot.stop(), sleep(patienceMs)]);
    },
  };
}

/**
 * The next time before `to` at which something is due: by a schedule, or half an hour before the plan of somebody who is
 * reminded. The clock stops there on its way: an evening expires in half an hour, and a reminder when the meeting begins.
 */
async function nextDue(sql: Sql, now: Date, to: Date): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `select min(at) as at
       from (select next_at as at from schedule
             union all
             select (q.planned_on + q.at_time::time) at time zone m.zone - make_interval(mins => $3)
               from plan q join member m on m.id = q.member_id
              where m.reminded_of_plans and q.at_time is not null and q.settled is null and q.withdrawn_at is null) due
      where at > $1 and at < $2`,
    [now, to, planReminderMinutes],
  );
  return row!.at;
}
