import type { Database } from '../../src/store/db/database.ts';
import { findMember } from '../../src/store/members/members.ts';
import { branchPosts } from '../../src/store/nudges/branch-schedules.ts';
import { enqueueDueSchedules } from '../../src/store/nudges/schedules.ts';
import { closeOneWeek } from '../../src/store/week/weeks.ts';
import { members } from '../cast/people.ts';
import type { SlackIds } from '../slack/populate.ts';
import { startsAt } from './days.ts';
import { foundBranches, greetNewcomers } from './found-branches.ts';
import { recordGoodwill } from './goodwill.ts';
import { inventHistory } from './history.ts';
import { type Known, saveDeeds } from './save-deeds.ts';

/** Fills a migrated, empty database with half a year of three branches, up to the moment the demo begins. */
export async function writeHistory(db: Database, slack: SlackIds, seed: number): Promise<void> {
  await foundBranches(db, slack, seed);
  const known = await loadKnown(db, slack);
  const deeds = inventHistory(seed);
  // Members in parallel: a deed moves a colleague's clocks by its day, whenever it is saved.
  await Promise.all([...deeds].map(([by, theirs]) => saveDeeds(db, known, by, theirs)));
  await recordGoodwill(db, known);
  await closeWeeks(db);
  await catchUp(db);
  await greetNewcomers(db, slack);
  await db.query('analyze');
}

async function loadKnown(db: Database, slack: SlackIds): Promise<Known> {
  const found = await Promise.all(
    members.map(async ({ handle }) => [handle, (await findMember(db, slack.users[handle]!))!] as const),
  );
  const rows = await db.query<{ id: number; name: string }>('select id, name from partner');
  return { members: new Map(found), partners: new Map(rows.map(({ id, name }) => [name, id])) };
}

/** Closes each week as on its Monday. */
async function closeWeeks(db: Database): Promise<void> {
  while (await closeOneWeek(db, startsAt));
}

/** Marks past nudges as sent and advances the schedules past the start of the demo. */
async function catchUp(db: Database): Promise<void> {
  await db.query(
    `update nudge set state = 'sent', sent_at = due_at where due_at <= $1 and state = 'planned'`,
    [startsAt],
  );
  const expired = () => new Date(0);
  await enqueueDueSchedules(
    db,
    new Map(['digest', 'evening', ...branchPosts].map((post) => [post, expired])),
    startsAt,
  );
  await noteLastEvening(db);
}

/** The evening of last Friday is out, as if Rapport had been there: the next one would make up for a lost one. */
async function noteLastEvening(db: Database): Promise<void> {
  const at = new Date('2026-06-05T17:30:00-04:00');
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at, state, sent_at)
     select concat('evening:', id, ':2026-06-05'), gen_random_uuid(), 'evening', id, $1::timestamptz, $1::timestamptz, 'sent', $1::timestamptz
       from member where state = 'active'`,
    [at],
  );
}
