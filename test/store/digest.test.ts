import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../src/domain/days/day.ts';
import { composeDigest, listToday } from '../../src/domain/digest/digest.ts';
import type { Member } from '../../src/domain/members/member.ts';
import type { Tier } from '../../src/domain/words.ts';
import { recomputeClocks } from '../../src/store/clocks/clocks.ts';
import type { Sql } from '../../src/store/db/database.ts';
import { loadDigestInput } from '../../src/store/digest/digest.ts';
import { loadShownLines } from '../../src/store/digest/digest-lines.ts';
import { loadShownDigest, noteShowings } from '../../src/store/digest/showings.ts';
import { findMemberById } from '../../src/store/members/members.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db } = await testDatabase();

/** A Tuesday. */
const today: Day = '2026-06-09';
let priya: Member;
let sam: Member;

beforeEach(async () => {
  await emptyDatabase(db);
  const rows = await db.query<{ id: number }>(
    `with b as (insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id)
     insert into member (slack_user_id, branch_id, name, zone, state)
     select u, b.id, n, 'America/New_York', 'active' from b, (values ('U1', 'Priya Patel'), ('U2', 'Sam Cole')) as v(u, n)
     returning id`,
  );
  [priya, sam] = (await Promise.all(rows.map((row) => findMemberById(db, row.id)))) as [Member, Member];
});

/** A partner in a member's book, with a first due day. */
async function partner(
  name: string,
  due: Day,
  { owner = priya, tier = 'core' as Tier } = {},
): Promise<number> {
  const [row] = await db.query<{ id: number; partnerId: number }>(
    `with p as (insert into partner (branch_id, name, name_key, phone, growing, entered_on)
                values ($1, $2, lower($2), '555-0100', 'a second crew', '2026-01-05') returning id),
          r as (insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
                select id, $3, $1, $4, '2026-01-05' from p returning id, partner_id),
          f as (insert into relationship_fact (relationship_id, kind, on_day, until_day, face_day, tier)
                select id, kind, '2026-01-05', until_day, face_day, tier from r,
                  (values ('entered', null::date, null::date, $4), ('first due', $5::date, $5::date + 300, null))
                    as v(kind, until_day, face_day, tier))
     select id, partner_id as "partnerId" from r`,
    [owner.branch.id, name, owner.id, tier, due],
  );
  await recomputeClocks(db, [row!.id]);
  return row!.partnerId;
}

let captures = 0;
async function capture(member = priya): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into capture (request_key, member_id, source, made_at) values ($1, $2, 'words', '2026-06-01') returning id`,
    [`c${++captures}`, member.id],
  );
  return row!.id;
}

async function promise(partnerId: number, due: Day, member = priya): Promise<void> {
  await db.query(
    `insert into promise (capture_id, partner_id, member_id, text, made_on, due_on)
     values ($1, $2, $3, 'workshop slides', '2026-06-01', $4)`,
    [await capture(member), partnerId, member.id, due],
  );
}

async function touchpoint(partnerId: number, on: Day, note: string | null, member = priya): Promise<void> {
  await db.query(
    `with t as (insert into touchpoint (capture_id, kind, word, occurred_on) values ($1, 'meal', 'coffee', $2) returning id),
          p as (insert into touchpoint_partner select id, $3 from t), m as (insert into touchpoint_member select id, $4 from t)
     insert into touchpoint_note (touchpoint_id, note) select id, $5 from t`,
    [await capture(member), on, partnerId, member.id, note],
  );
  await recomputeClocks(
    db,
    (await db.query<{ id: number }>('select id from relationship where partner_id = $1', [partnerId])).map(
      (r) => r.id,
    ),
  );
}

async function list(member = priya, on = today) {
  const { lines, rest } = listToday(await loadDigestInput(db, member, on), on);
  return [...lines, ...rest];
}
const names = async (member = priya, on = today) =>
  (await loadShownLines(db, member, await list(member, on), on)).map(({ partner }) => partner.name);
const plan = async (on: Day, member = priya) => composeDigest(await loadDigestInput(db, member, on), on);

const away = (member: Member, cover: Member | null, from: Day, to: Day) =>
  db.query('insert into absence (member_id, from_day, to_day, cover_id) values ($1, $2, $3, $4)', [
    member.id,
    from,
    to,
    cover?.id ?? null,
  ]);

async function show(on: Day, state: string): Promise<void> {
  const [row] = await db.query<{ id: number }>(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at, state)
     values ($1, gen_random_uuid(), 'digest', $2, now(), now(), $3) returning id`,
    [on, priya.id, state],
  );
  await noteShowings(db, priya.id, {
    nudgeId: row!.id,
    shownOn: on,
    lines: await list(priya, on),
    more: 0,
  });
}

describe("a day's list", () => {
  test('has the partners who are due, and no others', async () => {
    await partner('Due Today', today);
    await partner('Due Tomorrow', addDays(today, 1));
    await partner('Resting', today, { tier: 'resting' });
    await partner('Of a colleague', today, { owner: sam });
    expect(await names()).toEqual(['Due Today']);
  });

  test('leaves out archived, merged and unowned partners', async () => {
    for (const name of ['Archived', 'Merged', 'Unowned']) await partner(name, today);
    await db.query(
      `update relationship set archived_on = '2026-06-01' where partner_id = (select id from partner where name = 'Archived')`,
    );
    await db.query(`update partner set merged_into = id where name = 'Merged'`);
    await db.query(
      `update relationship set owner_id = null where partner_id = (select id from partner where name = 'Unowned')`,
    );
    expect(await names()).toEqual([]);
  });

  test('has promises due the next working day, even over a weekend, and to a colleague’s partner', async () => {
    const monday: Day = '2026-06-15';
    await promise(await partner('Mine', '2026-12-01'), monday);
    await promise(await partner('Of Sam', '2026-12-01', { owner: sam }), monday);
    expect(await names(priya, '2026-06-11')).toEqual([]);
    expect((await names(priya, '2026-06-12')).sort()).toEqual(['Mine', 'Of Sam']);
    expect(await names(sam, '2026-06-12')).toEqual([]);
  });

  test('asks about a plan the day after, unless a contact has answered it', async () => {
    const id = await partner('Planned', '2026-12-01');
    await db.query(
      `insert into plan (capture_id, partner_id, member_id, kind, made_on, planned_on) values ($1, $2, $3, 'meal', '2026-06-01', $4)`,
      [await capture(), id, priya.id, addDays(today, -1)],
    );
    expect((await list())[0]?.reasons[0]).toMatchObject({
      code: 'plan',
      plannedOn: '2026-06-08',
      kind: 'meal',
    });
    await touchpoint(id, addDays(today, -1), null);
    expect(await list()).toEqual([]);
  });

  test('asks about a plan with a colleague’s partner, until a contact has answered it', async () => {
    const id = await partner('Of Sam', '2026-12-01', { owner: sam });
    await db.query(
      `insert into plan (capture_id, partner_id, member_id, kind, made_on, planned_on) values ($1, $2, $3, 'meal', '2026-06-01', $4)`,
      [await capture(), id, priya.id, addDays(today, -1)],
    );
    expect(await names(priya, addDays(today, -1))).toEqual([]);
    expect(await names(sam)).toEqual([]);
    const [line] = await loadShownLines(db, priya, await list(), today);
    expect(line).toMatchObject({
      line: { reasons: [{ code: 'plan', plannedOn: '2026-06-08', kind: 'meal' }] },
      outcome: { plans: [{ plannedOn: '2026-06-08', settled: null }] },
    });
    await touchpoint(id, addDays(today, -1), null);
    expect(await list()).toEqual([]);
  });

  test('has the last note, phone, word and growth goal', async () => {
    const id = await partner('Dana Lee', today);
    await touchpoint(id, '2026-01-20', 'Was hiring');
    await touchpoint(id, '2026-02-20', null);
    const [line] = await loadShownLines(db, priya, await list(), today);
    expect(line).toMatchObject({
      line: { lastSaid: 'Was hiring', growing: 'a second crew', lastFace: { on: '2026-02-20' } },
      partner: { phone: '555-0100', touchWord: 'coffee', faceWord: 'coffee', coveringFor: null },
    });
  });

  test('does not show a colleague’s notes about the same partner', async () => {
    const id = await partner('Dana Lee', today);
    await touchpoint(id, '2026-02-20', 'Sam’s secret', sam);
    await db.query(`insert into touchpoint_member (touchpoint_id, member_id) select id, $1 from touchpoint`, [
      priya.id,
    ]);
    const [line] = await loadShownLines(db, priya, await list(), today);
    expect(line?.line.lastSaid).toBeNull();
  });
});

describe('a showing', () => {
  test('counts only when its digest was sent', async () => {
    await partner('Dana Lee', today);
    await show(today, 'in doubt');
    expect(await names(priya, addDays(today, 1))).toEqual(['Dana Lee']);
    await db.query(`update nudge set state = 'sent'`);
    expect(await names(priya, addDays(today, 1))).toEqual([]);
  });

  test('returns the digest to its member only', async () => {
    const id = await partner('Dana Lee', today);
    await promise(id, today);
    await show(today, 'sent');
    const [row] = await db.query<{ id: number }>('select id from nudge');
    const shown = await loadShownDigest(db, row!.id, priya);
    expect(shown).toMatchObject({
      shownOn: today,
      lines: [{ partnerId: id, reasons: [{ code: 'promise' }, { code: 'due' }] }],
    });
    expect(JSON.stringify(shown)).not.toContain('slides');
    expect(await loadShownDigest(db, row!.id, sam)).toBeNull();
  });
});

describe('the cover of an absent colleague', () => {
  beforeEach(async () => {
    await partner('Sam’s inner', today, { owner: sam, tier: 'inner' });
    await partner('Sam’s core', today, { owner: sam });
    await promise(await partner('Promised by Sam', '2026-12-01', { owner: sam }), today, sam);
  });

  test('sees their inner circle and promises during the absence, including notes', async () => {
    expect(await names()).toEqual([]);
    await away(sam, priya, addDays(today, -1), addDays(today, 5));
    const shown = await loadShownLines(db, priya, await list(), today);
    expect(shown.map(({ partner }) => [partner.name, partner.coveringFor])).toEqual([
      ['Promised by Sam', 'Sam Cole'],
      ['Sam’s inner', 'Sam Cole'],
    ]);
    expect(await names(priya, addDays(today, 6))).toEqual([]);
  });

  test('no longer sees yesterday’s line once the absence is over', async () => {
    await away(sam, priya, addDays(today, -1), today);
    const lines = await list();
    expect(await loadShownLines(db, priya, lines, today, today)).toHaveLength(2);
    expect(await loadShownLines(db, priya, lines, today, addDays(today, 1))).toEqual([]);
    await db.query('delete from absence');
    expect(await loadShownLines(db, priya, lines, today)).toEqual([]);
  });
});

describe('a day with nothing due', () => {
  test('asks to pick five on Mondays if the book is resting', async () => {
    await partner('Resting', '2026-12-01', { tier: 'resting' });
    expect(await plan('2026-06-15')).toEqual({ kind: 'pick-five' });
    await partner('On track', '2026-12-01');
    expect(await plan('2026-06-15')).toBeNull();
  });
});

test('the number of queries does not grow with the book', async () => {
  const counted = async (size: number) => {
    for (let index = 0; index < size; index++) await partner(`P ${size} ${index}`, today);
    let queries = 0;
    const counting: Sql = {
      query: (text, values) => {
        queries += 1;
        return db.query(text, values);
      },
    };
    const { lines } = listToday(await loadDigestInput(counting, priya, today), today);
    await loadShownLines(counting, priya, lines, today);
    return queries;
  };
  expect(await counted(1)).toBe(3);
  expect(await counted(40)).toBe(3);
});
