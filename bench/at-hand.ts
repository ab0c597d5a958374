import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startSandbox } from 'slack-sandbox';
import type { Context } from '../src/context.ts';
import { partnerQuery } from '../src/domain/partners/find-partner.ts';
import type { HomeScreen } from '../src/messages/home/home-screen.ts';
import { digest } from '../src/schedule/posts/digest.ts';
import { publishHome } from '../src/slack/home/home.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import { findMember } from '../src/store/members/members.ts';
import type { Nudge } from '../src/store/nudges/nudges.ts';
import { searchPartners } from '../src/store/partners/partner-search.ts';
import { alignColumns, type Figure, median, percentile, printTable } from './figures.ts';
import { type SignedRequest, signedRequest } from './signed-request.ts';
import { runSql } from './touchpoint-database.ts';
import { pace } from './touchpoint-load.ts';
import { build, startApp } from './touchpoint-processes.ts';

import { branches, membersEach, openWorkspace, slackUserOf } from './workspace-database.ts';

const perSecond = 50;
const rounds = 6;
const requestsARound = 200;
const homeRounds = 25;
const queries = ['dan', 'web hom', 'robert', 'ortiz', 'bob le', 'garcia', 'no', 'selma v', 'quinn', 'kea'];

/**
 * Lookups in a workspace of 450,000 relationships: the options that load as someone types a name, through the app, against a
 * hand-written query; App Home of a member with 120 partners and of a lead with 1,000 branches; and that member's digest.
 */
export async function run(): Promise<Figure[]> {
  const workspace = await openWorkspace();
  try {
    return [
      ...(await measureSearch(workspace.url)),
      ...(await measureHome(workspace.url)),
      ...(await measureDigest(workspace.url)),
    ];
  } finally {
    await workspace.close();
  }
}

async function measureSearch(url: string): Promise<Figure[]> {
  await explain(url);
  const { rapport } = await build();
  const slack = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const app = await startApp('rapport', rapport, {
    DATABASE_URL: url,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.slackApiUrl,
  });
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const db = openDatabase({ url });
  try {
    const next = optionRequests(slack);
    await pace(app.url, next, { perSecond, amount: 100 });
    const tookMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const answers = await pace(app.url, next, { perSecond, amount: requestsARound });
      tookMs.push(...answers.map(({ ms }) => ms));
    }
    const compared = await compareQueries(db, pool);
    const p99 = percentile(tookMs, 99);
    console.log(
      alignColumns([
        ['milliseconds', 'p50', 'p90', 'p99'],
        ...[
          [`options through the app at ${perSecond} a second`, tookMs] as const,
          ['the search alone, ours', compared.ours] as const,
          ['the search alone, by hand', compared.byHand] as const,
        ].map(([what, values]) => [
          what,
          ...[50, 90, 99].map((percent) => percentile([...values], percent).toFixed(2)),
        ]),
      ]),
    );
    const ratio = median(compared.ours.map((ms, index) => ms / compared.byHand[index]!));
    return [
      {
        what: `options in 450,000 relationships, p99 at ${perSecond} a second`,
        ours: `${p99.toFixed(1)} ms`,
        baseline: '',
        ratio: '',
        target: 'under 100 ms',
        met: p99 < 100,
      },
      {
        what: 'the search against a hand-written query, median',
        ours: `${median(compared.ours).toFixed(2)} ms`,
        baseline: `${median(compared.byHand).toFixed(2)} ms`,
        ratio: ratio.toFixed(2),
        target: 'at most 2',
        met: ratio <= 2,
      },
    ];
  } finally {
    await app.stop();
    await slack.close();
    await db.close();
    await pool.end();
  }
}

/** The least a name search needs: matches by the beginning of a word, the member's own partners first, then the branch's. */
const byHandSql = `
  select p.id, p.name, p.company, r.id is not null as own
    from partner p left join relationship r on r.partner_id = p.id and r.owner_id = $1 and r.archived_on is null
   where p.branch_id = $2 and p.merged_into is null
     and to_tsvector('simple', p.name_key || ' ' || p.company_key) @@ to_tsquery('simple', $3)
   order by r.id is null, p.name_key limit 30`;

/** Runs the same searches on both sides, alternating which goes first, for members of many branches. */
async function compareQueries(db: Database, pool: pg.Pool): Promise<{ ours: number[]; byHand: number[] }> {
  const result = { ours: [] as number[], byHand: [] as number[] };
  for (let nr = 0; nr < 300; nr++) {
    const member = await findMember(db, slackUserOf(memberFor(nr)));
    const typed = queries[nr % queries.length]!;
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    const ours = () => timed(() => searchPartners(db, member!, typed));
    const byHand = () =>
      timed(() => pool.query(byHandSql, [member!.id, member!.branch.id, partnerQuery(typed).plain]));
    const [first, second] = nr % 2 === 0 ? [ours, byHand] : [byHand, ours];
    const one = await first();
    const other = await second();
    if (nr < 50) continue;
    result.ours.push(nr % 2 === 0 ? one : other);
    result.byHand.push(nr % 2 === 0 ? other : one);
  }
  return result;
}

/** Skips the lead, who searches all branches. `explain` prints the plan of that search. */
const memberFor = (nr: number): number => 2 + ((nr * 37) % (branches * membersEach - 2));

async function explain(url: string): Promise<void> {
  for (const [who, words] of [
    ['a lead, over all branches', '(dana:*) & (web:*)'],
    ['a lead, by two letters', '(vo:*)'],
  ] as const) {
    const plan = await runSql<{ 'QUERY PLAN': string }>(
      url,
      `explain (analyze, buffers, costs off) select p.id from partner p
        where p.merged_into is null and to_tsvector('simple', p.name_key || ' ' || p.company_key) @@ to_tsquery('simple', '${words}') limit 5000`,
    );
    console.log(`\n${who}: ${words}\n${plan.map((row) => row['QUERY PLAN']).join('\n')}`);
  }
}

/** Option requests as Slack sends them while someone types. Each comes from a different member, every twentieth from a lead. */
function optionRequests(slack: { signingSecret: string; teamId: string }): () => SignedRequest {
  let made = 0;
  return () => {
    const nr = made++;
    const payload = JSON.stringify({
      type: 'block_suggestion',
      team: { id: slack.teamId, domain: 'bench' },
      user: { id: slackUserOf(nr % 20 === 0 ? 1 : memberFor(nr)), team_id: slack.teamId },
      api_app_id: 'ABENCH',
      action_id: 'partners.search',
      block_id: 'partners',
      value: queries[nr % queries.length],
      container: { type: 'view', view_id: `V${nr}` },
    });
    return signedRequest(slack.signingSecret, { payload });
  };
}

async function measureHome(url: string): Promise<Figure[]> {
  const db = openDatabase({ url, max: 4, statementTimeoutMs: 10_000 });
  const slack = { views: { publish: async () => ({ ok: true }) } };
  const team = { id: 'TBOOK', botUserId: 'UBOT' };
  const context = { db, slack, team, now: () => new Date() } as unknown as Context;
  const timed = async (slackUser: string, place: HomeScreen) => {
    const tookMs: number[] = [];
    for (let round = 0; round < homeRounds + 3; round++) {
      const began = performance.now();
      const member = await findMember(db, slackUser);
      await publishHome(context, member!, { screen: place });
      if (round >= 3) tookMs.push(performance.now() - began);
    }
    return tookMs;
  };
  try {
    const places: [string, string, HomeScreen, number][] = [
      ['Home of a member with 120 partners, today', slackUserOf(0), { at: 'today' }, 300],
      ['Home of a member with 120 partners, partners', slackUserOf(0), { at: 'partners' }, 300],
      ['Home of a lead with 1,000 branches', slackUserOf(1), { at: 'branches' }, 500],
      ['Month of a lead with 1,000 branches', slackUserOf(1), { at: 'month' }, 500],
    ];
    const figures: Figure[] = [];
    for (const [what, who, place, limit] of places) {
      const tookMs = await timed(who, place);
      const bare = await bareQuery(db, place);
      figures.push({
        what: `${what}, p99`,
        ours: `${percentile(tookMs, 99).toFixed(0)} ms`,
        baseline: `${bare.toFixed(0)} ms`,
        ratio: (median(tookMs) / bare).toFixed(1),
        target: `under ${limit} ms`,
        met: percentile(tookMs, 99) < limit,
      });
    }
    return figures;
  } finally {
    await db.close();
  }
}

/**
 * The digest of the member with 120 partners, with everything it may contain: open promises and feedback, a question, growth
 * goals a year old, birthdays. Measures loading, deciding and drawing.
 */
async function measureDigest(url: string): Promise<Figure[]> {
  await runSql(
    url,
    `with me as (select id from member where slack_user_id = '${slackUserOf(0)}'),
          theirs as (select r.partner_id, row_number() over (order by r.partner_id) as nr
                       from relationship r, me where r.owner_id = me.id and r.archived_on is null),
          c as (insert into capture (source, member_id, made_at) select 'modal', id, now() from me returning id, member_id),
          p as (insert into promise (capture_id, partner_id, member_id, text, made_on, due_on)
                select c.id, t.partner_id, c.member_id, 'the workshop slides', current_date - 5, current_date + (t.nr % 9)::int - 4
                  from c, theirs t where t.nr <= 60),
          f as (insert into feedback (capture_id, partner_id, member_id, answerer_id, heard_on, text, topic, answer_by)
                select c.id, t.partner_id, c.member_id, c.member_id, current_date - 3, 'our letters are slow', 'speed', current_date + 4
                  from c, theirs t where t.nr % 4 = 0),
          h as (insert into help (capture_id, partner_id, member_id, kind, helped_on)
                select c.id, t.partner_id, c.member_id, 'planning', current_date - 9 from c, theirs t)
     update partner set birthday = to_char(current_date, 'MM-DD'), growing = 'a second office'
       from theirs t where t.partner_id = partner.id and t.nr % 30 = 0`,
  );
  const db = openDatabase({ url, max: 4, statementTimeoutMs: 10_000 });
  const member = await findMember(db, slackUserOf(0));
  const nudge = { id: 1, memberId: member!.id } as Nudge;
  const compose = () => digest.compose({ db } as unknown as Context, nudge, now);
  // The member's first working day: not a weekend, not a holiday in their state.
  const now = new Date();
  for (let days = 0; days < 7 && 'close' in (await compose()); days++) now.setUTCDate(now.getUTCDate() + 1);
  try {
    const tookMs: number[] = [];
    for (let round = 0; round < homeRounds + 3; round++) {
      const began = performance.now();
      const composed = await compose();
      if (!('message' in composed)) throw new Error(`the digest is empty: ${JSON.stringify(composed)}`);
      if (round >= 3) tookMs.push(performance.now() - began);
    }
    const bare = await bareQuery(db, { at: 'today' });
    return [
      {
        what: 'Digest of a member with 120 partners and everything open, median',
        ours: `${median(tookMs).toFixed(1)} ms`,
        baseline: `${bare.toFixed(1)} ms`,
        ratio: (median(tookMs) / bare).toFixed(1),
        target: 'under 50 ms',
        met: median(tookMs) < 50,
      },
    ];
  } finally {
    await db.close();
  }
}

/** Reads the rows behind `place` with hand-written SQL and draws nothing. Returns the median in milliseconds. */
async function bareQuery(db: Database, place: HomeScreen): Promise<number> {
  const sql =
    place.at === 'branches' || place.at === 'month'
      ? `select m.branch_id, count(*), count(*) filter (where r.touch_grace < current_date or r.face_grace < current_date)
           from relationship r join member m on m.id = r.owner_id where r.archived_on is null group by 1`
      : `select p.*, r.* from relationship r join partner p on p.id = r.partner_id where r.owner_id = 1`;
  const tookMs: number[] = [];
  for (let round = 0; round < 10; round++) {
    const began = performance.now();
    await db.query(sql);
    tookMs.push(performance.now() - began);
  }
  return median(tookMs);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) printTable(await run());
