import { readable } from 'slack-sandbox/readable';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { byOwner } from '../../../src/domain/week/week-plan.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { noteAbsence } from '../../../src/store/members/absences.ts';
import { findBranchById } from '../../../src/store/members/branches.ts';
import { resumeAfterAbsences } from '../../../src/store/members/resume-after-absences.ts';
import { loadWeekOf } from '../../../src/store/week/branch-week.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const me = await rapport.member(rapport.priya);
const cover = await rapport.member(rapport.sam);
const timing = { ...defaultTiming, channelGapMs: 0 };

const inner = await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb'], 'inner');
const core = ['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus', 'Hal'].map((name) => `${name} Core`);
await rapport.book(rapport.priya, core);
await priya.dm('called Ann Core today, promised the slides by Thursday');

const at = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), timing);
};
const digestOf = (person: typeof priya) =>
  person
    .messages()
    .map((message) => readable(message))
    .filter((text) => text.startsWith('Good morning'));
const nudgesOf = (memberId: number, day: Day) =>
  db.query(`select state, closed_as as "as" from nudge where key = $1`, [`digest:${memberId}:${day}`]);
const firstDues = (on: Day) =>
  db.query<{ name: string; due: Day; tier: string }>(
    `select p.name, f.until_day as due, r.tier from relationship_fact f
       join relationship r on r.id = f.relationship_id join partner p on p.id = r.partner_id
      where f.kind = 'first due' and f.on_day = $1 order by f.until_day, p.name`,
    [on],
  );

beforeAll(async () => {
  const away = { from: '2026-06-10', to: '2026-06-19', coverId: cover.id } as const;
  await noteAbsence(db, me.id, away, me.id, context.now());
});

describe('while a member is away', () => {
  test('the cover sees their inner circle and promises, and the member gets no digest', async () => {
    await at('2026-06-11T12:00:00Z');
    expect(digestOf(sam)).toHaveLength(1);
    const [text] = digestOf(sam);
    expect(text).toContain('Good morning, Sam. Three to reach.');
    expect(text).toContain('*Ann Core* · covering for Priya Patel');
    expect(text).toContain('Priya Patel promised: slides, due today.');
    expect(text).toContain('*Dana Lee* · covering for Priya Patel');
    expect(text).toContain('*Marcus Webb* · covering for Priya Patel');
    expect(text).not.toContain('Bo Core');
    expect(digestOf(priya)).toEqual([]);
    expect(await nudgesOf(me.id, '2026-06-11')).toEqual([{ state: 'closed', as: 'empty' }]);
  });

  test('the week’s plan names the cover beside the member, with the inner circle', async () => {
    const branch = (await findBranchById(db, me.branch.id))!;
    const { left } = await loadWeekOf(db, branch, new Date('2026-06-15T12:31:00Z'));
    expect(byOwner(left)).toContainEqual({
      ownerName: 'Priya Patel',
      coverName: 'Sam Cole',
      partnerNames: ['Dana Lee', 'Marcus Webb'],
    });
  });

  test('nothing is spread before the day of return begins in the member’s zone', async () => {
    expect(await resumeAfterAbsences(db, new Date('2026-06-20T03:59:00Z'))).toBe(0);
    expect(await db.query('select 1 from absence where returned_on is not null')).toEqual([]);
  });
});

describe('after the return', () => {
  test('what fell due is spread once by concurrent processes, without what the cover did', async () => {
    const message = sam.messages().find((one) => readable(one).startsWith('Good morning'))!;
    const block = (message.blocks as { block_id: string; elements?: { value?: string }[] }[]).find((one) =>
      one.elements?.some((element) => element.value?.endsWith(`.${inner['Dana Lee']}`)),
    )!;
    await sam.press({ message, actionId: 'digest.met', blockId: block.block_id });
    await sandbox.until(() => readable(message).includes('✓ Met today'));

    sandbox.clock.moveTo('2026-06-20T04:01:00Z');
    await Promise.all(Array.from({ length: 3 }, () => db.query('select pg_sleep(0.05)')));
    const settled = await Promise.all([1, 2, 3].map(() => resumeAfterAbsences(db, context.now())));
    expect(settled.reduce((sum, count) => sum + count)).toBe(1);
    expect(await db.query('select returned_on as "on" from absence')).toEqual([{ on: '2026-06-20' }]);

    const spread = await firstDues('2026-06-19');
    const names = spread.map(({ name }) => name);
    expect(names).not.toContain('Dana Lee');
    // Called on the last day before, so no touch is due for a month. Her face clock was due, so she is spread, to after that month.
    expect(spread.find(({ name }) => name === 'Ann Core')?.due).toBe('2026-07-10');
    // Marcus Webb is met on Monday, three more on the days after, and who has no meeting this week is called.
    expect(spread.filter(({ due }) => due === '2026-06-22').map(({ name }) => name)).toEqual([
      'Ed Core',
      'Flo Core',
      'Gus Core',
      'Hal Core',
      'Marcus Webb',
    ]);
    expect(names).toHaveLength(new Set(names).size);
  });

  test('the first morning has at most five partners, each with full grace', async () => {
    await at('2026-06-22T12:00:00Z');
    const [text] = digestOf(priya);
    expect(text).toContain('Good morning, Priya. Five to reach.');
    expect(text).not.toContain('Late:');
    expect(text).toMatch(/\*Marcus Webb\*\nTime to meet\. No meeting yet\.\n\[Met\]/);
    expect(text).toContain('+1 more in my Home tab');
    expect(text).toContain('*While you were away*\nSam Cole: visit with Dana Lee, Jun 11');
    await at('2026-06-23T12:00:00Z');
    expect(digestOf(priya).at(-1)).not.toContain('While you were away');
  });
});

test('an absence recorded after it ended spreads from today on, and makes nothing late at once', async () => {
  const names = ['Ira Late', 'Jo Late'];
  await rapport.book(rapport.sam, names);
  const away = { from: '2026-06-23', to: '2026-07-03', coverId: null } as const;
  await noteAbsence(db, cover.id, away, null, context.now());
  await at('2026-07-08T12:30:00Z');
  const spread = await firstDues('2026-07-07');
  expect(spread).toEqual([
    { name: 'Ira Late', due: '2026-07-08', tier: 'core' },
    { name: 'Jo Late', due: '2026-07-09', tier: 'core' },
  ]);
});

test('a hundred absences that ended are all resumed in one run', async () => {
  await db.query(
    `insert into absence (member_id, from_day, to_day)
     select $1, date '2027-01-01' + n, date '2027-01-01' + n from generate_series(1, 100) as n`,
    [me.id],
  );
  expect(await resumeAfterAbsences(db, new Date('2027-06-01T12:00:00Z'))).toBe(100);
  expect(await resumeAfterAbsences(db, new Date('2027-06-01T12:00:00Z'))).toBe(0);
});

test('no one gets a digest on a branch holiday', async () => {
  const before = sandbox.readMessages((await rapport.member(rapport.priya)).dmChannelId!).length;
  // Labor Day.
  await at('2026-09-07T12:00:00Z');
  expect(await nudgesOf(me.id, '2026-09-07')).toEqual([{ state: 'closed', as: 'empty' }]);
  expect(sandbox.readMessages((await rapport.member(rapport.priya)).dmChannelId!)).toHaveLength(before);
});
