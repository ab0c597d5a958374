import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import { type FirstDueItem, fallsDueDuring, spreadFirstDues } from '../../../src/domain/clocks/first-due.ts';
import { isWorkingDay } from '../../../src/domain/days/calendar.ts';
import { addDays, type Day } from '../../../src/domain/days/day.ts';
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
const none: ReadonlyMap<Day, number> = new Map();

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

const taken = fc
  .array(fc.tuple(days(30), fc.integer({ min: 1, max: 5 })), { maxLength: 20 })
  .map((entries) => new Map(entries));

describe('first dues', () => {
  it('begin tomorrow, five per working day', () => {
    const sixty = Array.from({ length: 60 }, (_, i) => item(i));
    const dues = spreadFirstDues(sixty, none, plainCalendar, '2026-06-11').map((due) => due.touchDue);
    expect(dues.slice(0, 5)).toEqual(Array(5).fill('2026-06-12'));
    expect(dues.slice(5, 10)).toEqual(Array(5).fill('2026-06-15'));
    expect(dues.at(-1)).toBe('2026-06-29');
  });

  it('go by tier, then longest unseen first, with never seen at the front', () => {
    const order = spreadFirstDues(
      [
        item(1, { tier: 'keep' }),
        item(2, { tier: 'resting' }),
        item(3, { lastTouchOn: '2026-05-01' }),
        item(4, { lastTouchOn: '2026-03-01' }),
        item(5),
        item(6, { tier: 'inner', lastTouchOn: '2026-06-01' }),
      ],
      none,
      plainCalendar,
      '2026-06-08',
    ).map((due) => due.relationshipId);
    expect(order).toEqual([6, 5, 4, 3, 1]);
  });

  it('wait for the cadence since the last contact; face time also waits for its cadence since the last meeting', () => {
    const [due] = spreadFirstDues(
      [item(1, { lastTouchOn: '2026-06-01', lastFaceOn: '2026-05-15' })],
      none,
      plainCalendar,
      '2026-06-08',
    );
    expect(due).toEqual({ relationshipId: 1, touchDue: '2026-07-01', faceDue: '2026-07-14' });
  });

  it('have no face time in keep in touch, and the same day for both if no one has met yet', () => {
    const [core, keep] = spreadFirstDues(
      [item(1), item(2, { tier: 'keep' })],
      none,
      plainCalendar,
      '2026-06-08',
    );
    expect(core?.faceDue).toBe('2026-06-09');
    expect(keep?.faceDue).toBeNull();
  });

  it('leave room for those already there, and do not change the count', () => {
    const takenByDay = new Map<Day, number>([
      ['2026-06-09', 5],
      ['2026-06-10', 4],
    ]);
    const dues = spreadFirstDues([item(1), item(2)], takenByDay, plainCalendar, '2026-06-08');
    expect(dues.map((due) => due.touchDue)).toEqual(['2026-06-10', '2026-06-11']);
    expect(takenByDay.get('2026-06-10')).toBe(4);
  });

  it('are at most five on a day, on working days, not before tomorrow, in any order', () => {
    fc.assert(
      fc.property(
        items.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        taken,
        calendars,
        days(60),
        ([all, other], takenByDay, calendar, today) => {
          const dues = spreadFirstDues(all, takenByDay, calendar, today);
          expect(spreadFirstDues(other, takenByDay, calendar, today)).toEqual(dues);
          expect(dues).toHaveLength(all.filter((one) => one.tier !== 'resting').length);
          const count = new Map(takenByDay);
          for (const { relationshipId, touchDue, faceDue } of dues) {
            const { tier, lastTouchOn, lastFaceOn } = all[relationshipId]!;
            count.set(touchDue, (count.get(touchDue) ?? 0) + 1);
            expect(count.get(touchDue)).toBeLessThanOrEqual(5);
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
      fc.property(fc.integer({ min: 1, max: 40 }), taken, calendars, (size, takenByDay, calendar) => {
        const all = Array.from({ length: size }, (_, index) => item(index));
        const dues = spreadFirstDues(all, takenByDay, calendar, start).map((due) => due.touchDue);
        const last = dues.at(-1)!;
        for (let day = addDays(start, 1); day < last; day = addDays(day, 1)) {
          if (!isWorkingDay(day, calendar)) continue;
          const held = (takenByDay.get(day) ?? 0) + dues.filter((due) => due === day).length;
          expect(held).toBe(5);
        }
      }),
    );
  });

  it('are found for 100,000 rows of one owner without counting through the full days for each', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => item(i));
    const begun = performance.now();
    const dues = spreadFirstDues(rows, none, officeCalendar, '2026-06-08');
    // A quadratic search takes minutes. The bound only has to tell the two apart on a slow machine.
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(new Set(dues.map((due) => due.touchDue)).size).toBe(20_000);
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
