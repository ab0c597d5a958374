import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Sandbox, startSandbox } from 'slack-sandbox';
import { composeDigest } from '../src/domain/digest/digest.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import { loadDigestInput } from '../src/store/digest/digest.ts';
import { findMemberById } from '../src/store/members/members.ts';
import { type Figure, printTable } from './figures.ts';
import { openLenderServer } from './lender/database.ts';
import { morning, today } from './lender/size.ts';

/** Longer than the minute over which the local Slack counts. */
const pacedSeconds = 75;
/** Messages a minute: Rapport's default, and the local Slack's default limit. */
const rates = [300, 600];
const replicaCounts = [1, 3];
const unlimitedDigests = 600;

interface Delivered {
  /** Messages a minute, measured from the first message to the last. */
  perMinute: number;
  sent: number;
  refused: number;
  doubled: number;
  lost: number;
}

/**
 * Sends a morning's digests to a local Slack whose limit equals the bot's configured rate, from one replica and from three,
 * each in its own process. Then once more without limits, to see what one process can do.
 */
export async function run(): Promise<Figure[]> {
  const server = await openLenderServer();
  try {
    const url = await server.copy(0.01);
    const figures: Figure[] = [];
    for (const rate of rates) {
      for (const replicas of replicaCounts)
        figures.push(...report(rate, replicas, await deliver(url, replicas, rate)));
    }
    const { perMinute, doubled, lost } = await deliver(url, 1, null);
    console.log(
      `without limits, one process composes and sends ${(perMinute / 60).toFixed(0)} digests a second, ${doubled} doubled, ${lost} lost`,
    );
    return figures;
  } finally {
    await server.close();
  }
}

function report(rate: number, replicas: number, delivered: Delivered): Figure[] {
  const { perMinute, sent, refused, doubled, lost } = delivered;
  const share = perMinute / rate;
  const refusedShare = refused / (sent + refused);
  console.log(
    `${replicas} replicas at ${rate} a minute: ${sent} sent at ${perMinute.toFixed(1)} a minute, ${refused} refused with 429, ${doubled} doubled, ${lost} lost`,
  );
  const by = replicas === 1 ? 'one replica' : `${replicas} replicas`;
  return [
    {
      what: `messages a minute, ${by}, against the limit`,
      ours: perMinute.toFixed(0),
      baseline: String(rate),
      ratio: share.toFixed(3),
      target: 'at least 0.95',
      met: share >= 0.95,
    },
    {
      what: '  refused with 429; doubled; lost',
      ours: `${(100 * refusedShare).toFixed(1)}%; ${doubled}; ${lost}`,
      baseline: '',
      ratio: '',
      target: 'under 1%; 0; 0',
      met: refusedShare < 0.01 && doubled === 0 && lost === 0,
    },
  ];
}

/** @param rate messages a minute, for both the local Slack and Rapport; null for no limits */
async function deliver(url: string, replicas: number, rate: number | null): Promise<Delivered> {
  const sandbox = await startSandbox({
    manifest: 'manifest.yml',
    now: morning,
    pacing: rate !== null,
    retryDelaysMs: [], // no app listens for its events
    ...(rate !== null && { postsPerMinute: rate }),
  });
  const db = openDatabase({ url, max: 2, statementTimeoutMs: 60_000 });
  const children: ChildProcess[] = [];
  try {
    const owed = rate === null ? unlimitedDigests : Math.round((rate / 60) * pacedSeconds);
    await enqueueDigests(db, sandbox, owed);
    const seen = watch(sandbox);
    for (let nr = 0; nr < replicas; nr++) children.push(await startReplica(url, sandbox, rate));
    for (const child of children) child.send('go');
    await untilSent(db, owed);
    for (const child of children) child.send('stop');
    await Promise.all(children.map((child) => once(child, 'exit')));
    return await judge(db, sandbox, seen);
  } finally {
    for (const child of children) child.kill();
    await db.close();
    await sandbox.close();
  }
}

/** The table also holds a year of older nudges. */
const ofThisMorning = `due_at >= '${today}'`;

/** Plans `count` digests, in rotation, for the members who have someone to reach. Their direct messages are in the local Slack. */
async function enqueueDigests(db: Database, sandbox: Sandbox, count: number): Promise<void> {
  await db.query(`delete from showing where shown_on >= '${today}'`);
  await db.query(`delete from nudge where ${ofThisMorning}`);
  for (const table of ['pace', 'workspace']) await db.query(`delete from ${table}`);
  const busy: number[] = [];
  const members = await db.query<{ id: number }>('select id from member order by id');
  for (const { id } of members) {
    const member = (await findMemberById(db, id))!;
    const user = sandbox.addUser({ name: `member${id}`, realName: member.name });
    await db.query('update member set slack_user_id = $2, dm_channel_id = $3 where id = $1', [
      id,
      user.id,
      sandbox.as(user).dmChannel,
    ]);
    if (composeDigest(await loadDigestInput(db, member, today), today)?.kind === 'lines') busy.push(id);
  }
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     select 'bench:' || n, gen_random_uuid(), 'digest', ($1::int[])[1 + n % cardinality($1::int[])], $2,
            $2::timestamptz + interval '4 hours'
       from generate_series(1, $3::int) n order by n`,
    [busy, morning, count],
  );
}

interface Seen {
  messages: number;
  refused: number;
  first: number;
  last: number;
}

function watch(sandbox: Sandbox): Seen {
  const seen: Seen = { messages: 0, refused: 0, first: 0, last: 0 };
  sandbox.world.changes.listen((change) => {
    if (change.kind === 'message') {
      seen.messages++;
      seen.last = performance.now();
      seen.first ||= seen.last;
    }
    if (change.kind === 'exchange' && sandbox.exchanges.at(-1)?.status === 429) seen.refused++;
  });
  return seen;
}

async function startReplica(url: string, sandbox: Sandbox, rate: number | null): Promise<ChildProcess> {
  const child = fork(
    fileURLToPath(new URL('delivery-replica.ts', import.meta.url)),
    rate === null ? ['unlimited'] : [],
    {
      execArgv: ['--import', 'tsx'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: url,
        SLACK_BOT_TOKEN: sandbox.botToken,
        SLACK_SIGNING_SECRET: sandbox.signingSecret,
        SLACK_API_URL: sandbox.slackApiUrl,
        LOG_LEVEL: 'error',
        ...(rate !== null && { SLACK_MESSAGES_PER_MINUTE: String(rate) }),
      },
    },
  );
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`a replica ended with ${code}`)),
  );
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
  return child;
}

async function untilSent(db: Database, owed: number): Promise<void> {
  for (const endsAt = Date.now() + 3 * pacedSeconds * 1_000; Date.now() < endsAt; ) {
    const [row] = await db.query<{ done: number }>(
      `select count(*)::int as done from nudge where state in ('sent', 'closed') and ${ofThisMorning}`,
    );
    if (row!.done >= owed) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Each nudge's mark must appear in the metadata of exactly one message. */
async function judge(db: Database, sandbox: Sandbox, seen: Seen): Promise<Delivered> {
  const marks = new Map<string, number>();
  for (const channel of sandbox.world.channels.values()) {
    for (const { metadata } of channel.messages) {
      const mark = metadata?.event_payload.mark;
      if (typeof mark === 'string') marks.set(mark, (marks.get(mark) ?? 0) + 1);
    }
  }
  const owed = await db.query<{ mark: string }>(`select mark from nudge where ${ofThisMorning}`);
  return {
    perMinute: ((seen.messages - 1) / (seen.last - seen.first)) * 60_000,
    sent: seen.messages,
    refused: seen.refused,
    doubled: [...marks.values()].filter((times) => times > 1).length,
    lost: owed.filter(({ mark }) => !marks.has(mark)).length,
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
