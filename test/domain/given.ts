import fc from 'fast-check';
import type { Fact } from '../../src/domain/clocks/facts.ts';
import { officeWeekdays, type WorkCalendar } from '../../src/domain/days/calendar.ts';
import { addDays, type Day, type Weekday } from '../../src/domain/days/day.ts';
import { isFederalHoliday } from '../../src/domain/days/holidays.ts';
import { tiers, touchpointKinds } from '../../src/domain/words.ts';

/** Monday to Friday without holidays, so that dates in tables can be counted on one's fingers. */
export const plainCalendar: WorkCalendar = { weekdays: officeWeekdays, isHoliday: () => false, away: [] };

export const officeCalendar: WorkCalendar = { ...plainCalendar, isHoliday: isFederalHoliday };

/** A Monday. Generated facts are in the 200 days after it. */
export const start: Day = '2026-01-05';

export const days = (max = 200): fc.Arbitrary<Day> => fc.nat(max).map((n) => addDays(start, n));

export const calendars: fc.Arbitrary<WorkCalendar> = fc
  .record({
    weekdays: fc.uniqueArray(fc.constantFrom<Weekday>(0, 1, 2, 3, 4, 5, 6), { minLength: 1 }),
    away: fc.array(
      fc
        .record({ from: days(), length: fc.nat(30) })
        .map(({ from, length }) => ({ from, to: addDays(from, length) })),
      { maxLength: 2 },
    ),
  })
  .map(({ weekdays, away }) => ({ weekdays: new Set(weekdays), isHoliday: isFederalHoliday, away }));

/** Often within the same few days, so that the order within a day matters. */
const on = fc.oneof(days(), days(6));
const later = fc.record({ on, length: fc.integer({ min: 0, max: 60 }) });
const kind = fc.constantFrom(...touchpointKinds);
const tier = fc.constantFrom(...tiers);

const touchpoints: fc.Arbitrary<Fact> = fc.record({ type: fc.constant('touchpoint'), on, kind });
export const attempts: fc.Arbitrary<Fact> = fc.record({ type: fc.constant('attempt'), on });

const facts: fc.Arbitrary<Fact> = fc.oneof(
  { arbitrary: touchpoints, weight: 6 },
  attempts,
  fc.record({ type: fc.constant('tier' as const), on, tier, seq: fc.nat(2) }),
  fc.record({ type: fc.constant('owner' as const), on }),
  fc.record({ type: fc.constant('recommit' as const), on }),
  later.chain(({ on, length }) =>
    fc.record({
      type: fc.constant('first due' as const),
      on: fc.constant(on),
      touchDue: fc.constant(addDays(on, length + 1)),
      faceDue: fc.option(fc.nat(30).map((n) => addDays(on, length + 1 + n))),
    }),
  ),
  later.chain(({ on, length }) =>
    fc.record({
      type: fc.constantFrom('deal', 'quiet', 'postponement'),
      on: fc.constant(on),
      until: fc.constant(addDays(on, length)),
    }),
  ),
  later.chain(({ on, length }) =>
    fc.record(
      {
        type: fc.constant('plan' as const),
        on: fc.constant(on),
        plannedOn: fc.constant(addDays(on, length)),
        kind,
        settled: fc.record({
          how: fc.constantFrom('held', 'missed', 'dropped', 'moved'),
          on: fc.nat(60).map((n) => addDays(on, n)),
        }),
      },
      { requiredKeys: ['type', 'on', 'plannedOn', 'kind'] },
    ),
  ),
);

/** A relationship that has entered, in any tier but resting, with up to 30 facts before and after. */
export const histories: fc.Arbitrary<Fact[]> = fc
  .record({
    entered: on,
    tier: fc.constantFrom('inner', 'core', 'keep'),
    facts: fc.array(facts, { maxLength: 30 }),
  })
  .map(({ entered, tier, facts }) => [{ type: 'entered', on: entered, tier } satisfies Fact, ...facts]);

export const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length });
