import '../../src/utc.ts';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { pino } from 'pino';
import { startSandbox } from 'slack-sandbox';
import { ensureClient } from '../../demo/client.ts';
import { startsAt } from '../../demo/history/days.ts';
import { writeHistory } from '../../demo/history/write.ts';
import { defaultSeed } from '../../demo/random.ts';
import { chat, chatterBegins } from '../../demo/slack/chatter.ts';
import { populate, type SlackIds } from '../../demo/slack/populate.ts';
import { readConfig } from '../../src/config.ts';
import { openContext } from '../../src/context.ts';
import { checkChannels } from '../../src/schedule/check-channels.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { resyncMembers } from '../../src/schedule/resync-members.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { statusRoutes } from '../../src/status.ts';
import { openDatabase } from '../../src/store/db/database.ts';
import { startEmbeddedPostgres } from '../../src/store/db/embedded.ts';
import { migrate } from '../../src/store/db/migrate.ts';
import { liveMonth } from './live.ts';
import { startTranscript } from './transcript.ts';
import { countUnasked, isTooMuch, type Unasked, unaskedLine } from './unasked.ts';

/**
 * Simulates a month of the demo and prints a transcript of all exchanges between Slack and the app: what people type,
 * press, and fill in, and every answer, post, Home, and form they get. Ids and times are normalized and every choice is
 * seeded, so two runs on one commit print the same lines, and two commits can be compared with `diff`. Then it prints how much
 * each role was written to unasked.
 */
const usage = `usage: npm run month -- [--days N] [--seed N] [--real] > FILE

A transcript of a month of the demo. Run it on two commits and compare: diff -u before.txt after.txt

  --days N   number of days to simulate (default 30)
  --seed N   seed of the demo's history and of people's choices (default ${defaultSeed})
  --real     as the Slack of an Enterprise organization: its shapes, Socket Mode with a new connection every hour, every third
             name odd, and every third choice in a menu cleared. Exits with 1 if the app fails at anything

Exits with 1 if anyone was written to unasked more than twice a day or ten times a week`;

const { values } = parseArgs({
  options: {
    days: { type: 'string' },
    seed: { type: 'string' },
    real: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
const { real } = values;
const days = Number(values.days ?? 30);
const seed = Number(values.seed ?? defaultSeed);
if (values.help || !Number.isInteger(days) || !Number.isInteger(seed)) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

await ensureClient();
await mkdir('.data', { recursive: true });
const folder = await mkdtemp(path.join('.data', 'month-'));
const postgres = await startEmbeddedPostgres(folder, { durable: false });
const work = countWork();
try {
  process.exitCode = await run();
} finally {
  await postgres.stop();
  // When run as root, the server's data may be elsewhere, with `postgres` as a link to it.
  await rm(await realpath(path.join(folder, 'postgres')), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<number> {
  const sandbox = await startSandbox({
    manifest: 'manifest.yml',
    now: chatterBegins,
    pacing: false,
    ...(real && { grid: true, socketRefreshMs: 3_600_000 }),
  });
  const slack = populate(sandbox);
  await chat(sandbox, slack);
  await fillDatabase(postgres.url, slack);
  if (real) await giveOddNames(postgres.url);
  sandbox.clock.moveTo(startsAt);
  const transcript = startTranscript(sandbox, work.underWay);
  const context = await openContext(
    readConfig({
      DATABASE_URL: postgres.url,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      SLACK_API_URL: sandbox.slackApiUrl,
      SLACK_MESSAGES_PER_MINUTE: '6000',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...(real && { SLACK_APP_TOKEN: sandbox.appToken }),
    }),
    {
      log: pino(
        { level: 'warn', serializers: { error: pino.stdSerializers.err } },
        { write: (line: string) => transcript.logged(line) },
      ),
      now: () => sandbox.clock.now(),
      statementTimeoutMs: 30_000,
    },
  );
  const app = createSlackApp(context, statusRoutes(context));
  const { port } = await app.start();
  if (!real) sandbox.setAppUrl(`http://127.0.0.1:${port}`);
  // One sender, so that messages due at the same time keep their order. No pacing.
  const timing = { ...defaultTiming, senders: 1, channelGapMs: 0 };
  const never = new AbortController().signal;
  let unasked: Unasked[] = [];
  let passedUntil = sandbox.clock.now().getTime();
  /** Ages what the app measures in physical time, such as the last check of a channel, by the business time that has passed. */
  const passTime = async () => {
    const ms = sandbox.clock.now().getTime() - passedUntil;
    passedUntil += ms;
    for (const aged of ['branch set channel_checked_at = channel_checked_at', 'pace set next_at = next_at'])
      await context.db.query(`update ${aged} - make_interval(secs => $1::float8 / 1000)`, [ms]);
  };
  try {
    await transcript.settle();
    await liveMonth({
      sandbox,
      slack,
      transcript,
      seed,
      days,
      real,
      tick: async () => {
        await passTime();
        await tick(context, sandbox.clock.now(), timing);
      },
      look: async () => {
        await checkChannels(context);
        await resyncMembers(context, sandbox.clock.now(), never);
      },
      namesOf: async (slackUserId) => {
        const rows = await context.db.query<{ name: string }>(
          `select p.name from relationship r join partner p on p.id = r.partner_id join member m on m.id = r.owner_id
            where m.slack_user_id = $1 order by p.name`,
          [slackUserId],
        );
        return rows.map((row) => row.name);
      },
    });
    unasked = await countUnasked(context.db);
  } finally {
    await app.stop();
    await context.close();
    await sandbox.close();
  }
  console.error(transcript.sum());
  for (const one of unasked) console.error(unaskedLine(one));
  return (real && transcript.failures() > 0) || unasked.some(isTooMuch) ? 1 : 0;
}

/** Every third partner and branch: marks, links, emoji, a mention, the other direction. */
async function giveOddNames(url: string): Promise<void> {
  const db = openDatabase({ url, max: 1, statementTimeoutMs: 30_000 });
  await db.query(
    `update partner set name = name || $1, company = coalesce(company, '') || $2 where id % 3 = 0 and merged_into is null`,
    [' *Star* :tada: <!channel> 👩‍👩‍👧‍👦👩‍👩‍👧‍👦', ' evil.example/login _&_ אבג `x` ~y~'],
  );
  await db.query(`update branch set name = name || ' *1* :x: evil.example' where id % 3 = 0`);
  await db.close();
}

/** On one connection, because members' histories are written concurrently and row ids must come in a fixed order. */
async function fillDatabase(url: string, slack: SlackIds): Promise<void> {
  await migrate(url);
  const db = openDatabase({ url, max: 1, statementTimeoutMs: 30_000 });
  await writeHistory(db, slack, seed);
  await db.close();
}

/**
 * Counts the statements and calls that wait for an answer. While there are any, work is still in progress, however slow
 * the machine.
 */
function countWork(): { underWay(): number } {
  let underWay = 0;
  const counted = <Args extends unknown[]>(act: (...args: Args) => unknown) =>
    function (this: unknown, ...args: Args): unknown {
      const answer = act.apply(this, args);
      if (!(answer instanceof Promise)) return answer;
      underWay++;
      const done = () => {
        underWay--;
      };
      answer.then(done, done);
      return answer;
    };
  pg.Client.prototype.query = counted(pg.Client.prototype.query as () => unknown) as never;
  pg.Pool.prototype.connect = counted(pg.Pool.prototype.connect as () => unknown) as never;
  globalThis.fetch = counted(globalThis.fetch) as typeof fetch;
  return { underWay: () => underWay };
}
