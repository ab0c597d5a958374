import { describe, expect, it } from 'vitest';
import { nextDue } from '../../src/domain/clocks/next-due.ts';
import type { Day } from '../../src/domain/days/day.ts';
import { bothDueWords, dueWords, timeSince } from '../../src/messages/due-words.ts';

const today: Day = '2026-06-09';
const past: Day = '2026-06-01';

describe('the words for a due day', () => {
  it('name the day before it, and from the day on what it is time for', () => {
    expect(dueWords({ on: '2026-06-23', meet: false }, today)).toBe('talk by Tue, Jun 23');
    expect(dueWords({ on: '2026-07-07', meet: true }, today)).toBe('in person by Tue, Jul 7');
    expect(dueWords({ on: today, meet: false }, today)).toBe('time to talk');
    expect(dueWords({ on: past, meet: true }, today)).toBe('time to meet');
    expect(timeSince({ on: past, meet: true }, today)).toBe('it’s been time to meet since Jun 1');
  });

  it.each<[Day | null, Day | null, string[]]>([
    ['2026-06-23', '2026-07-07', ['talk by Tue, Jun 23', 'in person by Tue, Jul 7']],
    [past, '2026-07-07', ['time to talk', 'in person by Tue, Jul 7']],
    // A meeting is the talk as well.
    ['2026-07-07', '2026-07-07', ['in person by Tue, Jul 7']],
    ['2026-06-23', past, ['time to meet']],
    ['2026-05-01', past, ['time to meet']],
    ['2026-06-23', null, ['talk by Tue, Jun 23']],
    [null, null, []],
  ])('of a talk due %s and a meeting due %s are %j', (touch, face, words) => {
    expect(bothDueWords(touch, face, today)).toEqual(words);
  });
});

describe('what a partner’s clocks ask for next', () => {
  it('is the meeting once that is due, however long the talk has been, and otherwise what comes first', () => {
    expect(nextDue('2026-05-01', past, today)).toEqual({ on: '2026-05-01', meet: true });
    expect(nextDue('2026-05-01', '2026-07-07', today)).toEqual({ on: '2026-05-01', meet: false });
    expect(nextDue('2026-06-23', '2026-06-23', today)).toEqual({ on: '2026-06-23', meet: true });
    expect(nextDue('2026-06-23', null, today)).toEqual({ on: '2026-06-23', meet: false });
    expect(nextDue(null, null, today)).toBeNull();
  });
});
