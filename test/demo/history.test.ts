import type { Block } from 'slack-sandbox/blocks';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { members, offices } from '../../demo/cast/people.ts';
import { startsAt } from '../../demo/history/days.ts';
import { writeHistory } from '../../demo/history/write.ts';
import { defaultSeed } from '../../demo/random.ts';
import { rehearse } from '../../demo/slack/populate.ts';
import { foldClocks } from '../../src/domain/clocks/clocks.ts';
import { inRhythmNow } from '../../src/domain/clocks/state.ts';
import type { Day } from '../../src/domain/days/day.ts';
import { composeDigest } from '../../src/domain/digest/digest.ts';
import { capFor } from '../../src/domain/partners/tiers.ts';
import type { Tier } from '../../src/domain/words.ts';
import { digestMessage } from '../../src/messages/digest/digest.ts';
import { loadFacts } from '../../src/store/clocks/clocks.ts';
import type { Database } from '../../src/store/db/database.ts';
import { loadDigestInput } from '../../src/store/digest/digest.ts';
import { loadShownLines } from '../../src/store/digest/digest-lines.ts';
import { findMember } from '../../src/store/members/members.ts';
import { branchPosts } from '../../src/store/nudges/branch-schedules.ts';
import { testDatabase } from '../support/database.ts';

const slack = await rehearse();
const written = async (seed: number): Promise<Database> => {
  const { db } = await testDatabase({ statementTimeoutMs: 30_000 });
  await writeHistory(db, slack, seed);
  return db;
};
const db = await written(defaultSeed);
const morning: Day = '2026-06-10';

async function digestOf(db: Database, handle: string, day: Day) {
  const member = (await findMember(db, slack.users[handle]!))!;
  const plan = composeDigest(await loadDigestInput(db, member, day), day);
  if (plan?.kind !== 'lines') return null;
  const lines = await loadShownLines(db, member, plan.lines, day);
  const surface = { nudgeId: 1, shownOn: day };
  const message = digestMessage({
    name: member.name,
    surface,
    today: day,
    lines,
    more: plan.more,
    stamp: '',
  });
  return {
    codes: plan.lines.map((line) => line.reasons[0]!.code),
    text: readable(message as { text: string; blocks: Block[] }),
  };
}

const digests = (db: Database) =>
  Promise.all(members.map(async ({ handle }) => (await digestOf(db, handle, morning))?.text ?? handle));

describe('the morning of June 10', () => {
  test('gives Priya a line of each class', async () => {
    const { codes, text } = (await digestOf(db, 'priya', morning))!;
    expect(codes).toEqual(['feedback', 'promise', 'last day', 'plan', 'late']);
    for (const name of ['Dana Lee', 'Marcus Webb', 'Elena Vasquez', 'Joan Ortiz', 'Grant Whitfield']) {
      expect(text).toContain(name);
    }
  });

  test('has something for everyone at work, whatever the seed', async () => {
    for (const world of [db, await written(7)]) {
      const silent = await Promise.all(
        members.map(async ({ handle }) => ((await digestOf(world, handle, morning)) ? [] : [handle])),
      );
      expect(silent.flat()).toEqual(['luis']);
    }
  });

  test('shows Luis’s promise to Sam, who covers for him', async () => {
    expect((await digestOf(db, 'sam', morning))!.text).toContain(
      ' · covering for Luis Moreno\nLuis Moreno promised',
    );
  });

  test('is the same for the same seed, and different for another', async () => {
    const here = await digests(db);
    expect(await digests(await written(defaultSeed))).toEqual(here);
    expect(await digests(await written(2))).not.toEqual(here);
  });
});

test('the afternoon before already has something for Priya', async () => {
  expect((await digestOf(db, 'priya', '2026-06-09'))!.codes).toContain('promise');
});

test('nothing is due when the demo starts, and the next digests and posts are in the future', async () => {
  expect(
    // Only the welcome of newcomers in a channel.
    await db.query(`select post from nudge where state = 'planned' and due_at <= $1`, [startsAt]),
  ).toEqual([{ post: 'welcome' }]);
  const rows = await db.query<{ nextAt: Date }>('select next_at as "nextAt" from schedule');
  expect(rows).toHaveLength(2 * members.length + offices.length * branchPosts.length);
  for (const { nextAt } of rows) expect(nextAt > startsAt).toBe(true);
});

test('nothing was logged for a future day or after the demo starts', async () => {
  const [row] = await db.query<{ day: Day; told: Date }>(
    `select (select max(occurred_on) from touchpoint) as day, (select max(made_at) from capture) as told`,
  );
  expect(row!.day <= '2026-06-09').toBe(true);
  expect(row!.told < startsAt).toBe(true);
});

test('no one has more partners than their meetings allow', async () => {
  const rows = await db.query<{ tier: Tier; meetings: number; held: number }>(
    `select r.tier, m.meetings_per_week as meetings, count(*)::int as held
       from relationship r join member m on m.id = r.owner_id group by r.tier, m.id`,
  );
  expect(rows.filter(({ tier, meetings, held }) => held > (capFor(tier, meetings) ?? held))).toEqual([]);
});

test('Tampa is well ahead of Phoenix, and Chicago is behind', async () => {
  const rows = await db.query<{ id: number; branch: string }>(
    `select r.id, b.name as branch from relationship r join branch b on b.id = r.branch_id
      where r.tier in ('inner', 'core') and r.owner_id is not null`,
  );
  const facts = await loadFacts(
    db,
    rows.map(({ id }) => id),
  );
  const share = ({ name }: { name: string }) => {
    const theirs = facts.filter(({ id }) => rows.find((row) => row.id === id)!.branch === name);
    const kept = theirs.filter(({ facts, calendar }) =>
      inRhythmNow(foldClocks(facts, calendar), '2026-06-09'),
    );
    return kept.length / theirs.length;
  };
  const [tampa, phoenix, chicago] = offices.map(share) as [number, number, number];
  expect(tampa).toBeGreaterThanOrEqual(0.85);
  expect(tampa).toBeGreaterThan(phoenix + 0.1);
  expect(phoenix).toBeGreaterThan(chicago + 0.1);
});

test('the stored clocks equal the fold of the facts', async () => {
  const rows = await db.query<{ id: number; touchDue: Day | null; faceDue: Day | null }>(
    'select id, touch_due as "touchDue", face_due as "faceDue" from relationship where owner_id is not null',
  );
  const facts = await loadFacts(
    db,
    rows.map(({ id }) => id),
  );
  const folded = facts.map(({ id, facts, calendar }) => {
    const { touch, face } = foldClocks(facts, calendar);
    return { id, touchDue: touch?.due ?? null, faceDue: face?.due ?? null };
  });
  expect(rows.sort((a, b) => a.id - b.id)).toEqual(folded);
});

test('the history has a shared partner, partners without an owner, and open feedback, promises, and plans', async () => {
  const count = async (query: string) =>
    (await db.query<{ n: number }>(`select count(*)::int as n from ${query}`))[0]!.n;
  expect(
    await count('(select partner_id from relationship group by 1 having count(owner_id) > 1) shared'),
  ).toBe(1);
  expect(await count('relationship where owner_id is null')).toBe(5);
  expect(await count(`feedback where state = 'new'`)).toBe(2);
  expect(await count(`promise where state = 'open'`)).toBeGreaterThan(4);
  expect(await count(`plan where settled is null and planned_on > '2026-06-09'`)).toBe(2);
  expect(await count(`spend_record where payer is not null`)).toBeGreaterThan(50);
});

test('one colleague has not yet answered whether she works with partners', async () => {
  expect(await db.query(`select name from member where state = 'invited'`)).toEqual([
    { name: 'Noor Haddad' },
  ]);
});
