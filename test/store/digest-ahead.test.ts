import { beforeEach, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import type { Member } from '../../src/domain/members/member.ts';
import { loadAhead } from '../../src/store/digest/digest-ahead.ts';
import { findMemberById } from '../../src/store/members/members.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db } = await testDatabase();

/** A Tuesday. */
const today: Day = '2026-06-09';
let priya: Member;

beforeEach(async () => {
  await emptyDatabase(db);
  const [row] = await db.query<{ id: number }>(
    `with b as (insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id)
     insert into member (slack_user_id, branch_id, name, zone, state)
     select 'U1', id, 'Priya Patel', 'America/New_York', 'active' from b returning id`,
  );
  priya = (await findMemberById(db, row!.id))!;
});

async function partner(name: string, touchDue: Day, faceDue: Day): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `with p as (insert into partner (branch_id, name, name_key, entered_on) values ($1, $2, lower($2), '2026-01-05') returning id)
     insert into relationship (partner_id, owner_id, branch_id, tier, entered_on, touch_due, touch_grace, face_due, face_grace)
     select id, $3, $1, 'core', '2026-01-05', $4::date, $4::date + 7, $5::date, $5::date + 7 from p returning partner_id as id`,
    [priya.branch.id, name, priya.id, touchDue, faceDue],
  );
  return row!.id;
}

const plan = (partnerId: number, kind: string, on: Day) =>
  db.query(
    `with c as (insert into capture (request_key, member_id, source, made_at)
                values (concat($1::int, $2::text, $3::text), $4, 'words', '2026-06-01') returning id)
     insert into plan (capture_id, partner_id, member_id, kind, made_on, planned_on) select id, $1, $4, $2, '2026-06-01', $3::date from c`,
    [partnerId, kind, on, priya.id],
  );

const ahead = async () =>
  (await loadAhead(db, priya, today, 7)).map((one) => `${one.on} ${one.partnerName} ${one.what}`);

test('names whom a clock calls for in the days ahead', async () => {
  await partner('Dana Lee', '2026-06-11', '2026-08-01');
  expect(await ahead()).toEqual(['2026-06-11 Dana Lee talk']);
});

test('a meeting planned before answers both clocks, today’s too', async () => {
  const marcus = await partner('Marcus Webb', '2026-06-15', '2026-06-11');
  await plan(marcus, 'meal', today);
  expect(await ahead()).toEqual([]);
});

test('a planned call answers no meeting, and a later plan answers nothing', async () => {
  const joan = await partner('Joan Ortiz', '2026-08-01', '2026-06-11');
  await plan(joan, 'call', '2026-06-10');
  expect(await ahead()).toEqual(['2026-06-10 Joan Ortiz plan', '2026-06-11 Joan Ortiz meet']);
  const grant = await partner('Grant Whitfield', '2026-06-10', '2026-08-01');
  await plan(grant, 'meal', '2026-06-12');
  expect(await ahead()).toContain('2026-06-10 Grant Whitfield talk');
});

test('a meeting that is due first answers the talk', async () => {
  await partner('Elena Vasquez', '2026-06-15', '2026-06-11');
  expect(await ahead()).toEqual(['2026-06-11 Elena Vasquez meet']);
});
