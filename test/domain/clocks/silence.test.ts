import { describe, expect, it } from 'vitest';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import { type Fact, factsThrough, type Settlement } from '../../../src/domain/clocks/facts.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import { laterDay, latestDealDay, latestPlanDay, latestQuietDay } from '../../../src/domain/plans.ts';
import type { Tier, TouchpointKind } from '../../../src/domain/words.ts';
import { plainCalendar } from '../given.ts';

// Inner circle, met on Monday Jun 1, 2026: touch due Jun 15 with grace to Jun 18, face time due Jun 29 to Jul 2.
const before: Fact[] = [
  { type: 'entered', on: '2026-01-05', tier: 'inner' },
  { type: 'touchpoint', on: '2026-06-01', kind: 'meal' },
];
const fold = (...facts: Fact[]) => foldClocks([...before, ...facts], plainCalendar);
const plan = (plannedOn: Day, kind: TouchpointKind, settled?: Settlement, on: Day = '2026-06-10'): Fact => ({
  type: 'plan',
  on,
  plannedOn,
  kind,
  ...(settled && { settled }),
});

describe('a plan', () => {
  it('silences its clock, and grace lasts until the day after it', () => {
    expect(fold(plan('2026-06-23', 'call')).touch).toEqual({
      due: '2026-06-15',
      graceEnds: '2026-06-24',
      silencedUntil: '2026-06-23',
    });
  });
  it('for a Friday is asked about, and has grace, on Monday', () => {
    expect(fold(plan('2026-06-19', 'call')).touch?.graceEnds).toBe('2026-06-22');
  });
  it('never shortens the grace', () => {
    expect(fold(plan('2026-06-16', 'call')).touch?.graceEnds).toBe('2026-06-18');
  });
  it('to talk leaves face time alone; one to meet silences both clocks', () => {
    expect(fold(plan('2026-06-23', 'call')).face?.silencedUntil).toBeNull();
    const toMeet = fold(plan('2026-06-23', 'visit'));
    expect(toMeet.face?.silencedUntil).toBe('2026-06-23');
    expect(toMeet.touch?.silencedUntil).toBe('2026-06-23');
  });
  it('silences no clock for longer than its cadence and grace', () => {
    // Made on Jun 10: touch until Jun 24 + 3 working days = Jun 29, face time until Jul 8 + 3 = Jul 13.
    const far = fold(plan('2026-06-30', 'visit'));
    expect(far.touch?.silencedUntil).toBeNull();
    expect(far.face?.silencedUntil).toBe('2026-06-30');
    expect(fold(plan('2026-07-14', 'visit')).face?.silencedUntil).toBeNull();
  });
  it('that is given up ends its silence on that day', () => {
    const clocks = fold(plan('2026-06-26', 'call', { how: 'dropped', on: '2026-06-22' }));
    expect(clocks.touch).toMatchObject({ silencedUntil: '2026-06-22', graceEnds: '2026-06-23' });
    expect(clocks.openPlans).toEqual([]);
  });
  it('stays open until it is settled, or a contact that is as good answers it', () => {
    const open = { madeOn: '2026-06-10', plannedOn: '2026-06-16', kind: 'visit' };
    const call: Fact = { type: 'touchpoint', on: '2026-06-16', kind: 'call' };
    const visit: Fact = { type: 'touchpoint', on: '2026-06-16', kind: 'meal' };
    expect(fold(plan('2026-06-16', 'visit'), call).openPlans).toEqual([open]);
    expect(fold(plan('2026-06-16', 'visit'), visit).openPlans).toEqual([]);
    expect(fold(plan('2026-06-16', 'visit', { how: 'missed', on: '2026-06-17' })).openPlans).toEqual([]);
  });
  it('of an earlier owner binds no one', () => {
    const clocks = fold(plan('2026-06-23', 'call'), { type: 'owner', on: '2026-06-12' });
    expect(clocks.touch?.silencedUntil).toBeNull();
    expect(clocks.openPlans).toEqual([]);
  });
  it('is open at the end of a week if it was not settled by then', () => {
    const facts = [...before, plan('2026-06-23', 'call', { how: 'missed', on: '2026-06-24' })];
    expect(foldClocks(factsThrough(facts, '2026-06-21'), plainCalendar).openPlans).toHaveLength(1);
    expect(foldClocks(factsThrough(facts, '2026-06-28'), plainCalendar).openPlans).toHaveLength(0);
    expect(foldClocks(factsThrough(facts, '2026-06-07'), plainCalendar)).toEqual(fold());
  });

  it.each<[Tier, TouchpointKind, Day]>([
    ['inner', 'call', '2026-06-25'],
    ['inner', 'meal', '2026-07-09'],
    ['core', 'video', '2026-07-15'],
    ['core', 'meal', '2026-08-14'],
    ['keep', 'meal', '2026-09-18'],
    ['resting', 'call', '2026-09-18'],
  ])('made on Mon, Jun 8 with a partner in %s, of kind %s, is for %s at the latest', (tier, kind, latest) => {
    expect(latestPlanDay(tier, kind, '2026-06-08', plainCalendar)).toBe(latest);
  });
});

describe('a deal and a quiet time', () => {
  const until = (type: 'deal' | 'quiet', until: Day, on: Day = '2026-06-10'): Fact => ({ type, on, until });

  it('move what falls due during them to the first working day after, with full grace', () => {
    expect(fold(until('quiet', '2026-07-10')).touch).toEqual({
      due: '2026-07-13',
      graceEnds: '2026-07-16',
      silencedUntil: '2026-07-10',
    });
  });
  it('last through their last day', () => {
    expect(fold(until('quiet', '2026-06-15')).touch?.due).toBe('2026-06-16');
  });
  it('differ: a deal silences touch only', () => {
    const deal = fold(until('deal', '2026-07-10'));
    expect([deal.touch?.due, deal.face?.due]).toEqual(['2026-07-13', '2026-06-29']);
    expect(fold(until('quiet', '2026-07-10')).face?.due).toBe('2026-07-13');
  });
  it('leave alone what falls due later', () => {
    expect(fold(until('quiet', '2026-06-12')).touch?.due).toBe('2026-06-15');
  });
  it('end early if a newer word says so', () => {
    const clocks = fold(until('quiet', '2026-07-31'), until('quiet', '2026-06-16', '2026-06-17'));
    expect(clocks.touch?.due).toBe('2026-06-17');
    expect(clocks.quietUntil).toBe('2026-06-16');
  });
  it('do not count toward gone quiet', () => {
    expect(fold(until('quiet', '2026-07-31')).quietCountsFrom).toBe('2026-07-31');
  });
  it('can each last 120 days', () => {
    expect([latestQuietDay('2026-01-01'), latestDealDay('2026-01-01')]).toEqual(['2026-05-01', '2026-05-01']);
  });
});

describe('a Later', () => {
  const later = (on: Day, until: Day): Fact => ({ type: 'postponement', on, until });
  const moved = (on: Day): Fact => plan('2026-07-20', 'call', { how: 'moved', on }, '2026-06-15');

  it('moves only the next showing: due, grace, and silence stay', () => {
    const { hiddenUntil, postponementsRunning, ...rest } = fold(later('2026-06-15', '2026-06-22'));
    expect({ hiddenUntil, postponementsRunning }).toEqual({
      hiddenUntil: '2026-06-22',
      postponementsRunning: 1,
    });
    expect(rest).toEqual(expect.objectContaining({ touch: fold().touch, face: fold().face }));
  });
  it('adds to a run with moved plans, one a day', () => {
    const twiceThatDay = [later('2026-06-15', '2026-06-17'), later('2026-06-15', '2026-06-22')];
    expect(
      fold(...twiceThatDay, moved('2026-06-24'), later('2026-06-26', '2026-06-29')).postponementsRunning,
    ).toBe(3);
  });
  it.each<[string, Fact]>([
    ['contact', { type: 'touchpoint', on: '2026-06-26', kind: 'message' }],
    ['recommitment', { type: 'recommit', on: '2026-06-26' }],
    ['tier change', { type: 'tier', on: '2026-06-26', tier: 'core' }],
    ['owner change', { type: 'owner', on: '2026-06-26' }],
  ])('ends its run with a %s, on the same day or later', (_what, end) => {
    const run = [later('2026-06-15', '2026-06-22'), later('2026-06-26', '2026-07-01')];
    expect(fold(...run, end).postponementsRunning).toBe(0);
    expect(fold(...run, end, later('2026-06-29', '2026-07-01')).postponementsRunning).toBe(1);
  });
  it('keeps its run through an attempt', () => {
    const run = [later('2026-06-15', '2026-06-22'), later('2026-06-24', '2026-06-26')];
    expect(fold(...run, { type: 'attempt', on: '2026-06-25' }).postponementsRunning).toBe(2);
  });

  it.each<[Day, Day, Day, Day]>([
    ['2026-06-09', '2026-06-11', '2026-06-15', '2026-06-23'],
    ['2026-06-12', '2026-06-15', '2026-06-15', '2026-06-26'],
    ['2026-06-14', '2026-06-16', '2026-06-15', '2026-06-29'],
  ])('offers on %s: %s, %s, %s', (today, twoDays, nextWeek, twoWeeks) => {
    const offers = (['two days', 'next week', 'two weeks'] as const).map((o) =>
      laterDay(o, today, plainCalendar),
    );
    expect(offers).toEqual([twoDays, nextWeek, twoWeeks]);
  });
});
