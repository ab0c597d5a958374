import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarFile } from '../../src/domain/calendar-file.ts';

const now = new Date('2026-06-09T13:30:00.123Z');
const entry = {
  uid: 'plan-7@t1.rapport',
  sequence: 2,
  title: 'Lunch with Dana Lee',
  on: '2026-06-12' as const,
  place: null,
  note: null,
};
/** As a calendar reads it: folded lines become one. */
const unfold = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar file', () => {
  test('is one all-day entry that ends on the day after', () => {
    expect(calendarFile(entry, now)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Rapport//Plans//EN',
        'BEGIN:VEVENT',
        'UID:plan-7@t1.rapport',
        'DTSTAMP:20260609T133000Z',
        'SEQUENCE:2',
        'DTSTART;VALUE=DATE:20260612',
        'DTEND;VALUE=DATE:20260613',
        'SUMMARY:Lunch with Dana Lee',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  test('escapes what would end a value, and keeps lines apart', () => {
    const file = unfold(calendarFile({ ...entry, place: 'Blue Door; 2, Main \\ St', note: 'one\ntwo' }, now));
    expect(file).toContain('LOCATION:Blue Door\\; 2\\, Main \\\\ St');
    expect(file).toContain('DESCRIPTION:one\\ntwo');
  });

  test('has no line longer than 75 octets, and loses no character in folding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const clean = title.replace(/[\r\n\\;,]/g, ' ');
        const file = calendarFile({ ...entry, title: clean }, now);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(unfold(file)).toContain(`SUMMARY:${clean}`);
      }),
    );
  });
});
