import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { onServer } from '../support/server.ts';
import { checkSql, type Report } from './check.ts';
import { type ExceptionLists, readExceptions } from './exceptions.ts';
import { openPreparer } from './prepare.ts';
import { openProject } from './project.ts';

const url = await createDatabase({ migrated: false });
await onServer(
  url,
  `create table branch (id int primary key, name text not null);
   create table partner (
     id int primary key, branch_id int not null, name text not null, company text, met_on date, tags text[] not null,
     added_at timestamptz not null, notes jsonb);`,
);

const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'sql-check-')));
afterAll(() => rm(folder, { recursive: true }));
await writeFile(
  path.join(folder, 'tsconfig.json'),
  JSON.stringify({ compilerOptions: { strict: true, target: 'es2023', types: [], noEmit: true } }),
);

const none: ExceptionLists = { dynamic: {}, neverNull: {}, json: {} };
const sql = `declare const sql: { query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]> };\n`;

/** Checks a source that speaks to `sql`. */
async function check(source: string, lists: Partial<ExceptionLists> = {}): Promise<Report> {
  await writeFile(path.join(folder, 'source.ts'), `${sql}${source}\nexport {};`);
  const project = openProject(folder, (file) => file === 'source.ts');
  const preparer = await openPreparer(url);
  try {
    return await checkSql(project, preparer, readExceptions({ ...none, ...lists }));
  } finally {
    project.close();
    await preparer.close();
  }
}

const messages = async (source: string, lists?: Partial<ExceptionLists>): Promise<string[]> =>
  (await check(source, lists)).findings.map(({ message }) => message);

describe('columns', () => {
  test('a statement that says what it returns has no findings', async () => {
    const { findings, counts } = await check(
      `const rows = await sql.query<{ id: number; name: string; company: string | null; met: string | null; tags: string[]; at: Date }>(
         'select id, name, company, met_on as met, tags, added_at as at from partner where id = $1', [7]);`,
    );
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ constant: 1, texts: 1, columns: 6, parameters: 1 });
  });

  test('a renamed column is refused by Postgres, at the line of its statement', async () => {
    const { findings } = await check(
      `\nconst rows = await sql.query<{ title: string }>('select title from partner');`,
    );
    expect(findings).toEqual([
      { file: 'source.ts', line: 3, message: 'Postgres refuses it: column "title" does not exist' },
    ]);
  });

  test('the type has no more and no fewer columns than the rows', async () => {
    expect(
      await messages(
        `const rows = await sql.query<{ id: number; title: string }>('select id, name from partner');`,
      ),
    ).toEqual(['"title": it is in the type, not in the rows', '"name": it is in the rows, not in the type']);
  });

  test.each([
    ['added_at', 'string', 'timestamptz'],
    ['met_on', 'Date | null', 'date'],
    ['name', 'number', 'text'],
    ['tags', 'number[]', 'text'],
    ['count(*)', 'string', 'int8'],
    ['id > 1', 'number', 'bool'],
  ])('%s is not %s', async (column, type, postgres) => {
    const [message] = await messages(
      `const rows = await sql.query<{ x: ${type} }>('select ${column} as x from partner group by partner.id');`,
    );
    expect(message).toContain('the type says ');
    expect(message).toMatch(new RegExp(`but it is ${postgres}$`));
  });

  test('a type says all values that a statement can return', async () => {
    expect(
      await messages(
        `const rows = await sql.query<{ x: 'old' | 'new' }>(
           "select case when id < 5 then 'old' when id < 9 then 'newer' else 'new' end as x from partner");`,
      ),
    ).toEqual([`"x": the type says "new" | "old", but it can be 'newer'`]);
  });
});

describe('nulls', () => {
  const nulls = (from: string) =>
    messages(`const rows = await sql.query<{ x: string }>(\`select ${from}\`);`);

  test.each([
    ['company as x from partner', 'partner.company may be null'],
    [
      'b.name as x from partner p left join branch b on b.id = p.branch_id',
      'b.name comes from an outer join',
    ],
    ['max(name) as x from partner', 'max over no rows is null'],
    [
      '(select name from branch b where b.id = p.branch_id) as x from partner p',
      'a subquery may have no row',
    ],
    [`case when id > 1 then name end as x from partner`, 'a branch of it is null'],
    [`notes->>'a' as x from partner`, 'jsonb_object_field may be null'],
    ['upper(company) as x from partner', 'partner.company may be null'],
    [
      'x from (select company as x from partner union select name from branch) a',
      'partner.company may be null',
    ],
    [
      `x from (with a as (select company as x from partner) select * from a) b`,
      'partner.company may be null',
    ],
  ])('%s may be null', async (from, why) => {
    expect(await nulls(from)).toEqual([`"x": the type says string, but ${why}`]);
  });

  test.each([
    `coalesce(company, '') as x from partner`,
    'company as x from partner where company is not null',
    `company as x from partner where company = 'Webb'`,
    'b.name as x from partner p join branch b on b.id = p.branch_id',
    'b.name as x from partner p left join branch b on b.id = p.branch_id where b.id > 3',
    'max(name) as x from partner group by branch_id',
    `(select coalesce(max(name), '') from branch) as x`,
    `case when company is not null then company else '' end as x from partner`,
    `coalesce(string_agg(company, ', '), '') as x from partner`,
    `company as x from partner p where exists (select from branch b where b.id = p.id) and company = any('{a,b}')`,
  ])('%s is never null', async (from) => {
    expect(await nulls(from)).toEqual([]);
  });

  test('what is passed for a parameter comes back', async () => {
    const source = (type: string) =>
      `declare const name: ${type}; const rows = await sql.query<{ x: string }>('select $1::text as x', [name]);`;
    expect(await messages(source('string'))).toEqual([]);
    expect(await messages(source('string | null'))).toEqual([
      '"x": the type says string, but $1 may be null',
    ]);
  });

  test('nothing that may be null is written to a column that is never null', async () => {
    const source = (condition: string) =>
      `declare const name: string | null;
       await sql.query(\`insert into branch (id, name) select 1, $1 ${condition}\`, [name]);`;
    expect(await messages(source(''))).toEqual(['branch.name is never null, but $1 may be null']);
    expect(await messages(source('where $1::text is not null'))).toEqual([]);
  });

  test('a RETURNING returns what was written', async () => {
    const source = (value: string) =>
      `const rows = await sql.query<{ x: string }>(\`update partner set company = ${value} where id = 1 returning company as x\`);`;
    expect(await messages(source(`'Webb'`))).toEqual([]);
    expect(await messages(source(`nullif(name, '')`))).toEqual([
      '"x": the type says string, but NULLIF may be null',
    ]);
  });
});

describe('parameters', () => {
  test('there are as many as values', async () => {
    const source = (values: string) =>
      `await sql.query('delete from partner where id = $1 and name = $2', ${values});`;
    expect(await messages(source(`[1]`))).toEqual(['it passes 1 values for 2 parameters']);
    expect(await messages(source(`[1, 'a', 'b']`))).toEqual(['it passes 3 values for 2 parameters']);
    expect(await messages(source(`[1, 'a']`))).toEqual([]);
    expect(await messages(`declare const values: unknown[]; ${source('values')}`)).toEqual([
      'how many values it passes is not known: pass an array literal or a tuple',
    ]);
  });

  test.each([
    ['id = $1', `'1'`, '"1" is passed for int4'],
    ['id = any($1)', '1', '1 is passed for int4[]'],
    ['id = any($1)', `['a']`, 'string[] is passed for int4[]'],
    ['name = $1', 'new Date()', 'Date is passed for text'],
    ['met_on = $1', 'new Date()', 'Date is passed for date'],
    ['added_at < $1', `'2026-01-01'`, '"2026-01-01" is passed for timestamptz'],
    ['id = $1', 'undefined as unknown', 'unknown is passed for int4'],
  ])('%s is not given %s', async (condition, value, message) => {
    expect(await messages(`await sql.query('delete from partner where ${condition}', [${value}]);`)).toEqual([
      `$1: ${message}`,
    ]);
  });

  test('JSON has the fields that a statement takes from it', async () => {
    const source = (columns: string) =>
      `const branches = [{ id: 1, title: 'Tampa' }];
       await sql.query('insert into branch select * from jsonb_to_recordset($1::jsonb) as b(${columns})',
         [JSON.stringify(branches)]);`;
    expect(await messages(source('id int, title text'))).toEqual([]);
    expect(await messages(source('id int, name text'))).toEqual([
      'branch.name is never null, but "name" may be missing in the JSON',
      '"$1[].name": the statement takes it from the JSON, which has no such field',
    ]);
    expect(await messages(source('id int, title text').replace("'Tampa'", '3'))).toEqual([
      '"$1[].title": number is passed for text',
    ]);
  });
});

describe('JSON', () => {
  const json = (type: string, expression: string, lists?: Partial<ExceptionLists>) =>
    messages(
      `const rows = await sql.query<{ x: ${type} }>(\`select ${expression} as x from partner p\`);`,
      lists,
    );

  test('is taken apart into its fields', async () => {
    const object = `json_build_object('id', p.id, 'company', p.company, 'at', p.added_at)`;
    expect(await json('{ id: number; company: string | null; at: string }', object)).toEqual([]);
    expect(await json('{ id: number; company: string; at: Date; size: number }', object)).toEqual([
      '"x.size": it is in the type, not in the JSON',
      '"x.company": the type says string, but partner.company may be null',
      '"x.at": the type says Date, but it is timestamptz',
    ]);
  });

  test('lists have elements, also those of whole rows', async () => {
    const list = `(select coalesce(json_agg(b), '[]') from (select id, name from branch) b)`;
    expect(await json('{ id: number; name: string }[]', list)).toEqual([]);
    expect(await json('{ id: number; name: number }[]', list)).toEqual([
      '"x[].name": the type says number, but it is text',
    ]);
  });

  test('unions go by what is constant in them', async () => {
    const either = `case when p.id > 5 then json_build_object('type', 'a', 'id', p.id) else json_build_object('type', 'b', 'name', p.name) end`;
    expect(await json(`{ type: 'a'; id: number } | { type: 'b'; name: string }`, either)).toEqual([]);
    expect(await json(`{ type: 'a'; id: number } | { type: 'b'; name: number }`, either)).toEqual([
      '"x.name": the type says number, but it is text',
    ]);
  });

  test('of a table it is unknown, unless it is listed', async () => {
    expect(await json('unknown', 'notes')).toEqual([]);
    expect(await json('string[] | null', 'notes')).toEqual([
      '"x": the type says string[] | null, but partner.notes can be anything',
    ]);
    expect(
      await json('string[] | null', 'notes', { json: { 'partner.notes string[] | null': 'reason' } }),
    ).toEqual([]);
  });
});

describe('texts', () => {
  test('are put together from constants, functions, loops, and branches: each is checked', async () => {
    const { findings, counts } = await check(
      `const columns = 'id, name';
       const from = (table: 'branch' | 'partner') => \`from \${table}\`;
       const kinds = { short: ['name'], long: ['name', 'company'] };
       export async function read(all: boolean, table: 'branch' | 'partner') {
         await sql.query<{ id: number; name: string }>(\`select \${columns} \${from('branch')} \${all ? '' : 'limit 1'}\`);
         await sql.query(\`delete from \${table}\`);
         for (const names of Object.values(kinds)) await sql.query(\`select \${names.join(', ')} from partner\`);
       }`,
    );
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ constant: 0, assembled: 3, texts: 6 });
  });

  test('every branch is checked', async () => {
    expect(
      await messages(
        `export const find = (byName: boolean) =>
           sql.query<{ id: number }>(\`select id from branch where \${byName ? 'title' : 'id'} = $1\`, [byName ? 'a' : 1]);`,
      ),
    ).toEqual(['Postgres refuses it: column "title" does not exist']);
  });

  test('a branch of a value goes with the branch of the text', async () => {
    expect(
      await messages(
        `export const find = (byName: boolean) =>
           sql.query<{ id: number }>(\`select id from branch where \${byName ? 'name' : 'id'} = $1\`, [byName ? 'a' : 1]);`,
      ),
    ).toEqual([]);
  });

  const fragments = (last: string) => `
    const adding = (first: number, { to = 'branch', more = '' } = {}) => {
      const [id, ...names] = Array.from({ length: 2 }, (_, index) => '$' + (first + index));
      return \`insert into \${to} (id, name) select \${id}::int, \${names.join()} \${more && \`where \${more}\`}\`;
    };
    const added = (name: ${last}) => [1, name] as const;
    export const add = (name: ${last}) =>
      sql.query(\`with one as (\${adding(1)}) \${adding(3, { more: '$5' })}\`, [...added(name), ...added(name), true]);`;

  test('a fragment gets the places of its parameters, and what it leaves out has a default', async () => {
    const { findings, counts } = await check(fragments('string'));
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ constant: 1, texts: 1, parameters: 5 });
  });

  test('the values of a fragment are compared with its parameters', async () => {
    expect(await messages(fragments('Date'))).toEqual([
      '$2: Date is passed for text',
      '$4: Date is passed for text',
    ]);
    expect(await messages(fragments('string | null'))).toEqual([
      'branch.name is never null, but $2 may be null',
      'branch.name is never null, but $4 may be null',
    ]);
    expect(await messages(fragments('string').replace(', true]', ']'))).toContain(
      'it passes 4 values for 5 parameters',
    );
  });

  test('a list that is filled step by step is not constant, nor is the rest of an object', async () => {
    expect(
      await messages(
        `const [first, ...names] = ['id', 'name'];
         names.push('title');
         await sql.query(\`select \${first}, \${names.join()} from branch\`);`,
      ),
    ).toEqual([
      'its text is put together at run time: names is filled step by step. Make it constant, or list it',
    ]);
    expect(
      await messages(
        `const { a, ...rest } = { a: 'id', b: 'name' };
         await sql.query(\`select \${a}, \${rest.b} from branch\`);`,
      ),
    ).toEqual([
      'its text is put together at run time: `...rest` is not constant. Make it constant, or list it',
    ]);
  });

  describe('commands', () => {
    const driver = 'declare const pg: { escapeIdentifier(name: string): string };';
    const run = (text: string) => `${driver} export const run = (input: string) => sql.query(${text});`;

    test.each([
      `'begin; set timezone = utc; commit'`,
      `\`create schema \${pg.escapeIdentifier(input)}\``,
      `\`reset all; \${['set timezone = utc', \`set search_path = "\${input}"\`].join('; ')}\``,
      `{ text: \`set search_path = "\${input}"\`, query_timeout: 5 }`,
    ])('%s is one', async (text) => {
      const { findings, counts } = await check(run(text));
      expect(findings).toEqual([]);
      expect(counts).toMatchObject({ commands: 1, constant: 0, assembled: 0 });
    });

    test('only a quoted name may be known at run time', async () => {
      for (const text of [`\`set search_path = \${input}\``, `\`\${input}; set timezone = utc\``])
        expect(await messages(run(text))).toEqual([
          'its text is put together at run time: "input" is a parameter. Make it constant, or list it',
        ]);
    });

    test('what comes after one may be none', async () => {
      expect(await messages(run(`'set timezone = utc; select title from branch'`))).toEqual([
        expect.stringContaining('Postgres refuses it: '),
      ]);
      expect(
        await messages(run(`\`set timezone = utc; select id from \${pg.escapeIdentifier(input)}\``)),
      ).toEqual([expect.stringContaining('its text is put together at run time: ')]);
    });
  });

  const dynamic = `export const run = (input: string[]) => sql.query(\`delete from \${input.join()}\`);`;

  test('one that is put together at run time is listed', async () => {
    expect(await messages(dynamic)).toEqual([
      'its text is put together at run time: "input" is a parameter. Make it constant, or list it',
    ]);
    const { findings, counts } = await check(dynamic, { dynamic: { 'source.ts run': 'reason' } });
    expect(findings).toEqual([]);
    expect(counts.dynamic).toBe(1);
  });

  test('an entry of the list that nothing needs is a finding', async () => {
    expect(await messages(`await sql.query('select');`, { dynamic: { 'source.ts run': 'reason' } })).toEqual([
      'nothing needs "source.ts run" any more',
    ]);
  });
});
