import { describe, expect, test } from 'vitest';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import type { Fact } from '../../../src/domain/clocks/facts.ts';
import { addDays, type Day } from '../../../src/domain/days/day.ts';
import {
  type ClosePartner,
  closeRoom,
  isLongUnseen,
  longestUnseen,
  mayAskWhoStays,
  maySuggestInner,
  whoCouldBeInner,
} from '../../../src/domain/partners/tier-questions.ts';
import { aMember } from '../../support/member.ts';
import { officeCalendar } from '../given.ts';

let ids = 0;
const partner = (name: string, more: Partial<ClosePartner> = {}): ClosePartner => ({
  ...{ relationshipId: ++ids, partnerId: ids, name, company: null, tier: 'core' },
  ...{ lastFaceOn: '2026-06-10', faceDue: '2026-08-09', fit: null, meetings: 2, ...more },
});
const names = (partners: readonly ClosePartner[]) => partners.map(({ name }) => name);

describe('an inner circle', () => {
  const dana = partner('Dana');
  const tom = partner('Tom', { meetings: 3 });

  test('is suggested once, two weeks after joining at the earliest', () => {
    const member = aMember(1, ['member'], 1, { joinedOn: '2026-06-09' });
    expect(maySuggestInner(member, '2026-06-22')).toBe(false);
    expect(maySuggestInner(member, '2026-06-23')).toBe(true);
    expect(maySuggestInner({ ...member, innerAskedOn: '2026-06-23' }, '2026-06-24')).toBe(false);
  });

  test('is of core partners met in person on two days, most often first, three at most', () => {
    const once = partner('Once', { meetings: 1 });
    expect(names(whoCouldBeInner([once, dana, tom], 4))).toEqual(['Tom', 'Dana']);
    const lately = partner('Lately', { lastFaceOn: '2026-06-20' });
    expect(names(whoCouldBeInner([dana, partner('More'), lately, tom], 4))).toEqual([
      'Tom',
      'Lately',
      'Dana',
    ]);
  });

  test('leaves out whose fit speaks against it, and not who was never asked about', () => {
    const three = partner('Three', { fit: ['buyers', 'natural', 'useful'] });
    const four = partner('Four', { fit: ['buyers', 'natural', 'useful', 'family'] });
    expect(names(whoCouldBeInner([three, four, dana], 4))).toEqual(['Dana', 'Four']);
  });

  test('is of no one if it begins with one, has someone already, or has no room', () => {
    expect(whoCouldBeInner([dana], 4)).toEqual([]);
    expect(whoCouldBeInner([dana, tom, partner('Inner', { tier: 'inner' })], 4)).toEqual([]);
    expect(whoCouldBeInner([dana, tom], 0)).toEqual([]);
    expect(names(whoCouldBeInner([dana, partner('B'), partner('C')], 1))).toEqual(['Dana', 'B']);
  });
});

describe('who stays close', () => {
  test('is asked once in the first month of a quarter', () => {
    const of = (closeAskedOn: Day | null) => aMember(1, ['member'], 1, { closeAskedOn });
    expect(mayAskWhoStays(of(null), '2026-07-01')).toBe(true);
    expect(mayAskWhoStays(of(null), '2026-07-31')).toBe(true);
    expect(mayAskWhoStays(of(null), '2026-08-01')).toBe(false);
    expect(mayAskWhoStays(of('2026-07-01'), '2026-07-02')).toBe(false);
    expect(mayAskWhoStays(of('2026-06-30'), '2026-07-02')).toBe(true);
    expect(mayAskWhoStays(of('2025-10-02'), '2026-01-02')).toBe(true);
  });

  const entered: Fact[] = [
    { type: 'entered', tier: 'core', on: '2026-01-05', seq: 1 },
    { type: 'first due', touchDue: '2026-01-06', faceDue: '2026-01-06', on: '2026-01-05', seq: 2 },
  ];
  const isAsked = (day: Day, ...more: Fact[]) =>
    isLongUnseen(foldClocks([...entered, ...more], officeCalendar), day);
  /** A Thursday. */
  const today: Day = '2026-10-01';
  const met = (on: Day): Fact => ({ type: 'touchpoint', kind: 'meal', on, id: on });

  test('is asked of whom no one met for two cadences, whatever was said on the phone', () => {
    expect(isAsked(addDays('2026-01-06', 59))).toBe(false);
    expect(isAsked(addDays('2026-01-06', 60))).toBe(true);
    expect(isAsked(today, met('2026-05-29'))).toBe(true);
    expect(isAsked(today, met('2026-06-05'))).toBe(false);
    expect(isAsked(today, { type: 'touchpoint', kind: 'call', on: '2026-09-30', id: '1' })).toBe(true);
  });

  test('is not asked of whom they will see, who is quiet or snoozed, or new in the tier', () => {
    expect(isAsked(today, { type: 'plan', kind: 'meal', on: '2026-09-30', plannedOn: '2026-10-06' })).toBe(
      false,
    );
    expect(isAsked(today, { type: 'quiet', until: '2026-10-09', on: '2026-09-01', seq: 3 })).toBe(false);
    expect(isAsked(today, { type: 'postponement', until: '2026-10-05', on: '2026-09-28', seq: 3 })).toBe(
      false,
    );
    expect(isAsked(today, { type: 'tier', tier: 'inner', on: '2026-09-21', seq: 3 })).toBe(false);
    expect(isAsked(today, { type: 'tier', tier: 'keep', on: '2026-01-20', seq: 3 })).toBe(false);
  });

  test('is asked of the three unseen for longest', () => {
    const of = ['2026-05-01', '2026-03-01', null, '2026-04-01'].map((day, index) =>
      partner(`P${index}`, { lastFaceOn: day as Day | null }),
    );
    expect(names(longestUnseen(of))).toEqual(['P2', 'P1', 'P3']);
  });

  test('tells how many close partners there is time for', () => expect(closeRoom(4)).toBe(24));
});
