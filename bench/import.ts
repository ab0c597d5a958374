import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { WebClient } from '@slack/web-api';
import pg from 'pg';
import { pino } from 'pino';
import type { SlackPerson } from '../src/domain/members/slack-user.ts';
import { openDatabase } from '../src/store/db/database.ts';
import { startEmbeddedPostgres } from '../src/store/db/embedded.ts';
import { migrate } from '../src/store/db/migrate.ts';
import { build } from './touchpoint-processes.ts';

const partners = 100_000;
/** A very large branch. Each member can hold 124 partners in the tiers that have clocks; the rest are resting. */
const owners = 50;
const rowsPerSet = 2_000;
/** The two sides alternate. The fastest round of each counts, because other work on the machine can only slow a round down. */
const rounds = 3;
const zone = 'America/New_York';
const now = new Date('2026-06-09T13:30:00Z');
const people = new Map(
  Array.from({ length: owners }, (_, i): [string, SlackPerson] => [
    `owner${i}@example.com`,
    { slackUserId: `U${i}`, name: `Owner ${i}`, email: `owner${i}@example.com`, timeZone: zone },
  ]),
);

export interface ImportFigures {
  importSeconds: number;
  baselineSeconds: number;
  /** Speed relative to the baseline: baseline seconds ÷ import seconds. */
  ratio: number;
  /** Peak resident memory during the import, minus the process's memory after it has imported one set. */
  memoryGrowthMb: number;
}

/**
 * Imports 100,000 partners from a file, then loads the resulting rows into a second database with bare `unnest` inserts.
 * Goals: at least half as fast as the bare load, and less than 150 MB of memory.
 */
export async function run(): Promise<ImportFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-bench-'));
  const server = await openServer();
  const file = path.join(folder, 'partners.csv');
  const { importPartners } = await loadBuilt();
  const databases: string[] = [];
  try {
    const warmUp = path.join(folder, 'one-set.csv');
    await writeFile(warmUp, rowsPerSet);
    await writeFile(file, partners);
    // Loads and compiles what an import of any size needs, to keep it out of the growth that depends on the file.
    await measureImport(importPartners, await createDatabase(server.url, databases), warmUp);
    const imports: Measured[] = [];
    const bareLoads: { seconds: number; rows: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const imported = await createDatabase(server.url, databases);
      imports.push(await measureImport(importPartners, imported, file));
      bareLoads.push(await measureBareLoad(imported, await createDatabase(server.url, databases)));
    }
    const { rows } = bareLoads[0]!;
    const importSeconds = Math.min(...imports.map((one) => one.seconds));
    const baselineSeconds = Math.min(...bareLoads.map((one) => one.seconds));
    // The first round's: the bare load holds all rows at once and leaves a large heap for the next round.
    const { memoryGrowthMb } = imports[0]!;
    const ratio = baselineSeconds / importSeconds;
    const speed = (seconds: number) =>
      `${Math.round(partners / seconds).toLocaleString('en-US')} partners a second`;
    console.log(
      `import of ${partners.toLocaleString('en-US')} partners (${rows.toLocaleString('en-US')} rows): ` +
        `${importSeconds.toFixed(1)} s, ${speed(importSeconds)}, memory growth ${memoryGrowthMb.toFixed(0)} MB`,
    );
    console.log(`the same rows with bare unnest: ${baselineSeconds.toFixed(1)} s, ${speed(baselineSeconds)}`);
    console.log(`ratio ${ratio.toFixed(2)}`);
    return { importSeconds, baselineSeconds, ratio, memoryGrowthMb };
  } finally {
    for (const name of databases) await onServer(server.url, `drop database if exists ${name} with (force)`);
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** Tiers within the caps: 10 inner, 14 core and 100 keep in touch per owner, spread over the file; the rest are resting. */
function tierOf(place: number): string {
  const nth = Math.floor(place / owners);
  const every = Math.floor(partners / owners / 124);
  if (nth % every !== 0) return 'resting';
  const held = nth / every;
  return held < 10 ? 'inner circle' : held < 24 ? 'core' : held < 124 ? 'keep in touch' : 'resting';
}

async function writeFile(file: string, rows: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write('name,company,kind,tier,owner_email,phone,email,last_touch_on,last_kind,growing\n');
  for (let i = 0; i < rows; i++) {
    const last = i % 2 === 0 ? `2026-0${(i % 5) + 1}-1${i % 10},${i % 3 === 0 ? 'coffee' : 'call'}` : ',';
    const row = `Partner ${i} Lee,"Webb, Ortiz & Co ${i % 5_000}",realtor,${tierOf(i)},owner${i % owners}@example.com,813-${555 + Math.floor(i / 10_000)}-${String(i % 10_000).padStart(4, '0')},p${i}@example.com,${last},first-time buyers\n`;
    if (!stream.write(row)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => {
    stream.end(() => resolve());
  });
}

type Built = typeof import('../src/cli/partners/import-partners.ts');

/** As in production: a thread that runs TypeScript brings a compiler along. */
async function loadBuilt(): Promise<Built> {
  const { rapport } = await build();
  return import(pathToFileURL(path.resolve(path.dirname(rapport), 'cli/partners/import-partners.js')).href);
}

interface Measured {
  seconds: number;
  memoryGrowthMb: number;
}

async function measureImport(
  importPartners: Built['importPartners'],
  url: string,
  file: string,
): Promise<Measured> {
  const db = openDatabase({ url, statementTimeoutMs: 120_000 });
  await db.query(`insert into branch (channel_id, name, zone) values ('C1', 'Tampa', $1)`, [zone]);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 20);
  const began = performance.now();
  const code = await importPartners(
    { db, slack: new WebClient(), log: pino({ level: 'silent' }), now: () => now },
    { file, branch: 'C1', dryRun: false },
    { out: nowhere, err: nowhere, isTerminal: false },
    async (emails) => new Map(emails.map((email) => [email, people.get(email)!])),
  );
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  if (code !== 0) throw new Error(`the import exited with code ${code}`);
  await db.close();
  return { seconds, memoryGrowthMb: (highest - before) / 1024 / 1024 };
}

/** The tables that an import fills, in an order that satisfies the foreign keys, with their column types. */
const tables: Record<string, Record<string, string>> = {
  partner: {
    id: 'int',
    branch_id: 'int',
    name: 'text',
    company: 'text',
    kind: 'text',
    phone: 'text',
    email: 'text',
    growing: 'text',
    name_key: 'text',
    company_key: 'text',
    entered_on: 'date',
  },
  relationship: {
    id: 'int',
    partner_id: 'int',
    owner_id: 'int',
    branch_id: 'int',
    tier: 'text',
    entered_on: 'date',
    touch_due: 'date',
    touch_grace: 'date',
    face_due: 'date',
    face_grace: 'date',
    last_touch_on: 'date',
    last_face_on: 'date',
  },
  relationship_fact: {
    id: 'int',
    relationship_id: 'int',
    kind: 'text',
    on_day: 'date',
    until_day: 'date',
    face_day: 'date',
    tier: 'text',
  },
  capture: { id: 'int', member_id: 'int', source: 'text', made_at: 'timestamptz' },
  touchpoint: { id: 'int', capture_id: 'int', kind: 'text', word: 'text', occurred_on: 'date' },
  touchpoint_partner: { touchpoint_id: 'int', partner_id: 'int' },
  touchpoint_member: { touchpoint_id: 'int', member_id: 'int' },
};

/** One insert per table and set, and nothing else: no parsing, no rules, no search for existing partners. */
async function measureBareLoad(from: string, to: string): Promise<{ seconds: number; rows: number }> {
  const source = new pg.Client({ connectionString: from });
  const target = new pg.Client({ connectionString: to });
  await Promise.all([source.connect(), target.connect()]);
  await copyOwners(source, target);
  const loads: { text: string; sets: unknown[][][] }[] = [];
  let rows = 0;
  for (const [table, columns] of Object.entries(tables)) {
    const names = Object.keys(columns);
    const places = Object.values(columns).map((type, i) => `$${i + 1}::${type}[]`);
    const texts = names.map((name) => (columns[name] === 'int' ? name : `${name}::text`));
    const found = await source.query({ text: `select ${texts} from ${table} order by 1`, rowMode: 'array' });
    rows += found.rows.length;
    const perSet = Math.ceil(found.rows.length / (partners / rowsPerSet));
    const sets: unknown[][][] = [];
    for (let at = 0; at < found.rows.length; at += perSet) {
      const set = found.rows.slice(at, at + perSet);
      sets.push(names.map((_, column) => set.map((row) => row[column])));
    }
    loads.push({ text: `insert into ${table} (${names}) select * from unnest(${places})`, sets });
  }
  const began = performance.now();
  for (let set = 0; set < partners / rowsPerSet; set++) {
    await target.query('begin');
    for (const { text, sets } of loads) {
      if (sets[set]) await target.query({ name: text.slice(0, 40), text, values: sets[set] });
    }
    await target.query('commit');
  }
  const seconds = (performance.now() - began) / 1_000;
  await Promise.all([source.end(), target.end()]);
  return { seconds, rows };
}

/** Copies the branch and its members, which the other rows refer to. */
async function copyOwners(source: pg.Client, target: pg.Client): Promise<void> {
  await target.query(`insert into branch (channel_id, name, zone) values ('C1', 'Tampa', $1)`, [zone]);
  const { rows } = await source.query('select id, slack_user_id from member');
  await target.query(
    `insert into member (id, slack_user_id, branch_id, name, zone) select id, slack, 1, slack, $3
       from unnest($1::int[], $2::text[]) as m(id, slack)`,
    [rows.map((row) => row.id), rows.map((row) => row.slack_user_id), zone],
  );
}

async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.DATABASE_URL;
  return url ? { url, stop: async () => {} } : startEmbeddedPostgres('.data/bench');
}

async function createDatabase(serverUrl: string, made: string[]): Promise<string> {
  const name = `rapport_bench_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name}`);
  made.push(name);
  const url = new URL(serverUrl);
  url.pathname = name;
  await migrate(url.href);
  return url.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run();
