import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import { type FirstDueItem, fallsDueDuring, spreadFirstDues } from '../../../src/domain/clocks/first-due.ts';
import type { HeldDue, OwnerWeeks } from '../../../src/domain/clocks/week-room.ts';
import { isWorkingDay } from '../../../src/domain/days/calendar.ts';
import { addDays, type Day, mondayOf } from '../../../src/domain/days/day.ts';
import { cadences } from '../../../src/domain/policy.ts';
import { tiers } from '../../../src/domain/words.ts';
import { calendars, days, officeCalendar, plainCalendar, shuffled, start } from '../given.ts';

const item = (relationshipId: number, given: Partial<FirstDueItem> = {}): FirstDueItem => ({
  relationshipId,
  tier: 'core',
  lastTouchOn: null,
  lastFaceOn: null,
  ...given,
});
/** Four meetings a week, as a loan officer has. */
const free: OwnerWeeks = { meetingsPerWeek: 4, held: [] };
const spread = (items: FirstDueItem[], today: Day, weeks: OwnerWeeks = free) =>
  spreadFirstDues(items, weeks, plainCalendar, today);

const items = fc
  .array(
    fc.record({
      tier: fc.constantFrom(...tiers),
      lastTouchOn: fc.option(days()),
      lastFaceOn: fc.option(days()),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map((one, index) => ({ ...one, relationshipId: index })));

const weeks: fc.Arbitrary<OwnerWeeks> = fc.record({
  meetingsPerWeek: fc.integer({ min: 1, max: 40 }),
  held: fc.array(
    fc.record({
      tier: fc.constantFrom('inner', 'core', 'keep'),
      touchDue: fc.option(days(60)),
      faceDue: fc.option(days(60)),
    }),
    { maxLength: 20 },
  ),
});

const countBy = (all: readonly Day[], of: (day: Day) => Day) => {
  const counts = new Map<Day, number>();
  for (const day of all) counts.set(of(day), (counts.get(of(day)) ?? 0) + 1);
  return counts;
};

describe('first dues', () => {
  it('let talks begin tomorrow, five a morning', () => {
    const sixty = Array.from({ length: 60 }, (_, i) => item(i, { tier: 'keep' }));
    const dues = spread(sixty, '2026-06-11').map((due) => due.touchDue);
    expect(dues.slice(0, 5)).toEqual(Array(5).fill('2026-06-12'));
    expect(dues.slice(5, 10)).toEqual(Array(5).fill('2026-06-15'));
    expect(dues.at(-1)).toBe('2026-06-29');
  });

  it('have at most as many first meetings a week as its owner has time for, over its days', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => item(i));
    const faces = spread(twelve, '2026-06-14').map((due) => due.faceDue);
    expect(faces.slice(0, 5)).toEqual(['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18', '2026-06-22']);
    expect(faces.at(-1)).toBe('2026-07-02');
    const ten = spread(twelve, '2026-06-14', { ...free, meetingsPerWeek: 10 }).map((due) => due.faceDue);
    expect(ten.slice(0, 3)).toEqual(['2026-06-15', '2026-06-15', '2026-06-16']);
    expect(ten.at(-1)).toBe('2026-06-22');
  });

  it('leave the weeks free in which the inner circle is to be met again', () => {
    const all = Array.from({ length: 20 }, (_, i) => item(i, { tier: i < 8 ? 'inner' : 'core' }));
    const faces = spread(all, '2026-06-14').map((due) => due.faceDue!);
    expect([...countBy(faces, mondayOf).keys()]).toEqual([
      '2026-06-15',
      '2026-06-22',
      '2026-06-29',
      '2026-07-06',
      // Jul 13 and 20: the eight again.
      '2026-07-27',
    ]);
  });

  it('ask for no talk in the week of a first meeting, and for one before a later meeting', () => {
    const dues = spread([item(1), item(2), item(3), item(4), item(5)], '2026-06-14');
    expect(dues[1]).toEqual({ relationshipId: 2, touchDue: '2026-06-16', faceDue: '2026-06-16' });
    expect(dues[4]).toEqual({ relationshipId: 5, touchDue: '2026-06-15', faceDue: '2026-06-22' });
  });

  it('go by tier, then longest unseen first, with never seen at the front', () => {
    const order = spread(
      [
        item(1, { tier: 'keep' }),
        item(2, { tier: 'resting' }),
        item(3, { lastTouchOn: '2026-05-01' }),
        item(4, { lastTouchOn: '2026-03-01' }),
        item(5),
        item(6, { tier: 'inner', lastTouchOn: '2026-06-01' }),
      ],
      '2026-06-08',
    ).map((due) => due.relationshipId);
    expect(order).toEqual([6, 5, 4, 3, 1]);
  });

  it('wait for the cadence since the last contact; face time also waits for its cadence since the last meeting', () => {
    const [due] = spread([item(1, { lastTouchOn: '2026-06-01', lastFaceOn: '2026-05-15' })], '2026-06-08');
    expect(due).toEqual({ relationshipId: 1, touchDue: '2026-07-01', faceDue: '2026-07-14' });
  });

  it('have no face time in keep in touch, and the same day for both if no one has met yet', () => {
    const [core, keep] = spread([item(1), item(2, { tier: 'keep' })], '2026-06-08');
    expect(core).toMatchObject({ touchDue: '2026-06-09', faceDue: '2026-06-09' });
    expect(keep?.faceDue).toBeNull();
  });

  it('leave room for those already there', () => {
    const talks = (touchDue: Day, count: number): HeldDue[] =>
      Array.from({ length: count }, () => ({ tier: 'keep' as const, touchDue, faceDue: null }));
    const held = [...talks('2026-06-09', 5), ...talks('2026-06-10', 4)];
    const dues = spread([item(1, { tier: 'keep' }), item(2, { tier: 'keep' })], '2026-06-08', {
      ...free,
      held,
    });
    expect(dues.map((due) => due.touchDue)).toEqual(['2026-06-10', '2026-06-11']);

    const met = (faceDue: Day): HeldDue => ({ tier: 'core', touchDue: faceDue, faceDue });
    const full = [met('2026-06-09'), met('2026-06-10'), met('2026-06-10'), met('2026-06-12')];
    expect(spread([item(1)], '2026-06-08', { ...free, held: full })[0]!.faceDue).toBe('2026-06-15');
  });

  it('wait a quarter at most for weeks that are full of what comes again', () => {
    const held = Array.from({ length: 16 }, (_, i): HeldDue => {
      const faceDue = addDays('2026-06-15', 7 * Math.floor(i / 4) + (i % 4));
      return { tier: 'inner', touchDue: faceDue, faceDue };
    });
    expect(spread([item(1)], '2026-06-14', { ...free, held })[0]!.faceDue).toBe('2026-07-13');
  });

  it('are at most what a morning and a week hold, on working days, not before tomorrow, in any order', () => {
    fc.assert(
      fc.property(
        items.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        weeks,
        calendars,
        days(60),
        ([all, other], weeks, calendar, today) => {
          const dues = spreadFirstDues(all, weeks, calendar, today);
          const turned = { ...weeks, held: weeks.held.toReversed() };
          expect(spreadFirstDues(other, turned, calendar, today)).toEqual(dues);
          expect(dues).toHaveLength(all.filter((one) => one.tier !== 'resting').length);

          const faces = dues.flatMap(({ faceDue }) => faceDue ?? []);
          const heldFaces = weeks.held.flatMap(({ faceDue }) => (faceDue && faceDue > today ? faceDue : []));
          const before = countBy(heldFaces, mondayOf);
          for (const [monday, count] of countBy(faces, mondayOf))
            expect(count + (before.get(monday) ?? 0)).toBeLessThanOrEqual(weeks.meetingsPerWeek);
          const talks = dues.filter(({ touchDue, faceDue }) => touchDue !== faceDue);
          for (const [, count] of countBy(
            talks.map(({ touchDue }) => touchDue),
            (day) => day,
          ))
            expect(count).toBeLessThanOrEqual(5);

          for (const { relationshipId, touchDue, faceDue } of dues) {
            const { tier, lastTouchOn, lastFaceOn } = all[relationshipId]!;
            expect(isWorkingDay(touchDue, calendar)).toBe(true);
            expect(touchDue > today).toBe(true);
            if (lastTouchOn) expect(touchDue >= addDays(lastTouchOn, cadences[tier].touchDays!)).toBe(true);
            if (faceDue === null) continue;
            expect(isWorkingDay(faceDue, calendar)).toBe(true);
            expect(faceDue >= touchDue).toBe(true);
            if (lastFaceOn) expect(faceDue >= addDays(lastFaceOn, cadences[tier].faceDays!)).toBe(true);
          }
        },
      ),
    );
  });

  it('leave no room on an earlier day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), calendars, (size, calendar) => {
        const all = Array.from({ length: size }, (_, index) => item(index, { tier: 'keep' }));
        const dues = spreadFirstDues(all, free, calendar, start).map((due) => due.touchDue);
        const last = dues.at(-1)!;
        for (let day = addDays(start, 1); day < last; day = addDays(day, 1)) {
          if (isWorkingDay(day, calendar)) expect(dues.filter((due) => due === day)).toHaveLength(5);
        }
      }),
    );
  });

  it('are found for 100,000 rows of one owner without counting through the full days and weeks for each', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => item(i, { tier: i < 10_000 ? 'core' : 'keep' }));
    const begun = performance.now();
    const dues = spreadFirstDues(rows, free, officeCalendar, '2026-06-08');
    // A quadratic search takes minutes. The bound only has to tell the two apart on a slow machine.
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(new Set(dues.flatMap((due) => due.faceDue ?? [])).size).toBe(10_000);
  });
});

describe('what falls due during an absence', () => {
  const clocks = foldClocks(
    [
      { type: 'entered', on: '2026-01-05', tier: 'inner' },
      { type: 'touchpoint', on: '2026-06-01', kind: 'meal' },
    ],
    plainCalendar,
  );
  it.each<[string, Day, Day, boolean]>([
    ['that is over before the due day', '2026-06-08', '2026-06-14', false],
    ['that contains the due day', '2026-06-08', '2026-06-15', true],
    ['that begins within grace', '2026-06-18', '2026-06-26', true],
    ['that begins after it was late', '2026-06-19', '2026-06-26', false],
  ])('is recognized for an absence %s', (_which, from, to, expected) => {
    expect(fallsDueDuring(clocks, { from, to })).toBe(expected);
  });
});
