import { cp, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { startSandbox } from 'slack-sandbox';
import { alignColumns, type Figure, percentile, printTable } from './figures.ts';
import { limitToHalfACore } from './half-a-core.ts';
import { countTouchpoints, type Databases, prepareDatabases } from './touchpoint-database.ts';
import { type Answered, flood, pace } from './touchpoint-load.ts';
import { build, built, type RunningApp, startApp } from './touchpoint-processes.ts';
import { lettersOf, touchpointRequests } from './touchpoint-requests.ts';

/** Many members, so that no one has two requests at work at a time. */
const people = { members: 400, partnersEach: 30, touchpointsEach: 12 };
const others = people.members - 1;
const warmUpRequests = 1_500;
const estimateRequests = 1_000;
const rateSeconds = 10;
const overloadSeconds = 20;
/** Slack no longer waits, so it is not saved as far as the person can tell. Milliseconds. */
const slackWaitsMs = 3_000;

interface Side {
  name: string;
  app: RunningApp;
  database: string;
  before: number;
  sent: number;
  saved: number;
  /** A generator of requests: by everybody, or by one member. */
  requests(by?: 'everybody' | 'one'): ReturnType<typeof touchpointRequests>;
}

interface Load {
  what: string;
  offered: number;
  /** Saved a second, as far as Slack can tell. */
  goodput: number;
  answers: Answered[];
}

/**
 * `/touchpoint` in words at half a core: finds the most that is saved a second, and then offers twice that. The baseline is the
 * same app without its limits on what is at work and what waits.
 */
export async function run(): Promise<Figure[]> {
  const databases = await prepareDatabases(people);
  try {
    return await measure(databases);
  } finally {
    await databases.close();
  }
}

async function measure(databases: Databases): Promise<Figure[]> {
  const { rapport } = await build();
  const slack = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const opened: (() => unknown)[] = [() => slack.close()];
  const start = async (name: string, entry: string, database: string): Promise<Side> => {
    const app = await startApp(name, entry, {
      DATABASE_URL: database,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.slackApiUrl,
    });
    const limited = limitToHalfACore(app.pid);
    opened.unshift(() => app.stop());
    opened.unshift(() => limited.end());
    console.log(`${name}: half a core by ${limited.how}`);
    const before = await countTouchpoints(database);
    let generators = 0;
    return {
      ...{ name, app, database, before, sent: 0, saved: 0 },
      requests: (by = 'everybody') =>
        touchpointRequests(slack, {
          partnersEach: people.partnersEach,
          // The last one is no one else.
          ...(by === 'one' ? { from: others, members: 1 } : { members: others }),
          tag: lettersOf(++generators),
        }),
    };
  };
  try {
    const ours = await start('rapport', rapport, databases.ours);
    const baseline = await start('without limits', await withoutLimits(rapport), databases.byHand);
    for (const side of [ours, baseline]) await warmUp(side);
    const peak = await findPeak(ours);
    const over = await offer(ours, 'twice the peak', 2 * peak, overloadSeconds);
    const baselineOver = await offer(baseline, 'twice the peak', 2 * peak, overloadSeconds);
    const alone = await offer(ours, 'half of the peak', peak / 2, rateSeconds);
    const [beside] = await Promise.all([
      offer(ours, 'half of the peak, beside a flood', peak / 2, rateSeconds),
      offer(ours, 'one member’s flood', peak, rateSeconds, 'one'),
    ]);
    await verify(ours);
    return figuresOf(peak, { over, baselineOver, alone, beside: beside! });
  } finally {
    for (const close of opened) await close();
  }
}

/**
 * A copy of the app that takes in everything at once, as it comes. The app itself has no switch for that.
 * @throws when the text to replace is not there
 */
async function withoutLimits(entry: string): Promise<string> {
  const copy = `${built}-without-limits`;
  await cp(built, copy, { recursive: true });
  const file = `${copy}/src/slack/bolt/admission.js`;
  const text = await readFile(file, 'utf8');
  const guard = 'if (!this.#hasPlace(arrival))';
  if (!text.includes(guard)) throw new Error(`${file} has no ${guard}`);
  await writeFile(file, text.replace(guard, 'if (false)'));
  return entry.replace(built, copy);
}

async function warmUp(side: Side): Promise<void> {
  const { saved } = await flood(side.app.url, side.requests(), warmUpRequests);
  side.saved += saved;
}

async function findPeak(side: Side): Promise<number> {
  const { perSecond, saved } = await flood(side.app.url, side.requests(), estimateRequests);
  side.saved += saved;
  let peak = 0;
  let missed = 0;
  // Once may be the machine's fault.
  for (let rate = perSecond * 0.8; missed < 2; rate *= 1.15) {
    const { goodput } = await offer(side, 'looking for the peak', rate, rateSeconds);
    missed = goodput > peak ? 0 : missed + 1;
    peak = Math.max(peak, goodput);
  }
  return peak;
}

async function offer(
  side: Side,
  what: string,
  perSecond: number,
  seconds: number,
  by?: 'one',
): Promise<Load> {
  const amount = Math.round(perSecond * seconds);
  const answers = await pace(side.app.url, side.requests(by), { perSecond, amount });
  const saved = answers.filter((one) => one.saved);
  side.saved += saved.length;
  const goodput = saved.filter(({ ms }) => ms < slackWaitsMs).length / seconds;
  const load = { what, offered: perSecond, goodput, answers };
  report(side.name, load);
  return load;
}

const servedMs = ({ answers }: Load): number[] => answers.filter((one) => one.saved).map(({ ms }) => ms);

function report(name: string, load: Load): void {
  const { what, offered, goodput, answers } = load;
  const refused = answers.filter((one) => !one.saved);
  const spread = (values: number[]) => [50, 99, 100].map((percent) => percentile(values, percent).toFixed(0));
  console.log(
    alignColumns([
      [
        `${name}, ${what}`,
        'offered/s',
        'saved/s',
        'p50 ms',
        'p99',
        'slowest',
        'refused/s',
        'p50 ms',
        'p99',
        'slowest',
      ],
      [
        '',
        offered.toFixed(0),
        goodput.toFixed(1),
        ...spread(servedMs(load)),
        ((refused.length / answers.length) * offered).toFixed(0),
        ...spread(refused.map(({ ms }) => ms)),
      ],
    ]),
  );
}

/** @throws unless the database has as many new touchpoints as were answered as saved */
async function verify({ name, database, before, saved }: Side): Promise<void> {
  const made = (await countTouchpoints(database)) - before;
  if (made !== saved) throw new Error(`${name}: answered ${saved} as saved, but ${made} are in the database`);
  console.log(`${name}: ${saved} answered as saved, ${made} touchpoints in the database`);
}

function figuresOf(
  peak: number,
  { over, baselineOver, alone, beside }: Record<'over' | 'baselineOver' | 'alone' | 'beside', Load>,
): Figure[] {
  const p99 = (load: Load) => percentile(servedMs(load), 99);
  const ms = (value: number) => (Number.isNaN(value) ? 'none' : `${value.toFixed(0)} ms`);
  return [
    {
      what: `twice the peak of ${peak.toFixed(0)} a second at half a core: saved a second`,
      ours: over.goodput.toFixed(0),
      baseline: baselineOver.goodput.toFixed(0),
      ratio: (over.goodput / peak).toFixed(2),
      target: 'at least 0.9 of the peak',
      met: over.goodput >= 0.9 * peak,
    },
    {
      what: 'their p99, as Slack measures it',
      ours: ms(p99(over)),
      baseline: ms(p99(baselineOver)),
      ratio: (p99(over) / p99(baselineOver)).toFixed(2),
      target: 'under 2 s',
      met: p99(over) < 2000,
    },
    {
      what: 'half of the peak beside one member’s flood, p99 (baseline: without the flood)',
      ours: ms(p99(beside)),
      baseline: ms(p99(alone)),
      ratio: (p99(beside) / p99(alone)).toFixed(2),
      target: 'all saved, within 500 ms',
      met: beside.answers.every((one) => one.saved) && p99(beside) <= 500,
    },
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
