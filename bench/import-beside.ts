import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Actor, type Sandbox, startSandbox, uploadAs } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { alignColumns, type Figure, percentile, printTable } from './figures.ts';
import { prepareDatabases, runSql } from './touchpoint-database.ts';
import { pace } from './touchpoint-load.ts';
import { build, startApp } from './touchpoint-processes.ts';
import { touchpointRequests } from './touchpoint-requests.ts';

/** Other people's sentences, per second. */
const perSecond = 20;

const header = 'name,company,kind,tier,owner_email,phone,email,last_touch_on,last_kind,growing\n';
const honestRow = (i: number): string =>
  `Partner ${i} Lee,"Webb, Ortiz & Co ${i % 5_000}",realtor,resting,,813-${555 + Math.floor(i / 10_000)}-${String(i % 10_000).padStart(4, '0')},p${i}@example.com,2026-03-1${i % 10},coffee,first-time buyers\n`;

/** Files of up to 5 MB: what people send, and what somebody would send to stop the others. */
const files: Record<string, () => string> = {
  '40,000 rows': () => header + Array.from({ length: 40_000 }, (_, i) => honestRow(i)).join(''),
  '400,000 blank rows': () => `${header}Dana Lee,,,,,,,,,\n${',,,,,,,,,\n'.repeat(400_000)}`,
  '1 MB of line breaks': () => `name\nDana Lee\n${'\n'.repeat(1_000_000)}`,
  'a row of a million commas': () => `name\nDana Lee\n${','.repeat(1_000_000)}x\n`,
  'a quoted cell of 5 MB': () => `name\n"${'a'.repeat(5_000_000)}"\n`,
  'an unclosed quote': () => `name\nDana Lee\n"${'Lee,Lee & Co\n'.repeat(380_000)}`,
};

interface Beside {
  what: string;
  seconds: number;
  tookMs: number[];
}

/**
 * What others wait for their answers while one member has a file checked and imported through Slack. Bot, Postgres, Slack,
 * and the load share the machine.
 * @throws if an answer was not "saved", or a file got none
 */
export async function run(): Promise<Figure[]> {
  const databases = await prepareDatabases();
  const { rapport } = await build();
  const slack = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const app = await startApp('rapport', rapport, {
    DATABASE_URL: databases.ours,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.slackApiUrl,
  });
  try {
    slack.setAppUrl(new URL(app.url).origin);
    const priya = await addMember(slack, databases.ours);
    const next = touchpointRequests(slack);
    const measure = (what: string, work: () => Promise<void>) => beside(what, app.url, next, work);
    await pace(app.url, next, { perSecond, amount: 200 });
    const all = [await measure('nothing', () => sleep(10_000))];
    for (const [name, content] of Object.entries(files)) {
      const bytes = new TextEncoder().encode(content());
      all.push(await measure(`checking ${name}`, () => check(slack, priya, bytes)));
      if (name === '40,000 rows') all.push(await measure(`importing ${name}`, () => confirm(priya)));
    }
    report(all);
    return [figureOf(all.slice(1))];
  } finally {
    await app.stop();
    await slack.close();
    await databases.close();
  }
}

async function addMember(slack: Sandbox, database: string): Promise<Actor> {
  const user = slack.addUser({ name: 'priya', realName: 'Priya Patel', email: 'priya@example.com' });
  await runSql(
    database,
    `insert into member (slack_user_id, branch_id, name, email, zone, state, joined_at, meetings_per_week)
     select $1, id, 'Priya Patel', 'priya@example.com', zone, 'active', now(), 4 from branch limit 1`,
    [user.id],
  );
  return slack.as(user);
}

/** Sends others' sentences at an even pace until the work is done. */
async function beside(
  what: string,
  url: string,
  next: Parameters<typeof pace>[1],
  work: () => Promise<void>,
): Promise<Beside> {
  let isDone = false;
  const began = performance.now();
  const working = work().finally(() => {
    isDone = true;
  });
  const tookMs: number[] = [];
  while (!isDone || tookMs.length === 0) {
    const answers = await pace(url, next, { perSecond, amount: perSecond });
    const lost = answers.filter((answer) => !answer.saved).length;
    if (lost > 0) throw new Error(`${what}: ${lost} sentences were not saved`);
    tookMs.push(...answers.map((answer) => answer.ms));
  }
  await working;
  return { what, seconds: (performance.now() - began) / 1_000, tookMs };
}

async function check(slack: Sandbox, who: Actor, bytes: Uint8Array): Promise<void> {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', 'import');
  const file = uploadAs(slack.world, who.user, 'partners.csv', bytes);
  await who.submit(who.view()!, { file: [file.id] });
  await until(() => !readable(who.view()!).includes('Reading'));
}

async function confirm(who: Actor): Promise<void> {
  await who.submit(who.view()!);
  await until(() => /\d partners? added/.test(who.messages().at(-1)?.text ?? ''));
}

async function until(isSo: () => boolean): Promise<void> {
  for (const endsAt = Date.now() + 120_000; !isSo(); await sleep(20))
    if (Date.now() > endsAt) throw new Error('a file got no answer within two minutes');
}

function report(all: readonly Beside[]): void {
  console.log(
    alignColumns([
      [`milliseconds of other answers at ${perSecond} a second, beside`, 'seconds', 'p50', 'p99', 'slowest'],
      ...all.map(({ what, seconds, tookMs }) => [
        `  ${what}`,
        seconds.toFixed(1),
        ...[50, 99, 100].map((percent) => percentile(tookMs, percent).toFixed(0)),
      ]),
    ]),
  );
}

function figureOf(all: readonly Beside[]): Figure {
  const tookMs = all.flatMap((one) => one.tookMs);
  const [p50, p99, slowest] = [50, 99, 100].map((percent) => percentile(tookMs, percent)) as [
    number,
    number,
    number,
  ];
  return {
    what: 'other answers while a file is read: p50, p99, slowest',
    ours: [p50, p99, slowest].map((ms) => `${ms.toFixed(0)} ms`).join(', '),
    baseline: '',
    ratio: '',
    target: 'p99 at most 200 ms, slowest 1 s',
    met: p99 <= 200 && slowest <= 1_000,
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
