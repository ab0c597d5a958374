import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarFile } from '../../src/domain/calendar-file.ts';
import { calendarLinks } from '../../src/domain/calendar-links.ts';

const now = new Date('2026-06-09T13:30:00.123Z');
const entry = {
  uid: 'plan-7@t1.rapport',
  sequence: 2,
  title: 'Lunch with Dana Lee',
  kind: 'meal' as const,
  on: '2026-06-12' as const,
  at: null,
  timeZone: 'America/New_York',
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

  test('is busy for its hour, told in UTC', () => {
    const file = unfold(calendarFile({ ...entry, at: '12:30' }, now));
    expect(file).toContain('DTSTART:20260612T163000Z');
    expect(file).toContain('DTEND:20260612T173000Z');
    expect(file).toContain('TRANSP:OPAQUE');
    const call = unfold(calendarFile({ ...entry, at: '23:45', kind: 'call' }, now));
    expect(call.slice(7, 9)).toEqual(['DTSTART:20260613T034500Z', 'DTEND:20260613T041500Z']);
  });

  // In New York, 2 AM does not exist on March 8, 2026, and 1 AM comes twice on November 1.
  test.each([
    ['2026-03-07', '02:30', '20260307T073000Z', '20260307T083000Z'],
    ['2026-03-08', '01:30', '20260308T063000Z', '20260308T073000Z'],
    ['2026-03-08', '02:30', '20260308T073000Z', '20260308T083000Z'],
    ['2026-03-08', '12:30', '20260308T163000Z', '20260308T173000Z'],
    ['2026-10-31', '23:30', '20261101T033000Z', '20261101T043000Z'],
    ['2026-11-01', '01:30', '20261101T053000Z', '20261101T063000Z'],
    ['2026-11-01', '12:30', '20261101T173000Z', '20261101T183000Z'],
  ] as const)('keeps the hour where the clocks change: %s, %s', (on, at, from, to) => {
    const timed = { ...entry, on, at };
    const file = unfold(calendarFile(timed, now));
    expect(file.slice(7, 9)).toEqual([`DTSTART:${from}`, `DTEND:${to}`]);
    expect(new URL(calendarLinks(timed).google).searchParams.get('dates')).toBe(`${from}/${to}`);
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

describe('the addresses that open an entry in a calendar on the web', () => {
  const query = (address: string) => Object.fromEntries(new URL(address).searchParams);

  test('say what, when, and where, and nothing of a note', () => {
    const { google, outlook } = calendarLinks({
      ...entry,
      ...{ title: 'Lunch with Tom & Ann, “50%” + 1', at: '12:30', place: 'Blue Door #2' },
    });
    expect(google).toMatch(/^https:\/\/calendar\.google\.com\/calendar\/render\?[\w%=&.~!'()*-]+$/);
    expect(query(google)).toEqual({
      action: 'TEMPLATE',
      text: 'Lunch with Tom & Ann, “50%” + 1',
      dates: '20260612T163000Z/20260612T173000Z',
      location: 'Blue Door #2',
    });
    expect(outlook).toMatch(/^https:\/\/outlook\.office\.com\/calendar\/action\/compose\?[\w%=&.~!'()*-]+$/);
    expect(query(outlook)).toEqual({
      rru: 'addevent',
      subject: 'Lunch with Tom & Ann, “50%” + 1',
      startdt: '2026-06-12T16:30:00.000Z',
      enddt: '2026-06-12T17:30:00.000Z',
      location: 'Blue Door #2',
    });
  });

  test('are of the whole day without an hour', () => {
    const { google, outlook } = calendarLinks(entry);
    expect(query(google)).toMatchObject({ dates: '20260612/20260613' });
    expect(query(outlook)).toMatchObject({ startdt: '2026-06-12', enddt: '2026-06-13', allday: 'true' });
  });
});
