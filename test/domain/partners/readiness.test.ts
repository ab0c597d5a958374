import { describe, expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/clocks/clocks.ts';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import type { Fact } from '../../../src/domain/clocks/facts.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import { acquaintance, notYet, type ReadinessFacts } from '../../../src/domain/partners/readiness.ts';
import type { Tier, TouchpointKind } from '../../../src/domain/words.ts';
import { plainCalendar } from '../given.ts';

const today: Day = '2026-06-09';

/** Entered on Jun 1 with a first due far ahead, followed by these contacts. */
function clocksOf(tier: Tier, ...contacts: [TouchpointKind, Day][]): Clocks {
  const facts: Fact[] = [
    { type: 'entered', tier, on: '2026-06-01', seq: 1 },
    { type: 'first due', touchDue: '2026-06-22', faceDue: '2026-07-20', on: '2026-06-01', seq: 2 },
    ...contacts.map(([kind, on], index): Fact => ({ type: 'touchpoint', kind, on, id: String(index) })),
  ];
  return foldClocks(facts, plainCalendar);
}

const well: ReadinessFacts = {
  clocks: clocksOf('inner', ['meal', '2026-06-02']),
  ...{ meetings: 3, goBackYears: false },
  promises: [],
  feedbackWaits: false,
  lastHeardOn: '2026-03-02',
  lastAskOn: null,
};
const because = (change: Partial<ReadinessFacts>) => notYet({ ...well, ...change }, today);

describe('ready to ask', () => {
  test('if met in time, promises kept, no feedback unanswered, and not asked lately', () => {
    expect(because({})).toEqual([]);
  });

  test.each<[string, Clocks, object]>([
    [
      'last met a year ago, and the first due lies ahead',
      clocksOf('inner', ['meal', '2025-06-01']),
      { why: 'not seen', clock: 'face', due: '2025-06-29' },
    ],
    ['only ever called', clocksOf('core', ['call', '2026-06-08']), { why: 'never seen', clock: 'face' }],
    [
      'met, but not talked to since',
      clocksOf('inner', ['meal', '2026-05-25']),
      { why: 'not seen', clock: 'touch', due: '2026-06-08' },
    ],
    ['keep in touch, with no contact logged', clocksOf('keep'), { why: 'never seen', clock: 'touch' }],
    [
      'keep in touch, last called last winter',
      clocksOf('keep', ['call', '2026-01-05']),
      { why: 'not seen', clock: 'touch', due: '2026-04-05' },
    ],
  ])('not yet: %s', (_, clocks, reason) => {
    expect(because({ clocks })).toEqual([reason]);
  });

  test('keep in touch takes a call, not a meeting', () => {
    expect(because({ clocks: clocksOf('keep', ['call', '2026-05-04']) })).toEqual([]);
  });

  test('not yet: resting, or without an owner', () => {
    expect(because({ clocks: clocksOf('resting') })).toEqual([{ why: 'resting' }]);
    expect(because({ clocks: null })).toEqual([{ why: 'nobody' }]);
  });

  test('a promise is late the day after its day', () => {
    const due = (dueOn: Day) => because({ promises: [{ text: 'the slides', dueOn }] });
    expect(due(today)).toEqual([]);
    expect(due('2026-06-08')).toEqual([{ why: 'promise', text: 'the slides', due: '2026-06-08' }]);
  });

  test('an ask is followed by a pause of sixty days', () => {
    expect(because({ lastAskOn: '2026-04-11' })).toEqual([
      { why: 'asked', on: '2026-04-11', until: '2026-06-10' },
    ]);
    expect(because({ lastAskOn: '2026-04-10' })).toEqual([]);
  });

  test('not yet: met twice, unless they go back years', () => {
    const met = (meetings: number) => because({ meetings });
    expect(met(2)).toEqual([{ why: 'few meetings', met: 2, more: 1 }]);
    expect(met(0)).toEqual([{ why: 'few meetings', met: 0, more: 3 }]);
    expect(met(4)).toEqual([]);
    expect(because({ meetings: 0, goBackYears: true })).toEqual([]);
  });

  test('who was never seen is to be met, and seen all the same if they go back years', () => {
    const never = { clocks: clocksOf('core'), meetings: 0 };
    expect(because(never)).toEqual([{ why: 'few meetings', met: 0, more: 3 }]);
    expect(because({ ...never, goBackYears: true })).toEqual([{ why: 'never seen', clock: 'face' }]);
  });

  test('not yet: never asked for honest feedback', () => {
    expect(because({ lastHeardOn: null })).toEqual([{ why: 'never asked for feedback' }]);
  });

  test('every reason is given, the first to resolve comes first', () => {
    const all = because({
      clocks: clocksOf('inner', ['meal', '2026-01-05']),
      meetings: 1,
      promises: [{ text: 'the slides', dueOn: '2026-06-01' }],
      feedbackWaits: true,
      lastHeardOn: null,
      lastAskOn: today,
    });
    expect(all.map(({ why }) => why)).toEqual([
      ...['promise', 'feedback', 'not seen', 'few meetings', 'never asked for feedback', 'asked'],
    ]);
  });
});

describe('how well an owner knows a partner', () => {
  const met = (kind: TouchpointKind, on: Day): Fact => ({ type: 'touchpoint', kind, on });

  test('is counted in days on which they met in person', () => {
    const facts = [
      met('meal', '2026-06-01'),
      met('event', '2026-06-01'),
      met('call', '2026-06-02'),
      met('video', '2026-06-03'),
      met('committee', '2026-06-04'),
    ];
    expect(acquaintance(facts, null)).toEqual({ meetings: 2, goBackYears: false });
  });

  test('goes back years until there is another owner', () => {
    const said = (ownerOn: Day) =>
      acquaintance([{ type: 'owner', on: ownerOn, seq: 1 }], '2026-06-05').goBackYears;
    expect(acquaintance([], '2026-06-05').goBackYears).toBe(true);
    expect(said('2026-06-05'), 'said by a new owner on their first day').toBe(true);
    expect(said('2026-06-06')).toBe(false);
  });
});
