import { expect, test } from 'vitest';
import { beginningSoon } from '../../src/domain/plan-reminders.ts';

const newYork = 'America/New_York';
/** The first and the last minute at which a plan is reminded of, looked for around `near`. */
function remindedFrom(zone: string, day: string, at: string, near: string): [first: string, last: string] {
  const minutes = Array.from(
    { length: 181 },
    (_, index) => new Date(Date.parse(`${near}Z`) + (index - 90) * 60_000),
  );
  const moments = minutes.filter((now) =>
    beginningSoon(zone, now).some((one) => one.day === day && one.at === at),
  );
  const iso = (one: Date | undefined) => one?.toISOString().slice(0, 16) ?? 'never';
  return [iso(moments[0]), iso(moments.at(-1))];
}

test.each([
  ['on any day', newYork, '2026-06-09', '10:00', '2026-06-09T13:30', '2026-06-09T13:59'],
  ['after midnight', newYork, '2026-06-09', '00:10', '2026-06-09T03:40', '2026-06-09T04:09'],
  ['to the minute', 'Asia/Kolkata', '2026-06-09', '09:07', '2026-06-09T03:07', '2026-06-09T03:36'],
  ['at an hour that spring skips', newYork, '2026-03-08', '02:15', '2026-03-08T06:45', '2026-03-08T07:14'],
  [
    'at an hour that spring skips, later',
    newYork,
    '2026-03-08',
    '02:50',
    '2026-03-08T07:20',
    '2026-03-08T07:49',
  ],
  ['after an hour that spring skips', newYork, '2026-03-08', '03:10', '2026-03-08T06:40', '2026-03-08T07:09'],
  ['on the evening of that day', newYork, '2026-03-08', '18:00', '2026-03-08T21:30', '2026-03-08T21:59'],
  ['at an hour that autumn repeats', newYork, '2026-11-01', '01:15', '2026-11-01T04:45', '2026-11-01T05:14'],
  [
    'after an hour that autumn repeats',
    newYork,
    '2026-11-01',
    '02:10',
    '2026-11-01T06:40',
    '2026-11-01T07:09',
  ],
])('a plan %s is reminded of in the half hour before it', (_, zone, day, at, first, last) => {
  expect(remindedFrom(zone, day, at, first)).toEqual([first, last]);
});

test('between two minutes, a plan that begins in more than half an hour waits', () => {
  const at = (moment: string) => beginningSoon(newYork, new Date(moment)).map((one) => one.at);
  expect(at('2026-06-09T13:29:59.999Z')).not.toContain('10:00');
  expect(at('2026-06-09T13:30:00.500Z')).toContain('10:00');
  expect(at('2026-06-09T13:30:00Z')).toHaveLength(30);
});
