import { describe, expect, test } from 'vitest';
import type { HistoryContent } from '../../src/domain/touchpoints/history.ts';
import { historyView } from '../../src/messages/touchpoints/history.ts';

type Change = Extract<HistoryContent, { type: 'change' }>;

/** The words of one entry, told on Tuesday, June 9. */
function entry(what: HistoryContent): string {
  const view = historyView({
    ...{
      partnerId: 11,
      name: 'Dana Lee',
      page: 0,
      zone: 'America/New_York',
      today: '2026-06-30',
      more: false,
    },
    entries: [{ at: new Date('2026-06-09T14:00:00Z'), by: 'Priya Patel', undone: false, what, text: null }],
  });
  const [, said] = JSON.stringify(view.blocks[1]).split('Priya Patel · ');
  return said?.slice(0, said.indexOf('"')) ?? '';
}

const change = (action: string, more: Partial<Change> = {}): HistoryContent => ({
  ...{ type: 'change', action, owner: null, tier: { before: null, after: null }, until: null, to: null },
  ...{ texts: [], reason: null, ...more },
});

describe('an entry of the history', () => {
  test.each<[string, HistoryContent]>([
    ['deleted an entry', change('capture undone')],
    ['undid a snooze', change('relationship later undone')],
    ['undid a decision', change('relationship decision undone')],
    ['undid a change', change('relationship tier undone')],
  ])('names what was undone: %s', (words, what) => {
    expect(entry(what)).toBe(words);
  });

  test.each<[string, HistoryContent]>([
    [
      'moved from keep in touch to core, in Sam Cole’s book',
      change('relationship tier', { owner: 'Sam Cole', tier: { before: 'keep', after: 'core' } }),
    ],
    [
      'handed over to Sam Cole through Fri, Jun 26',
      change('partner lent', { to: 'Sam Cole', until: '2026-06-26' }),
    ],
    ['set “working a deal” until Thu, Jul 9', change('relationship deal', { until: '2026-07-09' })],
    ['paused reminders until Thu, Jul 9', change('relationship quiet', { until: '2026-07-09' })],
    ['started on their feedback', change('feedback take on')],
  ])('begins with what was done: %s', (words, what) => {
    expect(entry(what)).toBe(words);
  });

  const coffee = { type: 'touchpoint', kind: 'meal', word: 'coffee', note: null } as const;
  test.each<[string, HistoryContent]>([
    ['coffee on Mon, Jun 8', { ...coffee, on: '2026-06-08' }],
    ['coffee', { ...coffee, on: '2026-06-09' }],
    ['tried to reach them on Mon, Jun 8', { type: 'attempt', on: '2026-06-08' }],
    ['tried to reach them', { type: 'attempt', on: '2026-06-09' }],
    [
      'planned lunch for Wed, Jul 1',
      { type: 'plan', kind: 'meal', word: 'lunch', on: '2026-07-01', at: null },
    ],
    [
      'planned to message them on Tue, Jun 30',
      { type: 'plan', kind: 'message', word: null, on: '2026-06-30', at: null },
    ],
  ])('tells a day by its date, unless it is the day it was told: %s', (words, what) => {
    expect(entry(what)).toBe(words);
  });

  test('names no one where a file told of a contact', () => {
    const [, block] = historyView({
      ...{
        partnerId: 11,
        name: 'Dana Lee',
        page: 0,
        zone: 'America/New_York',
        today: '2026-06-30',
        more: false,
      },
      entries: [
        {
          ...{ at: new Date('2026-06-09T14:00:00Z'), by: null, undone: false, text: null },
          what: { ...coffee, on: '2026-05-04' },
        },
      ],
    }).blocks;
    expect(JSON.stringify(block)).toContain('*Tue, Jun 9* · imported · coffee on Mon, May 4');
  });
});
