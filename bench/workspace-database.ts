import { recomputeClocks } from '../src/store/clocks/clocks.ts';
import { openDatabase } from '../src/store/db/database.ts';
import { startEmbeddedPostgres } from '../src/store/db/embedded.ts';
import { migrate } from '../src/store/db/migrate.ts';
import { runSql } from './touchpoint-database.ts';

/** One workspace: 1,000 branches, 450,000 relationships, and one member who has met all 120 partners in their book for a year. */
export const branches = 1_000;
export const membersEach = 5;
const partnersEach = 90;
/** Partners in the first member's book. */
const bookOf = 120;

const givenNames =
  'Dana Marcus Joan Robert Mary Shawn Jose Helen Peter Sofia Oscar Ingrid Noor Wanda Viktor Ulla Teo Selma Rafael Quinn Pia Omar Nina Milo Lena Karim Jonas Iris Hugo Greta'.split(
    ' ',
  );
const surnames =
  'Lee Webb Ortiz Parker Smith Garcia Chen Nowak Vance Petrov Abbot Barnes Castillo Dunn Ekberg Farrow Gomez Holt Ivers Jensen Keane Lindt Moss Noble Osman Price Quade Reyes Stone Tully Udall Voss West Xu Young Zeller'.split(
    ' ',
  );

export interface Workspace {
  url: string;
  close(): Promise<void>;
}

export const slackUserOf = (member: number): string => `UBOOK${String(member).padStart(5, '0')}`;

/** Builds the database on the server at DATABASE_URL, or on the embedded one. `close` drops it. */
export async function openWorkspace(): Promise<Workspace> {
  const server = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: async () => {} }
    : await startEmbeddedPostgres('.data/bench', { durable: true });
  const name = `rapport_bench_${process.pid}_workspace`;
  const url = new URL(server.url);
  url.pathname = name;
  const close = async () => {
    await runSql(server.url, `drop database if exists ${name} with (force)`);
    await server.stop();
  };
  try {
    await runSql(server.url, `create database ${name}`);
    await migrate(url.href);
    await seed(url.href);
    return { url: url.href, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function seed(url: string): Promise<void> {
  const list = (names: string[]) => `'{${names.join(',')}}'::text[]`;
  const given = `(${list(givenNames)})[1 + (n * 7 + n / 13) % ${givenNames.length}]`;
  const surname = `(${list(surnames)})[1 + (n * 11 + n / 29) % ${surnames.length}]`;
  await runSql(
    url,
    `insert into branch (id, channel_id, name, zone, region, closed_through)
     select n, 'CBOOK' || n, 'Branch ' || n, 'America/Chicago', 'TX', current_date - 7 from generate_series(1, ${branches}) n;
     insert into member (id, slack_user_id, branch_id, name, zone, state, joined_at, roles)
     select n + 1, 'UBOOK' || lpad(n::text, 5, '0'), 1 + n / ${membersEach}, 'Member ' || n, 'America/Chicago', 'active', now(),
            case when n = 1 then '{member,lead}'::text[] else '{member}' end
       from generate_series(0, ${branches * membersEach - 1}) n;
     update branch set manager_id = (id - 1) * ${membersEach} + 1;
     insert into partner (id, branch_id, name, company, name_key, company_key, phone, entered_on)
     select n, 1 + (n - 1) / ${membersEach * partnersEach}, ${given} || ' ' || ${surname}, ${surname} || ' Homes ' || n % 97,
            lower(${given} || ' ' || ${surname}), lower(${surname} || ' homes ' || n % 97), '813-555-' || lpad((n % 10000)::text, 4, '0'),
            current_date - 400
       from generate_series(1, ${branches * membersEach * partnersEach}) n;
     insert into relationship (id, partner_id, owner_id, branch_id, tier, entered_on, touch_due, touch_grace, last_touch_on)
     select id, id, 1 + (id - 1) / ${partnersEach}, branch_id,
            case when id % 45 < 5 then 'inner' when id % 45 < 12 then 'core' else 'keep' end, current_date - 400,
            current_date - 5 + id % 60, current_date + 2 + id % 60, current_date - id % 80
       from partner;
     insert into partner (id, branch_id, name, company, name_key, company_key, entered_on)
     select ${branches * membersEach * partnersEach} + n, 1, 'Extra Partner' || n, null, 'extra partner' || n, '', current_date - 400
       from generate_series(1, ${bookOf - partnersEach}) n;
     insert into relationship (id, partner_id, owner_id, branch_id, tier, entered_on)
     select id, id, 1, 1, 'keep', current_date - 400 from partner where id > ${branches * membersEach * partnersEach};
     insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
     select id, date_trunc('week', current_date)::date - 7 * w, 20 + (id * w) % 25, 50, 100, 12
       from branch, generate_series(1, 9) w;
     insert into capture (member_id, source, made_at)
     select id, 'words', now() - (id % 9 || ' days')::interval from member;
     insert into relationship_fact (relationship_id, kind, on_day, tier)
     select id, 'entered', entered_on, tier from relationship where owner_id = 1;
     insert into relationship_fact (relationship_id, kind, on_day, until_day, face_day)
     select id, 'first due', entered_on, entered_on + 20, entered_on + 30 from relationship where owner_id = 1;
     create temporary table past as
     select row_number() over ()::int + 100000 as id, r.partner_id, current_date - 5 - (n * 30 + r.id % 25)::int as on_day,
            (array['meal', 'call', 'visit', 'message'])[1 + (n + r.id) % 4] as kind
       from relationship r, generate_series(0, 11) as n where r.owner_id = 1;
     insert into capture (id, member_id, source, made_at) select id, 1, 'words', on_day from past;
     insert into touchpoint (id, capture_id, kind, occurred_on) select id, id, kind, on_day from past;
     insert into touchpoint_partner (touchpoint_id, partner_id) select id, partner_id from past;
     insert into touchpoint_member (touchpoint_id, member_id) select id, 1 from past;
     select setval(pg_get_serial_sequence(t, 'id'), (select 10000000)) from unnest(array['branch','member','partner','relationship','capture','touchpoint']) t;`,
  );
  const db = openDatabase({ url, statementTimeoutMs: 60_000 });
  const rows = await db.query<{ id: number }>('select id from relationship where owner_id = 1 order by id');
  await recomputeClocks(
    db,
    rows.map((row) => row.id),
  );
  await db.close();
  await runSql(url, 'vacuum analyze');
}
