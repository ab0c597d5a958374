import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { pino } from 'pino';
import { type Actor, type Sandbox, startSandbox } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { afterAll, describe, expect, test } from 'vitest';
import { populate, type SlackIds } from '../../../../demo/slack/populate.ts';
import { runDoctor } from '../../../../src/cli/doctor.ts';
import { readConfig } from '../../../../src/config.ts';
import { type OpenContext, openContext } from '../../../../src/context.ts';
import { settingsChoice } from '../../../../src/messages/home/navigation.ts';
import { createSlackApp } from '../../../../src/slack/app.ts';
import { statusRoutes } from '../../../../src/status.ts';
import { migrate } from '../../../../src/store/db/migrate.ts';
import { migrationsFolder, readMigrations } from '../../../../src/store/db/migration-files.ts';
import { createDatabase } from '../../../support/database.ts';
import { homeSections } from '../../../support/home-menu.ts';

/**
 * `month.json.gz` is the database of the release of November 28, 2026, after it had served the demo for thirty days: each
 * table's rows as JSON. The tests take it through the migrations since.
 */
const dump = JSON.parse(
  gunzipSync(await readFile(new URL('./month.json.gz', import.meta.url))).toString(),
) as Record<string, object[]>;
const lastDay = new Date('2026-07-09T16:00:00Z');

/** The migrations that mend and check ids and codes. The code runs without them as it does with them. */
const checking = [
  ...['20261129055558_keys_and_checks', '20261129060000_validate_keys_and_checks'],
  ...['20261129091000_told_and_answered', '20261129091500_validate_told_and_answered'],
];

/** A database with the dump, as that release left it. */
async function restore(): Promise<string> {
  const applied = (dump._prisma_migrations as { migration_name: string }[]).map((row) => row.migration_name);
  const url = await createDatabase({ migrated: false });
  await migrateOnly(url, (name) => applied.includes(name));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = 'replica'`);
    for (const [table, rows] of Object.entries(dump)) {
      if (table === '_prisma_migrations' || rows.length === 0) continue;
      await client.query(
        `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
        [JSON.stringify(rows)],
      );
    }
    const { rows: serials } = await client.query<{ name: string; table: string }>(
      `select pg_get_serial_sequence(quote_ident(table_name), 'id') as name, table_name as table
         from information_schema.columns where table_schema = 'public' and column_name = 'id' and column_default like 'nextval%'`,
    );
    for (const { name, table } of serials)
      await client.query(`select setval('${name}', coalesce((select max(id) from "${table}"), 0) + 1)`);
  } finally {
    await client.end();
  }
  return url;
}

async function migrateOnly(url: string, wanted: (name: string) => boolean): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-upgrade-'));
  for (const { name } of await readMigrations())
    if (wanted(name))
      await cp(path.join(migrationsFolder, name), path.join(folder, name), { recursive: true });
  await migrate(url, { folder });
  await rm(folder, { recursive: true });
}

const opened: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of opened.reverse()) await close();
});

/** The bot on this database, with the demo's people in a local Slack. */
async function serve(url: string): Promise<{
  sandbox: Sandbox;
  slack: SlackIds;
  logged: string[];
  context: OpenContext;
}> {
  const sandbox = await startSandbox({ manifest: 'manifest.yml', now: lastDay, pacing: false });
  const slack = populate(sandbox);
  const logged: string[] = [];
  const config = readConfig({
    DATABASE_URL: url,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SLACK_API_URL: sandbox.slackApiUrl,
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  const context = await openContext(config, { log, now: () => sandbox.clock.now(), migrates: false });
  const app = createSlackApp(context, statusRoutes(context));
  const { port } = await app.start();
  sandbox.setAppUrl(`http://127.0.0.1:${port}`);
  opened.push(
    () => sandbox.close(),
    () => context.close(),
    () => app.stop(),
  );
  return { sandbox, slack, logged, context };
}

/** What each person sees: every place of their Home, their settings, and the cards of partners. */
async function look({ sandbox, slack }: Awaited<ReturnType<typeof serve>>, partners: readonly string[]) {
  const seen: Record<string, string> = {};
  for (const [handle, id] of Object.entries(slack.users)) {
    const actor = sandbox.as(sandbox.world.users.get(id)!);
    await actor.openHome({ waitMs: 5_000 });
    seen[`${handle}’s Home`] = home(actor);
    for (const { label, value } of homeSections(actor)) {
      if (value === settingsChoice) continue;
      await actor.press({ view: actor.home()!, actionId: 'home.show', value });
      seen[`${handle}’s ${label}`] = home(actor);
    }
    for (const partner of partners) {
      await actor.command('/partner', partner, slack.channels.general);
      const view = actor.view();
      if (view) {
        seen[`${handle} looks at ${partner}`] = readable(view.definition);
        await actor.closeView({ all: true });
      }
    }
  }
  return seen;
}

const home = (actor: Actor): string => readable(actor.home()!.definition);

const query = async <Row extends object>(url: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

describe('a database of the release before', () => {
  test('shows everyone the same after the upgrade, and needs no mending', { timeout: 120_000 }, async () => {
    const url = await restore();
    await migrateOnly(url, (name) => !checking.includes(name));
    const partners = ['Dana Lee', 'Marcus Webb'];
    const earlier = await look(await serve(url), partners);
    await migrate(url);
    const served = await serve(url);
    const later = await look(served, partners);
    expect(Object.keys(earlier).length).toBeGreaterThan(60);
    expect(later).toEqual(earlier);
    expect(served.logged).toEqual([]);
    expect(await query(url, `select after from trace where action = 'mended'`)).toEqual([]);
    expect(await query(url, 'select conname from pg_constraint where not convalidated')).toEqual([]);
  });

  test('is mended where ids lead nowhere, and keeps what only a person can mend', async () => {
    const url = await restore();
    await query(
      url,
      `set session_replication_role = 'replica';
       update capture set nudge_id = 999999 where id in (select id from capture order by id limit 3);
       insert into showing select 999998, partner_id, member_id, shown_on, position, reason, line from showing limit 1;
       update member set meetings_per_week = 99 where id = (select min(id) from member);
       update partner set fit = null where id = (select min(id) from partner);
       update nudge set reason = '<!DOCTYPE html>' || repeat(' Slack is down', 99) where id = (select min(id) from nudge);
       update promise set state = 'banana' where id = (select min(id) from promise)`,
    );
    await migrate(url);
    expect(await query(url, 'select reason from nudge where id = (select min(id) from nudge)')).toEqual([
      { reason: 'unreadable answer' },
    ]);
    expect(await query(url, `select after from trace where action = 'mended'`)).toEqual([
      {
        after: {
          'capture.nudge_id': 3,
          'showing.nudge_id': 1,
          'member.meetings_per_week': 1,
          'partner.fit': 1,
        },
      },
    ]);
    expect(await query(url, 'select conname as name from pg_constraint where not convalidated')).toEqual([
      { name: 'promise_state' },
    ]);
    const said: string[] = [];
    const { context } = await serve(url);
    const out = new Writable({ write: (chunk, _, done) => done(void said.push(String(chunk))) });
    await runDoctor(context, lastDay, out);
    expect(said.join('')).toContain('promise_state');
  });
});
