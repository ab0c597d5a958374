import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { WebClient } from '@slack/web-api';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { writePartners } from '../../src/cli/partners/export-partners.ts';
import { importPartners } from '../../src/cli/partners/import-partners.ts';
import { csvLine } from '../../src/domain/csv-cells.ts';
import type { SlackPerson } from '../../src/domain/members/slack-user.ts';
import { partnerCells, partnerHeader } from '../../src/domain/partners/export-files.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { exportedPartner } from '../support/exported-partner.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'rapport-export-'));
afterAll(() => rm(folder, { recursive: true }));
const now = () => new Date('2026-06-09T13:30:00Z');

async function begin() {
  await emptyDatabase(db);
  await db.query(
    `insert into branch (channel_id, name, zone)
     values ('C1', 'Tampa', 'America/New_York'), ('C2', 'Chicago', 'America/Chicago')`,
  );
}
beforeEach(begin);

const emails = ['priya@example.com', 'sam@example.com'];
const person = (email: string): SlackPerson => ({
  slackUserId: `U${email.toUpperCase()}`,
  name: email,
  email,
  timeZone: 'America/New_York',
});

function collect() {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      parts.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => parts.join('') };
}

async function run(content: string, dryRun = false): Promise<string> {
  const file = path.join(folder, 'partners.csv');
  await writeFile(file, content);
  const [out, err] = [collect(), collect()];
  await importPartners(
    { db, slack: {} as WebClient, log: pino({ level: 'silent' }), now },
    { file, branch: 'C1', dryRun },
    { out: out.stream, err: err.stream, isTerminal: false },
    async (asked) =>
      new Map(asked.filter((email) => emails.includes(email)).map((email) => [email, person(email)])),
  );
  expect(err.text()).toBe('');
  return out.text();
}

async function exported(branch?: string): Promise<string> {
  const { stream, text } = collect();
  await writePartners({ db, now }, { what: 'partners', branch }, stream);
  return text();
}

/** What the file claims: not the ids of this database, nor when someone is due next. In any order. */
const claims = (file: string): string[] =>
  (parse(file, { columns: true }) as Record<string, string>[])
    .map(({ id, next_due, ...rest }) => JSON.stringify(rest))
    .sort();

const partners = fc.array(
  fc.record({
    ...exportedPartner,
    branch: fc.constantFrom('Tampa', 'Chicago'),
    ownerEmail: fc.constantFrom(null, ...emails),
  }),
  { minLength: 6, maxLength: 20 },
);
const fileOf = (rows: readonly (readonly (string | number | null)[])[]) =>
  [partnerHeader, ...rows].map(csvLine).join('');

describe('an export of all branches', () => {
  test('changes nothing where it came from, and reads back into its branches anywhere else', async () => {
    await fc.assert(
      fc.asyncProperty(partners, async (given) => {
        await begin();
        await run(fileOf(given.map((one) => [null, ...partnerCells(one, { all: true }).slice(1)])));
        const file = await exported();
        const preview = await run(file, true);
        expect(preview).toContain('0 partners to add.');
        expect(preview).not.toMatch(/owner|without/);
        await run(file);
        expect(await exported()).toBe(file);
        await begin();
        const out = await run(file);
        expect(out).not.toContain('left out');
        expect(claims(await exported())).toEqual(claims(file));
      }),
      { numRuns: 4 },
    );
  }, 120_000);

  test('goes into the named branch where its own is not here, and says so', async () => {
    expect(await run('id,branch,name\n1,Orlando,Dana Lee\n2,Chicago,Joan Ortiz\n')).toContain(
      'left out: line 2, branch: “Orlando” isn’t a branch; went to Tampa\nRead 2 rows for Tampa and Chicago.\n2 partners added. 0 already here, 0 rows skipped.\n2 partners added without an owner.\n',
    );
    expect(claims(await exported('C2')).join()).toContain('Joan Ortiz');
  });

  test('is not guessed at where two branches have one name', async () => {
    await db.query(`insert into branch (channel_id, name, zone) values ('C3', 'chicago', 'America/Chicago')`);
    expect(await run('id,branch,name\n2,Chicago,Joan Ortiz\n')).toContain(
      'line 2, column branch: more than one branch is named “Chicago”',
    );
  });
});

describe('an id', () => {
  const ids = async () =>
    Object.fromEntries(
      (await db.query<{ name: string; id: number }>('select name, id from partner')).map(({ name, id }) => [
        name,
        id,
      ]),
    );

  test('knows someone who goes by another name now', async () => {
    await run('name,phone,email\nDana Lee,813-555-0142,\nJoan Ortiz,,joan@example.com\n');
    const before = await ids();
    const again = await run(
      `id,branch,name,email\n${before['Dana Lee']},Tampa,Dana Lee,\n${before['Joan Ortiz']},Tampa,Joan Ortiz-Bell,joan@example.com\n`,
    );
    expect(again).toContain('0 partners added. 2 already here');
    expect(await ids()).toEqual(before);
  });

  test('counts only in its own branch, and only if something else of the row is theirs', async () => {
    await run('name,phone\nDana Lee,813-555-0142\nJoan Ortiz,813-555-0199\n');
    const { 'Dana Lee': dana, 'Joan Ortiz': joan } = await ids();
    await run(
      `id,branch,name,phone\n${dana},Chicago,Dana Lee,813-555-0142\n${joan},Tampa,Marcus Webb,813-555-0177\n`,
    );
    expect(
      await db.query(
        'select p.name, b.name as branch from partner p join branch b on b.id = p.branch_id order by p.id',
      ),
    ).toEqual([
      { name: 'Dana Lee', branch: 'Tampa' },
      { name: 'Joan Ortiz', branch: 'Tampa' },
      { name: 'Dana Lee', branch: 'Chicago' },
      { name: 'Marcus Webb', branch: 'Tampa' },
    ]);
  });

  test('of a partner who was merged is the one who was kept', async () => {
    await run('name,phone\nDana Lee,813-555-0142\nDanna Leigh,813-555-0199\n');
    const { 'Dana Lee': kept, 'Danna Leigh': merged } = await ids();
    await db.query(`update partner set merged_into = $1 where id = $2`, [kept, merged]);
    const again = `id,branch,name,phone\n${merged},Tampa,D. Lee,813-555-0142\n`;
    expect(await run(again)).toContain('0 partners added. 1 already here');
    await db.query(`update partner set erased_at = now() where id = $1`, [kept]);
    expect(await run(again)).toContain('1 partner added.');
  });
});
