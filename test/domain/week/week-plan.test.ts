import { describe, expect, it, test } from 'vitest';
import { type Clocks, foldClocks } from '../../../src/domain/clocks/clocks.ts';
import { type Fact, factsThrough } from '../../../src/domain/clocks/facts.ts';
import { addDays, type Day } from '../../../src/domain/days/day.ts';
import { findMembersDoingWell } from '../../../src/domain/leads/did-well.ts';
import { findMembersNeedingHelp, type MemberWorkload } from '../../../src/domain/leads/needs-help.ts';
import {
  byOwner,
  daysLeft,
  isBehind,
  makeWeekPlan,
  type WeekRelationship,
} from '../../../src/domain/week/week-plan.ts';
import { plainCalendar } from '../given.ts';

/** The week of Monday, Jun 15, 2026. */
const monday: Day = '2026-06-15';
let ids = 0;

function relationship(facts: Fact[], name = 'Dana Lee', ownerName = 'Priya Patel'): WeekRelationship {
  const id = ++ids;
  return {
    relationshipId: id,
    partnerId: id,
    partnerName: name,
    ownerId: ownerName.length,
    ownerName,
    coverName: null,
    before: foldClocks(factsThrough(facts, addDays(monday, -1)), plainCalendar),
    now: foldClocks(facts, plainCalendar),
  };
}
const core: Fact = { type: 'entered', on: '2026-01-05', tier: 'core' };
const met = (on: Day): Fact => ({ type: 'touchpoint', on, kind: 'meal' });
const called = (on: Day): Fact => ({ type: 'touchpoint', on, kind: 'call' });
const plan = (...facts: Fact[]) => makeWeekPlan([relationship([core, ...facts])], monday);

describe('the week’s plan', () => {
  it('has the partners who come due by Sunday, and says whether a meeting is wanted', () => {
    // Core: a call is good for 30 days, a meeting for 60.
    expect(plan(met('2026-05-20')).left).toMatchObject([{ partnerName: 'Dana Lee', inPerson: false }]);
    expect(plan(met('2026-04-20'), called('2026-06-10')).left).toMatchObject([{ inPerson: true }]);
    expect(plan(met('2026-06-08')).left).toEqual([]);
  });

  it('has late partners, and those planned for the week', () => {
    expect(plan(met('2026-03-01')).left).toHaveLength(1);
    const planned: Fact = { type: 'plan', on: '2026-06-09', plannedOn: '2026-06-18', kind: 'meal' };
    expect(plan(met('2026-06-08'), planned).left).toMatchObject([{ inPerson: true }]);
  });

  it('leaves out partners that a deal, a quiet time, or a Later postpones past Sunday', () => {
    const until = { on: '2026-06-12', until: '2026-07-01' } as const;
    expect(plan(met('2026-05-20'), { type: 'quiet', ...until }).left).toEqual([]);
    expect(plan(met('2026-05-20'), { type: 'deal', ...until }).left).toEqual([]);
    expect(plan(met('2026-05-20'), { type: 'postponement', ...until }).left).toEqual([]);
  });

  it('counts a new book from the week after it got its first dues, and plans of its own at once', () => {
    const given = (on: Day): Fact => ({
      type: 'first due',
      on,
      touchDue: '2026-06-18',
      faceDue: '2026-06-18',
    });
    expect(plan(given('2026-06-14')).left).toMatchObject([{ inPerson: true, since: '2026-06-18' }]);
    expect(plan(given('2026-06-15'))).toEqual({ left: [], reached: 0 });
    const planned: Fact = { type: 'plan', on: '2026-06-15', plannedOn: '2026-06-17', kind: 'meal' };
    expect(plan(given('2026-06-15'), planned).left).toMatchObject([{ since: '2026-06-17' }]);
  });

  it('counts partners as reached only if a contact since Monday took them off it', () => {
    expect(plan(met('2026-05-20'), called('2026-06-16'))).toMatchObject({ left: [], reached: 1 });
    expect(plan(met('2026-06-08'), called('2026-06-16'))).toMatchObject({ left: [], reached: 0 });
    // A call does not answer a meeting that is due.
    expect(plan(met('2026-04-10'), called('2026-06-16'))).toMatchObject({
      left: [{ inPerson: true }],
      reached: 0,
    });
  });

  it('is grouped by member, most urgent first', () => {
    const { left } = makeWeekPlan(
      [
        relationship([core, met('2026-05-20')], 'Later Lee', 'Sam Cole'),
        relationship([core, met('2026-05-01')], 'Early Ortiz', 'Sam Cole'),
        relationship([core, met('2026-05-20')], 'Webb', 'Priya Patel'),
      ],
      monday,
    );
    expect(byOwner(left)).toEqual([
      { ownerName: 'Priya Patel', coverName: null, partnerNames: ['Webb'] },
      { ownerName: 'Sam Cole', coverName: null, partnerNames: ['Early Ortiz', 'Later Lee'] },
    ]);
  });
});

describe('a branch is behind its plan', () => {
  const none = () => false;
  const behind = (reached: number, left: number, today: Day, holiday: Day | null = null) =>
    isBehind(
      { reached, left: Array.from({ length: left }, () => ({ since: monday })) },
      today,
      monday,
      holiday ? (day) => day === holiday : none,
    );

  it.each([
    ['2026-06-17', 3, 7, true],
    ['2026-06-17', 4, 6, false],
    ['2026-06-17', 0, 0, false],
    ['2026-06-15', 0, 10, false],
    ['2026-06-19', 7, 3, true],
  ] as const)('on %s with %i reached and %i left: %s', (today, reached, left, expected) => {
    expect(behind(reached, left, today)).toBe(expected);
  });

  it('by the working days that are over, not counting holidays', () => {
    expect(behind(3, 7, '2026-06-17', '2026-06-15')).toBe(false);
    expect(behind(2, 8, '2026-06-17', '2026-06-15')).toBe(true);
  });

  it('only once someone’s day is over', () => {
    const left: { since: Day }[] = [{ since: '2026-06-17' }, { since: '2026-06-19' }];
    expect(isBehind({ reached: 0, left }, '2026-06-17', monday, none)).toBe(false);
    expect(isBehind({ reached: 0, left }, '2026-06-18', monday, none)).toBe(true);
  });
});

test.each([
  ['2026-06-17', 2],
  ['2026-06-18', 1],
  ['2026-06-20', 0],
] as const)('from %s on, %i working days are left, not counting the holiday', (today, left) => {
  expect(daysLeft(today, monday, (day) => day === '2026-06-19')).toBe(left);
});

describe('a member who needs help', () => {
  const late = (name: string, lastTouch: Day) => ({
    partnerId: 7,
    partnerName: name,
    clocks: foldClocks([core, met(lastTouch)], plainCalendar) as Clocks,
  });
  const person = (more: Partial<MemberWorkload>): MemberWorkload => ({
    slackUserId: 'U1',
    memberId: 1,
    name: 'Sam Cole',
    meetingsPerWeek: 4,
    inner: 5,
    core: 10,
    waiting: 0,
    isAway: false,
    latePromises: 0,
    relationships: [],
    ...more,
  });
  const hands = (more: Partial<MemberWorkload>) => findMembersNeedingHelp([person(more)], '2026-06-19');

  it('does not have just one late partner or promise: that happens to everyone', () => {
    expect(hands({ relationships: [late('Dana', '2026-05-08')], latePromises: 1 })).toEqual([]);
  });

  it.each([
    ['several are late', { relationships: ['A', 'B', 'C'].map((name) => late(name, '2026-05-08')) }],
    ['one has gone quiet', { relationships: [late('A', '2026-04-01')] }],
    ['promises are late', { latePromises: 2 }],
    ['there are more than the week holds', { core: 15 }],
  ])('has one of these: %s', (_, more) => {
    expect(hands(more)).toHaveLength(1);
    expect(hands({ ...more, isAway: true })).toEqual([]);
  });

  it('did well where every close partner is in rhythm, no promise is late, and they are not too few', () => {
    const well = (more: Partial<MemberWorkload>) =>
      findMembersDoingWell([person(more)], '2026-06-19').map(({ close }) => close);
    expect(well({ waiting: 2 })).toEqual([13]);
    expect(well({ relationships: [late('A', '2026-05-08')] })).toEqual([]);
    expect(well({ latePromises: 1 })).toEqual([]);
    const first = (firstDueOn: Day) => {
      const { clocks, ...one } = late('A', '2026-06-18');
      return well({ relationships: [{ ...one, clocks: { ...clocks, firstDueOn } }] });
    };
    expect(first('2026-06-22'), 'not due for the first time yet').toEqual([15]);
    expect(first('2026-06-18'), 'nothing was done yet').toEqual([]);
    expect(well({ isAway: true })).toEqual([]);
    expect(well({ inner: 1, core: 2, waiting: 1 })).toEqual([]);
  });

  it('comes earlier the more help they need', () => {
    const some = [person({ latePromises: 2 }), person({ name: 'Luis Moreno', latePromises: 5 })];
    expect(findMembersNeedingHelp(some, '2026-06-19').map(({ name }) => name)).toEqual([
      'Luis Moreno',
      'Sam Cole',
    ]);
  });
});
