import { Writable } from 'node:stream';
import { WebClient } from '@slack/web-api';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkBackups } from '../../src/cli/backups.ts';
import { runDoctor } from '../../src/cli/doctor.ts';
import { webClientOptions } from '../../src/slack-client.ts';
import { findBackupSigns } from '../../src/store/db/backups.ts';
import { openDatabase } from '../../src/store/db/database.ts';
import { createDatabase } from '../support/database.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
/** Eight in New York. */
const eight = new Date('2026-06-10T12:00:00Z');

/** The text and exit code of doctor; `text` has no line breaks. */
async function examine(of: Partial<Parameters<typeof runDoctor>[0]> = {}) {
  let said = '';
  const out = new Writable({
    write(chunk, _, done) {
      said += chunk;
      done();
    },
  });
  const code = await runDoctor({ db, slack: context.slack, ...of }, eight, out);
  expect(Math.max(...said.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  return { code, said, text: said.replaceAll(/\s+/g, ' ').trim() };
}

let made = 0;
/** A nudge in some state, due this many minutes before eight. */
async function nudge(columns: Record<string, unknown>, minutesAgo = 60): Promise<number> {
  const all = { post: 'digest', member_id: priya.id, ...columns };
  const [row] = await db.query<{ id: number }>(
    `insert into nudge (key, mark, due_at, expires_at, ${Object.keys(all).join(', ')})
     values ($1, gen_random_uuid(), $2::timestamptz - make_interval(mins => $3), $2::timestamptz + interval '1 day',
             ${Object.keys(all).map((_, index) => `$${index + 4}`)}) returning id`,
    [`test:${++made}`, eight, minutesAgo, ...Object.values(all)],
  );
  return row!.id;
}
const closed = (closedAs: string, reason: string | null) => ({
  state: 'closed',
  closed_as: closedAs,
  reason,
});

beforeEach(async () => {
  sandbox.faults.clear();
  await db.query('delete from nudge');
  await db.query(`update schedule set next_at = $1::timestamptz + interval '1 day'`, [eight]);
  await db.query('update branch set channel_problem = null');
  await db.query('update workspace set uninstalled_at = null');
  await db.query(`update member set state = 'active' where id = any($1)`, [[priya.id, sam.id]]);
});

describe('doctor', () => {
  test('names the scopes that the installed app lacks', async () => {
    const scopes = sandbox.world.manifest.scopes as Set<string>;
    const missing = ['files:read', 'users:read', 'channels:history', 'groups:history'];
    for (const scope of missing) scopes.delete(scope);
    const { code, text } = await examine();
    for (const scope of missing) scopes.add(scope);
    expect(code).toBe(1);
    // Not the optional ones.
    expect(text).toContain('slack the installed app lacks scopes: files:read, users:read →');
    expect(text).toContain('Reinstall the app with the scopes from: npm run rapport -- manifest');
    expect(text).toContain('✗ scopes files:read, users:read not granted');
    expect((await examine()).text).toContain('✓ scopes all that this release needs are granted');
  });

  test('exits 0 if nothing is wrong, and ignores what came due a minute ago or was sent', async () => {
    await nudge({ state: 'planned' }, 1);
    await nudge({ state: 'sent' });
    await nudge(closed('empty', null));
    await nudge(closed('failed', 'msg_too_long'), 8 * 24 * 60);
    const { code, text } = await examine();
    expect(code).toBe(0);
    expect(text).toContain('✓ messages none late or in doubt, none lost in the last 7 days');
    expect(text).toMatch(/Ready\. Look at role and backups yourself\.$/);
  });

  test('lists late nudges by reason, with examples, newest first', async () => {
    const ids = [];
    for (const minutesAgo of [100, 90, 80, 70]) ids.push(await nudge({ state: 'planned' }, minutesAgo));
    await nudge({ state: 'planned', reason: 'missing_scope', member_id: sam.id });
    const { code, said, text } = await examine();
    expect(code).toBe(1);
    expect(said.split('\n').slice(0, 6)).toEqual([
      'late           4  waiting for a sender',
      `                  ${ids[3]} digest, Priya Patel, due 2026-06-10 10:50Z`,
      `                  ${ids[2]} digest, Priya Patel, due 2026-06-10 10:40Z`,
      `                  ${ids[1]} digest, Priya Patel, due 2026-06-10 10:30Z`,
      '                  → Is the bot running (npm start)? It sends overdue messages by',
      '                    itself.',
    ]);
    expect(text).toContain('late 1 missing_scope');
    expect(text).toContain('→ Reinstall the app with the scopes from: npm run rapport -- manifest');
  });

  test('says which scope would end a doubt whose history it may not read', async () => {
    const branch = { member_id: null, branch_id: priya.branch.id, post: 'plan' };
    const id = await nudge({ ...branch, state: 'in doubt', reason: 'history unreadable: missing_scope' });
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toContain(`in doubt 1 history unreadable: missing_scope ${id} plan, Tampa, due`);
    expect(text).toContain('Add the bot scope channels:history');
  });

  test.each([
    ['history unreadable: not_in_channel', 'Invite the bot to the channel.'],
    ['history unreadable: more than 1000 messages since', 'Check whether the message is there'],
    ['history unreadable: HTTP 503', 'Rapport checks again every 5 minutes.'],
    ['socket hang up', 'Rapport checks the history after 20 s.'],
  ])('says what ends a doubt (%s)', async (reason, remedy) => {
    await nudge({ state: 'in doubt', reason }, 1);
    expect(await examine()).toMatchObject({ code: 1, text: expect.stringContaining(remedy) });
  });

  test('lists what Slack refused and what was not sent in time', async () => {
    await nudge(closed('failed', 'msg_too_long'));
    await nudge(closed('expired', 'token_revoked'));
    await nudge(closed('expired', null));
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toContain('failed 1 msg_too_long');
    expect(text).toContain('expired 1 not sent in time: token_revoked');
    expect(text).toContain('Put the bot token from "OAuth & Permissions"');
    expect(text).toMatch(/expired 1 not sent in time \d+ digest/);
  });

  test('lists members who take no direct messages, until one reaches them', async () => {
    await nudge({ ...closed('cancelled', 'messages_tab_disabled'), member_id: sam.id });
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toMatch(/refused 1 no direct messages: messages_tab_disabled \d+ digest, Sam Cole/);
    expect(text).toContain('Turn on the Messages Tab');
    await nudge({ state: 'sent', member_id: sam.id }, 30);
    expect((await examine()).text).not.toContain('refused');
  });

  test('mentions what a rule of ours canceled, without calling it wrong', async () => {
    await nudge(closed('cancelled', 'has answered already'));
    await db.query(`update member set state = 'left' where id = $1`, [sam.id]);
    await nudge({ ...closed('cancelled', 'user_disabled'), member_id: sam.id });
    const { code, text } = await examine();
    expect(code).toBe(0);
    expect(text).toMatch(/worth knowing: canceled 1 has answered already/);
    expect(text).toMatch(/Ready\./);
    expect(text).toContain('canceled 1 the member has left: user_disabled');
  });

  test('reports a branch that has no one to tell', async () => {
    const branch = { member_id: null, branch_id: priya.branch.id, post: 'reminder' };
    await nudge({ ...branch, ...closed('cancelled', 'neither a manager nor a lead to tell') });
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toContain('Name a manager for the branch, or a program lead.');
  });

  test('lists channels that nothing may be posted in', async () => {
    const guest = sandbox.as(sandbox.addUser({ name: 'gus', guest: 'multi' }));
    await guest.join(rapport.channel);
    const { code, text } = await examine();
    await guest.leave(rapport.channel);
    expect(code).toBe(1);
    expect(text).toContain(`channel 1 cannot be posted to: guests Tampa (${rapport.channel})`);
    expect(text).toContain('remove them');
    expect(text).toContain(`✗ channels Tampa (${rapport.channel}): guests`);
    expect(text).toMatch(/Not ready: channels\. What to do is above\.$/);
  });

  test('looks at channels anew, but takes no look for a sign that posts are welcome again', async () => {
    await db.query(`update branch set channel_problem = 'guests'`);
    expect((await examine()).text).toContain('✓ channels Tampa: Rapport is in it, no guests, open to posts');
    await db.query(`update branch set channel_problem = 'read only'`);
    expect((await examine()).text).toContain('cannot be posted to: read only');
    await db.query(`update branch set channel_problem = 'guests'`);
    sandbox.faults.inject({ method: 'conversations.info', kind: 'error500' });
    expect((await examine()).text, 'what the bot saw last').toContain('cannot be posted to: guests');
  });

  test('says what comes first where there is no branch', async () => {
    const empty = openDatabase({ url: await createDatabase({ migrated: true }) });
    const { code, text } = await examine({ db: empty });
    await empty.close();
    expect(code).toBe(0);
    expect(text).toContain(
      '? channels no branch yet. In a branch’s channel, an admin types /invite @Rapport',
    );
    expect(text).toMatch(/Ready\. Look at channels, role, and backups yourself\.$/);
  });

  test('notices that no replica plans', async () => {
    await db.query(
      `update schedule set next_at = $1::timestamptz - interval '2 hours'
        where post = 'digest' and member_id = any($2)`,
      [eight, [priya.id, sam.id]],
    );
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toContain('schedule 2 posts came due but were not planned, the first at 2026-06-10 10:00Z');
  });

  test('says that the app was removed, and then not that nothing is planned', async () => {
    await db.query('update workspace set uninstalled_at = $1', [eight]);
    await db.query(`update schedule set next_at = $1::timestamptz - interval '2 hours'`, [eight]);
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toContain('the app was removed from the workspace: 2026-06-10 12:00Z');
    expect(text).not.toContain('schedule');
  });

  test('says that Slack rejects the token', async () => {
    const slack = new WebClient('xoxb-revoked', webClientOptions(context.config, context.log));
    const { code, text } = await examine({ slack });
    expect(code).toBe(1);
    expect(text).toContain('slack rejects our token: invalid_auth');
    expect(text).toContain('✗ slack rejects the token');
    expect(text).toContain('? channels Tampa: not checked yet');
    expect(text).toMatch(/Not ready: slack\. What to do is above\.$/);
  });

  test('says that Slack is not responding, and still reports what the database knows', async () => {
    sandbox.faults.inject({ method: 'auth.test', kind: 'error500' });
    await nudge({ state: 'planned', reason: 'rate limited' });
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toContain('slack is not responding: HTTP 500');
    expect(text).toContain('late 1 rate limited');
  });

  test('says that the database is not responding, and still reports what Slack says', async () => {
    const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' });
    const slack = new WebClient('xoxb-revoked', webClientOptions(context.config, context.log));
    const { code, text } = await examine({ db: away, slack });
    await away.close();
    expect(code).toBe(1);
    expect(text).toContain('database is not responding');
    expect(text).toContain('rejects our token');
  });

  test('says in one line what to change when the database refuses the connection', async () => {
    const wrong = new URL(context.config.databaseUrl!);
    wrong.password = 'wrong';
    const refused = openDatabase({ url: wrong.href });
    const { code, text } = await examine({ db: refused });
    await refused.close();
    expect(code).toBe(1);
    expect(text).toContain('Postgres refuses the database’s URL: password authentication failed');
  });

  test('mentions what it costs that the bot’s role owns the expense record', async () => {
    const { code, text } = await examine();
    expect(code).toBe(0);
    expect(text).toMatch(
      /worth knowing: record the bot’s role \S+ is a superuser, so the append-only expense record is only as strong as that role’s password\..* \? role \S+ could change the expense record: it is a superuser .*Ready\./,
    );
    const limited = openDatabase({ url: await createDatabase({ migrated: true, role: 'bot' }) });
    const { text: ofLimited } = await examine({ db: limited });
    expect(ofLimited).toContain('✓ role the bot’s role can’t change the expense record');
    expect(ofLimited).not.toContain('append-only');
    await limited.close();
  });

  test('lists pending migrations without applying them', async () => {
    const empty = openDatabase({ url: await createDatabase({ migrated: false }) });
    const { code, text } = await examine({ db: empty });
    expect(code).toBe(1);
    expect(text).toMatch(/database \d+ pending migrations/);
    expect(text).toMatch(/✗ database is not up to date Not ready: database\. What to do is above\.$/);
    expect(text).toContain('npm run rapport -- migrate');
    expect(await empty.query(`select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
    await empty.close();
  });

  test('says that token and database belong to two workspaces', async () => {
    const [workspace] = await db.query<{ id: string }>('select team_id as id from workspace');
    await db.query(`update workspace set team_id = 'T0OTHER'`);
    const { code, text } = await examine();
    await db.query('update workspace set team_id = $1', [workspace!.id]);
    expect(code).toBe(1);
    expect(text).toContain(`the token is for workspace ${sandbox.teamId}, but the database is for T0OTHER`);
  });
});

describe('backups', () => {
  const minutes = (ago: number) => new Date(eight.getTime() - ago * 60_000);
  const none = {
    isStandby: false,
    isArchiving: false,
    lastArchivedAt: null,
    lastFailedAt: null,
    standbys: 0,
  };
  const archiving = { ...none, isArchiving: true };

  test('are read as Postgres shows them to any role', async () => {
    const limited = openDatabase({ url: await createDatabase({ migrated: true, role: 'bot' }) });
    expect(await findBackupSigns(limited)).toEqual(none);
    await limited.close();
    expect((await examine()).text).toContain(
      '? backups can’t see, check: that a copy leaves this server every day',
    );
  });

  test.each([
    [none, 'look', /can’t see, check: .* it restores$/],
    [{ ...none, standbys: 2 }, 'look', /it restores; 2 standbys connected$/],
    [archiving, 'look', /nothing has been archived yet/],
    [{ ...archiving, lastArchivedAt: minutes(5) }, 'fine', /archived, last 2026-06-10 11:55Z; try restoring/],
    [{ ...archiving, lastArchivedAt: minutes(5), lastFailedAt: minutes(9) }, 'fine', /archived, last/],
    [
      { ...archiving, lastArchivedAt: minutes(9), lastFailedAt: minutes(5) },
      'wrong',
      /failed since 2026-06-10 11:55Z/,
    ],
    [{ ...archiving, lastFailedAt: minutes(5) }, 'wrong', /failed since/],
  ] as const)('%o are %s', (signs, state, what) => {
    const { check, findings } = checkBackups(signs);
    expect(check).toMatchObject({ kind: 'backups', state, what: expect.stringMatching(what) });
    expect(findings).toHaveLength(state === 'wrong' ? 1 : 0);
  });
});
