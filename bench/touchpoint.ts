import { pathToFileURL } from 'node:url';
import { startSandbox } from 'slack-sandbox';
import { alignColumns, type Figure, median, percentile, printTable } from './figures.ts';
import type { SignedRequest } from './signed-request.ts';
import { countTouchpoints, type Databases, prepareDatabases } from './touchpoint-database.ts';
import { reportHistory } from './touchpoint-history.ts';
import { flood, pace } from './touchpoint-load.ts';
import { build, type RunningApp, startApp } from './touchpoint-processes.ts';
import { touchpointRequests } from './touchpoint-requests.ts';

const warmUpRequests = 1_500;
const floodRounds = 20;
const floodRequests = 250;
const paceRounds = 10;
const paceRequests = 200;
const pacePerSecond = 50;

interface Side {
  name: string;
  app: RunningApp;
  database: string;
  next: () => SignedRequest;
  /** Requests a second, by round. */
  perSecond: number[];
  /** Milliseconds of each answer at an even pace, by round. */
  tookMs: number[][];
  /** Requests answered as saved so far. The database must have the same number of new touchpoints. */
  saved: number;
}

/**
 * `/touchpoint` in words, committed before the acknowledgment, by the bot and by a hand-written listener with the same reads
 * and writes. They alternate in short rounds: when the machine is slow for a while, it is slow for both.
 */
export async function run(): Promise<Figure[]> {
  const databases = await prepareDatabases();
  try {
    const figures = await compare(databases);
    await reportHistory(databases.ours);
    return figures;
  } finally {
    await databases.close();
  }
}

async function compare(databases: Databases): Promise<Figure[]> {
  const entries = await build();
  const slack = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const apps: RunningApp[] = [];
  const start = async (name: string, entry: string, database: string): Promise<Side> => {
    const app = await startApp(name, entry, {
      DATABASE_URL: database,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.slackApiUrl,
    });
    apps.push(app);
    return { name, app, database, next: touchpointRequests(slack), perSecond: [], tookMs: [], saved: 0 };
  };
  try {
    const ours = await start('rapport', entries.rapport, databases.ours);
    const byHand = await start('by hand', entries.byHand, databases.byHand);
    const before = await countTouchpoints(ours.database);
    await takeTurns(1, ours, byHand, warmUp);
    await takeTurns(floodRounds, ours, byHand, measureSpeed);
    await takeTurns(paceRounds, ours, byHand, measureDelay);
    for (const side of [ours, byHand]) await verify(side, before);
    report(ours, byHand);
    return figuresOf(ours, byHand);
  } finally {
    for (const app of apps) await app.stop();
    await slack.close();
  }
}

/** Alternates which side goes first. */
async function takeTurns(
  rounds: number,
  one: Side,
  other: Side,
  measure: (side: Side) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? [one, other] : [other, one]) await measure(side);
  }
}

async function warmUp(side: Side): Promise<void> {
  side.saved += (await flood(side.app.url, side.next, warmUpRequests)).saved;
}

async function measureSpeed(side: Side): Promise<void> {
  const { perSecond, saved } = await flood(side.app.url, side.next, floodRequests);
  side.perSecond.push(perSecond);
  side.saved += saved;
}

async function measureDelay(side: Side): Promise<void> {
  const rate = { perSecond: pacePerSecond, amount: paceRequests };
  const answers = await pace(side.app.url, side.next, rate);
  side.tookMs.push(answers.map(({ ms }) => ms));
  side.saved += answers.filter(({ saved }) => saved).length;
}

/**
 * Checks that the database has as many new touchpoints as were answered as saved. An overloaded app may answer that it could
 * not save.
 * @throws if the numbers differ
 */
async function verify({ name, saved, database }: Side, before: number): Promise<void> {
  const made = (await countTouchpoints(database)) - before;
  if (made !== saved) throw new Error(`${name}: answered ${saved} as saved, but ${made} are in the database`);
  const sent = warmUpRequests + floodRounds * floodRequests + paceRounds * paceRequests;
  console.log(`${name}: ${sent} requests, ${saved} answered as saved, ${made} touchpoints in the database`);
}

function report(...sides: Side[]): void {
  const spread = (values: number[], digits: number, percents: number[]) =>
    percents.map((percent) => percentile(values, percent).toFixed(digits));
  console.log(
    alignColumns([
      ['requests a second, by round', 'lowest', 'median', 'highest'],
      ...sides.map(({ name, perSecond }) => [`  ${name}`, ...spread(perSecond, 0, [0, 50, 100])]),
    ]),
  );
  console.log(
    alignColumns([
      [`milliseconds at ${pacePerSecond} a second`, 'p50', 'p90', 'p99', 'slowest'],
      ...sides.map(({ name, tookMs }) => [`  ${name}`, ...spread(tookMs.flat(), 1, [50, 90, 99, 100])]),
    ]),
  );
}

/** The median of the rounds' ratios: from one round to the next, the machine's load may change. */
const ratioByRound = (ours: number[], baseline: number[]): number =>
  median(ours.map((value, round) => value / baseline[round]!));

function figuresOf(ours: Side, byHand: Side): Figure[] {
  const p99sOf = (side: Side) => side.tookMs.map((tookMs) => percentile(tookMs, 99));
  const speeds = [median(ours.perSecond), median(byHand.perSecond)] as const;
  const delays = [median(p99sOf(ours)), median(p99sOf(byHand))] as const;
  const slowest = [Math.max(...ours.tookMs.flat()), Math.max(...byHand.tookMs.flat())] as const;
  const speedRatio = ratioByRound(ours.perSecond, byHand.perSecond);
  const delayRatio = ratioByRound(p99sOf(ours), p99sOf(byHand));
  return [
    {
      what: 'touchpoint in words, requests a second',
      ours: speeds[0].toFixed(0),
      baseline: speeds[1].toFixed(0),
      ratio: speedRatio.toFixed(2),
      target: 'at least 0.5',
      met: speedRatio >= 0.5,
    },
    {
      what: `touchpoint in words, p99 at ${pacePerSecond} a second`,
      ours: `${delays[0].toFixed(1)} ms`,
      baseline: `${delays[1].toFixed(1)} ms`,
      ratio: delayRatio.toFixed(2),
      target: 'at most 2',
      met: delayRatio <= 2,
    },
    {
      what: 'touchpoint in words, slowest answer',
      ours: `${slowest[0].toFixed(0)} ms`,
      baseline: `${slowest[1].toFixed(0)} ms`,
      ratio: (slowest[0] / slowest[1]).toFixed(2),
      target: 'under 1 s',
      met: slowest[0] < 1000,
    },
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
