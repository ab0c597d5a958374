import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/domain/days/day.ts';
import type { Member } from '../../src/domain/members/member.ts';
import type { SlackPerson } from '../../src/domain/members/slack-user.ts';
import type { PartnerRow } from '../../src/domain/partners/partner-row.ts';
import type { Tier } from '../../src/domain/words.ts';
import { recomputeClocks } from '../../src/store/clocks/clocks.ts';
import { transaction } from '../../src/store/db/database.ts';
import { findMember } from '../../src/store/members/members.ts';
import { importSet, previewSet } from '../../src/store/partners/import-partners.ts';
import { emptyBook } from '../../src/store/partners/partner-book.ts';
import { addPartners } from '../../src/store/partners/partners.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db } = await testDatabase();

/** A Tuesday. */
const today: Day = '2026-06-09';
const now = new Date('2026-06-09T13:30:00Z');
let branchId = 0;

beforeEach(async () => {
  await emptyDatabase(db);
  [{ id: branchId }] = (await db.query<{ id: number }>(
    `insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id`,
  )) as [{ id: number }];
});

const person = (name: string): SlackPerson => ({
  slackUserId: `U${name.toUpperCase()}`,
  name,
  email: `${name}@example.com`,
  timeZone: 'America/New_York',
});
const people = new Map(['priya', 'sam', 'luis'].map((name) => [`${name}@example.com`, person(name)]));

type Cells = Partial<Omit<PartnerRow, 'ownerEmail'>> & { owner?: string };
const rowsOf = (cells: Cells[]): PartnerRow[] =>
  cells.map(({ owner, ...row }, i) => ({
    line: i + 2,
    name: `Partner ${i}`,
    company: null,
    kind: 'other',
    tier: 'resting',
    ownerEmail: owner ? `${owner}@example.com` : null,
    phone: null,
    email: null,
    lastTouch: null,
    growing: null,
    birthday: null,
    anniversary: null,
    ...row,
  }));

const setOf = (...cells: Cells[]) => ({ branchId, rows: rowsOf(cells), people, today, now });
const add = (...cells: Cells[]) => importSet(db, setOf(...cells));
const talked = (on: Day) => ({ on, kind: 'call' as const, word: null });

interface Relationship {
  id: number;
  name: string;
  owner: string | null;
  tier: Tier;
  touchDue: Day | null;
  faceDue: Day | null;
  lastTouchOn: Day | null;
  lastFaceOn: Day | null;
}
const relationships = () =>
  db.query<Relationship>(
    `select r.id, p.name, m.name as owner, r.tier, r.touch_due as "touchDue", r.face_due as "faceDue",
            r.last_touch_on as "lastTouchOn", r.last_face_on as "lastFaceOn"
       from relationship r join partner p on p.id = r.partner_id left join member m on m.id = r.owner_id
      order by r.id`,
  );
const factKinds = async () =>
  (await db.query<{ kind: string }>('select kind from relationship_fact order by id')).map((row) => row.kind);
const touchpoints = () =>
  db.query(
    `select p.name, t.kind, t.occurred_on as "on", m.name as member from touchpoint t
       join touchpoint_partner tp on tp.touchpoint_id = t.id join partner p on p.id = tp.partner_id
       left join touchpoint_member tm on tm.touchpoint_id = t.id left join member m on m.id = tm.member_id
      order by p.name, m.name`,
  );

describe('the last contact of an imported partner', () => {
  it('is history, not a lapse: a partner unseen for a year is due in the coming days', async () => {
    await add({
      name: 'Dana',
      owner: 'priya',
      tier: 'inner',
      lastTouch: { ...talked('2025-06-01'), kind: 'meal' },
    });
    expect(await relationships()).toMatchObject([
      { touchDue: '2026-06-10', faceDue: '2026-06-10', lastTouchOn: '2025-06-01', lastFaceOn: '2025-06-01' },
    ]);
    expect(await touchpoints()).toEqual([{ name: 'Dana', kind: 'meal', on: '2025-06-01', member: 'priya' }]);
  });

  it('puts the first due day one cadence after it', async () => {
    await add({ name: 'Dana', owner: 'priya', tier: 'core', lastTouch: talked('2026-06-01') });
    expect(await relationships()).toMatchObject([{ touchDue: '2026-07-01', lastFaceOn: null }]);
  });

  it('belongs to no one if the partner has no owner, and its source is the import', async () => {
    await add({ name: 'Dana', lastTouch: talked('2026-06-01') });
    expect(await touchpoints()).toEqual([{ name: 'Dana', kind: 'call', on: '2026-06-01', member: null }]);
    expect(await db.query('select source from capture')).toEqual([{ source: 'import' }]);
    expect(await relationships()).toMatchObject([{ lastTouchOn: '2026-06-01', touchDue: null }]);
  });
});

describe('first due days', () => {
  const sixty = Array.from(
    { length: 24 },
    (_, i): Cells => ({
      name: `Partner ${i}`,
      owner: i % 12 === 0 ? 'sam' : 'priya',
      tier: i < 8 ? 'inner' : 'keep',
    }),
  );

  it('are at most five per owner and morning, and four first meetings a week, across sets, imports and single additions', async () => {
    await add(...sixty);
    const member = (await findMember(db, 'UPRIYA')) as Member;
    await transaction(db, (tx) =>
      addPartners(
        tx,
        member,
        [
          { name: 'Ada', company: null },
          { name: 'Bea', company: null },
        ],
        'keep',
        today,
      ),
    );
    await add(...sixty.map((row) => ({ ...row, name: `Another ${row.name}`, tier: 'keep' as const })));
    const mornings = await db.query<{ day: Day; count: number }>(
      `select f.until_day as day, count(*)::int as count from relationship_fact f
         join relationship r on r.id = f.relationship_id
        where f.kind = 'first due' and r.owner_id = $1 group by 1 order by 1`,
      [member.id],
    );
    expect(mornings.slice(0, 3).map((row) => row.count)).toEqual([5, 5, 5]);
    // The mornings from the second week on have first meetings, too, on days of their own.
    expect(mornings.every((row) => row.count <= 5)).toBe(true);
    const meetings = await db.query<{ week: Day; count: number }>(
      `select date_trunc('week', f.face_day)::date as week, count(*)::int as count from relationship_fact f
         join relationship r on r.id = f.relationship_id
        where f.kind = 'first due' and f.face_day is not null and r.owner_id = $1 group by 1 order by 1`,
      [member.id],
    );
    expect(meetings).toEqual([
      { week: '2026-06-08', count: 3 },
      { week: '2026-06-15', count: 4 },
    ]);
    expect(mornings[0]!.day).toBe('2026-06-10');
    expect(mornings.map((row) => row.day)).not.toContain('2026-06-13'); // a Saturday
  });

  it('go by tier, then longest unseen', async () => {
    await add(
      { name: 'kept', owner: 'priya', tier: 'keep' },
      ...Array.from(
        { length: 8 },
        (_, i): Cells => ({
          name: `seen ${i}`,
          owner: 'priya',
          tier: 'inner',
          lastTouch: talked(addDays('2026-05-01', -i)),
        }),
      ),
    );
    const due = (await relationships()).map((row) => [row.name, row.touchDue]);
    // A meeting a day; who has none this week is called, four on the morning of the first meeting.
    expect(due).toEqual([
      ['kept', '2026-06-11'],
      ['seen 0', '2026-06-11'],
      ['seen 1', '2026-06-10'],
      ['seen 2', '2026-06-10'],
      ['seen 3', '2026-06-10'],
      ['seen 4', '2026-06-10'],
      ['seen 5', '2026-06-12'],
      ['seen 6', '2026-06-11'],
      ['seen 7', '2026-06-10'],
    ]);
  });

  it('do not exist for resting and unowned partners', async () => {
    await add({ owner: 'priya' }, { tier: 'core' });
    expect(await factKinds()).toEqual(['entered', 'entered']);
  });
});

it('stores the same clocks as a fold of the written facts', async () => {
  const tiers: Tier[] = ['inner', 'core', 'keep', 'resting'];
  const kinds = ['meal', 'event', 'call', 'message', null] as const;
  const cells = tiers.flatMap((tier) =>
    kinds.map(
      (kind, i): Cells => ({
        name: `${tier} ${kind}`,
        owner: 'priya',
        tier,
        lastTouch: kind && { on: addDays(today, -3 * i), kind, word: null },
      }),
    ),
  );
  await add(...cells);
  await add(...cells.filter((_, i) => i % 4 === 0).map((row) => ({ ...row, owner: 'sam' })));
  const stored = await db.query<{ id: number }>('select * from relationship order by id');
  await recomputeClocks(
    db,
    stored.map((row) => row.id),
  );
  expect(await db.query('select * from relationship order by id')).toEqual(stored);
});

describe('the same partner', () => {
  it('is recognized regardless of case, accents and punctuation, in the same set and the next', async () => {
    const [first, again] = [
      { name: 'Siobhán O’Brien', company: 'Lee & Co.' },
      { name: 'SIOBHAN O BRIEN', company: 'lee co' },
    ];
    expect(await add(first, again)).toMatchObject({ entered: { partners: 1 }, there: 1 });
    expect(await add(again)).toMatchObject({ entered: { partners: 0 }, there: 1 });
  });

  it.each([
    ['both phones differ', { phone: '813-555-0100' }, { phone: '813-555-0101' }, 2],
    ['the phones differ only in format', { phone: '(813) 555-0100' }, { phone: '+1 813.555.0100' }, 1],
    [
      'one of two agrees',
      { phone: '555-0100', email: 'a@x.com' },
      { phone: '555-0101', email: 'A@x.com' },
      1,
    ],
    [
      'phones and e-mails all differ',
      { phone: '555-0100', email: 'a@x.com' },
      { phone: '555-0101', email: 'b@x.com' },
      2,
    ],
    ['there is nothing to compare', { phone: '555-0100' }, { email: 'b@x.com' }, 1],
    ['one of them has no company', { company: 'Lee & Co' }, {}, 2],
    ['the companies differ', { company: 'Lee & Co' }, { company: 'Reed Homes' }, 2],
    [
      'companies and phones differ',
      { company: 'Lee & Co', phone: '555-0100' },
      { company: 'Reed Homes', phone: '555-0101' },
      2,
    ],
  ])(
    'is one without an answer when %s, or a new one if someone says so',
    async (_, first, second, partners) => {
      await add({ name: 'Dana Lee', ...first });
      await add({ name: 'Dana Lee', ...second });
      expect(await db.query('select id from partner')).toHaveLength(1);
      await add({ name: 'Dana Lee', ...second, sameAs: 'no' });
      await add({ name: 'Dana Lee', ...second, sameAs: 'no' });
      expect(await db.query('select id from partner')).toHaveLength(partners);
    },
  );

  it('stays one after being merged with another', async () => {
    await add({ name: 'Dana Lee', phone: '555-0100' }, { name: 'Dana Lee-Ortiz', phone: '555-0199' });
    await db.query(
      `update partner set merged_into = (select id from partner where name = 'Dana Lee-Ortiz') where name = 'Dana Lee'`,
    );
    expect(await add({ name: 'Dana Lee', phone: '555-0100' })).toMatchObject({ there: 1 });
  });

  it('may have two owners, each entered once', async () => {
    await add({ name: 'Dana', owner: 'priya', tier: 'core' });
    const again: Cells = { name: 'Dana', owner: 'sam', tier: 'keep', lastTouch: talked('2026-06-01') };
    expect(await add(again, again)).toMatchObject({ entered: { partners: 0, owners: 1 }, there: 1 });
    expect(await add(again)).toMatchObject({ entered: { owners: 0 }, there: 1 });
    expect(await relationships()).toMatchObject([
      { owner: 'priya', touchDue: '2026-06-10', lastTouchOn: null },
      { owner: 'sam', touchDue: '2026-08-31', lastTouchOn: '2026-06-01' }, // Aug 30 is a Sunday
    ]);
    expect(await touchpoints()).toHaveLength(1);
  });

  it('goes to its first owner if unowned, with everything on record', async () => {
    await add({ name: 'Dana', owner: 'joe', tier: 'core', lastTouch: talked('2026-06-01') });
    expect(await relationships()).toMatchObject([{ owner: null, tier: 'core', touchDue: null }]);
    const outcome = await add({
      name: 'Dana',
      owner: 'priya',
      tier: 'inner',
      lastTouch: talked('2026-06-01'),
    });
    expect(outcome).toMatchObject({ entered: { partners: 0, owners: 0, takenOver: 1 } });
    expect(await relationships()).toMatchObject([
      { owner: 'priya', tier: 'inner', touchDue: '2026-06-15', lastTouchOn: '2026-06-01' },
    ]);
    expect(await touchpoints()).toEqual([{ name: 'Dana', kind: 'call', on: '2026-06-01', member: 'priya' }]);
  });

  it('listed first without and then with an owner in one file goes to that owner', async () => {
    expect(await add({ name: 'Dana' }, { name: 'Dana', owner: 'priya', tier: 'core' })).toMatchObject({
      entered: { partners: 1 },
      unowned: 0,
      there: 1,
    });
    expect(await relationships()).toMatchObject([{ owner: 'priya', tier: 'core', touchDue: '2026-06-10' }]);
  });

  it('added by a member in a sentence is also taken over', async () => {
    await add({ name: 'Dana' }, { name: 'Joan', owner: 'priya' });
    const member = (await findMember(db, 'UPRIYA')) as Member;
    await transaction(db, (tx) => addPartners(tx, member, [{ name: 'dana', company: null }], 'core', today));
    expect(await relationships()).toMatchObject([
      { name: 'Dana', owner: 'priya', tier: 'core', touchDue: '2026-06-10' },
      { name: 'Joan' },
    ]);
  });
});

describe('owners', () => {
  const know = (state: string, meetings = 4) =>
    db.query(
      `insert into member (slack_user_id, branch_id, name, zone, state, meetings_per_week)
       values ('USAM', $1, 'Sam Cole', 'America/Chicago', $2, $3)`,
      [branchId, state, meetings],
    );
  const sam = () => db.query('select name, zone, state, branch_id as "branchId" from member');

  it('who are new become members of the branch', async () => {
    expect(await add({ owner: 'priya' })).toMatchObject({ joined: ['priya'] });
    expect(await sam()).toEqual([{ name: 'priya', zone: 'America/New_York', state: 'active', branchId }]);
  });

  it.each(['invited', 'active'])('who are %s are active members afterward', async (state) => {
    await know(state);
    await add({ owner: 'sam' });
    expect(await sam()).toMatchObject([{ name: 'Sam Cole', zone: 'America/Chicago', state: 'active' }]);
  });

  it.each([
    ['declined', 'Sam Cole said they don’t work with partners'],
    ['left', 'Sam Cole has left'],
  ])('who have %s get their row refused', async (state, reason) => {
    await know(state);
    const { problems } = await add({ name: 'Dana', owner: 'sam' }, { name: 'Joan' });
    expect(problems).toEqual([
      {
        line: 2,
        column: 'owner_email',
        reason: expect.stringContaining(reason),
        cells: { name: 'Dana', kind: 'other', tier: 'resting', owner_email: 'sam@example.com' },
      },
    ]);
    expect(await relationships()).toMatchObject([{ name: 'Joan' }]);
    expect(await sam()).toMatchObject([{ state }]);
  });

  it('do not become members if none of their rows is imported', async () => {
    await know('active');
    await add({ name: 'one', owner: 'sam' });
    await db.query(`update member set state = 'invited'`);
    expect(await add({ name: 'one', owner: 'sam' })).toMatchObject({ there: 1, joined: [] });
    expect(await sam()).toMatchObject([{ state: 'invited' }]);
  });

  it('count existing and added partners against their cap, but not archived ones; what is full takes the next tier with room', async () => {
    await know('active', 1); // two of the inner circle, three of core
    await add({ name: 'one', owner: 'sam', tier: 'inner' });
    const { problems, leftOut, entered } = await add(
      { name: 'two', owner: 'sam', tier: 'inner' },
      { name: 'three', owner: 'sam', tier: 'inner' },
      { name: 'one', owner: 'sam', tier: 'inner' },
      { name: 'four', owner: 'sam' },
    );
    expect({ problems, entered: entered.partners }).toEqual({ problems: [], entered: 3 });
    expect(leftOut).toEqual([
      { line: 3, column: 'tier', reason: 'Sam Cole’s inner circle is full (2), so this became core' },
    ]);
    const tierOf = async (name: string) => (await relationships()).find((one) => one.name === name)?.tier;
    expect(await tierOf('three')).toBe('core');
    await add(...['a', 'b', 'c'].map((name): Cells => ({ name, owner: 'sam', tier: 'inner' })));
    expect([await tierOf('a'), await tierOf('b'), await tierOf('c')]).toEqual(['core', 'core', 'keep']);
    await db.query('update relationship set archived_on = $1', [today]);
    expect((await add({ name: 'five', owner: 'sam', tier: 'inner' })).leftOut).toEqual([]);
    expect(await tierOf('five')).toBe('inner');
  });
});

describe('a preview', () => {
  it('shows what an import would do across all sets, and writes nothing', async () => {
    await add({ name: 'Known', owner: 'sam' }, { name: 'Alone' });
    const sets = [
      setOf({ name: 'Dana' }, { name: 'Known', owner: 'priya' }, { name: 'Alone', owner: 'sam' }),
      setOf(
        { name: 'Dana' },
        ...Array.from(
          { length: 11 },
          (_, i): Cells => ({ name: `inner ${i}`, owner: 'priya', tier: 'inner' }),
        ),
      ),
    ];
    const before = await relationships();
    const book = emptyBook();
    const previews = [];
    for (const set of sets) previews.push(await previewSet(db, book, set));
    expect(await relationships()).toEqual(before);
    const outcomes = [];
    for (const set of sets) outcomes.push(await importSet(db, set));
    expect(previews).toEqual(outcomes);
    expect(outcomes[1]).toMatchObject({ there: 1, entered: { partners: 11 }, leftOut: [{ line: 13 }] });
  });
});
