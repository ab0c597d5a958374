import { foldClocks } from '../src/domain/clocks/clocks.ts';
import { dayIn } from '../src/domain/days/day.ts';
import type { CaptureContent } from '../src/domain/touchpoints/capture.ts';
import { loadFacts } from '../src/store/clocks/clocks.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import { findMember } from '../src/store/members/members.ts';
import { saveCapture } from '../src/store/touchpoints/captures.ts';
import { alignColumns, median } from './figures.ts';
import { slackUserOf } from './touchpoint-database.ts';

/** Earlier touchpoints per relationship. Once a week for four years makes 200. */
const histories = [10, 100, 1_000];
const partnersEach = 30;
const rounds = 4;

interface Known {
  partnerId: number;
  relationshipId: number;
}

/** Prints what the same capture costs as the relationship's history grows. */
export async function reportHistory(databaseUrl: string): Promise<void> {
  const db = openDatabase({ url: databaseUrl, statementTimeoutMs: 60_000 });
  try {
    const books: Known[][] = [];
    for (const touchpoints of histories) books.push(await invent(db, touchpoints));
    await db.query('vacuum analyze');
    const lines = [
      ['median ms of a capture, by earlier touchpoints', 'all of it', 'reading facts', 'folding'],
    ];
    for (const [index, book] of books.entries()) {
      const times = await measure(db, book);
      lines.push([`  ${histories[index]}`, ...times.map((ms) => ms.toFixed(2))]);
    }
    console.log(alignColumns(lines));
  } finally {
    await db.close();
  }
}

/** Gives the first member new partners, each with this many touchpoints. */
async function invent(db: Database, touchpoints: number): Promise<Known[]> {
  return db.query<Known>(
    `with known as (
       insert into partner (branch_id, name, name_key, entered_on)
       select branch_id, 'Known ' || $1::int, 'known', current_date - 2000
         from member, generate_series(1, $2) where slack_user_id = $3 returning id, branch_id),
     related as (
       insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
       select known.id, m.id, known.branch_id, 'core', current_date - 2000
         from known, member m where m.slack_user_id = $3 returning id, partner_id),
     entered as (
       insert into relationship_fact (relationship_id, kind, on_day, tier)
       select id, 'entered', current_date - 2000, 'core' from related),
     told as (
       insert into capture (source, member_id, made_at)
       select 'words', m.id, now() - make_interval(days => n)
         from related, generate_series(1, $1) as n, member m where m.slack_user_id = $3 returning id, made_at),
     met as (
       insert into touchpoint (capture_id, kind, occurred_on)
       select id, 'meal', made_at::date from told returning id),
     with_whom as (
       insert into touchpoint_partner (touchpoint_id, partner_id)
       select met.id, known.id
         from (select id, row_number() over (order by id) as nr from met) met
         join (select id, row_number() over (order by id) as nr from known) known on known.nr = met.nr % $2 + 1),
     who as (
       insert into touchpoint_member (touchpoint_id, member_id)
       select met.id, m.id from met, member m where m.slack_user_id = $3)
     select partner_id as "partnerId", id as "relationshipId" from related`,
    [touchpoints, partnersEach, slackUserOf(0)],
  );
}

/** Median milliseconds of a whole capture, of reading the facts, and of folding them. */
async function measure(db: Database, book: Known[]): Promise<number[]> {
  const member = (await findMember(db, slackUserOf(0)))!;
  const times: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    for (const { partnerId, relationshipId } of book) {
      const said = `coffee with ${partnerId}, round ${round}`;
      const now = new Date();
      const content = coffeeWith(partnerId, now);
      const began = performance.now();
      await saveCapture(db, { requestKey: said, source: 'words', member, content, said, now });
      const saved = performance.now();
      const [one] = await loadFacts(db, [relationshipId]);
      const loaded = performance.now();
      foldClocks(one!.facts, one!.calendar);
      const took = [saved - began, loaded - saved, performance.now() - loaded];
      for (const [index, ms] of took.entries()) times[index]!.push(ms);
    }
  }
  return times.map(median);
}

const coffeeWith = (partnerId: number, now: Date): CaptureContent => {
  const today = dayIn('America/New_York', now);
  return {
    what: 'touchpoint',
    kind: 'meal',
    word: 'coffee',
    on: today,
    today,
    partnerIds: [partnerId],
    newPartners: [],
    alongIds: [],
    alongNames: [],
    note: 'talked about the workshop',
    promises: [],
    feedback: null,
    growing: null,
  };
};
