import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import { type Fact, factsThrough } from '../../../src/domain/clocks/facts.ts';
import type { WorkCalendar } from '../../../src/domain/days/calendar.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import {
  countKeptWeeks,
  judgeMemberWeek,
  judgeWeek,
  type WeekVerdict,
} from '../../../src/domain/week/rhythm.ts';
import { plainCalendar } from '../given.ts';

// Inner circle, met on Monday Jun 1, 2026: touch due Mon, Jun 15, grace to Thu, Jun 18. Sundays: Jun 14, 21, 28.
const met: Fact[] = [
  { type: 'entered', on: '2026-01-05', tier: 'inner' },
  { type: 'touchpoint', on: '2026-06-01', kind: 'meal' },
];
const tried = (...days: Day[]): Fact[] => days.map((on) => ({ type: 'attempt', on }));

function judge(facts: Fact[], sunday: Day, calendar: WorkCalendar = plainCalendar, excusedLastWeek = false) {
  const known = factsThrough(facts, sunday);
  const verdict = judgeWeek(
    {
      clocks: foldClocks(known, calendar),
      attemptDays: known.filter((fact) => fact.type === 'attempt').map((fact) => fact.on),
      attemptsExcusedLastWeek: excusedLastWeek,
      calendar,
    },
    sunday,
  );
  return verdict?.verdict === 'neutral' ? verdict.because : (verdict?.verdict ?? null);
}

describe('a relationship’s week', () => {
  it('is in rhythm while no clock is past grace, and a touchpoint logged late fixes it', () => {
    expect(judge(met, '2026-06-14')).toBe('in rhythm');
    expect(judge(met, '2026-06-21')).toBe('not in rhythm');
    expect(judge([...met, { type: 'touchpoint', on: '2026-06-17', kind: 'call' }], '2026-06-21')).toBe(
      'in rhythm',
    );
    expect(judge([...met, { type: 'touchpoint', on: '2026-06-22', kind: 'call' }], '2026-06-21')).toBe(
      'not in rhythm',
    );
  });

  it('is judged by the holidays of then: with others it would read otherwise, so it is judged once', () => {
    const closedFrom = (day: Day) => ({
      ...plainCalendar,
      isHoliday: (on: Day) => on >= day && on <= '2026-06-19',
    });
    expect(judge(met, '2026-06-21')).toBe('not in rhythm');
    expect(judge(met, '2026-06-21', closedFrom('2026-06-17'))).toBe('in rhythm');
  });

  it('is judged only for inner circle and core', () => {
    const inTier = (tier: 'core' | 'keep' | 'resting') =>
      judge([{ type: 'entered', on: '2026-01-05', tier }], '2026-06-21');
    expect([inTier('core'), inTier('keep'), inTier('resting')]).toEqual(['not in rhythm', null, null]);
  });

  it('is neutral while the partner is quiet', () => {
    expect(judge([...met, { type: 'quiet', on: '2026-06-10', until: '2026-06-21' }], '2026-06-21')).toBe(
      'partner quiet',
    );
    expect(judge([...met, { type: 'deal', on: '2026-06-10', until: '2026-06-21' }], '2026-06-21')).toBe(
      'in rhythm',
    );
  });

  it('is neutral before the first due, until a contact answers it', () => {
    const facts: Fact[] = [
      met[0]!,
      { type: 'first due', on: '2026-06-01', touchDue: '2026-06-22', faceDue: null },
    ];
    expect(judge(facts, '2026-06-21')).toBe('before first due');
    expect(judge(facts, '2026-06-28')).toBe('not in rhythm');
    const call: Fact = { type: 'touchpoint', on: '2026-06-10', kind: 'call' };
    expect(judge([...facts, call], '2026-06-21')).toBe('in rhythm');
  });

  it('is neutral if the owner was away for half of their working days', () => {
    const away = (from: Day, to: Day): WorkCalendar => ({ ...plainCalendar, away: [{ from, to }] });
    expect(judge(met, '2026-06-21', away('2026-06-15', '2026-06-17'))).toBe('owner away');
    expect(judge(met, '2026-06-28', away('2026-06-22', '2026-06-23'))).toBe('not in rhythm');
    expect(judge(met, '2026-06-21', { ...away('2026-06-16', '2026-06-16'), weekdays: new Set([2, 4]) })).toBe(
      'owner away',
    );
  });
});

describe('attempts', () => {
  it('on three different days within grace make the week neutral', () => {
    expect(judge([...met, ...tried('2026-06-15', '2026-06-16', '2026-06-18')], '2026-06-21')).toBe(
      'attempts',
    );
    expect(judge([...met, ...tried('2026-06-15', '2026-06-16', '2026-06-16')], '2026-06-21')).toBe(
      'not in rhythm',
    );
    expect(judge([...met, ...tried('2026-06-12', '2026-06-16', '2026-06-18')], '2026-06-21')).toBe(
      'not in rhythm',
    );
    expect(judge([...met, ...tried('2026-06-16', '2026-06-18', '2026-06-19')], '2026-06-21')).toBe(
      'not in rhythm',
    );
  });
  it('do not excuse two weeks running, or the weeks after the one when grace ran out', () => {
    const facts = [...met, ...tried('2026-06-15', '2026-06-16', '2026-06-18')];
    expect(judge(facts, '2026-06-21', plainCalendar, true)).toBe('not in rhythm');
    expect(judge(facts, '2026-06-28')).toBe('not in rhythm');
  });
  it('within the grace of one clock do not excuse the other', () => {
    const facts: Fact[] = [
      met[0]!,
      { type: 'first due', on: '2026-06-01', touchDue: '2026-06-15', faceDue: '2026-06-08' },
      ...tried('2026-06-15', '2026-06-16', '2026-06-18'),
    ];
    expect(judge(facts, '2026-06-21')).toBe('not in rhythm');
  });
});

describe('a member’s week', () => {
  const verdicts = (inRhythm: number, not: number, neutral = 0): (WeekVerdict | null)[] => [
    ...Array<WeekVerdict>(inRhythm).fill({ verdict: 'in rhythm' }),
    ...Array<WeekVerdict>(not).fill({ verdict: 'not in rhythm' }),
    ...Array<WeekVerdict>(neutral).fill({ verdict: 'neutral', because: 'owner away' }),
    null,
  ];
  it.each<[number, number, number, boolean | null]>([
    [8, 2, 0, true],
    [7, 2, 0, false],
    [28, 7, 0, true],
    [3, 1, 0, true],
    [0, 1, 0, true],
    [0, 2, 0, false],
    [5, 2, 30, false],
    [0, 0, 4, null],
    [0, 0, 0, null],
  ])('with %i in rhythm, %i not, and %i neutral is kept: %s', (inRhythm, not, neutral, kept) => {
    expect(judgeMemberWeek(verdicts(inRhythm, not, neutral))).toEqual({
      inRhythm,
      counted: inRhythm + not,
      kept,
    });
  });

  it('is never lost because of one more in rhythm or one more neutral', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(10), (inRhythm, not, neutral) => {
        const { kept } = judgeMemberWeek(verdicts(inRhythm, not, neutral));
        if (!kept) return;
        expect(judgeMemberWeek(verdicts(inRhythm + 1, not, neutral)).kept).toBe(true);
        expect(judgeMemberWeek(verdicts(inRhythm, not, neutral + 1)).kept).toBe(true);
      }),
    );
  });

  it('adds up to "46 of the last 52 weeks", at first "3 of 3 weeks", leaving out weeks when nothing counted', () => {
    const year = [...Array(10).fill(false), ...Array(6).fill(false), ...Array(46).fill(true)];
    expect(countKeptWeeks(year)).toEqual({ kept: 46, of: 52 });
    expect(countKeptWeeks([true, true, true])).toEqual({ kept: 3, of: 3 });
    expect(countKeptWeeks([true, null, false])).toEqual({ kept: 1, of: 2 });
    expect(countKeptWeeks([])).toEqual({ kept: 0, of: 0 });
  });
});
