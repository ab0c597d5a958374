import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { writeHistory } from '../../demo/history/write.ts';
import { defaultSeed } from '../../demo/random.ts';
import { rehearse } from '../../demo/slack/populate.ts';
import { exportAll } from '../../src/cli/archive/export-all.ts';
import { importAll } from '../../src/cli/archive/import-all.ts';
import { archivedTables, leftBehind } from '../../src/store/archive/tables.ts';
import { writeArchive } from '../../src/store/archive/write-archive.ts';
import { type Database, openDatabase } from '../../src/store/db/database.ts';
import { createDatabase, testDatabase } from '../support/database.ts';

const now = () => new Date('2026-06-10T13:30:00Z');
const folder = await mkdtemp(path.join(tmpdir(), 'rapport-archive-'));
afterAll(() => rm(folder, { recursive: true }));

/** As an owner: the bot's role can't set sequences. */
async function ownersDatabase(): Promise<Database> {
  const url = await createDatabase({ migrated: true, role: 'owner' });
  const db = openDatabase({ url, statementTimeoutMs: 30_000 });
  afterAll(() => db.close());
  return db;
}

const { db } = await testDatabase({ statementTimeoutMs: 30_000 });
await writeHistory(db, await rehearse(), defaultSeed);
/** What the demo has none of, and what could get lost on the way. */
const more = [
  `update partner set merged_into = (select max(id) from partner) where id = (select min(id) from partner)`,
  `update partner set name = 'Zoë "Zo" 🏡 \\\\ Núñez', growing = e'line\\nof\\ttwo \\u2028' where id = (select min(id) + 1 from partner)`,
  `update capture set added_to = (select max(id) from capture) where id = (select min(id) from capture)`,
  `update nudge set lease_until = '2026-06-09T12:00:00.123Z', fence = 3 where id = (select min(id) from nudge)`,
  `insert into absence (member_id, from_day, to_day, cover_id) select min(id), '2026-07-01', '2026-07-04', max(id) from member`,
  `insert into loan (partner_id, owner_id, cover_id, from_day, to_day, made_by)
     select (select min(id) from partner), min(id), max(id), '2026-07-01', '2026-07-04', min(id) from member`,
  `insert into draft (request_key, member_id, said, made_at) select 'k', min(id), 'coffee with "Dana"', now() from member`,
  `insert into hold (partner_id, placed_by, placed_at, reason) select (select min(id) from partner), min(id), now(), 'a case' from member`,
  `select setval('draft_id_seq', 90)`,
  `insert into retention (kind, months) values ('notes', null), ('changes', 3)`,
  `insert into branch_result (branch_id, month, closed_loans, imported_at) select min(id), '2026-05-01', 7, now() from branch`,
  `insert into trace (made_at, subject, subject_id, action, before, after)
     values (now(), 'partner', 1, 'edited', null, '{"b": [1, 2.50, null], "a": {"ä": "\\"x\\""}}')`,
  `insert into trace (made_at, subject, subject_id, action) select now(), 'partner', n, 'edited' from generate_series(1, 2300) n`,
  `insert into trace_text (trace_id, field, before, after) select max(id), 'reason', null, '' from trace`,
  `insert into erasure_mention (trace_id, kind, row_id) select max(id), 'note', 5 from trace`,
];
for (const statement of more) await db.query(statement);
for (const { name } of archivedTables) {
  const [any] = await db.query(`select from ${name} limit 1`);
  if (!any) await fill(name);
}

/** One row of what is still empty. */
async function fill(name: string): Promise<void> {
  const rows: Record<string, string> = {
    workspace: `insert into workspace (team_id, bot_user_id) values ('T1', 'U1')`,
    showing: `insert into showing (nudge_id, partner_id, member_id, shown_on, position, reason, line)
       select (select min(id) from nudge), (select min(id) from partner), min(id), '2026-06-09', 1, 'due', '{}' from member`,
    growing_text: `insert into growing_text (capture_id, partner_id, said)
       select (select min(id) from capture), min(id), 'listings' from partner`,
    question: `insert into question (partner_id, member_id, wording, chosen_on)
       select (select min(id) from partner), min(id), 'one thing', '2026-06-09' from member`,
    standing: `insert into standing (week, branch_id, in_rhythm, counted, trend, place, of)
       select '2026-06-08', min(id), 3, 4, '{-1,50}', 1, 1 from branch`,
  };
  await db.query(rows[name] ?? `select no_row_for_${name}`);
}

function collect(): { out: Writable; read(): string } {
  const parts: string[] = [];
  const out = new Writable({
    write(chunk, _, done) {
      parts.push(String(chunk));
      done();
    },
  });
  return { out, read: () => parts.join('') };
}

async function exported(from: Database): Promise<string> {
  const { out, read } = collect();
  await writeArchive(from, async (lines) => void out.write(lines));
  return read();
}

async function imported(into: Database, content: string): Promise<{ code: number; says: string }> {
  const file = path.join(folder, 'archive.jsonl');
  await writeFile(file, content);
  const [out, err] = [collect(), collect()];
  const code = await importAll({ db: into }, file, { out: out.out, err: err.out });
  return { code, says: out.read() + err.read() };
}

/** Every row as Postgres itself prints it. */
const rowsOf = async (of: Database, table: string) =>
  (await of.query<{ row: string }>(`select t::text as row from ${table} t`)).map(({ row }) => row).sort();

describe('an archive', () => {
  test('holds every table, or says why not', async () => {
    const tables = await db.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')`,
    );
    const known = [...archivedTables.map(({ name }) => name), ...Object.keys(leftBehind)];
    expect(known.sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  test('has each table after those it refers to, or fills the reference in later', async () => {
    const keys = await db.query<{ from: string; to: string; column: string }>(
      `select c.conrelid::regclass::text as "from", c.confrelid::regclass::text as "to", a.attname as column
         from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
        where c.contype = 'f' and c.connamespace = current_schema()::regnamespace`,
    );
    expect(keys.length).toBeGreaterThan(60);
    const placeOf = (table: string) => archivedTables.findIndex(({ name }) => name === table);
    const early = keys.filter(({ from, to }) => placeOf(to) >= placeOf(from));
    const later = archivedTables.flatMap(({ name, later = [] }) =>
      later.map((column) => `${name}.${column}`),
    );
    expect(early.map(({ from, column }) => `${from}.${column}`).sort()).toEqual(later.sort());
  });

  test('writes rows in the order of a key', async () => {
    const unique = await db.query<{ table: string; columns: string[] }>(
      `select i.indrelid::regclass::text as table, array_agg(a.attname::text order by a.attname) as columns
         from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
        where i.indisprimary group by i.indexrelid, i.indrelid`,
    );
    for (const { name, key } of archivedTables)
      expect([name, key.map((one) => one.split(' ')[0]).sort()]).toEqual([
        name,
        unique.find(({ table }) => table === name)?.columns,
      ]);
  });

  test('reads back identically, row by row, and writes the same bytes again', async () => {
    const file = await exported(db);
    const other = await ownersDatabase();
    expect(await imported(other, file)).toEqual({
      code: 0,
      says: expect.stringMatching(
        /^Read [\d,]+ rows\. Start Rapport with this database now, and the other one no more\.\n$/,
      ),
    });
    for (const { name } of archivedTables) {
      const rows = await rowsOf(db, name);
      expect(rows.length, name).toBeGreaterThan(0);
      expect(await rowsOf(other, name), name).toEqual(rows);
    }
    expect(await exported(other)).toBe(file);
    // Ids go on where they were.
    const nextId = async (of: Database) =>
      (await of.query<{ id: number }>(`select nextval('draft_id_seq')::int as id`))[0]!.id;
    expect([await nextId(other), await nextId(db)]).toEqual([91, 91]);
  });

  test('is written a page at a time, no faster than it is taken, and leaves a trace', async () => {
    const pages: number[] = [];
    await writeArchive(db, async (lines) => void pages.push(lines.split('\n').length - 1));
    expect(Math.max(...pages)).toBe(1_000);
    const slow = new PassThrough({ highWaterMark: 1 });
    const err = collect();
    const [code, all] = await Promise.all([
      exportAll({ db, now }, { out: slow, err: err.out }).finally(() => slow.end()),
      text(slow),
    ]);
    expect(code).toBe(0);
    const rows = all.trimEnd().split('\n').length;
    expect(err.read()).toMatch(/^Wrote [\d,]+ rows\.\n$/);
    const [trace] = await db.query<{ after: { rows: number } }>(
      `select after from trace where action = 'exported' order by id desc limit 1`,
    );
    expect(trace!.after).toMatchObject({ scope: 'everything' });
    expect(trace!.after.rows).toBeLessThan(rows);
    expect(JSON.parse(all.trimEnd().split('\n').at(-1)!)).toEqual({ end: true, rows: trace!.after.rows });
  });
});

describe('an archive is refused, and nothing of it is kept,', async () => {
  const file = await exported(db);
  const lines = file.trimEnd().split('\n');
  const first = (table: string) => lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  const other = await ownersDatabase();
  const without = (at: number) => lines.filter((_, index) => index !== at).join('\n');
  test.each([
    ['when it breaks off', () => lines.slice(0, -1).join('\n'), 'the file breaks off before its end.'],
    [
      'when a line is cut',
      () => lines.join('\n').slice(0, -4),
      /^line \d+ isn’t JSON; the file may have been cut or edited\.$/,
    ],
    [
      'when a row is missing',
      () => without(first('trace')),
      /^line \d+ counts \d+ rows, but there are \d+\.$/,
    ],
    [
      'when rows are out of order',
      () => [lines[0], lines[first('member')], ...lines.slice(1)].join('\n'),
      /^line 3 has a row of workspace, which belongs before member\.$/,
    ],
    [
      'when it has another table',
      () => [lines[0], '{"table":"x","row":{}}', ...lines.slice(1)].join('\n'),
      'line 2 has an unknown table, x.',
    ],
    [
      'when it is of another format',
      () => file.replace('"version":1', '"version":2'),
      'the file has format 2; this release reads format 1.',
    ],
    [
      'when it is of another release',
      () => file.replace(/"migration":"\d+/, '"migration":"1'),
      /^the file is from a database at migration 1_\w+, and this one is at \w+: use the same release for both\.$/,
    ],
    ['when it is something else', () => 'name\nDana Lee\n', /^line 1 isn’t JSON/],
    ['when it is some other JSON', () => '{"name":"x"}\n', 'the file isn’t one that export all wrote.'],
    ['when it is empty', () => '', 'the file is empty.'],
    ['when a line has no end', () => 'x'.repeat(16_100_000), /^a line of the file has no end: /],
    [
      'when a sequence is none',
      () => file.replace(/("draft_id_seq","last":)\d+/, '$10'),
      /^the sequence draft_id_seq can’t be kept: /,
    ],
    [
      'when a row refers to no one',
      () => without(first('area')).replace(/"rows":(\d+)/, (_, n) => `"rows":${n - 1}`),
      /^the rows of branch from line \d+ on can’t be kept: .*branch_area_id_fkey/,
    ],
  ])('%s', async (_, content, why) => {
    const { code, says } = await imported(other, content());
    expect(code).toBe(2);
    expect(says.trimEnd().replace('Nothing was imported: ', '')).toMatch(why);
    for (const { name } of archivedTables) expect(await rowsOf(other, name)).toEqual([]);
  });

  test('when ids would come again', async () => {
    const fresh = await ownersDatabase();
    const content = without(lines.findIndex((line) => line.startsWith('{"sequence":"partner_id_seq"')));
    expect(await imported(fresh, content)).toEqual({
      code: 2,
      says: 'Nothing was imported: the file lacks the last id given out in partner, or has an earlier one.\n',
    });
    expect(await rowsOf(fresh, 'partner')).toEqual([]);
  });

  test('by a database that has anything', async () => {
    const full = await ownersDatabase();
    await full.query(`insert into workspace (team_id, bot_user_id) values ('T1', 'U1')`);
    expect(await imported(full, file)).toEqual({
      code: 2,
      says: 'Nothing was imported: the database isn’t empty: it has rows in workspace. Use a new one that only migrate has touched.\n',
    });
  });

  test('when there is none', async () => {
    const err = collect();
    expect(await importAll({ db: other }, '/nowhere/all.jsonl', { out: err.out, err: err.out })).toBe(2);
    expect(err.read()).toBe('There’s no file /nowhere/all.jsonl.\n');
  });
});
