import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { calendarFile } from '../src/domain/calendar-file.ts';
import { addDays, type Day, dayIn, mondayOf, parseTypedDay, weekdayOf } from '../src/domain/days/day.ts';
import { holidaysOf } from '../src/domain/days/holidays.ts';
import { lastAndNext, localInstant, nextTime } from '../src/domain/days/post-times.ts';
import { clockTime, fullDay, monthName, typedDay, weekdayName } from '../src/domain/format.ts';
import { eachMinute } from '../src/schedule/engine/each-minute.ts';

/**
 * The process runs in UTC, and nothing of ours reads the local time either: on a machine in another zone it would give other
 * days, and where clocks change, an hour that is skipped or comes twice.
 */

/** Zones that change their clocks, by an hour or half of one, and one a day ahead. */
const machines = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

const minute = 60_000;
const hour = 60 * minute;

afterEach(() => {
  vi.useRealTimers();
  process.env.TZ = 'UTC';
});

function onMachineIn<T>(zone: string, work: () => T): T {
  process.env.TZ = zone;
  try {
    return work();
  } finally {
    process.env.TZ = 'UTC';
  }
}

/** The first instants of UTC days on both sides of a change of a machine's clock in 2026. */
function daysOfChange(zone: string): Date[] {
  return onMachineIn(zone, () => {
    const offsetOn = (day: number) => new Date(Date.UTC(2026, 0, day)).getTimezoneOffset();
    const found = Array.from({ length: 364 }, (_, day) => day + 1).filter(
      (day) => offsetOn(day) !== offsetOn(day + 1),
    );
    return found.map((day) => new Date(Date.UTC(2026, 0, day)));
  });
}

describe('a wake-up', () => {
  test.each(machines)('comes in every minute, also while the clocks of a machine in %s change', (zone) => {
    for (const day of [...daysOfChange(zone), new Date('2026-06-09T00:00:00Z')]) {
      const woken: number[] = [];
      onMachineIn(zone, () => {
        const from = day.getTime() - 2 * hour + 17_300;
        vi.useFakeTimers({ now: from });
        const minutes = eachMinute(() => woken.push(Date.now()));
        vi.advanceTimersByTime(28 * hour);
        minutes.stop();
        vi.advanceTimersByTime(hour);
        vi.useRealTimers();
      });
      expect(woken).toHaveLength(28 * 60);
      expect(woken.every((at) => at % minute === 0)).toBe(true);
    }
  });

  test('is not lost, nor repeated without end, when the clock of the machine is set', () => {
    vi.useFakeTimers({ now: new Date('2026-06-09T12:00:30Z') });
    let woken = 0;
    const minutes = eachMinute(() => woken++);
    for (const at of ['2026-06-09T09:00:10Z', '2026-06-10T23:59:59.999Z', '2026-06-09T12:00:00Z']) {
      vi.setSystemTime(new Date(at));
      const before = woken;
      vi.advanceTimersByTime(5 * minute);
      expect(woken - before).toBeGreaterThanOrEqual(4);
      expect(woken - before).toBeLessThanOrEqual(6);
    }
    minutes.stop();
  });
});

const entry = {
  ...{ uid: 'u', sequence: 1, title: 't', kind: 'meal' as const, timeZone: 'America/New_York' },
  ...{ place: null, note: null },
};

/** What rules and words make of instants and days around a change of clocks. */
function tell(day: Date): unknown[] {
  return Array.from({ length: 60 }, (_, hours) => {
    const at = new Date(day.getTime() - 30 * hour + hours * hour);
    const here = dayIn('America/Chicago', at);
    const timing = { localTime: '02:30', weekdays: [1, 2, 3, 4, 5] as const, timeZone: 'America/New_York' };
    const due = nextTime(timing, at)!;
    return [
      machines.map((zone) => dayIn(zone, at)),
      [addDays(here, 1), mondayOf(here), weekdayOf(here), parseTypedDay(typedDay(here))],
      [
        fullDay(here, '2025-12-31' as Day),
        monthName(here.slice(0, 7)),
        weekdayName(here),
        clockTime('08:05'),
      ],
      [
        due,
        lastAndNext(timing, due, new Date(at.getTime() + 80 * hour)),
        localInstant('Europe/London', here, '01:15'),
      ],
      holidaysOf({ region: 'FL', daysOff: [], holidayChanges: ['Good Friday'] })(here),
      calendarFile({ ...entry, on: here, at: null }, at),
      calendarFile({ ...entry, on: here, at: '02:30' }, at),
    ];
  });
}

test.each(machines)(
  'rules and words are the same on a machine in %s, around its changes of clocks',
  (zone) => {
    for (const day of [...daysOfChange(zone), ...daysOfChange('America/New_York')])
      expect(onMachineIn(zone, () => tell(day))).toEqual(tell(day));
  },
);

test('nothing of ours reads a local time', async () => {
  const local =
    /\.(?:get|set)(?:Hours|Minutes|Date|Day|Month|FullYear)\(|\.getTimezoneOffset\(|\.to(?:Date|Time|Locale|LocaleDate|LocaleTime)String\(|\bnew Date\([^()]*(?:\([^()]*\)[^()]*)*,|Temporal\.Now\b|DateTimeFormat\((?![^)]*\btimeZone\b)/;
  // What is left of the day that chrono takes and gives: a local noon, which is UTC's here.
  const allowed = ['domain/reading/days.ts'];
  const found: string[] = [];
  for (const file of await readdir('src', { recursive: true })) {
    if (!file.endsWith('.ts') || file.startsWith('store/generated') || allowed.includes(file)) continue;
    const text = await readFile(path.join('src', file), 'utf8');
    const [match] = local.exec(text) ?? [];
    if (match) found.push(`src/${file}: ${match}`);
  }
  expect(found).toEqual([]);
  for (const planted of [
    'now.getHours()',
    'new Date(2026, 5, 9)',
    "new Intl.DateTimeFormat('en')",
    'Temporal.Now.instant()',
  ])
    expect(planted).toMatch(local);
});

describe('a program', () => {
  const run = promisify(execFile);
  /** Tells the zone before the program's first module, and when the process ends. */
  const tellZone = `data:text/javascript,${encodeURIComponent(
    `const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone + ' ' + new Date(2026, 0, 1).getTimezoneOffset();
     console.error('at first ' + zone());
     process.on('exit', () => console.error('at last ' + zone()));`,
  )}`;

  test.each(['src/main.ts', 'src/cli.ts'])('%s runs in UTC on a machine in Auckland', async (entry) => {
    const ended = run(process.execPath, ['--import', 'tsx', '--import', tellZone, entry, '--help'], {
      env: { PATH: process.env.PATH, TZ: 'Pacific/Auckland' },
    });
    const { stderr } = await ended.catch((error: { stderr: string }) => error);
    expect(stderr).toContain('at first Pacific/Auckland -780');
    expect(stderr).toContain('at last UTC 0');
  });

  test.each([
    'src/main.ts',
    'src/cli.ts',
    'demo/demo.ts',
    'bench/run.ts',
    'bench/delivery-replica.ts',
    'test/faults/run.ts',
    'test/faults/replica-process.ts',
    'test/month/month.ts',
    'test/smoke/smoke.ts',
  ])('%s sees to that before it loads anything else', async (entry) => {
    const [first] = /^import .*$/m.exec(await readFile(entry, 'utf8')) ?? [];
    expect(first).toMatch(/^import '(?:\.\.?\/)+(?:src\/)?utc\.ts';$/);
  });

  test.each(['America/New_York', 'Pacific/Auckland'])(
    'reads sentences the same on a machine in %s',
    async (zone) => {
      const said = (tz: string) =>
        run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', readSentences], {
          env: { PATH: process.env.PATH, TZ: tz },
        });
      expect((await said(zone)).stdout).toBe((await said('UTC')).stdout);
    },
  );
});

const readSentences = `
import './src/utc.ts';
import { addDays } from './src/domain/days/day.ts';
import { readSentence } from './src/domain/reading/read.ts';
const book = [{ id: 1, name: 'Dana Lee', company: null, own: true }];
for (const day of ['2026-03-06', '2026-04-03', '2026-09-25', '2026-10-30'])
  for (let ahead = 0; ahead < 5; ahead++)
    for (const when of ['today', 'yesterday', 'last friday', 'on the 3rd', '11/1', 'two weeks ago'])
      console.log(JSON.stringify(readSentence('coffee with Dana Lee ' + when + ', promised slides by Sunday', book, addDays(day, ahead))));
`;
