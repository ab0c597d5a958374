import { expect, test } from 'vitest';
import { dateInWords, secondsOf, wallClock } from './dates.ts';

const zones = ['America/New_York', 'Asia/Kolkata', 'Europe/Lisbon', 'UTC'];

test('a local time converts to seconds and back, on both sides of a clock change', () => {
  for (const zone of zones) {
    for (const day of ['2026-01-15', '2026-03-07', '2026-03-09', '2026-07-01', '2026-10-31', '2026-11-02']) {
      const wall = `${day}T00:30`;
      expect(wallClock(secondsOf(wall, zone), zone), zone).toBe(wall);
    }
  }
});

test('a local time in a skipped hour converts to a moment within an hour of it', () => {
  const read = wallClock(secondsOf('2026-03-08T02:30', 'America/New_York'), 'America/New_York');
  expect(['2026-03-08T01:30', '2026-03-08T03:30']).toContain(read);
});

test('a date is shown in the person’s zone, or as its fallback if a token is unknown', () => {
  const at = 1765000000;
  expect(dateInWords(at, '{date_num} at {time}', 'x', 'America/New_York')).toMatch(
    /^2025-12-06 at 12:46\sAM$/,
  );
  expect(dateInWords(at, '{date_short}', 'x', 'Asia/Tokyo')).toBe('Dec 6, 2025');
  expect(dateInWords(at, '{ago}', 'a while ago', 'UTC')).toBe('a while ago');
});
