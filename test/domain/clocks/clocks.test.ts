import { describe, expect, it } from 'vitest';
import { type Clocks, foldClocks } from '../../../src/domain/clocks/clocks.ts';
import type { Fact } from '../../../src/domain/clocks/facts.ts';
import { ignoreAway, type WorkCalendar } from '../../../src/domain/days/calendar.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import type { Tier, TouchpointKind } from '../../../src/domain/words.ts';
import { officeCalendar, plainCalendar } from '../given.ts';

const entered = (tier: Tier, on: Day = '2026-01-05'): Fact => ({ type: 'entered', on, tier });
const met = (kind: TouchpointKind, on: Day): Fact => ({ type: 'touchpoint', on, kind });
const firstDue = (on: Day, touchDue: Day, faceDue: Day | null = null): Fact => ({
  type: 'first due',
  on,
  touchDue,
  faceDue,
});
const fold = (facts: Fact[], calendar: WorkCalendar = plainCalendar): Clocks => foldClocks(facts, calendar);
const dues = (clocks: Clocks) => ({ touch: clocks.touch?.due ?? null, face: clocks.face?.due ?? null });

describe('a touchpoint', () => {
  // Jun 8, 2026 is a Monday. The meeting on Jun 1 leaves touch due Jun 15 and face time Jun 29.
  const before = [entered('inner'), met('meal', '2026-06-01')];

  it.each<[TouchpointKind, Day, Day]>([
    ['meal', '2026-06-22', '2026-07-06'],
    ['visit', '2026-06-22', '2026-07-06'],
    ['event', '2026-06-22', '2026-07-06'],
    ['committee', '2026-06-22', '2026-07-06'],
    ['video', '2026-06-22', '2026-06-29'],
    ['call', '2026-06-22', '2026-06-29'],
    ['message', '2026-06-15', '2026-06-29'],
  ])('of kind %s on Jun 8 makes touch due %s and face time %s', (kind, touch, face) => {
    expect(dues(fold([...before, met(kind, '2026-06-08')]))).toEqual({ touch, face });
  });

  it.each<[Tier, Day | null, Day | null]>([
    ['inner', '2026-06-22', '2026-07-06'],
    ['core', '2026-07-08', '2026-08-07'],
    ['keep', '2026-09-07', null],
    ['resting', null, null],
  ])('in the tier %s follows that tier’s cadence', (tier, touch, face) => {
    expect(dues(fold([entered(tier), met('meal', '2026-06-08')]))).toEqual({ touch, face });
  });

  it('by message only extends, by half a cadence', () => {
    expect(dues(fold([...before, met('message', '2026-06-12')])).touch).toBe('2026-06-19');
    expect(dues(fold([...before, met('message', '2026-06-02')])).touch).toBe('2026-06-15');
  });

  it('counts once a day, the strongest one', () => {
    const day = [met('message', '2026-06-08'), met('visit', '2026-06-08'), met('call', '2026-06-08')];
    const clocks = fold([...before, ...day]);
    expect(dues(clocks)).toEqual({ touch: '2026-06-22', face: '2026-07-06' });
    expect(clocks.lastTouch).toEqual({ on: '2026-06-08', kind: 'visit' });
  });

  it('that was only attempted changes nothing', () => {
    expect(fold([...before, { type: 'attempt', on: '2026-06-08' }])).toEqual(fold(before));
  });

  it('before the relationship entered is history: it shows, and the day of entry gives grace', () => {
    const clocks = fold([met('meal', '2025-11-03'), entered('core')]);
    expect(clocks.lastTouch?.on).toBe('2025-11-03');
    expect(dues(clocks)).toEqual({ touch: '2026-01-12', face: '2026-01-12' });
  });
});

describe('entering', () => {
  it('twice, after a merge of two records, counts the first time', () => {
    const facts = [entered('core', '2026-01-05'), met('meal', '2026-01-05')];
    expect(fold([...facts, entered('inner', '2026-02-02')])).toEqual(fold(facts));
  });
});

describe('two events in a row', () => {
  const events = [met('event', '2026-06-01'), met('event', '2026-06-08')];

  it('do not reset the inner circle’s face clock, but do reset the touch clock', () => {
    const clocks = fold([entered('inner'), ...events]);
    expect(dues(clocks)).toEqual({ touch: '2026-06-22', face: '2026-06-29' });
    expect(clocks.lastFace?.on).toBe('2026-06-08');
  });
  it('reset it in core', () => {
    expect(dues(fold([entered('core'), ...events])).face).toBe('2026-08-07');
  });
  it('are still in a row with a call in between', () => {
    expect(dues(fold([entered('inner'), ...events, met('call', '2026-06-03')])).face).toBe('2026-06-29');
  });
  it('are not in a row with a visit in between', () => {
    expect(dues(fold([entered('inner'), ...events, met('visit', '2026-06-03')])).face).toBe('2026-07-06');
  });
  it('reset it if the second day had a committee, too', () => {
    expect(dues(fold([entered('inner'), ...events, met('committee', '2026-06-08')])).face).toBe('2026-07-06');
  });
});

describe('due days and grace', () => {
  it.each<[string, Day, Day, Day]>([
    ['a Saturday moves to Monday', '2026-05-30', '2026-06-15', '2026-06-18'],
    ['grace skips the weekend', '2026-05-28', '2026-06-11', '2026-06-16'],
    ['Juneteenth moves over the weekend', '2026-06-05', '2026-06-22', '2026-06-25'],
  ])('%s', (_rule, on, due, graceEnds) => {
    expect(fold([entered('inner'), met('call', on)], officeCalendar).touch).toMatchObject({ due, graceEnds });
  });

  it('grace is 3, 5, and 10 working days', () => {
    const graceOf = (tier: Tier) =>
      fold([entered(tier), firstDue('2026-01-05', '2026-06-08')]).touch?.graceEnds;
    expect([graceOf('inner'), graceOf('core'), graceOf('keep')]).toEqual([
      '2026-06-11',
      '2026-06-15',
      '2026-06-22',
    ]);
  });

  it('during the owner’s absence move to the return, but not for the cover', () => {
    const calendar: WorkCalendar = { ...plainCalendar, away: [{ from: '2026-06-08', to: '2026-06-19' }] };
    const facts = [entered('inner'), met('call', '2026-06-01')];
    expect(fold(facts, calendar).touch).toMatchObject({ due: '2026-06-22', graceEnds: '2026-06-25' });
    expect(fold(facts, ignoreAway(calendar)).touch).toMatchObject({ due: '2026-06-15' });
  });
});

describe('a first due', () => {
  it('opens both clocks on its days', () => {
    const clocks = fold([entered('inner'), firstDue('2026-01-05', '2026-01-08', '2026-01-20')]);
    expect(dues(clocks)).toEqual({ touch: '2026-01-08', face: '2026-01-20' });
    expect(clocks.firstDueOn).toBe('2026-01-08');
  });

  it('is answered by a contact on or after the day it was written', () => {
    const facts = [entered('inner'), firstDue('2026-01-05', '2026-01-08')];
    expect(fold([...facts, met('call', '2026-01-05')]).firstDueOn).toBeNull();
    expect(fold([...facts, met('call', '2026-01-02')]).firstDueOn).not.toBeNull();
  });

  it('moves later, never earlier, when an older contact is logged late', () => {
    const facts = [entered('core'), firstDue('2026-01-05', '2026-01-08', '2026-01-08')];
    expect(dues(fold([...facts, met('visit', '2025-12-15')]))).toEqual({
      touch: '2026-01-14',
      face: '2026-02-13',
    });
    expect(dues(fold([...facts, met('visit', '2025-10-15')]))).toEqual({
      touch: '2026-01-08',
      face: '2026-01-08',
    });
  });

  it('far away is not brought forward by an earlier meeting', () => {
    const facts = [entered('inner'), firstDue('2026-01-05', '2026-03-02', '2026-03-02')];
    expect(dues(fold([...facts, met('meal', '2026-01-07')]))).toEqual({
      touch: '2026-03-02',
      face: '2026-03-02',
    });
  });

  it('after a return or for a new owner replaces the clock that ran before', () => {
    const facts = [
      entered('inner'),
      met('meal', '2026-02-02'),
      firstDue('2026-03-02', '2026-03-05', '2026-03-06'),
    ];
    expect(dues(fold(facts))).toEqual({ touch: '2026-03-05', face: '2026-03-06' });
  });
});

describe('a tier change', () => {
  const toInner = (on: Day, seq = 0): Fact => ({ type: 'tier', on, tier: 'inner', seq });

  it('re-dates by the last contact if that is later', () => {
    const facts = [entered('core'), met('meal', '2026-06-01'), toInner('2026-06-02')];
    expect(dues(fold(facts))).toEqual({ touch: '2026-06-15', face: '2026-06-29' });
  });

  it('gives at least the grace of the new tier', () => {
    const facts = [entered('keep'), met('meal', '2026-04-01'), toInner('2026-06-05')];
    expect(dues(fold(facts))).toEqual({ touch: '2026-06-10', face: '2026-06-10' });
  });

  it('replaces the first due, unless that was written for it', () => {
    const facts = [entered('core'), firstDue('2026-06-01', '2026-07-06'), toInner('2026-06-02')];
    expect(dues(fold(facts)).touch).toBe('2026-06-05');
    expect(dues(fold([...facts, firstDue('2026-06-02', '2026-06-12')])).touch).toBe('2026-06-12');
  });

  it('to resting stops the clocks, and to the same tier changes nothing', () => {
    const facts = [entered('inner'), firstDue('2026-01-05', '2026-02-02')];
    expect(dues(fold([...facts, { type: 'tier', on: '2026-01-06', tier: 'resting' }])).touch).toBeNull();
    expect(fold([...facts, toInner('2026-01-06')])).toEqual(fold(facts));
  });

  it('made twice on one day ends with the last word', () => {
    const core: Fact = { type: 'tier', on: '2026-06-02', tier: 'core', seq: 2 };
    expect(fold([entered('keep'), core, toInner('2026-06-02', 1)]).tier).toBe('core');
    expect(fold([entered('keep'), core, toInner('2026-06-02', 3)]).tier).toBe('inner');
  });
});
