import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import type { Context } from '../src/context.ts';
import { addDays } from '../src/domain/days/day.ts';
import { closeWeeks } from '../src/schedule/close-weeks.ts';
import { posts } from '../src/schedule/posts/posts.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import type { Nudge } from '../src/store/nudges/nudges.ts';
import { loadBoard } from '../src/store/week/standings.ts';
import { type Figure, median, printTable } from './figures.ts';
import { openLenderServer } from './lender/database.ts';
import { nameScale, today } from './lender/size.ts';
import { closeByHand, readBoardByHand } from './week-by-hand.ts';

const week = addDays(today, -7);
/** Monday afternoon: past noon in every zone. */
const closing = new Date(`${today}T20:00:00Z`);
const friday = new Date(`${addDays(today, 4)}T20:00:00Z`);
const boardRounds = 5;

/**
 * Closing every branch's week on Monday at noon, and every branch's leaderboard on Friday, against hand-written SQL that
 * reads the same facts and writes the same rows but decides and draws nothing.
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
  const db = openDatabase({ url, max: 1, statementTimeoutMs: 60_000 });
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await putBack(db);
    const branches = (await db.query<{ id: number }>('select id from branch order by id')).map(
      ({ id }) => id,
    );
    const context = { db, log: pino({ level: 'silent' }) } as unknown as Context;
    const closed = await compareClosing(context, pool, branches);
    const board = await compareBoards(context, pool, branches);
    return figuresOf(nameScale(scale), branches.length, closed, board);
  } finally {
    await putBack(db);
    await db.close();
    await pool.end();
  }
}

interface Compared {
  ours: number;
  byHand: number;
  ratio: number;
  cpu: number;
}

async function compareClosing(context: Context, pool: pg.Pool, branches: number[]): Promise<Compared> {
  const rounds = branches.length > 200 ? 1 : branches.length > 50 ? 3 : 9;
  const { db } = context;
  return takeTurns(rounds, () => putBack(db), {
    async ours() {
      const closed = await closeWeeks(context, closing);
      if (closed !== branches.length) throw new Error(`${branches.length} branches, ${closed} closed`);
    },
    async byHand() {
      for (const id of branches) await closeByHand(pool, id, week);
    },
  });
}

async function compareBoards(context: Context, pool: pg.Pool, branches: number[]): Promise<Compared> {
  // The standings are computed once for all channels, with the first board of the afternoon.
  const began = process.cpuUsage();
  await loadBoard(context.db, today);
  const making = cpuSince(began);
  const compared = await takeTurns(boardRounds, async () => {}, {
    async ours() {
      for (const id of branches) {
        const composed = await posts.leaderboard!.compose(context, nudgeFor(id), friday);
        if (!('message' in composed)) throw new Error(`no leaderboard for branch ${id}`);
      }
    },
    async byHand() {
      for (const id of branches) await readBoardByHand(pool, id, today);
    },
  });
  return { ...compared, cpu: compared.cpu + making };
}

const nudgeFor = (branchId: number) => ({ branchId, dueAt: friday }) as Nudge;

/** Median milliseconds of each side, and CPU milliseconds of this process in our rounds. Our side runs last; its rows remain. */
async function takeTurns(
  rounds: number,
  prepare: () => Promise<void>,
  work: { ours(): Promise<void>; byHand(): Promise<void> },
): Promise<Compared> {
  const times = { ours: [] as number[], byHand: [] as number[] };
  const cpus: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const oursLast = (rounds - round) % 2 === 1;
    for (const side of oursLast ? (['byHand', 'ours'] as const) : (['ours', 'byHand'] as const)) {
      await prepare();
      const cpu = process.cpuUsage();
      const began = performance.now();
      await work[side]();
      times[side].push(performance.now() - began);
      if (side === 'ours') cpus.push(cpuSince(cpu));
    }
  }
  const ratio = median(times.ours.map((ms, round) => ms / times.byHand[round]!));
  return { ours: median(times.ours), byHand: median(times.byHand), ratio, cpu: median(cpus) };
}

const cpuSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

/** Restores the lender's database, which is kept from run to run. */
async function putBack(db: Database): Promise<void> {
  await db.query(`delete from standing where week >= '${week}'`);
  for (const table of ['member_week', 'branch_week'])
    await db.query(`delete from ${table} where week >= '${week}'`);
  // Channels count as just checked: there is no Slack to ask.
  await db.query(
    `update branch set closed_through = '${addDays(week, -7)}', channel_checked_at = clock_timestamp()`,
  );
}

function figuresOf(at: string, branches: number, closed: Compared, board: Compared): Figure[] {
  const parts = { 'weekly close': closed, 'leaderboards, one by one': board };
  for (const [what, { ours, byHand, ratio }] of Object.entries(parts)) {
    console.log(
      `${at}: ${what}, of ${branches} branches: ${ours.toFixed(0)} ms, by hand ${byHand.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
    );
  }
  const ours = closed.ours + board.ours;
  const byHand = closed.byHand + board.byHand;
  return [
    {
      what: `${at}: weekly close and leaderboards of ${branches} branches`,
      ours: `${ours.toFixed(0)} ms`,
      baseline: `${byHand.toFixed(0)} ms`,
      ratio: (ours / byHand).toFixed(2),
      target: 'at most 1.3',
      met: ours / byHand <= 1.3,
    },
    {
      what: `${at}: CPU time to compute and draw the leaderboards`,
      ours: `${(board.cpu / 1_000).toFixed(2)} s`,
      baseline: '',
      ratio: '',
      target: 'under 5 s',
      met: board.cpu < 5_000,
    },
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
