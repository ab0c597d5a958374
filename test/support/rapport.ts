import type { App } from '@slack/bolt';
import { type Logger, pino } from 'pino';
import { type Sandbox, startSandbox, type User } from 'slack-sandbox';
import { afterAll, afterEach, expect } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type OpenContext, openContext } from '../../src/context.ts';
import { type Day, dayIn } from '../../src/domain/days/day.ts';
import type { Member } from '../../src/domain/members/member.ts';
import { meetingsPerWeekMax } from '../../src/domain/policy.ts';
import { warmUp } from '../../src/domain/reading/library-days.ts';
import type { Tier } from '../../src/domain/words.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import type { FileWork } from '../../src/slack/bolt/deadline.ts';
import { statusRoutes } from '../../src/status.ts';
import { recomputeClocks } from '../../src/store/clocks/clocks.ts';
import { transaction } from '../../src/store/db/database.ts';
import { joinMember, saveBranch } from '../../src/store/members/branches.ts';
import { findMember } from '../../src/store/members/members.ts';
import { addPartners } from '../../src/store/partners/partners.ts';
import { createDatabase } from './database.ts';

/** A branch of three in Tampa, the bot (real Bolt, real Postgres), and the local Slack that they share. */
export interface Rapport {
  sandbox: Sandbox;
  context: OpenContext;
  /** The bot's Bolt app, for adding listeners that misbehave. */
  app: App;
  /** Stops the bot, as SIGTERM does. */
  stop: SlackApp['stop'];
  /** Address of the bot. */
  url: string;
  channel: string;
  admin: User;
  priya: User;
  sam: User;
  /** Log lines of level error so far. A test that expects some must remove them. */
  errors: Record<string, unknown>[];
  member(user: User): Promise<Member>;
  today(member?: Member): Day;
  /** Adds partners ("Dana Lee, Lee & Co") to a user's book. Returns their ids by name. */
  book(user: User, names: string[], tier?: Tier): Promise<Record<string, number>>;
}

/** A Tuesday morning in New York, the branch's time zone. */
const aTuesday = new Date('2026-06-09T13:30:00Z');

export async function startRapport(
  options: {
    now?: Date;
    env?: Record<string, string>;
    socketMode?: boolean;
    databaseUrl?: string;
    ackTimeoutMs?: number;
    /** Whether Rapport was installed with its optional scopes. Default: true. */
    optionalScopes?: boolean;
    /** Whether the workspace is one of two of an Enterprise organization. Default: false. */
    grid?: boolean;
    files?: Partial<FileWork>;
    /** The folder of the built page, for tests in a browser. */
    page?: string;
    /** Called with the local Slack before the bot starts. */
    prepare?: (sandbox: Sandbox) => Promise<void>;
  } = {},
): Promise<Rapport> {
  const sandbox = await startSandbox({
    manifest: 'manifest.yml',
    now: options.now ?? aTuesday,
    pacing: false,
    retryDelaysMs: [0, 20, 40],
    ...(options.optionalScopes === false ? { optionalScopes: false } : {}),
    ...(options.grid ? { grid: true } : {}),
    ...(options.page ? { page: options.page } : {}),
    ...(options.ackTimeoutMs ? { ackTimeoutMs: options.ackTimeoutMs } : {}),
  });
  await options.prepare?.(sandbox);
  const errors: Record<string, unknown>[] = [];
  const config = readConfig({
    DATABASE_URL: options.databaseUrl ?? (await createDatabase({ migrated: true })),
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SLACK_API_URL: sandbox.slackApiUrl,
    PORT: '0',
    ...(options.socketMode ? { SLACK_APP_TOKEN: sandbox.appToken } : {}),
    ...options.env,
  });
  const context = await openContext(config, { log: collectErrors(errors), now: () => sandbox.clock.now() });
  const app = createSlackApp(context, statusRoutes(context), options.files);
  // As `start` does.
  await context.db.prisma.branch.count({});
  warmUp();
  const { port } = await app.start();
  const url = `http://127.0.0.1:${port}`;
  sandbox.setAppUrl(url);

  const admin = sandbox.addUser({ name: 'ada', realName: 'Ada Ruiz', isAdmin: true });
  const priya = sandbox.addUser({ name: 'priya', realName: 'Priya Patel', email: 'priya@example.com' });
  const sam = sandbox.addUser({ name: 'sam', realName: 'Sam Cole', email: 'sam@example.com' });
  const channel = sandbox.addChannel({ name: 'tampa', members: [admin.id, priya.id, sam.id], botIn: true });
  const now = () => sandbox.clock.now();
  await saveBranch(
    context.db,
    { channelId: channel.id, name: 'Tampa', timeZone: 'America/New_York', region: 'FL' },
    { slackUserId: admin.id, name: admin.realName, email: null, timeZone: admin.tz },
    now(),
  );
  // She has read what a manager is.
  await context.db.query(`delete from nudge where post = 'made manager'`);
  await context.db.query(
    `insert into member (slack_user_id, branch_id, name, email, zone)
     select u.id, b.id, u.name, u.email, 'America/New_York'
       from branch b, unnest($1::text[], $2::text[], $3::text[]) as u(id, name, email)`,
    [
      [priya.id, sam.id],
      [priya.realName, sam.realName],
      [priya.email, sam.email],
    ],
  );
  for (const user of [priya, sam]) {
    await joinMember(context.db, user.id, { kind: 'originator', meetingsPerWeek: 4, timeZone: null }, now());
  }

  afterAll(async () => {
    await app.stop();
    await context.close();
    await sandbox.close();
    expect(onlyText(sandbox), 'the app answered with text alone, of which Slack makes links').toEqual([]);
  });
  afterEach(() => {
    expect(errors.splice(0), 'the test logged an unexpected error').toEqual([]);
  });

  async function member(user: User): Promise<Member> {
    const found = await findMember(context.db, user.id);
    if (!found) throw new Error(`${user.name} is not a member`);
    return found;
  }
  const today = (of?: Member): Day => dayIn(of?.timeZone ?? 'America/New_York', now());

  return {
    sandbox,
    context,
    app: app.app,
    stop: app.stop,
    url,
    channel: channel.id,
    admin,
    priya,
    sam,
    errors,
    member,
    today,
    async book(user, names, tier = 'core') {
      const owner = await member(user);
      return transaction(context.db, async (tx) => {
        const partners = names.map((text) => {
          const [name = '', ...company] = text.split(', ');
          return { name, company: company.join(', ') || null };
        });
        // As if there were time for any number of meetings: who is in a small book comes due the next morning.
        const pace = (perWeek: number) =>
          tx.query('update member set meetings_per_week = $2 where id = $1', [owner.id, perWeek]);
        await pace(meetingsPerWeekMax);
        const ids = await addPartners(tx, owner, partners, tier, today(owner));
        await pace(owner.meetingsPerWeek);
        const rows = await tx.query<{ id: number }>('select id from relationship where owner_id = $1', [
          owner.id,
        ]);
        await recomputeClocks(
          tx,
          rows.map((row) => row.id),
        );
        return Object.fromEntries(partners.map((partner, index) => [partner.name, ids[index]!]));
      });
    },
  };
}

/** Answers to commands, and through a response_url, of which Slack would make links: they have text, but no blocks. */
const onlyText = ({ exchanges }: Sandbox): unknown[] =>
  exchanges
    .map(({ kind, payload, answer }) =>
      kind === 'response_url' ? payload : kind === 'command' ? answer : null,
    )
    .filter((said) => typeof said === 'object' && said !== null && 'text' in said && !('blocks' in said));

function collectErrors(errors: Record<string, unknown>[]): Logger {
  return pino(
    { level: process.env.TEST_LOG ?? 'error', serializers: { error: pino.stdSerializers.err } },
    {
      write(line: string) {
        const entry = JSON.parse(line) as Record<string, unknown>;
        if (Number(entry.level) >= 50) errors.push(entry);
        else process.stderr.write(line);
      },
    },
  );
}
