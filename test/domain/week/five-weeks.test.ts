import { describe, expect, it } from 'vitest';
import { type Clocks, foldClocks } from '../../../src/domain/clocks/clocks.ts';
import { enterRelationships } from '../../../src/domain/clocks/entering.ts';
import { type Fact, factsThrough } from '../../../src/domain/clocks/facts.ts';
import { inRhythmNow } from '../../../src/domain/clocks/state.ts';
import { isWorkingDay } from '../../../src/domain/days/calendar.ts';
import { addDays, type Day, mondayOf, weekdayOf } from '../../../src/domain/days/day.ts';
import { listToday } from '../../../src/domain/digest/digest.ts';
import { digestPolicy } from '../../../src/domain/policy.ts';
import { judgeMemberWeek, judgeWeek } from '../../../src/domain/week/rhythm.ts';
import { isBehind, makeWeekPlan } from '../../../src/domain/week/week-plan.ts';
import type { Tier } from '../../../src/domain/words.ts';
import { officeCalendar as calendar } from '../given.ts';

const people = 6;
const partnersEach = 60;
const meetingsPerWeek = 4;
const weeks = 5;
const monday: Day = '2026-06-08';
const wednesday: Day = '2026-06-10';

interface Relationship {
  id: number;
  ownerId: number;
  tier: Tier;
  facts: Fact[];
  clocks: Clocks;
  firstFaceDue: Day | null;
  lastShownOn: Day | null;
}

/** Books of sixty as an import brings them: some partners never met, others seen one to ninety days ago. */
function enterBranch(inner: number, core: number, today: Day): Relationship[] {
  return Array.from({ length: people }, (_, ownerId) => {
    const entering = Array.from({ length: partnersEach }, (_, i) => ({
      tier: (i < inner ? 'inner' : i < inner + core ? 'core' : 'keep') as Tier,
      contact:
        (i + ownerId) % 3 === 0
          ? null
          : ({
              on: addDays(today, -1 - ((i * 7 + ownerId * 13) % 90)),
              kind: i % 2 ? 'meal' : 'call',
            } as const),
    }));
    const entered = enterRelationships(entering, { meetingsPerWeek, held: [] }, calendar, today);
    return entering.map(({ tier, contact }, i): Relationship => {
      const { touchDue, faceDue } = entered[i]!.firstDue!;
      const facts: Fact[] = [
        { type: 'entered', tier, on: today },
        { type: 'first due', touchDue, faceDue, on: today },
        ...(contact ? [{ type: 'touchpoint' as const, ...contact }] : []),
      ];
      const id = ownerId * partnersEach + i;
      const clocks = foldClocks(facts, calendar);
      return { id, ownerId, tier, facts, clocks, firstFaceDue: faceDue, lastShownOn: null };
    });
  }).flat();
}

/** A member's morning: everyone in the five lines is met, or called where a call will do. */
function work(book: Relationship[], today: Day): void {
  const { lines } = listToday(
    {
      calendar,
      meetingsPerWeek,
      days: [],
      meetings: [],
      relationships: book.map(({ id, clocks, lastShownOn }) => ({
        ...{ relationshipId: id, partnerId: id, clocks, lastShownOn },
        ...{ promises: [], feedback: [], lastSaid: null, growing: null, coveringFor: null },
      })),
    },
    today,
  );
  expect(lines.length).toBeLessThanOrEqual(digestPolicy.partnersMax);
  for (const { relationshipId } of lines) {
    const one = book.find(({ id }) => id === relationshipId)!;
    const isMeeting = one.clocks.face !== null && one.clocks.face.due <= today;
    one.lastShownOn = today;
    one.facts.push({ type: 'touchpoint', on: today, kind: isMeeting ? 'meal' : 'call' });
    one.clocks = foldClocks(one.facts, calendar);
  }
}

const meetingsIn = (book: Relationship[], monday: Day): number =>
  book.reduce(
    (sum, { facts }) =>
      sum +
      facts.filter(
        (fact) =>
          fact.type === 'touchpoint' &&
          fact.kind === 'meal' &&
          fact.on >= monday &&
          fact.on <= addDays(monday, 6),
      ).length,
    0,
  );

const planOf = (all: Relationship[], monday: Day) =>
  makeWeekPlan(
    all.map(({ id, ownerId, facts, clocks }) => {
      const earlier = factsThrough(facts, addDays(monday, -1));
      const isSame = earlier.length === facts.length;
      return {
        ...{
          relationshipId: id,
          partnerId: id,
          partnerName: `Partner ${id}`,
          ownerId,
          ownerName: `Member ${ownerId}`,
          coverName: null,
        },
        before: isSame ? clocks : earlier.length > 1 ? foldClocks(earlier, calendar) : null,
        now: clocks,
      };
    }),
    monday,
  );

describe('a new branch of people who keep their pace', () => {
  it.each([
    { start: monday, inner: 8, core: 12 },
    { start: wednesday, inner: 8, core: 12 },
    { start: monday, inner: 10, core: 14 },
    { start: wednesday, inner: 5, core: 14 },
  ])(
    'is behind on no day of its first five weeks: $start, $inner inner circle, $core core',
    ({ start, inner, core }) => {
      const all = enterBranch(inner, core, start);
      const books = Array.from({ length: people }, (_, id) => all.filter(({ ownerId }) => ownerId === id));
      for (let today = addDays(start, 1); today <= addDays(start, weeks * 7); today = addDays(today, 1)) {
        const week = mondayOf(today);
        if (weekdayOf(today) === 1) {
          const { left } = planOf(all, week);
          for (const ownerId of books.keys()) {
            const own = left.filter((one) => one.ownerId === ownerId);
            expect(own.filter(({ inPerson }) => inPerson).length).toBeLessThanOrEqual(meetingsPerWeek);
            expect(own.length).toBeLessThanOrEqual(5 * digestPolicy.partnersMax);
          }
        }
        if (weekdayOf(today) === 3)
          expect(isBehind(planOf(all, week), today, week, calendar.isHoliday)).toBe(false);
        for (const { clocks } of all) expect(inRhythmNow(clocks, today)).toBe(true);
        if (isWorkingDay(today, calendar)) for (const book of books) work(book, today);
        if (weekdayOf(today) !== 0) continue;
        for (const book of books) {
          expect(meetingsIn(book, week)).toBeLessThanOrEqual(meetingsPerWeek);
          const verdicts = book.map(({ clocks }) =>
            judgeWeek({ clocks, attemptDays: [], attemptsExcusedLastWeek: false, calendar }, today),
          );
          expect(judgeMemberWeek(verdicts).kept).not.toBe(false);
        }
      }
      const end = addDays(start, weeks * 7);
      const due = all.filter(({ firstFaceDue }) => firstFaceDue !== null && firstFaceDue <= end);
      expect(due.length).toBeGreaterThan(people * meetingsPerWeek * 2);
      for (const { facts, firstFaceDue } of due) {
        const met = facts.some(
          (fact) =>
            fact.type === 'touchpoint' && fact.kind === 'meal' && fact.on > start && fact.on <= firstFaceDue!,
        );
        expect(met).toBe(true);
      }
    },
  );
});
