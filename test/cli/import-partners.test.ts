import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writePartners } from '../../src/cli/partners/export-partners.ts';
import { importPartners } from '../../src/cli/partners/import-partners.ts';
import { undoPartners } from '../../src/cli/partners/undo-import.ts';
import { startProgress } from '../../src/cli/progress.ts';
import type { SlackPerson } from '../../src/domain/members/slack-user.ts';
import { partnerColumns } from '../../src/domain/partners/partner-columns.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { everything, number, planted } from '../support/planted.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'rapport-import-'));
afterAll(() => rm(folder, { recursive: true }));

const tables = ['partner', 'relationship', 'relationship_fact', 'capture', 'touchpoint', 'member', 'trace'];
beforeEach(async () => {
  await emptyDatabase(db);
  await db.query(`insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York')`);
});

const people = new Map(
  ['priya', 'sam', 'luis', 'ana'].map((name): [string, SlackPerson] => [
    `${name}@example.com`,
    {
      slackUserId: `U${name.toUpperCase()}`,
      name: name[0]!.toUpperCase() + name.slice(1),
      email: `${name}@example.com`,
      timeZone: 'America/New_York',
    },
  ]),
);

async function run(
  content: string | Buffer | { file: string },
  {
    branch = 'C1',
    dryRun = false,
    isTerminal = false,
    to,
    problems,
  }: { branch?: string; dryRun?: boolean; isTerminal?: boolean; to?: Writable; problems?: string } = {},
) {
  let file = path.join(folder, 'partners.csv');
  if (typeof content === 'object' && 'file' in content) file = content.file;
  else await writeFile(file, content);
  const out = collect();
  const err = collect();
  const code = await importPartners(
    {
      db,
      slack: {} as WebClient,
      log: pino({ level: 'silent' }),
      now: () => new Date('2026-06-09T13:30:00Z'),
    },
    { file, branch, dryRun, problems },
    { out: to ?? out.stream, err: err.stream, isTerminal },
    async (emails) =>
      new Map(emails.flatMap((email) => (people.has(email) ? [[email, people.get(email)!]] : []))),
  );
  return { code, out: out.text(), err: err.text() };
}

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

async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await db.query<{ count: number }>(`select count(*) from ${table}`);
    counts[table] = row!.count;
  }
  return counts;
}

const names = async () =>
  (await db.query<{ name: string }>('select name from partner order by id')).map((row) => row.name);

describe('the sample file', () => {
  it('is imported completely, makes its owners members, and adds nothing the second time', async () => {
    const first = await run({ file: 'samples/partners.csv' });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out.replace(/import undo \d+/, 'import undo ID')).toBe(
      [
        'Read 61 rows for Tampa.',
        '60 partners added. 0 already here, 0 rows skipped.',
        '1 existing partner now has an additional owner.',
        'Added to Rapport: Ana, Luis, Priya, and Sam.',
        '4 partners added without an owner.',
        'First meetings are spread over up to 3 weeks, as many a week as each owner has time for.',
        'To undo it within 24 hours: npm run rapport -- import undo ID',
        '',
      ].join('\n'),
    );
    const before = await countRows();
    expect(before).toMatchObject({ partner: 60, relationship: 61, member: 4 });

    const second = await run({ file: 'samples/partners.csv' });
    expect(second.code).toBe(0);
    expect(second.out).toContain('0 partners added. 61 already here, 0 rows skipped.');
    expect(await countRows()).toEqual(before);
  });

  it('is only tried in a dry run, which reports the same and writes nothing', async () => {
    const { code, out } = await run({ file: 'samples/partners.csv' }, { dryRun: true });
    expect(code).toBe(0);
    expect(out).toContain('Checked 61 rows for Tampa. Nothing was saved.');
    expect(out).toContain('60 partners to add. 0 already here, 0 rows to skip.');
    expect(out).toContain('Will be added to Rapport: Priya, Sam, Luis, and Ana.');
    expect(out).toContain('First meetings are spread over up to 3 weeks');
    expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
  });

  it('leaves one line of trace', async () => {
    await run({ file: 'samples/partners.csv' });
    const rows = await db.query(
      `select action, after->>'partners' as partners from trace where subject = 'branch'`,
    );
    expect(rows).toEqual([{ action: 'partners imported', partners: '60' }]);
  });
});

describe('import undo', () => {
  const undo = async (id: string, at = '2026-06-09T15:00:00Z') => {
    const out = collect();
    const code = await undoPartners({ db, now: () => new Date(at) }, id, out.stream);
    return { code, out: out.text() };
  };

  it('takes back what the import with this id added, within a day', async () => {
    const { out } = await run({ file: 'samples/partners.csv' });
    const [, id] = /import undo (\d+)$/m.exec(out)!;
    expect(await undo(id!, '2026-06-10T13:30:01Z')).toEqual({
      code: 1,
      out: expect.stringContaining('Too late to undo'),
    });
    expect(await undo(id!)).toEqual({
      code: 0,
      out: 'Undone: the import into Tampa. 60 partners removed.\nNo longer in Rapport: Ana, Luis, Priya, and Sam. The import had added them.\n',
    });
    expect(await db.query('select from partner where merged_into is null')).toEqual([]);
    expect((await run({ file: 'samples/partners.csv' })).out).toContain('60 partners added. 0 already here');
  });

  it('knows no other ids', async () => {
    expect(await undo('7')).toEqual({ code: 1, out: 'There is no import with this id.\n' });
    await expect(undo('seven')).rejects.toThrow('import undo takes the id');
  });
});

describe('cells that cannot be used', () => {
  it('cost no partner, are told by line and column, and leave the exit code 0', async () => {
    const { code, out } = await run('name,tier,phone\nDana,sometimes,none\nMarcus,core,12\nJoan,often,12\n');
    expect(code).toBe(0);
    expect(out).toContain('left out: line 2, tier: “sometimes” isn’t a tier\n');
    expect(out).toContain('left out: phone: “12” isn’t a phone number (2 rows)\n');
    expect(out).toContain('3 partners added. 0 already here, 0 rows skipped.');
    expect(await names()).toEqual(['Dana', 'Marcus', 'Joan']);
  });

  it('of many kinds are told up to a hundred, then counted, for ten thousand of them', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `Partner ${i},kind ${i},12`).join('\n');
    const { code, out } = await run(`name,kind,phone\n${rows}\n`);
    expect(code).toBe(0);
    const told = out.split('\n').filter((line) => line.startsWith('left out: '));
    expect(told).toHaveLength(101);
    expect(told[0]).toBe('left out: line 2, kind: “kind 0” became other');
    expect(told[1]).toBe('left out: phone: “12” isn’t a phone number (10,000 rows)');
    expect(told.at(-1)).toBe('left out: 9,901 more');
    expect(out).toContain('10,000 partners added. 0 already here, 0 rows skipped.');
  });

  it('in columns that we don’t keep are told by the column’s name', async () => {
    const { code, out } = await run('name,Notes,Street,problem\nDana,her rate is up,1 Bay St,\n');
    expect(code).toBe(0);
    expect(out).toContain('Left out: Notes, Street.\n');
  });

  it('with a megabyte are told like any other', async () => {
    const { code, out } = await run(`name,growing\nDana,"${'ab\n'.repeat(350_000)}"\nMarcus,\n`);
    expect(code).toBe(0);
    expect(out).toContain('left out: line 2, growing: has 1,049,999 characters; the limit is 500\n');
    expect(await names()).toEqual(['Dana', 'Marcus']);
  });
});

describe('bad rows', () => {
  it('are reported with line and column, no matter how many lines earlier rows take, and the good ones are imported', async () => {
    const { code, out } = await run(
      'name,tier,growing\r\nDana Lee,core,"one\r\ntwo\r\nthree"\r\n\r\n,gold,houses\r\n"Marcus\r\nWebb",keep,\r\n!!!,core,\r\n',
    );
    expect(code).toBe(1);
    expect(out).toContain('line 6, column name: is missing\n');
    expect(out).toContain('line 9, column name: “!!!” has no letters\n');
    expect(out).toContain('2 partners added. 0 already here, 2 rows skipped.');
    expect(await names()).toEqual(['Dana Lee', 'Marcus Webb']);
  });

  it('come back as a file that can be fixed and imported, without what must not be kept', async () => {
    await db.query(
      `insert into member (slack_user_id, branch_id, name, zone, state)
       select 'USAM', id, 'Sam Cole', 'America/Chicago', 'left' from branch`,
    );
    const problems = path.join(folder, 'to-fix.csv');
    const { code } = await run(
      `Full Name;Job Title;Cell;Notes;Owner;Last Contact;Brokerage
Joan;CPA;813-555-0101;her rate is up;sam@example.com;5/21/26;Roe
;Realtor;813-555-0142;;;May 21;Lee & Co, Inc.
${planted};;813-555-0102;;;;
Dana;;;;;;
`,
      { problems },
    );
    expect(code).toBe(1);
    const written = await readFile(problems, 'utf8');
    expect(written.split('\r\n')).toEqual([
      `\ufeff${partnerColumns.join()},same_as,problem`,
      expect.stringMatching(
        /^Joan,Roe,accountant,resting,sam@example\.com,813-555-0101,,2026-05-21,call,,,,,"?line 2, column owner_email: Sam Cole has left;/,
      ),
      ',"Lee & Co, Inc.",Realtor,,,813-555-0142,,May 21,,,,,,"line 3, column name: is missing (“Lee & Co, Inc.”)"',
      expect.stringMatching(/^,,,,,813-555-0102,,,,,,,,"line 4, column name: looks like borrower data/),
      '',
    ]);
    const fixed = written.replace('\n,"Lee', '\nDana Lee,"Lee').replace('sam@', 'priya@');
    const again = await run(fixed);
    expect(again.out).toContain('2 partners added. 0 already here, 1 row skipped.');
    expect(again.out).not.toContain('Left out');
    const [dana] = await db.query(`select company, kind, phone from partner where name = 'Dana Lee'`);
    expect(dana).toEqual({ company: 'Lee & Co, Inc.', kind: 'realtor', phone: '813-555-0142' });
  });

  it('never go into a file that is already there, and nothing is imported then', async () => {
    const problems = path.join(folder, 'partners.csv');
    const { code, err } = await run('name\nDana\n', { problems });
    expect({ code, err }).toEqual({ code: 2, err: `${problems} is already there; name a new file.\n` });
    expect(await names()).toEqual([]);
    expect(await readFile(problems, 'utf8')).toBe('name\nDana\n');
  });

  it('leave no file behind when there are none', async () => {
    expect((await run('name\nDana\n', { problems: path.join(folder, 'none.csv') })).code).toBe(0);
    expect(await readdir(folder)).not.toContain('none.csv');
  });

  it.each(partnerColumns)(
    'with a borrower’s number lose that cell, which is not shown, whatever the column: %s',
    async (column) => {
      const row = partnerColumns.map((one) => (one === column ? planted : one === 'name' ? 'Joan Roe' : ''));
      const { code, out, err } = await run(
        `${partnerColumns.join()}\nDana Lee${','.repeat(row.length - 1)}\n${row.join()}\n`,
      );
      const isName = column === 'name';
      expect(code).toBe(isName ? 1 : 0);
      expect(out).toContain(
        `line 3, ${isName ? 'column name' : column}: looks like borrower data (a number, score, income, or date of birth)`,
      );
      expect(out + err).not.toContain(number);
      expect(await names()).toEqual(isName ? ['Dana Lee'] : ['Dana Lee', 'Joan Roe']);
      expect(await everything(db)).not.toContain(number);
    },
  );

  it('are each reported, then counted, for ten thousand of them', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `!!!,core,nobody${i}@example.com`).join('\n');
    const { code, out } = await run(`name,tier,email\n${rows}\nDana,core,dana@example.com\n`);
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n');
    for (let i = 0; i < 10_000; i++)
      expect(lines[i]).toBe(`line ${i + 2}, column name: “!!!” has no letters`);
    expect(lines.slice(10_000)).toEqual([
      'Read 10,001 rows for Tampa.',
      '1 partner added. 0 already here, 10,000 rows skipped.',
      '1 partner added without an owner.',
      'Problems by column: name 10,000.',
      'Fix the rows listed above and import the file again; partners already here aren’t added twice.',
      expect.stringMatching(/import undo \d+$/),
    ]);
  });

  it('are read no faster than they are reported, so that they do not pile up in memory', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `!!!,partner ${i}`).join('\n');
    const lineCounts: number[] = [];
    const slow: Writable = new Writable({
      write(chunk, _encoding, done) {
        // Nothing is waiting behind this piece, and it is at most one set: 2,000 rows.
        expect(slow.writableLength).toBe(chunk.length);
        lineCounts.push(String(chunk).split('\n').length - 1);
        setImmediate(done);
      },
    });
    expect((await run(`name,growing\n${rows}\n`, { to: slow })).code).toBe(1);
    expect(lineCounts).toEqual([2_000, 2_000, 2_000, 2_000, 2_000, 4]);
  });

  it('that open a quote and never close it end the reading, and rows before them are imported', async () => {
    const before = Array.from({ length: 3_000 }, (_, i) => `Partner ${i},`).join('\n');
    const { code, out } = await run(`name,company\n${before}\nDana,"Lee & Co\nMarcus,\n`);
    expect(code).toBe(1);
    expect(out).toContain('line 3002: a quote opens in this row and never closes');
    expect(await names()).toHaveLength(3_000);
  });

  it('that open a quote and never close it do not load the rest into memory', async () => {
    const { code, out } = await run(`name,company\nDana,\nMarcus,"${'x,y\n'.repeat(3_000_000)}`);
    expect(code).toBe(1);
    expect(out).toContain('line 3: a quote opens in this row and never closes');
    expect(await names()).toEqual(['Dana']);
  });
});

describe('a file', () => {
  it.each([
    ['19-own-sheet.xlsx', 'sheet.xlsx'],
    ['20-right-columns-baseline.csv', 'partners.csv'],
    ['24-right-columns-utf16le-bom-tab.csv', 'tabs.tsv'],
    ['18-own-sheet.csv', 'sheet.txt'],
    ['08-android-vcard21-quoted-printable.vcf', 'phone.vcf'],
  ])('is read in any format that Slack takes, everyone in it: %s as %s', async (sample, name) => {
    const file = path.join(folder, name);
    await writeFile(file, await readFile(path.join('test/files/samples', sample)));
    const { code, out } = await run({ file });
    expect(code, out).toBe(0);
    expect(await names()).toEqual(expect.arrayContaining(['Dana Lee', 'Marcus Webb']));
  });

  it.each([
    ['with a byte-order mark', '\uFEFFname,tier\nZoë,core\n'],
    ['with the line endings of three systems', 'name,tier\r\nZoë,core\rJoan,\nMarcus,'],
    ['with columns in another order', 'Tier,Name\ncore,Zoë\n'],
    ['in Latin-1', Buffer.from('name,tier\nZoë,core\nRenée,core\n', 'latin1')],
    ['in UTF-16', Buffer.from('\uFEFFname,tier\nZoë,core\n', 'utf16le')],
    ['with semicolons', 'name;tier\nZoë;core\n'],
    ['with first and last names', 'first,last\nZoë,Lee\n'],
    ['with nicknames in loose quotes', 'name,tier\nZoë "Zo" Lee,\n"Zoë" Lee,\n'],
  ])('%s is read', async (_, content) => {
    expect((await run(content)).code).toBe(0);
    expect((await names())[0]).toContain('Zoë');
  });

  it.each([
    ['that is empty', '', 'is empty.'],
    ['with only a header', 'name,tier\n', 'has a header, but no rows.'],
    [
      'with only blank lines',
      '\n\n',
      'no column has names. Name one “Name,” or two “First name” and “Last name.”',
    ],
    [
      'with another header',
      'company,phone\nLee & Co,813-555-0142\n',
      'no column has names. Name one “Name,” or two “First name” and “Last name.” Its first line has “company” and “phone.”',
    ],
    ['that is not there', { file: '/nowhere/partners.csv' }, 'There’s no file /nowhere/partners.csv.'],
    ['that is a folder', { file: tmpdir() }, 'is a folder'],
  ])('%s is refused in one line', async (_, content, reason) => {
    const { code, out, err } = await run(content);
    expect(code).toBe(2);
    expect(err).toContain(reason);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(out).toBe('');
    expect(await names()).toEqual([]);
  });

  it('whose end is not UTF-8 is read in one encoding from its beginning', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => (i === 0 ? 'Zoë' : `Partner ${i}`)).join('\n');
    await run(Buffer.from(`name\n${rows}\nRenée`, 'latin1'));
    const read = await names();
    expect([read[0], read.at(-1), read.length]).toEqual(['Zoë', 'Renée', 5_001]);
  });

  it('for a channel that is not a branch is refused, with what to do', async () => {
    const { code, err } = await run('name\nDana\n', { branch: 'C404' });
    expect(code).toBe(2);
    expect(err).toBe('Channel C404 isn’t a branch yet: type /rapport branch in it first.\n');
  });
});

describe('an export', () => {
  const exported = async () => {
    const { stream, text } = collect();
    await writePartners({ db, now: () => new Date() }, { what: 'partners', branch: 'C1' }, stream);
    return text();
  };

  it('imports into another database as it was, with names, numbers, and words as people entered them', async () => {
    await run({ file: 'samples/partners.csv' });
    await db.query(
      `update partner set name = 'LEE, DANA', company = 'IBM', phone = '813-555-0142 / 813-555-0199', growing = $1,
              birthday = '02-29', anniversary = '09-01' where name = 'Dana Lee'`,
      [`'=1+1\n"first" homes; N/A`],
    );
    await db.query(`update partner set company = 'N/A', growing = '=SUM(A1)' where name = 'Marcus Webb'`);
    const before = await exported();
    await emptyDatabase(db);
    await db.query(`insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York')`);
    const { code, out } = await run(before);
    expect(code).toBe(0);
    expect(out.match(/left out.*/gi)).toEqual(['Left out: next_due.']);
    // Without the ids of another database, and when they are due next.
    const claims = (file: string) => file.replace(/^\d+,(Tampa,)/gm, '$1').replace(/,[\d-]*\r$/gm, '');
    expect(claims(await exported())).toBe(claims(before));
  });
});

describe('owners', () => {
  it('unknown to Slack leave the partner to the branch, and are reported', async () => {
    const { code, out } = await run(
      'name,owner_email,tier\nDana,joe@example.com,core\nMarcus,PRIYA@example.com,\n',
    );
    expect(code).toBe(0);
    expect(out).toContain(
      'No one in Slack has this owner email, so their partners have no owner yet: joe@example.com.',
    );
    const rows = await db.query(
      `select p.name, m.name as owner, m.state from relationship r join partner p on p.id = r.partner_id
         left join member m on m.id = r.owner_id order by p.name`,
    );
    expect(rows).toEqual([
      { name: 'Dana', owner: null, state: null },
      { name: 'Marcus', owner: 'Priya', state: 'active' },
    ]);
  });

  it('over their cap get that row in the next tier with room, and are told', async () => {
    const inner = Array.from({ length: 12 }, (_, i) => `Partner ${i},inner,priya@example.com`).join('\n');
    const { code, out } = await run(`name,tier,owner_email\n${inner}\nDana,core,priya@example.com\n`);
    expect(code).toBe(0);
    expect(out).toContain(
      'left out: tier: Priya’s inner circle is full (10), so this became core (2 rows)\n',
    );
    expect(out).toContain('13 partners added. 0 already here, 0 rows skipped.');
  });
});

describe('progress', () => {
  const start = (isTerminal: boolean) => {
    const { stream, text } = collect();
    let now = 0;
    const progress = startProgress({ to: stream, isTerminal, totalBytes: 1_000, clock: () => now });
    const pass = (ms: number) => {
      now += ms;
    };
    return { progress, text, pass };
  };

  it('redraws one line on a terminal, and removes it', () => {
    const { progress, text, pass } = start(true);
    pass(100);
    progress.at(1_234, 500);
    expect(text()).toBe(`\r\u001b[K${'█'.repeat(15)}${'░'.repeat(15)} 50% · 1,234 rows`);
    progress.at(1_235, 501);
    progress.end();
    expect(text().endsWith('rows\r\u001b[K')).toBe(true);
  });

  it('is an occasional plain line anywhere else', () => {
    const { progress, text, pass } = start(false);
    for (let second = 0; second < 25; second++) {
      pass(1_000);
      progress.at(second, second * 10);
    }
    progress.end();
    expect(text()).toBe('9% · 9 rows\n19% · 19 rows\n');
  });
});

describe('a second import at the same time', () => {
  it('of the same file adds nothing twice', async () => {
    const content = { file: 'samples/partners.csv' };
    const outcomes = await Promise.all([run(content), run(content), run(content)]);
    expect(outcomes.map((outcome) => outcome.code)).toEqual([0, 0, 0]);
    expect(await countRows()).toMatchObject({ partner: 60, relationship: 61, member: 4 });
  });
});
