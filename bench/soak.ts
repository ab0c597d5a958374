import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startSandbox } from 'slack-sandbox';
import { alignColumns, type Figure, median, percentile, printTable } from './figures.ts';
import { type Databases, prepareDatabases, runSql } from './touchpoint-database.ts';
import { type Answered, pace } from './touchpoint-load.ts';
import { build, startApp } from './touchpoint-processes.ts';
import { touchpointRequests } from './touchpoint-requests.ts';

const people = { members: 400, partnersEach: 30, touchpointsEach: 12 };
const perSecond = 50;
const sampleEveryMs = 5_000;
const targets = { mb: 350, growthMb: 15, connections: 10, p99Ms: 300 };

interface Sample {
  minute: number;
  mb: number;
  connections: number;
}

/**
 * The app in production's settings at 50 sentences a second, for ten minutes, or as many as SOAK_MINUTES says. What it
 * takes at the end, and whether it still grows over the second half.
 */
export async function run(): Promise<Figure[]> {
  const minutes = Number(process.env.SOAK_MINUTES ?? 10);
  const databases = await prepareDatabases(people);
  try {
    return figuresOf(minutes, ...(await soak(databases, minutes)));
  } finally {
    await databases.close();
  }
}

async function soak(databases: Databases, minutes: number): Promise<[Sample[], Answered[]]> {
  const { rapport } = await build();
  const slack = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const app = await startApp('soak', rapport, {
    DATABASE_URL: databases.ours,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.slackApiUrl,
  });
  const began = performance.now();
  const samples: Sample[] = [];
  const sample = async () => {
    const [{ count } = { count: 0 }] = await runSql<{ count: number }>(
      databases.ours,
      `select count(*)::int as count from pg_stat_activity
        where datname = current_database() and application_name = 'rapport'`,
    );
    const minute = (performance.now() - began) / 60_000;
    samples.push({ minute, mb: await residentMb(app.pid), connections: count });
  };
  try {
    await sample();
    const offering = pace(app.url, touchpointRequests(slack, people), {
      perSecond,
      amount: perSecond * 60 * minutes,
    });
    let isOver = false;
    void offering.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await sleep(sampleEveryMs);
      await sample();
    }
    return [samples, await offering];
  } finally {
    await app.stop();
    await slack.close();
  }
}

/** The memory of a process that is in use right now, as the limit of a container counts it. Linux tells. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

function figuresOf(minutes: number, samples: Sample[], answers: Answered[]): Figure[] {
  const mbBetween = (from: number, until: number) =>
    median(samples.filter(({ minute }) => minute >= from && minute <= until).map(({ mb }) => mb));
  const minute = minutes / 10;
  console.log(
    alignColumns([
      ['minute', 'MB'],
      ...Array.from({ length: 10 }, (_, n) => [
        ((n + 1) * minute).toFixed(1),
        mbBetween(n * minute, (n + 1) * minute).toFixed(0),
      ]),
    ]),
  );
  const end = Math.max(...samples.filter(({ minute: at }) => at > minutes - minute).map(({ mb }) => mb));
  const growth = mbBetween(minutes - minute, minutes + 1) - mbBetween(minutes / 2, minutes / 2 + minute);
  const connections = Math.max(...samples.map((one) => one.connections));
  const p99 = percentile(
    answers.map(({ ms }) => ms),
    99,
  );
  const unsaved = answers.filter(({ saved }) => !saved).length;
  const row = (what: string, ours: string, target: string, met: boolean): Figure => ({
    ...{ what, ours, baseline: '', ratio: '', target, met },
  });
  const first = `${minutes} minutes at ${perSecond} sentences a second: memory at the end`;
  return [
    row(first, `${end.toFixed(0)} MB`, `at most ${targets.mb} MB`, end <= targets.mb),
    row(
      'its growth over the second half',
      `${growth.toFixed(0)} MB`,
      `at most ${targets.growthMb} MB`,
      growth <= targets.growthMb,
    ),
    row(
      'connections to the database, at most',
      String(connections),
      `at most ${targets.connections}`,
      connections <= targets.connections,
    ),
    row('p99 of the answers', `${p99.toFixed(0)} ms`, `at most ${targets.p99Ms} ms`, p99 <= targets.p99Ms),
    row('not saved', String(unsaved), 'none', unsaved === 0),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
