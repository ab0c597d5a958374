import { describe, expect, it } from 'vitest';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import type { Fact } from '../../../src/domain/clocks/facts.ts';
import { inRhythmNow, type State, stateOf } from '../../../src/domain/clocks/state.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import { plainCalendar } from '../given.ts';

// Inner circle, met on Monday Jun 1, 2026: touch due Jun 15, grace to Jun 18; two cadences are Jun 29, three Jul 13.
const met: Fact[] = [
  { type: 'entered', on: '2026-01-05', tier: 'inner' },
  { type: 'touchpoint', on: '2026-06-01', kind: 'meal' },
];
const stateWith = (today: Day, ...facts: Fact[]): State =>
  stateOf(foldClocks([...met, ...facts], plainCalendar), today);

describe('the state of a relationship', () => {
  it.each<[Day, State]>([
    ['2026-06-14', 'on track'],
    ['2026-06-15', 'due'],
    ['2026-06-18', 'due'],
    ['2026-06-19', 'late'],
    ['2026-06-28', 'late'],
    ['2026-06-29', 'gone quiet'],
    ['2026-07-12', 'gone quiet'],
    ['2026-07-13', 'your call'],
  ])('on %s is %s', (today, state) => {
    expect(stateWith(today)).toBe(state);
  });

  it('is late for face time alone, but never quiet while they talk', () => {
    const call: Fact = { type: 'touchpoint', on: '2026-07-06', kind: 'call' };
    expect(stateWith('2026-07-15', call)).toBe('late');
  });

  it('is your call after three postponements running, and what it was before after recommitting', () => {
    const postponed = (['2026-06-15', '2026-06-16', '2026-06-17'] as const).map(
      (on): Fact => ({ type: 'postponement', on, until: '2026-06-18' }),
    );
    expect(stateWith('2026-06-18', ...postponed.slice(1))).toBe('due');
    expect(stateWith('2026-06-18', ...postponed)).toBe('your call');
    expect(stateWith('2026-06-18', ...postponed, { type: 'recommit', on: '2026-06-18' })).toBe('due');
  });

  it('is late, not quiet, after a recommitment, a new tier, a new owner, or an agreed quiet time', () => {
    expect(stateWith('2026-07-20', { type: 'recommit', on: '2026-07-13' })).toBe('late');
    expect(stateWith('2026-07-20', { type: 'quiet', on: '2026-06-10', until: '2026-07-10' })).toBe('late');
    const lifted: Fact[] = [
      { type: 'tier', on: '2026-06-02', tier: 'resting' },
      { type: 'tier', on: '2026-12-01', tier: 'inner' },
    ];
    expect(stateWith('2026-12-10', ...lifted)).toBe('late');
  });

  it('is on track while a plan, a deal, or a quiet time silences it', () => {
    expect(stateWith('2026-06-22', { type: 'quiet', on: '2026-06-10', until: '2026-06-30' })).toBe(
      'on track',
    );
    expect(stateWith('2026-06-22', { type: 'deal', on: '2026-06-10', until: '2026-06-30' })).toBe('on track');
    const plan: Fact = { type: 'plan', on: '2026-06-12', plannedOn: '2026-06-22', kind: 'meal' };
    expect(stateWith('2026-06-22', plan)).toBe('on track');
    expect(stateWith('2026-06-23', plan)).toBe('due');
    expect(stateWith('2026-06-24', plan)).toBe('late');
  });

  it('is on track when resting, and before a first due, however far away', () => {
    expect(stateWith('2027-06-01', { type: 'tier', on: '2026-06-02', tier: 'resting' })).toBe('on track');
    expect(
      stateOf(
        foldClocks(
          [met[0]!, { type: 'first due', on: '2026-01-05', touchDue: '2026-03-02', faceDue: null }],
          plainCalendar,
        ),
        '2026-03-01',
      ),
    ).toBe('on track');
  });

  it('is in rhythm until a clock is past grace', () => {
    const clocks = foldClocks(met, plainCalendar);
    expect([inRhythmNow(clocks, '2026-06-18'), inRhythmNow(clocks, '2026-06-19')]).toEqual([true, false]);
  });
});
