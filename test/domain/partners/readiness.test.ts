import { describe, expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/clocks/clocks.ts';
import { foldClocks } from '../../../src/domain/clocks/clocks.ts';
import type { Fact } from '../../../src/domain/clocks/facts.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import { notYet, type ReadinessFacts } from '../../../src/domain/partners/readiness.ts';
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
  promises: [],
  feedbackWaits: false,
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

  test('every reason is given, the first to resolve comes first', () => {
    const all = because({
      clocks: clocksOf('inner'),
      promises: [{ text: 'the slides', dueOn: '2026-06-01' }],
      feedbackWaits: true,
      lastAskOn: today,
    });
    expect(all.map(({ why }) => why)).toEqual(['promise', 'feedback', 'never seen', 'asked']);
  });
});
