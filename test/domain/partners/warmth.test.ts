import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/domain/clocks/contacts.ts';
import { addDays, type Day } from '../../../src/domain/days/day.ts';
import { warmthOf, warmthSince, warmthWord } from '../../../src/domain/partners/warmth.ts';
import { touchpointKinds } from '../../../src/domain/words.ts';
import { days } from '../given.ts';

const today: Day = '2026-06-09';
const ago = (kind: Contact['kind'], daysAgo: number): Contact => ({ kind, on: addDays(today, -daysAgo) });
const contacts = fc.array(fc.record({ on: days(), kind: fc.constantFrom(...touchpointKinds) }), {
  maxLength: 40,
});

describe('warmth', () => {
  it.each<[string, Contact[], number]>([
    ['nobody met', [], 0],
    ['a meal today', [ago('meal', 0)], 40],
    ['a visit 45 days ago', [ago('visit', 45)], 20],
    ['an event today', [ago('event', 0)], 32],
    ['a committee today', [ago('committee', 0)], 32],
    ['a video call today', [ago('video', 0)], 20],
    ['a call today', [ago('call', 0)], 16],
    ['a message today', [ago('message', 0)], 6],
    ['three meals and a visit', [ago('meal', 0), ago('meal', 1), ago('meal', 2), ago('visit', 3)], 100],
    ['endless calls', Array.from({ length: 60 }, (_, i) => ago('call', i)), 50],
    ['a meal and a thank-you on the same day', [ago('meal', 0), ago('message', 0)], 40],
  ])('of %s', (_what, contacts, warmth) => {
    expect(warmthOf(contacts, today)).toBeCloseTo(warmth, 6);
  });

  it('never rises without contact', () => {
    fc.assert(
      fc.property(contacts, fc.nat(100), fc.nat(100), (contacts, first, more) => {
        const day = addDays('2026-08-01', first);
        expect(warmthOf(contacts, addDays(day, more))).toBeLessThanOrEqual(warmthOf(contacts, day) + 1e-9);
      }),
    );
  });

  it('never falls because of a contact, and stays within 100, or 50 without meeting', () => {
    fc.assert(
      fc.property(contacts, fc.constantFrom(...touchpointKinds), days(), (contacts, kind, on) => {
        const day = addDays('2026-08-01', 0);
        const before = warmthOf(contacts, day);
        const after = warmthOf([...contacts, { kind, on }], day);
        expect(after).toBeGreaterThanOrEqual(before - 1e-9);
        expect(after).toBeLessThanOrEqual(100);
        const remote = contacts.filter((contact) => ['video', 'call', 'message'].includes(contact.kind));
        expect(warmthOf(remote, day)).toBeLessThanOrEqual(50);
      }),
    );
  });

  it('is a word on screen', () => {
    expect([100, 60, 59, 35, 34, 15, 14, 0].map(warmthWord)).toEqual([
      'strong',
      'strong',
      'steady',
      'steady',
      'fading',
      'fading',
      'faint',
      'faint',
    ]);
  });

  it('reads strong for inner circle and at least steady for core in rhythm, on the morning they are due', () => {
    const year = Array.from({ length: 400 }, (_, i) => i + 1);
    const inner = year.flatMap((n) =>
      n % 28 === 0 ? [ago('meal', n)] : n % 14 === 0 ? [ago('call', n)] : [],
    );
    const core = year.flatMap((n) =>
      n % 60 === 0 ? [ago('meal', n)] : n % 30 === 0 ? [ago('call', n)] : [],
    );
    expect(warmthWord(warmthOf(inner, today))).toBe('strong');
    expect(['strong', 'steady']).toContain(warmthWord(warmthOf(core, today)));
  });
});

describe('since when the word holds', () => {
  const meals = (...on: Day[]): Contact[] => on.map((day) => ({ on: day, kind: 'meal' }));

  it('is the week in which it became that', () => {
    const contacts = meals('2026-03-31', '2026-04-14', '2026-05-05', '2026-05-26', '2026-06-08');
    expect(warmthWord(warmthOf(contacts, '2026-06-09'))).toBe('strong');
    const since = warmthSince(contacts, '2026-06-09')!;
    expect(warmthWord(warmthOf(contacts, since))).toBe('strong');
    expect(warmthWord(warmthOf(contacts, addDays(since, -7)))).not.toBe('strong');
  });

  it('is today after a first meal, and not told after a year of the same', () => {
    expect(warmthSince(meals('2026-06-09'), '2026-06-09')).toBe('2026-06-09');
    expect(warmthSince(meals('2023-06-09'), '2026-06-09')).toBeNull();
  });
});
