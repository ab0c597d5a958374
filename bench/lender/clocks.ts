import { deepStrictEqual } from 'node:assert/strict';
import type pg from 'pg';
import { foldClocks } from '../../src/domain/clocks/clocks.ts';
import { addWorkingDays, nextWorkingDay, officeWeekdays } from '../../src/domain/days/calendar.ts';
import { addDays, type Day } from '../../src/domain/days/day.ts';
import { isFederalHoliday } from '../../src/domain/days/holidays.ts';
import { cadences } from '../../src/domain/policy.ts';
import { loadFacts, recomputeClocks } from '../../src/store/clocks/clocks.ts';
import type { Database } from '../../src/store/db/database.ts';
import { places, today } from './size.ts';

/** Days before and after today that contacts and due days can fall on. */
const around = { before: 500, after: 250 };

/**
 * Stores the dates of relationships whose open clocks depend on contacts alone, long after they entered. One statement, since
 * folding 450,000 histories one by one takes an hour. `verifyClocks` checks the result against the fold.
 */
export async function storeDates(client: pg.Client): Promise<void> {
  const days = places.flatMap(([, region]) => workingDays(region));
  await client.query(
    'create temporary table working_day (region text, day date, next date, inner_ends date, core_ends date, keep_ends date, primary key (region, day))',
  );
  await client.query(
    'insert into working_day select * from jsonb_populate_recordset(null::working_day, $1::jsonb)',
    [JSON.stringify(days)],
  );
  await client.query(`
    with seen as (
      select relationship_id as id, max(on_day) as touch, max(on_day) filter (where kind <> 'message') as talk,
             max(on_day) filter (where kind = 'message') as message,
             max(on_day) filter (where kind in ('meal', 'visit', 'event', 'committee')) as face
        from past where n < 12 group by 1),
    open as (
      select r.id, r.tier, b.region, seen.touch, seen.face,
             greatest(talk + touch_days, message + touch_days / 2) as touch_on, seen.face + face_days as face_on
        from seen join relationship r using (id) join branch b on b.id = r.branch_id
        left join (values ${clockRows}) as c(tier, touch_days, face_days) on c.tier = r.tier)
    update relationship r
       set last_touch_on = open.touch, last_face_on = open.face, touch_due = t.next, face_due = f.next,
           touch_grace = ${graceOf('tg')}, face_grace = ${graceOf('fg')}
      from open
      left join working_day t on t.region = open.region and t.day = open.touch_on
      left join working_day tg on tg.region = open.region and tg.day = t.next
      left join working_day f on f.region = open.region and f.day = open.face_on
      left join working_day fg on fg.region = open.region and fg.day = f.next
     where open.id = r.id`);
}

const clockRows = (['inner', 'core', 'keep'] as const)
  .map((tier) => `('${tier}', ${cadences[tier].touchDays}, ${cadences[tier].faceDays ?? 'null::int'})`)
  .join(', ');

const graceOf = (day: string) =>
  `case open.tier when 'inner' then ${day}.inner_ends when 'core' then ${day}.core_ends else ${day}.keep_ends end`;

function workingDays(region: string): object[] {
  const calendar = { weekdays: officeWeekdays, isHoliday: isFederalHoliday, away: [] };
  return Array.from({ length: around.before + around.after }, (_, nr) => {
    const day = addDays(today, nr - around.before);
    const ends = (tier: 'inner' | 'core' | 'keep') => addWorkingDays(day, cadences[tier].graceDays, calendar);
    return {
      region,
      day,
      next: nextWorkingDay(day, calendar),
      inner_ends: ends('inner'),
      core_ends: ends('core'),
      keep_ends: ends('keep'),
    };
  });
}

/** Absences and open plans move clocks in ways that only the fold can compute. Returns the number of relationships recomputed. */
export async function recomputeOtherClocks(db: Database): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `select r.id from relationship r where exists (select from absence a where a.member_id = r.owner_id)
        or exists (select from plan p where p.partner_id = r.partner_id and p.settled is null) order by 1`,
  );
  for (let at = 0; at < rows.length; at += 500)
    await recomputeClocks(
      db,
      rows.slice(at, at + 500).map((row) => row.id),
    );
  return rows.length;
}

/** Checks about `count` evenly spaced relationships. @throws if stored dates differ from what the fold computes */
export async function verifyClocks(db: Database, count: number): Promise<void> {
  type Stored = Record<'touchDue' | 'touchGrace' | 'faceDue' | 'faceGrace' | 'touch' | 'face', Day | null>;
  const rows = await db.query<Stored & { id: number }>(
    `select id, touch_due as "touchDue", touch_grace as "touchGrace", face_due as "faceDue", face_grace as "faceGrace",
            last_touch_on as touch, last_face_on as face
       from relationship where id % greatest(1, (select max(id) from relationship) / $1) = 0 order by id`,
    [count],
  );
  const stored = new Map(rows.map(({ id, ...dates }) => [id, dates]));
  for (const one of await loadFacts(db, [...stored.keys()])) {
    const { touch, face, lastTouch, lastFace } = foldClocks(one.facts, one.calendar);
    const folded: Stored = {
      touchDue: touch?.due ?? null,
      touchGrace: touch?.graceEnds ?? null,
      faceDue: face?.due ?? null,
      faceGrace: face?.graceEnds ?? null,
      touch: lastTouch?.on ?? null,
      face: lastFace?.on ?? null,
    };
    deepStrictEqual(stored.get(one.id), folded, `stored dates of relationship ${one.id}`);
  }
}
