import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Logger, makeWorkerUtils, runOnce, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { defaultTiming } from '../src/schedule/timing.ts';
import { type Database, openDatabase, transaction } from '../src/store/database.ts';
import { claimNudge, completeNudge, startSending } from '../src/store/nudges.ts';
import { alignColumns, type Figure, median, percentile, printTable } from './figures.ts';
import { openLenderServer } from './lender/database.ts';
import { morning } from './lender/size.ts';

const rounds = 9;
const perRound = 1_000;
/** As many senders as one process has, and the workers that three of them have together. */
const concurrencies = [defaultTiming.senders, 3 * defaultTiming.senders];
const post = 'bench';

/**
 * Nudges claimed and completed one by one, with nothing sent between, beside single jobs of graphile-worker in the same
 * database: as many at a time over as many connections, each step committed to disk before the next. Ours stand among a
 * year of others. What a real sending does more, the second fence before it, is shown beside.
 */
export async function run(): Promise<Figure[]> {
  const server = await openLenderServer();
  try {
    const url = await server.copy(0.01);
    const figures: Figure[] = [];
    for (const concurrency of concurrencies) figures.push(await compare(url, concurrency));
    return figures;
  } finally {
    await server.close();
  }
}

async function compare(url: string, concurrency: number): Promise<Figure> {
  const db = openDatabase({ url, max: concurrency });
  const pool = new pg.Pool({ connectionString: url, max: concurrency });
  // graphile-worker asks for these.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const sides = [
    { name: 'claim and complete', work: () => claimAll(db, concurrency, false), perSecond: [] as number[] },
    { name: 'graphile-worker', work: () => workJobs(pool, concurrency), perSecond: [] as number[] },
    {
      name: 'with the fence before sending',
      work: () => claimAll(db, concurrency, true),
      perSecond: [] as number[],
    },
  ] as const;
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
        const seconds = await side.work();
        if (round > 0) side.perSecond.push(perRound / seconds); // the first one only warms up
      }
    }
  } finally {
    await db.close();
    await pool.end();
  }
  console.log(
    alignColumns([
      [`a second, ${concurrency} at a time, by round`, 'lowest', 'median', 'highest'],
      ...sides.map(({ name, perSecond }) => [
        `  ${name}`,
        ...[0, 50, 100].map((percent) => percentile(perSecond, percent).toFixed(0)),
      ]),
    ]),
  );
  const [ours, theirs] = sides;
  const ratio = median(ours.perSecond.map((each, round) => each / theirs.perSecond[round]!));
  return {
    what: `nudges claimed and completed a second, ${concurrency} at a time`,
    ours: median(ours.perSecond).toFixed(0),
    baseline: median(theirs.perSecond).toFixed(0),
    ratio: ratio.toFixed(2),
    target: 'at least 1',
    met: ratio >= 1,
  };
}

/** Seconds for all of them. */
async function claimAll(db: Database, concurrency: number, fenced: boolean): Promise<number> {
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     select 'bench:' || gen_random_uuid(), gen_random_uuid(), $1, 1 + n % 45, $2, $2::timestamptz + interval '4 hours'
       from generate_series(1, $3::int) n`,
    [post, morning, perRound],
  );
  let done = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (;;) {
        const nudge = await claimNudge(db, [post], morning, defaultTiming.leaseMs);
        if (!nudge) return;
        if (fenced && !(await transaction(db, (tx) => startSending(tx, nudge, 'C1', defaultTiming.leaseMs))))
          return;
        if ((await completeNudge(db, nudge, `1.${nudge.id}`, morning)) === 'sent') done++;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  if (done !== perRound) throw new Error(`${perRound} nudges, ${done} completed`);
  return seconds;
}

/** Seconds from the first job's start until the last is deleted; finding its tables and its tasks is not counted. */
async function workJobs(pool: pg.Pool, concurrency: number): Promise<number> {
  const logger = new Logger(() => () => {});
  const utils = await makeWorkerUtils({ pgPool: pool, logger });
  await utils.migrate();
  await utils.addJobs(Array.from({ length: perRound }, (_, n) => ({ identifier: post, payload: { n } })));
  await utils.release();
  let done = 0;
  let began = 0;
  const events: WorkerEvents = new EventEmitter();
  events.once('job:start', () => {
    began = performance.now();
  });
  await runOnce({
    pgPool: pool,
    concurrency,
    logger,
    events,
    noHandleSignals: true,
    taskList: { [post]: () => void done++ },
  });
  // It does not wait for its last deletions.
  const countLeft = async () => (await pool.query('select from graphile_worker.jobs')).rowCount;
  for (const endsAt = Date.now() + 1_000; (await countLeft()) && Date.now() < endsAt; );
  const seconds = (performance.now() - began) / 1000;
  const left = await countLeft();
  if (done !== perRound || left) throw new Error(`${perRound} jobs, ${done} done, ${left} left`);
  return seconds;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
