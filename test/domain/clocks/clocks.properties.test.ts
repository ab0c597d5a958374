import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clocks, foldClocks } from '../../../src/domain/clocks/clocks.ts';
import { type Fact, factsThrough } from '../../../src/domain/clocks/facts.ts';
import { spreadFirstDues } from '../../../src/domain/clocks/first-due.ts';
import { isWorkingDay, type WorkCalendar } from '../../../src/domain/days/calendar.ts';
import { addDays, type Day } from '../../../src/domain/days/day.ts';
import { inPersonKinds, type TouchpointKind, touchpointKinds } from '../../../src/domain/words.ts';
import { attempts, calendars, days, histories, plainCalendar, shuffled, start } from '../given.ts';

/** Later than every generated fact. */
const today = addDays(start, 400);
const duesOf = ({ touch, face }: Clocks) => [touch?.due ?? '', face?.due ?? ''];
const notEarlier = (after: Clocks, before: Clocks) => {
  for (const [i, due] of duesOf(before).entries()) expect(duesOf(after)[i]! >= due).toBe(true);
};

/** The book with everyone's first due, written on one day, by the contacts before it. */
function withFirstDues(
  book: readonly Fact[][],
  on: Day,
  seq: number,
  meetingsPerWeek: number,
  calendar: WorkCalendar,
): Fact[][] {
  const latest = (facts: readonly Fact[], counts: (kind: TouchpointKind) => boolean): Day | null =>
    facts
      .flatMap((fact) => (fact.type === 'touchpoint' && fact.on <= on && counts(fact.kind) ? fact.on : []))
      .toSorted()
      .at(-1) ?? null;
  const items = book.map((facts, relationshipId) => ({
    relationshipId,
    tier: facts.findLast((fact) => fact.type === 'entered')!.tier,
    lastTouchOn: latest(facts, () => true),
    lastFaceOn: latest(facts, (kind) => inPersonKinds.has(kind)),
  }));
  const dues = spreadFirstDues(items, { meetingsPerWeek, held: [] }, calendar, on);
  return book.map((facts, index) => [
    ...facts,
    ...dues.flatMap(({ relationshipId, touchDue, faceDue }): Fact[] =>
      relationshipId === index ? [{ type: 'first due', on, seq, touchDue, faceDue }] : [],
    ),
  ]);
}

describe('clocks', () => {
  it('are the same for the same facts in any order', () => {
    fc.assert(
      fc.property(
        histories.chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts))),
        calendars,
        ([facts, other], calendar) => {
          expect(foldClocks(other, calendar)).toEqual(foldClocks(facts, calendar));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are the same in any order even where everything happened on two days', () => {
    const crowded = histories.map((facts) =>
      facts.map((fact, i): Fact => ({ ...fact, on: addDays(start, i % 2) })),
    );
    fc.assert(
      fc.property(
        crowded.chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts))),
        ([facts, other]) => {
          expect(foldClocks(other, plainCalendar)).toEqual(foldClocks(facts, plainCalendar));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are the same in any order with the first dues of an import and of a spread backlog among the facts', () => {
    const book = fc.array(histories, { minLength: 1, maxLength: 6 });
    const stories = fc
      .tuple(book, days(60), fc.oneof(fc.constant(0), fc.nat(90)), fc.integer({ min: 2, max: 6 }), calendars)
      .map(([all, imported, length, meetingsPerWeek, calendar]) => {
        const spreadOn = addDays(imported, length);
        const once = withFirstDues(all, imported, 1, meetingsPerWeek, calendar);
        return { all: withFirstDues(once, spreadOn, 2, meetingsPerWeek - 1, calendar), spreadOn, calendar };
      });
    fc.assert(
      fc.property(
        stories.chain((story) => fc.tuple(fc.constant(story), fc.tuple(...story.all.map(shuffled)))),
        ([{ all, spreadOn, calendar }, others]) => {
          for (const [index, facts] of all.entries()) {
            const other = others[index]!;
            expect(foldClocks(other, calendar)).toEqual(foldClocks(facts, calendar));
            // As a week that ends while the book is being spread is judged.
            const sunday = addDays(spreadOn, 3);
            expect(foldClocks(factsThrough(other, sunday), calendar)).toEqual(
              foldClocks(factsThrough(facts, sunday), calendar),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leave their facts untouched', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const copy = structuredClone(facts);
        foldClocks(facts, plainCalendar);
        expect(facts).toEqual(copy);
      }),
    );
  });

  it('land on working days', () => {
    fc.assert(
      fc.property(histories, calendars, (facts, calendar) => {
        const { touch, face } = foldClocks(facts, calendar);
        for (const clock of [touch, face]) {
          if (!clock) continue;
          expect(isWorkingDay(clock.due, calendar)).toBe(true);
          expect(isWorkingDay(clock.graceEnds, calendar)).toBe(true);
          expect(clock.graceEnds > clock.due).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are not changed by an attempt', () => {
    fc.assert(
      fc.property(histories, attempts, calendars, (facts, attempt, calendar) => {
        expect(foldClocks([...facts, attempt], calendar)).toEqual(foldClocks(facts, calendar));
      }),
    );
  });

  it('never come due earlier because of a contact today, of any kind', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...touchpointKinds), calendars, (facts, kind, calendar) => {
        const contact: Fact = { type: 'touchpoint', on: today, kind };
        notEarlier(foldClocks([...facts, contact], calendar), foldClocks(facts, calendar));
      }),
      { numRuns: 500 },
    );
  });

  it('never come due earlier because of a contact logged late (except an event, which can come between two others)', () => {
    const kinds = fc.constantFrom(...touchpointKinds.filter((kind) => kind !== 'event'));
    fc.assert(
      fc.property(histories, days(), kinds, calendars, (facts, on, kind, calendar) => {
        notEarlier(
          foldClocks([...facts, { type: 'touchpoint', on, kind }], calendar),
          foldClocks(facts, calendar),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('for face time move only for meetings in person', () => {
    const remote = fc.constantFrom(...touchpointKinds.filter((kind) => !inPersonKinds.has(kind)));
    fc.assert(
      fc.property(histories, days(), remote, (facts, on, kind) => {
        const after = foldClocks([...facts, { type: 'touchpoint', on, kind }], plainCalendar);
        expect(after.face).toEqual(foldClocks(facts, plainCalendar).face);
      }),
    );
  });

  it('are not changed by a Later, except for what is shown', () => {
    fc.assert(
      fc.property(histories, days(), (facts, on) => {
        const after = foldClocks(
          [...facts, { type: 'postponement', on, until: addDays(on, 14) }],
          plainCalendar,
        );
        const before = foldClocks(facts, plainCalendar);
        expect([after.touch, after.face, after.quietCountsFrom]).toEqual([
          before.touch,
          before.face,
          before.quietCountsFrom,
        ]);
      }),
    );
  });
});
