import pg from 'pg';
import { recomputeClocks } from '../src/store/clocks/clocks.ts';
import { openDatabase } from '../src/store/db/database.ts';
import { startEmbeddedPostgres } from '../src/store/db/embedded.ts';
import { migrate } from '../src/store/db/migrate.ts';

export interface Size {
  members: number;
  partnersEach: number;
  touchpointsEach: number;
}

/** A two-year-old branch. Each member has 120 partners and has met each of them a dozen times. */
export const branch: Size = { members: 20, partnersEach: 120, touchpointsEach: 12 };

const givenNames = 'Dana Marcus Joan Robert Mary Shawn José Helen Peter Sofía Oscar Ingrid'.split(' ');
const surnames = 'Lee Webb Ortiz Parker Smith-Jones García Chen Nowak Vance Petrov'.split(' ');

export const slackUserOf = (member: number): string => `UBENCH${String(member).padStart(4, '0')}`;

/** Every book has the same 120 names: a lookup tries the member's own book first. */
export const nameOf = (partner: number): string =>
  `${givenNames[partner % givenNames.length]} ${surnames[Math.floor(partner / givenNames.length)]}`;

/** The URLs of two identical databases on one server. `close` drops them. */
export interface Databases {
  ours: string;
  byHand: string;
  close(): Promise<void>;
}

export async function prepareDatabases(size = branch): Promise<Databases> {
  const server = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: async () => {} }
    : await startEmbeddedPostgres('.data/bench', { durable: true });
  const names = ['ours', 'by_hand'].map((side) => `rapport_bench_${process.pid}_${side}`) as [string, string];
  const [ours, byHand] = names.map((name) => {
    const url = new URL(server.url);
    url.pathname = name;
    return url.href;
  }) as [string, string];
  const close = async () => {
    for (const name of names) await runSql(server.url, `drop database if exists ${name} with (force)`);
    await server.stop();
  };
  try {
    await runSql(server.url, `create database ${names[0]}`);
    await migrate(ours);
    await seed(ours, size);
    await runSql(server.url, `create database ${names[1]} template ${names[0]}`);
    return { ours, byHand, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs one statement, or several if there are no values, on a new connection. */
export async function runSql<Row extends object>(
  url: string,
  text: string,
  values?: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** How many touchpoints are in it. */
export async function countTouchpoints(url: string): Promise<number> {
  const rows = await runSql<{ count: number }>(
    url,
    `select count(*)::int as count from touchpoint t
       join touchpoint_partner tp on tp.touchpoint_id = t.id
       join touchpoint_member tm on tm.touchpoint_id = t.id where t.withdrawn_at is null`,
  );
  return rows[0]!.count;
}

async function seed(url: string, { members, partnersEach, touchpointsEach }: Size): Promise<void> {
  const names = Array.from({ length: partnersEach }, (_, i) => nameOf(i));
  const users = Array.from({ length: members }, (_, i) => slackUserOf(i));
  await runSql(
    url,
    `insert into branch (channel_id, name, zone, region) values ('CBENCH', 'Tampa', 'America/New_York', 'FL')`,
  );
  await runSql(
    url,
    `insert into member (slack_user_id, branch_id, name, zone, state, joined_at)
     select u.id, b.id, 'Member ' || u.nr, b.zone, 'active', now()
       from branch b, unnest($1::text[]) with ordinality as u(id, nr)`,
    [users],
  );
  await runSql(
    url,
    `with known as (
       insert into partner (branch_id, name, company, name_key, company_key, phone, entered_on)
       select m.branch_id, p.name, 'Office ' || m.id || '-' || p.nr, lower(p.name), 'office ' || m.id || '-' || p.nr,
              '813-555-' || lpad(p.nr::text, 4, '0'), current_date - 700
         from member m, unnest($1::text[]) with ordinality as p(name, nr)
       returning id, branch_id, company)
     insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
     select id, m, branch_id,
            case when nr <= 10 then 'inner' when nr <= 24 then 'core' else 'keep' end, current_date - 700
       from (select id, branch_id, substring(company from '(\\d+)-')::int as m,
                    substring(company from '-(\\d+)')::int as nr from known) as k`,
    [names],
  );
  await runSql(url, historySql(touchpointsEach));
  await runSql(url, 'vacuum analyze');
  await foldAll(url);
  await runSql(url, 'vacuum analyze');
}

const historySql = (touchpointsEach: number) => `
  insert into relationship_fact (relationship_id, kind, on_day, tier)
  select id, 'entered', entered_on, tier from relationship;
  insert into relationship_fact (relationship_id, kind, on_day, until_day, face_day)
  select id, 'first due', entered_on, entered_on + 20, entered_on + 30 from relationship;

  create temporary table past as
  select row_number() over (order by n, r.id)::int as id, r.owner_id, r.partner_id,
         current_date - 20 - (n * 50 + r.id % 50) as on_day,
         (array['meal', 'call', 'visit', 'message'])[1 + (n + r.id) % 4] as kind
    from relationship r, generate_series(1, ${touchpointsEach}) as n;
  insert into capture (id, request_key, member_id, source, made_at)
  select id, 'past:' || id, owner_id, 'words', on_day from past;
  insert into touchpoint (id, capture_id, kind, occurred_on) select id, id, kind, on_day from past;
  insert into touchpoint_partner (touchpoint_id, partner_id) select id, partner_id from past;
  insert into touchpoint_member (touchpoint_id, member_id) select id, owner_id from past;
  insert into touchpoint_note (touchpoint_id, note)
  select id, 'went over the spring workshop and who might come, wants the checklist' from past;
  insert into promise (capture_id, partner_id, member_id, text, made_on, due_on, state, closed_on)
  select id, partner_id, owner_id, 'the workshop slides', on_day, on_day + 7, 'done', on_day + 5
    from past where id % 4 = 0;
  select setval(pg_get_serial_sequence(t, 'id'), (select max(id) from past))
    from unnest(array['capture', 'touchpoint']) as t;`;

/** Stores the dates that Rapport's own fold computes from the facts. */
async function foldAll(url: string): Promise<void> {
  const db = openDatabase({ url, statementTimeoutMs: 60_000 });
  try {
    const rows = await db.query<{ id: number }>('select id from relationship order by id');
    for (let at = 0; at < rows.length; at += 500) {
      await recomputeClocks(
        db,
        rows.slice(at, at + 500).map((row) => row.id),
      );
    }
  } finally {
    await db.close();
  }
}
