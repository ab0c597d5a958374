import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import { recomputeClocks } from '../../src/store/clocks/clocks.ts';
import { openDatabase } from '../../src/store/db/database.ts';
import { type BranchMore, saveBranch } from '../../src/store/members/branches.ts';
import { loadBoard } from '../../src/store/week/standings.ts';
import { closeOneWeek, countUnclosed, loadKeptWeeks } from '../../src/store/week/weeks.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db, url } = await testDatabase();
/** The same database, as another process sees it. */
const elsewhere = openDatabase({ url });
afterAll(() => elsewhere.close());
const at = (text: string) => new Date(text);
/** Monday noon in New York after the week of Monday, Jun 1, 2026. */
const noon = at('2026-06-08T16:00:00Z');
let priya = 0;
let sam = 0;
let branchId = 0;

async function closeAll(now: Date): Promise<number> {
  let closed = 0;
  while (await closeOneWeek(db, now)) closed++;
  return closed;
}

beforeEach(async () => {
  await emptyDatabase(db);
  const rows = await db.query<{ id: number; branchId: number }>(
    `with b as (insert into branch (channel_id, name, zone, created_at)
                values ('C1', 'Tampa', 'America/New_York', '2026-06-02T15:00:00Z') returning id)
     insert into member (slack_user_id, branch_id, name, zone, state)
     select u, b.id, n, 'America/New_York', 'active' from b, (values ('U1', 'Priya Patel'), ('U2', 'Sam Cole')) as v(u, n)
     returning id, branch_id as "branchId"`,
  );
  [priya, sam] = rows.map(({ id }) => id) as [number, number];
  branchId = rows[0]!.branchId;
});

/** A core relationship entered in January. */
async function partner(owner: number): Promise<{ id: number; partnerId: number }> {
  const [row] = await db.query<{ id: number; partnerId: number }>(
    `with p as (insert into partner (branch_id, name, name_key, entered_on) values ($1, 'Dana', 'dana', '2026-01-05') returning id),
          r as (insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
                select id, $2, $1, 'core', '2026-01-05' from p returning id, partner_id),
          f as (insert into relationship_fact (relationship_id, kind, on_day, tier) select id, 'entered', '2026-01-05', 'core' from r)
     select id, partner_id as "partnerId" from r`,
    [branchId, owner],
  );
  return row!;
}

async function met(owner: number, partnerId: number, on: Day): Promise<void> {
  await db.query(
    `with c as (insert into capture (member_id, source, made_at) values ($1, 'words', now()) returning id),
          t as (insert into touchpoint (capture_id, kind, occurred_on) select id, 'meal', $3 from c returning id),
          p as (insert into touchpoint_partner (touchpoint_id, partner_id) select id, $2 from t)
     insert into touchpoint_member (touchpoint_id, member_id) select id, $1 from t`,
    [owner, partnerId, on],
  );
}

const weeks = () =>
  db.query(
    `select week, member_id as member, in_rhythm as "inRhythm", counted, kept from member_week order by week, member_id`,
  );

describe('the weekly close', () => {
  test('waits until Monday noon in the branch’s zone, and freezes each member’s week', async () => {
    const dana = await partner(priya);
    const joan = await partner(priya);
    await partner(sam);
    await met(priya, dana.partnerId, '2026-05-20');
    expect(await closeAll(at('2026-06-08T15:59:59Z'))).toBe(0);
    expect(await countUnclosed(db, noon)).toBe(1);
    await met(priya, joan.partnerId, '2026-06-05'); // told on Monday morning
    expect(await closeAll(noon)).toBe(1);
    expect(await countUnclosed(db, noon)).toBe(0);
    expect(await weeks()).toEqual([
      { week: '2026-06-01', member: priya, inRhythm: 2, counted: 2, kept: true },
      { week: '2026-06-01', member: sam, inRhythm: 0, counted: 1, kept: true },
    ]);
  });

  test('does not reopen for contacts logged later', async () => {
    const dana = await partner(priya);
    await closeAll(noon);
    await met(priya, dana.partnerId, '2026-06-05');
    await closeAll(at('2026-06-08T20:00:00Z'));
    expect(await weeks()).toMatchObject([{ inRhythm: 0, counted: 1 }]);
  });

  test.each<[string, BranchMore]>([
    ['closes on more days', { daysOff: ['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18'] }],
    ['opens on a federal holiday', { holidayChanges: ['Juneteenth', 'Memorial Day'] }],
  ])('does not reopen when the office %s: only open weeks follow', async (_, more) => {
    const dana = await partner(priya);
    const joan = await partner(priya);
    // Due Fri, Jun 12, with grace to Mon, Jun 22, because Juneteenth is not one of its five working days.
    await met(priya, dana.partnerId, '2026-05-13');
    // Due Mon, Jun 8, with grace to Mon, Jun 15.
    await met(priya, joan.partnerId, '2026-05-08');
    await recomputeClocks(db, [dana.id, joan.id]);
    await closeAll(at('2026-06-22T16:00:00Z'));
    const closed = {
      weeks: await weeks(),
      branch: await db.query('select * from branch_week order by week'),
    };
    expect(closed.weeks).toMatchObject([{ inRhythm: 2 }, { inRhythm: 2 }, { inRhythm: 1 }]);
    const board = (await loadBoard(db, '2026-06-22')).byBranch;
    const tampa = { channelId: 'C1', name: 'Tampa', timeZone: 'America/New_York', region: null };
    const ada = { slackUserId: 'U9', name: 'Ada Ruiz', email: null, timeZone: null };
    await saveBranch(db, tampa, ada, at('2026-06-22T17:00:00Z'), more);
    const graces = await db.query<{ ends: Day }>('select touch_grace as ends from relationship order by id');
    expect(
      graces.map(({ ends }) => ends),
      'the clocks follow at once',
    ).not.toEqual(['2026-06-22', '2026-06-15']);
    expect(await closeAll(at('2026-06-22T18:00:00Z'))).toBe(0);
    expect(await weeks()).toEqual(closed.weeks);
    expect(await db.query('select * from branch_week order by week')).toEqual(closed.branch);
    expect((await loadBoard(elsewhere, '2026-06-22')).byBranch).toEqual(board);
    expect(await closeAll(at('2026-06-29T16:00:00Z'))).toBe(1);
    expect(await weeks()).toEqual([...closed.weeks, expect.objectContaining({ week: '2026-06-22' })]);
  });

  test('happens once, even with several processes at once', async () => {
    await partner(priya);
    await Promise.all(Array.from({ length: 4 }, () => db.query('select pg_sleep(0.05)')));
    const closed = await Promise.all(Array.from({ length: 4 }, () => closeAll(noon)));
    expect(closed.reduce((sum, count) => sum + count)).toBe(1);
    expect(await weeks()).toHaveLength(1);
  });

  test('catches up on every week of an outage, each from that week’s facts', async () => {
    const dana = await partner(priya);
    await met(priya, dana.partnerId, '2026-05-13');
    await met(priya, dana.partnerId, '2026-07-02');
    expect(await closeAll(at('2026-07-06T16:00:00Z'))).toBe(5);
    // Met May 13: due Fri, Jun 12, and past grace after Mon, Jun 22, because Juneteenth is not one of its five working days.
    expect((await weeks()).map((week) => (week as { inRhythm: number }).inRhythm)).toEqual([1, 1, 1, 0, 1]);
  });

  test('leaves out a relationship that changed owners since: the week was someone else’s', async () => {
    const dana = await partner(priya);
    await db.query(
      `insert into relationship_fact (relationship_id, kind, on_day) values ($1, 'owner', '2026-06-08')`,
      [dana.id],
    );
    await closeAll(noon);
    expect(await weeks()).toMatchObject([{ counted: 0, kept: null }]);
  });

  test('accepts attempts as an excuse for one week, but not two in a row', async () => {
    const { id, partnerId } = await partner(priya);
    await met(priya, partnerId, '2026-05-01');
    // Due Mon, Jun 1 (a Sunday moves), grace to Mon, Jun 8.
    for (const on of ['2026-06-02', '2026-06-03', '2026-06-04']) {
      await db.query(
        `with c as (insert into capture (member_id, source, made_at) values ($1, 'tap', now()) returning id)
         insert into attempt (capture_id, partner_id, member_id, tried_on) select id, $2, $1, $3 from c`,
        [priya, partnerId, on],
      );
    }
    await recomputeClocks(db, [id]);
    await closeAll(at('2026-06-22T16:00:00Z'));
    const rows = await db.query<{ counted: number; excused: number[] }>(
      'select counted, excused from member_week order by week',
    );
    expect(rows).toEqual([
      { counted: 1, excused: [] },
      { counted: 0, excused: [id] },
      { counted: 1, excused: [] },
    ]);
  });

  test('records what the first weeks show: partners placed and meetings held', async () => {
    const dana = await partner(priya);
    await met(priya, dana.partnerId, '2026-06-03');
    await met(priya, dana.partnerId, '2026-06-08');
    await closeAll(noon);
    expect(await db.query('select placed, meetings, in_rhythm as "inRhythm" from branch_week')).toEqual([
      { placed: 1, meetings: 1, inRhythm: 1 },
    ]);
    expect(await loadKeptWeeks(db, priya)).toEqual([true]);
  });
});

describe('the board', () => {
  test('is computed once, and simultaneous readers all get the same one', async () => {
    for (const week of ['2026-06-01', '2026-06-08', '2026-06-15', '2026-06-22']) {
      await db.query(
        `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings) values ($1, $2, 9, 10, 1, 1)`,
        [branchId, week],
      );
    }
    const boards = await Promise.all([1, 2, 3].map(() => loadBoard(db, '2026-06-29')));
    expect(boards.map(({ byBranch }) => byBranch.get(branchId))).toEqual(
      Array(3).fill(expect.objectContaining({ inRhythm: 36, counted: 40, rank: 1, of: 1, climb: null })),
    );
    await db.query('update branch_week set in_rhythm = 0');
    expect((await loadBoard(elsewhere, '2026-06-29')).byBranch).toEqual(boards[0]!.byBranch);
    expect(await db.query('select trend from standing')).toEqual([
      { trend: [-1, -1, -1, -1, 90, 90, 90, 90] },
    ]);
  });

  test('says which branches are tied, to every reader', async () => {
    await db.query(
      `with b as (insert into branch (channel_id, name, zone, created_at)
                  values ('C2', 'Akron', 'America/New_York', now()), ('C3', 'Waco', 'America/New_York', now()) returning id, name)
       insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
       select id, w, case name when 'Waco' then 2 else 9 end, 10, 1, 1
         from (select id, name from b union select $1::int, 'Tampa') as one,
              unnest('{2026-06-29,2026-07-06,2026-07-13,2026-07-20}'::date[]) as w`,
      [branchId],
    );
    for (const reader of [db, elsewhere]) {
      const { byBranch } = await loadBoard(reader, '2026-07-27');
      expect([...byBranch.values()].map(({ name, rank, isTied }) => [name, rank, isTied])).toEqual([
        ['Akron', 1, true],
        ['Tampa', 1, true],
        ['Waco', 3, false],
      ]);
    }
  });
});
