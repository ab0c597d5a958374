import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clocks, foldClocks } from '../../src/domain/clocks/clocks.ts';
import { inRhythmNow } from '../../src/domain/clocks/state.ts';
import { addWorkingDays, isWorkingDay, type WorkCalendar } from '../../src/domain/days/calendar.ts';
import { addDays, type Day, laterOf } from '../../src/domain/days/day.ts';
import { composeDigest, listToday } from '../../src/domain/digest/digest.ts';
import type { DigestRelationship } from '../../src/domain/digest/digest-reasons.ts';
import { calendars, days, histories, plainCalendar, start } from './given.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary);

const books = fc
  .array(
    fc.record({
      facts: histories,
      partnerId: fc.nat(12),
      lastShownOn: maybe(days()),
      promiseDue: fc.array(days(), { maxLength: 2 }),
      heardOn: fc.array(days(), { maxLength: 1 }),
      coveringFor: fc.constantFrom(null, null, null, 77),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map(
      ({ facts, promiseDue, heardOn, ...rest }, index): DigestRelationship => ({
        ...rest,
        relationshipId: index,
        clocks: foldClocks(facts, plainCalendar),
        promises: promiseDue.map((due, id) => ({ id, text: 'rate sheet', due })),
        feedback: heardOn.map((on, id) => ({ id, heardOn: on, answerBy: addDays(on, 14), step: 'answer' })),
        lastSaid: null,
        growing: null,
      }),
    ),
  );

describe('a digest', () => {
  it('lists at most five, no partner twice, and counts exactly the others on the list', () => {
    fc.assert(
      fc.property(books, calendars, days(), (relationships, calendar, today) => {
        const input = { relationships, calendar, meetingsPerWeek: 4, days: [], meetings: [] };
        const { lines, rest } = listToday(input, today);
        expect(lines.length).toBeLessThanOrEqual(5);
        const partners = [...lines, ...rest].map((line) => line.partnerId);
        expect(new Set(partners).size).toBe(partners.length);
        for (const line of [...lines, ...rest]) expect(line.reasons.length).toBeGreaterThan(0);
        const onlyLate = lines.filter((line) => line.reasons.every((reason) => reason.code === 'late'));
        expect(onlyLate.length).toBeLessThanOrEqual(2);
        const plan = composeDigest(input, today);
        if (plan?.kind === 'lines')
          expect(plan).toEqual({ kind: 'lines', lines, more: rest.length, days: [], meetings: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for a book read in any order', () => {
    fc.assert(
      fc.property(books, days(), (relationships, today) => {
        const partnersApart = relationships.map((one) => ({ ...one, partnerId: one.relationshipId }));
        const list = (all: DigestRelationship[]) =>
          listToday(
            { relationships: all, calendar: plainCalendar, meetingsPerWeek: 4, days: [], meetings: [] },
            today,
          );
        expect(list(partnersApart.toReversed())).toEqual(list(partnersApart));
      }),
    );
  });
});

/** A book under load: many late, many coming due, promises every day, and no one ever met. */
const crowded = fc.record({
  dues: fc.array(fc.tuple(fc.integer({ min: -60, max: 40 }), maybe(fc.integer({ min: -10, max: -1 }))), {
    minLength: 1,
    maxLength: 40,
  }),
  tier: fc.constantFrom('inner' as const, 'core' as const, 'keep' as const),
  promises: fc.array(fc.tuple(fc.nat(39), fc.integer({ min: -5, max: 60 })), { maxLength: 120 }),
  calendar: calendars.map((calendar): WorkCalendar => ({ ...calendar, away: [] })),
});

describe('no one vanishes', () => {
  it('with n partners late, each shows within 7 days plus n working days, no matter what competes', () => {
    fc.assert(
      fc.property(crowded, ({ dues, tier, promises, calendar }) => {
        const today = addDays(start, 100);
        const book = dues.map(([dueIn, shownIn], index): DigestRelationship => {
          const touchDue = addDays(today, dueIn);
          return {
            relationshipId: index,
            partnerId: index,
            clocks: foldClocks(
              [
                { type: 'entered', on: start, tier },
                { type: 'first due', on: start, touchDue, faceDue: addDays(touchDue, index % 9) },
              ],
              calendar,
            ),
            lastShownOn: shownIn === null ? null : addDays(today, shownIn),
            promises: promises
              .map(([who, dueIn], id) => ({ who, id, text: 'rate sheet', due: addDays(today, dueIn) }))
              .filter((promise) => promise.who === index),
            feedback: [],
            lastSaid: null,
            growing: null,
            coveringFor: null,
          };
        });
        liveThrough(book, calendar, today);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** Sends 60 days of digests, and checks how long each late partner goes unshown. */
function liveThrough(book: DigestRelationship[], calendar: WorkCalendar, from: Day): void {
  const last = addDays(from, 60);
  const lateBy = (day: Day) => book.filter((one) => !inRhythmNow(one.clocks, day));
  const n = lateBy(last).length;
  for (let day = from; day <= last; day = addDays(day, 1)) {
    if (!isWorkingDay(day, calendar)) continue;
    const plan = composeDigest(
      { relationships: book, calendar, meetingsPerWeek: 4, days: [], meetings: [] },
      day,
    );
    if (plan?.kind === 'lines') {
      for (const line of plan.lines) book[line.relationshipId]!.lastShownOn = day;
    }
    for (const one of lateBy(day)) {
      const since = [from, lateSince(one.clocks), one.lastShownOn ?? from].reduce(laterOf);
      expect(day <= addWorkingDays(addDays(since, 7), n, calendar)).toBe(true);
    }
  }
}

const lateSince = ({ touch, face }: Clocks): Day =>
  [touch, face].flatMap((clock) => (clock ? [addDays(clock.graceEnds, 1)] : [])).sort()[0]!;
