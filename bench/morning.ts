import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { composeDigest } from '../src/domain/digest/digest.ts';
import type { Member } from '../src/domain/members/member.ts';
import { defaultTiming } from '../src/schedule/engine/timing.ts';
import { posts } from '../src/schedule/posts/posts.ts';
import { type Database, openDatabase, type Sql } from '../src/store/db/database.ts';
import { loadDigestInput } from '../src/store/digest/digest.ts';
import { loadShownLines } from '../src/store/digest/digest-lines.ts';
import { findMemberById } from '../src/store/members/members.ts';
import { enqueueDueSchedules } from '../src/store/nudges/schedules.ts';
import { type Figure, median, printTable } from './figures.ts';
import { openLenderServer } from './lender/database.ts';
import { morning, nameScale, today } from './lender/size.ts';
import { planByHand, readByHand } from './morning-by-hand.ts';

/** Fewer for a large lender, which has many similar digests. */
const roundsFor = (members: number): number => (members > 2_000 ? 2 : 5);
/** Enough for the heap to reach the size that the first digests need, whatever the size of the lender. */
const warmUpDigests = 450;
const concurrency = defaultTiming.senders;
const expiresAt = new Map([['digest', posts.digest!.expiresAt]]);

/**
 * The lender's busiest morning: every digest schedule comes due, and half of the members have someone to reach. Measures the
 * planning, then reading each digest's facts and lines, against hand-written SQL for the same facts.
 */
export async function run(scales: readonly number[] = [0.01]): Promise<Figure[]> {
  const server = await openLenderServer();
  try {
    const figures: Figure[] = [];
    for (const scale of scales) figures.push(...(await measure(await server.open(scale), scale)));
    return figures;
  } finally {
    await server.close();
  }
}

async function measure(url: string, scale: number): Promise<Figure[]> {
  const db = openDatabase({ url, max: concurrency, statementTimeoutMs: 60_000 });
  const byHand = new pg.Pool({ connectionString: url, max: concurrency });
  try {
    await putBack(db);
    const at = nameScale(scale);
    const members = await loadMembers(db);
    const planning = await comparePlanning(db, byHand, roundsFor(members.length));
    const reading = await compareReading(db, byHand, members);
    const memoryMb = await measureMemory(url);
    console.log(
      `${at}: ${planning.made} digests planned in ${planning.ours.toFixed(0)} ms, by hand ${planning.byHand.toFixed(0)} ms; ` +
        `${reading.digests} of them have lines, ${reading.lines} in all; ` +
        `per digest ${(reading.ours / planning.made).toFixed(2)} ms, by hand ${(reading.byHand / planning.made).toFixed(2)} ms, ` +
        `and ${(reading.queries / planning.made).toFixed(2)} queries; ratios ${planning.ratio.toFixed(2)} and ${reading.ratio.toFixed(2)}`,
    );
    const ms = (value: number) => `${value.toFixed(0)} ms`;
    const compared = (what: string, one: { ours: number; byHand: number; ratio: number }): Figure => ({
      what: `${at}: ${what}`,
      ours: ms(one.ours),
      baseline: ms(one.byHand),
      ratio: one.ratio.toFixed(2),
      target: 'at most 1.5',
      met: one.ratio <= 1.5,
    });
    return [
      compared(`planning ${planning.made} digests`, planning),
      compared(`reading their facts and lines (${reading.digests} with lines)`, reading),
      {
        what: `${at}: memory growth of a process that does both`,
        ours: `${memoryMb.toFixed(0)} MB`,
        baseline: '',
        ratio: '',
        target: 'under 64 MB',
        met: memoryMb < 64,
      },
    ];
  } finally {
    await putBack(db);
    await db.close();
    await byHand.end();
  }
}

/** The sides alternate, each from the same state. Takes the median of the rounds' ratios: the machine's speed varies. */
async function comparePlanning(db: Database, byHand: pg.Pool, rounds: number) {
  const times = { ours: [] as number[], byHand: [] as number[] };
  const results = new Set<string>();
  let made = 0;
  const sides = [
    ['ours', () => enqueueDueSchedules(db, expiresAt, morning)],
    ['byHand', () => planByHand(byHand, morning)],
  ] as const;
  for (let round = 0; round <= rounds; round++) {
    for (const [side, plan] of round % 2 === 0 ? sides : [...sides].reverse()) {
      const began = performance.now();
      made = await plan();
      if (round > 0) times[side].push(performance.now() - began); // the first round is a warm-up
      results.add(`${made} made, ${await digestOfPlanned(db)}`);
      await planAgain(db);
      await putBack(db);
    }
  }
  if (results.size > 1) throw new Error(`planned differently: ${[...results].join('; ')}`);
  return { made, ...summarize(times) };
}

/** @throws if planning again makes a nudge, either right away or after the schedules are set back */
async function planAgain(db: Database): Promise<void> {
  if ((await enqueueDueSchedules(db, expiresAt, morning)) > 0) throw new Error('planning again made nudges');
  await db.query(backSql);
  if ((await enqueueDueSchedules(db, expiresAt, morning)) > 0) throw new Error('a digest was planned twice');
}

const digestOfPlanned = async (db: Database): Promise<string> =>
  (
    await db.query<{ sum: string }>(
      `select md5(string_agg(concat(n.key, n.due_at, n.expires_at, s.next_at), ',' order by n.key)) as sum
         from nudge n join schedule s on s.member_id = n.member_id and s.post = n.post where n.state = 'planned'`,
    )
  )[0]!.sum;

const backSql = `update schedule s set next_at = (date '${today}' + s.local_time::time) at time zone s.zone`;

/** Restores the lender's database, which is kept from run to run. */
async function putBack(db: Database): Promise<void> {
  await db.query(`delete from nudge where due_at >= '${today}'`);
  await db.query(backSql);
  for (const table of ['nudge', 'schedule']) await db.query(`vacuum analyze ${table}`);
}

async function compareReading(db: Database, byHand: pg.Pool, members: number[]) {
  const counted = countQueries(db);
  const times = { ours: [] as number[], byHand: [] as number[] };
  const said = { digests: 0, lines: 0 };
  const sides = [
    ['ours', (id: number) => readOurs(counted.sql, id).then((lines) => count(said, lines))],
    ['byHand', (id: number) => readByHand(byHand, id)],
  ] as const;
  const rounds = roundsFor(members.length);
  for (let round = 0; round <= rounds; round++) {
    for (const [side, read] of round % 2 === 0 ? sides : [...sides].reverse()) {
      const began = performance.now();
      await inTurn(members, read);
      if (round > 0) times[side].push(performance.now() - began);
    }
  }
  const of = rounds + 1;
  return {
    digests: said.digests / of,
    lines: said.lines / of,
    queries: counted.count() / of,
    ...summarize(times),
  };
}

const count = (said: { digests: number; lines: number }, lines: number): void => {
  said.digests += Math.sign(lines);
  said.lines += lines;
};

/** Reads as the digest does. Returns the number of lines, 0 if the digest would be empty. */
async function readOurs(sql: Sql, memberId: number): Promise<number> {
  const member = (await findMemberById(sql, memberId)) as Member;
  const plan = composeDigest(await loadDigestInput(sql, member, today), today);
  if (plan?.kind !== 'lines') return 0;
  return (await loadShownLines(sql, member, plan.lines, today)).length;
}

function countQueries(db: Database): { sql: Sql; count(): number } {
  let queries = 0;
  return {
    sql: {
      query(text, values) {
        queries++;
        return db.query(text, values);
      },
    },
    count: () => queries,
  };
}

const loadMembers = async (db: Database): Promise<number[]> =>
  (await db.query<{ id: number }>('select id from member order by id')).map((row) => row.id);

async function inTurn(ids: readonly number[], work: (id: number) => Promise<unknown>): Promise<void> {
  const left = ids.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const id of left) await work(id);
    }),
  );
}

const summarize = ({ ours, byHand }: { ours: number[]; byHand: number[] }) => ({
  ours: median(ours),
  byHand: median(byHand),
  ratio: median(ours.map((value, round) => value / byHand[round]!)),
});

/** Peak resident memory, in MB, of a process that plans and reads everything, minus its memory after warm-up. */
async function measureMemory(url: string): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), [url], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`it exited with code ${code}`)),
  );
  ended.catch(() => undefined);
  const [grownMb] = (await Promise.race([once(child, 'message'), ended])) as [number];
  return grownMb;
}

async function watchMemory(url: string): Promise<void> {
  const db = openDatabase({ url, max: concurrency, statementTimeoutMs: 60_000 });
  const members = await loadMembers(db);
  const warm = Array.from({ length: warmUpDigests }, (_, nr) => members[nr % members.length]!);
  await inTurn(warm, (id) => readOurs(db, id));
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 10);
  await enqueueDueSchedules(db, expiresAt, morning);
  await inTurn(members, (id) => readOurs(db, id));
  clearInterval(watch);
  await db.close();
  process.send?.((highest - before) / 1e6);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.send) await watchMemory(process.argv[2]!);
  else printTable(await run());
}
