import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { randomFrom } from 'slack-sandbox';
import { type Database, openDatabase } from '../../../../src/store/db/database.ts';
import { book } from './book.ts';
import { branch } from './branch.ts';
import { captures } from './captures.ts';
import { delivery } from './delivery.ts';
import type { Operations, Pick } from './operation.ts';
import { privacy } from './privacy.ts';
import { keepState, type Scene, setScene } from './scene.ts';

const operations: Operations = { ...captures, ...book, ...branch, ...delivery, ...privacy };

/** How often each of the two runs at once. */
const copies = 3;
/** They start within this time, so that they do not run in step. */
const withinMs = 10;
/** A transaction that is waiting for a lock must find out about a deadlock, not run out of time. */
const statementTimeoutMs = 20_000;

/** Every pair of operations, and each operation with itself. */
export function allPairs(): (readonly [string, string])[] {
  const names = Object.keys(operations);
  return names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));
}

/**
 * Runs each pair at once, several times over, on the same rows. The seed decides who acts on which rows, and when it starts.
 * @param url an empty, migrated database
 * @returns a line for each error that an operation threw, and for deadlocks that no one was told about
 */
export async function tryPairs(
  url: string,
  pairs: readonly (readonly [string, string])[],
  seed: number,
): Promise<string[]> {
  const db = openDatabase({ url, statementTimeoutMs });
  const scene = await setScene(db);
  const kept = await keepState(url);
  const wrong: string[] = [];
  for (const [index, pair] of pairs.entries()) {
    await kept.restore();
    const errors = await tryPair(scene, pair, randomFrom(seed * pairs.length + index));
    wrong.push(...errors.map((error) => `${pair.join(' × ')}: ${error}`));
  }
  await kept.close();
  await db.close();
  const deadlocks = await countDeadlocks(url);
  return deadlocks === 0 ? wrong : [...wrong, `deadlocks by the server's count: ${deadlocks}`];
}

async function tryPair(
  scene: Scene,
  pair: readonly [string, string],
  random: () => number,
): Promise<string[]> {
  const pick = picker(random);
  const runs = pair.flatMap((name) =>
    Array.from({ length: copies }, async () => {
      await setTimeout(Math.floor(random() * withinMs));
      await operations[name]!(scene, pick);
    }),
  );
  const outcomes = await Promise.allSettled(runs);
  return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? describe(outcome.reason) : []));
}

const picker =
  (random: () => number): Pick =>
  (of) =>
    of[Math.floor(random() * of.length)]!;

/** The error with its SQLSTATE, what the server says about it, and the lines of the store that led to it. */
function describe(error: Error & { code?: string; detail?: string }): string {
  const store = (error.stack ?? '').split('\n').filter((line) => /src\/store\/(?!db\/)/.test(line));
  return [`${error.code ?? ''} ${error.message}`, error.detail, ...store].filter(Boolean).join('\n  ');
}

/** Counts the deadlocks in a database that no one else is using. A server process reports its own when it ends. */
async function countDeadlocks(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const others = `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    while ((await client.query(others)).rowCount) await setTimeout(10);
    const { rows } = await client.query<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    return Number(rows[0]!.deadlocks);
  } finally {
    await client.end();
  }
}

/** Returns the operations that change nothing when they run alone, on any of several picks. A pair with one would prove nothing. */
export async function findIdle(url: string): Promise<string[]> {
  // A single connection, whose counters tell what it wrote.
  const db = openDatabase({ url, statementTimeoutMs, max: 1 });
  const scene = await setScene(db);
  const kept = await keepState(url);
  const idle: string[] = [];
  for (const [name, operation] of Object.entries(operations)) {
    let written = 0;
    for (let seed = 1; written === 0 && seed <= 10; seed++) {
      await kept.restore();
      const before = await countWritten(db);
      await operation(scene, picker(randomFrom(seed)));
      written = (await countWritten(db)) - before;
    }
    if (written === 0) idle.push(name);
  }
  await kept.close();
  await db.close();
  return idle;
}

async function countWritten(db: Database): Promise<number> {
  await db.query('select pg_stat_force_next_flush()');
  const [row] = await db.query<{ rows: number }>(
    `select (tup_inserted + tup_updated + tup_deleted)::float8 as rows from pg_stat_database where datname = current_database()`,
  );
  return row!.rows;
}
