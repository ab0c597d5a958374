import { beforeEach, describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import type { Member } from '../../src/domain/members/member.ts';
import type { CaptureContent } from '../../src/domain/touchpoints/capture.ts';
import { transaction } from '../../src/store/db/database.ts';
import { findMemberById } from '../../src/store/members/members.ts';
import { addToBook } from '../../src/store/partners/book.ts';
import { findBranchPartners, searchPartners } from '../../src/store/partners/partner-search.ts';
import {
  addToCapture,
  editCapture,
  type NewCapture,
  saveCapture,
  undoCapture,
} from '../../src/store/touchpoints/captures.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const today: Day = '2026-06-09';
const now = new Date('2026-06-09T14:00:00Z');
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

const content = (said: Partial<CaptureContent>): CaptureContent => ({
  what: 'touchpoint',
  kind: 'visit',
  word: null,
  on: today,
  today,
  partnerIds: [],
  newPartners: [],
  alongIds: [],
  alongNames: [],
  note: null,
  promises: [],
  feedback: null,
  growing: null,
  ...said,
});
let requests = 0;
const save = async (said: Partial<CaptureContent>, more: Partial<NewCapture> = {}) =>
  saveCapture(db, {
    requestKey: `r${++requests}`,
    source: 'modal',
    member: priya,
    content: content(said),
    now,
    ...more,
  });
const dana = { name: 'Dana Lee', company: 'Lee & Co' };
/** A partner without an owner, or in a member's book. */
async function partner(
  name: string,
  owner: Member | null = null,
  branchId = priya.branch.id,
): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into partner (branch_id, name, name_key, entered_on) values ($1, $2, lower($2), '2026-01-05') returning id`,
    [branchId, name],
  );
  if (owner) {
    await db.query(
      `with r as (insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
                  values ($1, $2, $3, 'core', '2026-01-05') returning id)
       insert into relationship_fact (relationship_id, kind, on_day, tier) select id, 'entered', '2026-01-05', 'core' from r`,
      [row!.id, owner.id, branchId],
    );
  }
  return row!.id;
}
const relationships = () =>
  db.query(
    `select owner_id as owner, tier, archived_on as "archivedOn", touch_due is not null as due from relationship order by id`,
  );
const growing = async (id: number) =>
  (await db.query<{ growing: string | null }>('select growing from partner where id = $1', [id]))[0]!.growing;

describe('Undo', () => {
  test('removes a partner added in the same step from the book, and naming them again restores them', async () => {
    const { capture } = await save({ newPartners: [dana] });
    expect(await relationships()).toEqual([{ owner: priya.id, tier: 'keep', archivedOn: null, due: true }]);
    await undoCapture(db, capture.id, priya, now);
    expect(await relationships()).toMatchObject([{ owner: priya.id, archivedOn: today, due: false }]);
    const again = await save({ partnerIds: [capture.partners[0]!.id] });
    expect(await relationships()).toEqual([{ owner: priya.id, tier: 'keep', archivedOn: null, due: true }]);
    await undoCapture(db, again.capture.id, priya, now);
    expect(await relationships()).toMatchObject([{ archivedOn: today, due: false }]);
    await save({ newPartners: [dana] });
    expect(await relationships()).toEqual([{ owner: priya.id, tier: 'keep', archivedOn: null, due: true }]);
  });

  test('keeps them in the book if another capture names them', async () => {
    const { capture } = await save({ newPartners: [dana] });
    await save({ partnerIds: [capture.partners[0]!.id], kind: 'call' });
    await undoCapture(db, capture.id, priya, now);
    expect(await relationships()).toEqual([{ owner: priya.id, tier: 'keep', archivedOn: null, due: true }]);
  });

  test('returns the branch’s partner to the branch', async () => {
    const id = await partner('Dana Lee');
    await db.query(
      `with r as (insert into relationship (partner_id, branch_id, tier, entered_on)
                  values ($1, $2, 'core', '2026-01-05') returning id)
       insert into relationship_fact (relationship_id, kind, on_day, tier) select id, 'entered', '2026-01-05', 'core' from r`,
      [id, priya.branch.id],
    );
    const { capture } = await save({ newPartners: [{ name: 'Dana Lee', company: null }] });
    expect(await relationships()).toMatchObject([{ owner: priya.id, tier: 'keep', due: true }]);
    await undoCapture(db, capture.id, priya, now);
    expect(await relationships()).toEqual([{ owner: null, tier: 'core', archivedOn: null, due: false }]);
  });

  test('restores a partner’s previous growth goal, unless someone has changed it since', async () => {
    const id = await partner('Dana Lee', priya);
    await db.query(`update partner set growing = 'a second crew' where id = $1`, [id]);
    const first = await save({ partnerIds: [id], growing: 'an office' });
    const second = await save({ partnerIds: [id], growing: 'a brand' });
    await undoCapture(db, first.capture.id, priya, now);
    expect(await growing(id)).toBe('a brand');
    await undoCapture(db, second.capture.id, priya, now);
    expect(await growing(id)).toBe('a second crew');
  });

  test('refreshes the day of a repeated goal, and an undo restores the old day', async () => {
    const id = await partner('Dana Lee', priya);
    const told = () => db.query('select growing, growing_on as "on" from partner where id = $1', [id]);
    await db.query(`update partner set growing = 'an office', growing_on = '2025-03-01' where id = $1`, [id]);
    await save({ partnerIds: [id], growing: 'an office' });
    expect(await told()).toEqual([{ growing: 'an office', on: '2026-06-09' }]);
    const { capture } = await save({ partnerIds: [id], growing: 'a brand', on: '2026-06-10' });
    expect(await told()).toEqual([{ growing: 'a brand', on: '2026-06-10' }]);
    await undoCapture(db, capture.id, priya, now);
    expect(await told()).toEqual([{ growing: 'an office', on: '2026-06-09' }]);
  });
});

describe('an edit', () => {
  test('that drops a partner added in the same step removes them from the book', async () => {
    const id = await partner('Marcus Webb', priya);
    const { capture } = await save({ newPartners: [dana] });
    const danaId = capture.partners[0]!.id;
    await editCapture(db, capture.id, priya, content({ partnerIds: [danaId], kind: 'call' }), null, now);
    expect(await relationships()).toMatchObject([{ archivedOn: null }, { archivedOn: null, due: true }]);
    await editCapture(db, capture.id, priya, content({ partnerIds: [id] }), null, now);
    expect(await relationships()).toMatchObject([{ archivedOn: null }, { archivedOn: today, due: false }]);
  });

  test('changes the growth goal, clears it, and moves it with the partner', async () => {
    const [id, other] = [await partner('Dana Lee', priya), await partner('Marcus Webb', priya)];
    const { capture } = await save({ partnerIds: [id], growing: 'an office' });
    const edit = (said: Partial<CaptureContent>) =>
      editCapture(db, capture.id, priya, content(said), null, now);
    await edit({ partnerIds: [other], growing: 'an office' });
    expect([await growing(id), await growing(other)]).toEqual([null, 'an office']);
    await edit({ partnerIds: [other], growing: null });
    expect(await growing(other)).toBeNull();
  });
});

describe("a partner's growth goal", () => {
  test('is shown to the owner, and to a colleague only in their own words', async () => {
    const id = await partner('Dana Lee', sam);
    await db.query(`update partner set growing = 'a second crew' where id = $1`, [id]);
    const { capture } = await save({ partnerIds: [id] });
    expect(capture.partners[0]?.growing).toBeNull();
    const kept = await addToCapture(db, capture.id, priya, { note: 'x', feedback: null, growing: null }, now);
    expect([kept?.partners[0]?.growing, await growing(id)]).toEqual([null, 'a second crew']);
    const told = await addToCapture(
      db,
      capture.id,
      priya,
      { note: null, feedback: null, growing: 'a brand' },
      now,
    );
    expect(told?.partners[0]?.growing).toBe('a brand');
    const cleared = await addToCapture(
      db,
      capture.id,
      priya,
      { note: null, feedback: null, growing: null },
      now,
    );
    expect([cleared?.partners[0]?.growing, await growing(id)]).toEqual([null, null]);
    expect((await save({ partnerIds: [id] }, { member: sam })).capture.partners[0]?.growing).toBeNull();
  });
});

test('people along who are not members keep their names, including commas', async () => {
  const { capture } = await save({
    partnerIds: [await partner('Dana Lee', priya)],
    alongNames: ['Kim Roe, MBA', 'Lu'],
  });
  expect(capture.along.map(({ name }) => name)).toEqual(['Kim Roe, MBA', 'Lu']);
});

test('a member can choose their own partner in another branch, but not a colleague’s', async () => {
  const [other] = await db.query<{ id: number }>(
    `insert into branch (channel_id, name, zone) values ('C2', 'Other', 'America/Chicago') returning id`,
  );
  const mine = await partner('Dana Lee', priya, other!.id);
  const theirs = await partner('Dana Secret', sam, other!.id);
  expect((await findBranchPartners(db, priya, [mine, theirs])).map(({ id }) => id)).toEqual([mine]);
  expect((await searchPartners(db, priya, 'dana')).map(({ id, own }) => [id, own])).toEqual([[mine, true]]);
  expect((await searchPartners(db, priya, '')).map(({ id }) => id)).toEqual([mine]);
});

describe('a full tier', () => {
  const people = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      name: `Ann ${'abcdefghijklmnopqrstuvwxyz'[Math.floor((from + i) / 26)]} ${'abcdefghijklmnopqrstuvwxyz'[(from + i) % 26]}`,
      company: null,
    }));
  const tierCounts = () =>
    db.query('select tier, count(*)::int as n from relationship group by 1 order by 1');

  test('sends the next partner to keep in touch, then to resting; existing partners take no extra room', async () => {
    await addToBook(db, priya, people(0, 13), { today, now });
    const added = await addToBook(db, priya, people(0, 15), { today, now });
    expect(added.map(({ tier, added }) => [tier, added]).slice(12)).toEqual([
      ['core', false],
      ['core', true],
      ['keep', true],
    ]);
    await addToBook(db, priya, people(15, 100), { today, now });
    expect(await tierCounts()).toEqual([
      { tier: 'core', n: 14 },
      { tier: 'keep', n: 100 },
      { tier: 'resting', n: 1 },
    ]);
    await save({ newPartners: [dana] });
    expect(await tierCounts()).toContainEqual({ tier: 'resting', n: 2 });
  });

  test('is not overfilled by two lists at once', async () => {
    await Promise.all([
      addToBook(db, priya, people(0, 10), { today, now }),
      addToBook(db, priya, people(10, 10), { today, now }),
    ]);
    expect(await tierCounts()).toEqual([
      { tier: 'core', n: 14 },
      { tier: 'keep', n: 6 },
    ]);
  });
});

describe('at the same time', () => {
  test('the same words about a colleague’s partner are saved once', async () => {
    const id = await partner('Dana Lee', sam);
    const outcomes = await Promise.all([1, 2, 3].map(() => save({ partnerIds: [id] }, { said: 'met Dana' })));
    expect(outcomes.map(({ how }) => how).sort()).toEqual(['same words', 'same words', 'saved']);
  });

  test.each<[string, () => Promise<number>]>([
    ['in the book', () => partner('Dana Lee', priya)],
    ['who has just left the book', () => partner('Dana Lee', sam)],
  ])('the same words about a partner %s are saved once', async (_, known) => {
    const id = await known();
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => save({ partnerIds: [id] }, { said: 'met Dana', book: [{ id }] })),
    );
    expect(outcomes.map(({ how }) => how).sort()).toEqual(['same words', 'same words', 'saved']);
  });

  test('a capture of the book locks its member before the relationship, like all others', async () => {
    const id = await partner('Dana Lee', priya);
    const lockOf = (table: string, where: string) =>
      `select id from ${table} where ${where} = $1 for no key update`;
    const [member, relationship] = [lockOf('member', 'id'), lockOf('relationship', 'partner_id')];
    const holding = async (lock: string, of: number, meanwhile: () => Promise<void>) => {
      let saving: Promise<unknown> | undefined;
      await transaction(db, async (tx) => {
        await tx.query(lock, [of]);
        saving = save({ partnerIds: [id] }, { book: [{ id }] });
        await expect
          .poll(() =>
            db.query(
              `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
            ),
          )
          .toHaveLength(1);
        await meanwhile();
      });
      expect(await saving).toMatchObject({ how: 'saved' });
    };
    await holding(relationship, id, () =>
      expect(db.query(`${member} nowait`, [priya.id])).rejects.toMatchObject({ code: '55P03' }),
    );
    await holding(member, priya.id, async () => {
      expect(await db.query(`${relationship} nowait`, [id])).toHaveLength(1);
    });
  });

  test('captures, edits, undos and lists of the same people do not deadlock', async () => {
    const ids = [await partner('Rosa Diaz', sam), await partner('Joan Ortiz', priya)];
    const { capture } = await save({ partnerIds: ids });
    const both = { partnerIds: ids, newPartners: [dana] };
    for (let round = 0; round < 5; round++) {
      await Promise.all([
        save({ ...both, alongIds: [sam.id] }, { said: `words ${round}` }),
        save({ ...both, alongIds: [priya.id] }, { member: sam, said: `words ${round}` }),
        save(
          { partnerIds: [ids[1]!], alongIds: [sam.id] },
          { book: [{ id: ids[1]! }], said: `book ${round}` },
        ),
        editCapture(db, capture.id, priya, content({ ...both, alongIds: [sam.id] }), null, now),
        addToBook(db, sam, [dana, { name: 'Joan Ortiz', company: null }], { today, now }),
        addToBook(db, priya, [{ name: 'Rosa Diaz', company: null }, dana], { today, now }),
        save(both).then(({ capture }) => undoCapture(db, capture.id, priya, now)),
      ]);
    }
    expect(await relationships()).toHaveLength(6);
  });
});

test('the first capture of a member, and no other, owes them one message', async () => {
  const id = await partner('Otto Vale', sam);
  const first = { member: sam, requestKey: 'sam’s first' };
  const outcomes = await Promise.all([
    save({ partnerIds: [id] }, first),
    save({ partnerIds: [id] }, first),
    save({ partnerIds: [id], kind: 'call' }, { member: sam }),
  ]);
  expect(outcomes.filter(({ isFirst }) => isFirst)).toHaveLength(1);
  await save({ partnerIds: [id], kind: 'meal' }, { member: sam });
  expect(
    await db.query(`select key, post, state from nudge where member_id = $1 and post <> 'record'`, [sam.id]),
  ).toEqual([{ key: `first list:${sam.id}`, post: 'first list', state: 'planned' }]);
});
