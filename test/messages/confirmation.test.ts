import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import type { SavedCapture } from '../../src/domain/touchpoints/capture.ts';
import { confirmation } from '../../src/messages/touchpoints/confirmation.ts';

const today = '2026-06-09' as Day;
const coffee: SavedCapture = {
  id: 1,
  memberId: 1,
  what: 'touchpoint',
  kind: 'meal',
  word: 'coffee',
  on: '2026-06-08' as Day,
  partners: [{ id: 1, name: 'Dana Lee', company: null, growing: null, next: null }],
  along: [],
  note: 'her mother is ill',
  place: 'Blue Door',
  promises: [{ text: 'the slides', dueOn: '2026-06-12' as Day, state: 'open', timesMoved: 0, toNames: [] }],
  feedback: 'our letters are slow',
  feedbackFrom: [],
  moreFeedback: [],
  feedbackTaken: true,
  asked: [],
  toAsk: [],
  meal: null,
  paidMeals: [],
  undone: false,
  addedTo: null,
  at: null,
  isReminded: false,
  timeZone: 'America/New_York',
  madeAt: new Date('2026-06-09T12:00:00Z'),
};
const call = { ...coffee, kind: 'call', word: null } as const;
const attempt = { ...coffee, what: 'attempt', kind: null, word: null } as const;
const planned = { ...call, what: 'plan', on: '2026-06-18' as Day } as const;

describe('the notification of a confirmation', () => {
  test.each<[string, SavedCapture]>([
    ['✓ Coffee with Dana Lee, yesterday', coffee],
    ['✓ Talked with Dana Lee, yesterday', call],
    ['✓ Tried Dana Lee, no answer, yesterday', attempt],
    ['✓ Planned: call with Dana Lee, Thu, Jun 18', planned],
    ['✓ Planned: Zoom with Dana Lee, Thu, Jun 18', { ...planned, kind: 'video', word: 'Zoom' }],
    ['Undone: coffee with Dana Lee, yesterday.', { ...coffee, undone: true }],
    ['Undone: attempt to reach Dana Lee, yesterday.', { ...attempt, undone: true }],
    ['Undone: call with Dana Lee planned for Thu, Jun 18.', { ...planned, undone: true }],
    ['Undone: yesterday’s coffee.', { ...coffee, partners: [], undone: true }],
    ['Undone: yesterday’s attempt.', { ...attempt, partners: [], undone: true }],
    [
      'Undone: the meal on Wed, May 20.',
      { ...coffee, partners: [], undone: true, word: null, on: '2026-05-20' },
    ],
    ['Undone: call planned for Thu, Jun 18.', { ...planned, partners: [], undone: true }],
  ])('says what, with whom, and when, and nothing that was said: %s', (text, capture) => {
    expect(confirmation(capture, today).text).toBe(text);
  });

  test('leaves the words to the blocks', () => {
    const shown = JSON.stringify(confirmation(coffee, today).blocks);
    for (const words of [coffee.note!, coffee.place!, 'the slides', coffee.feedback!])
      expect(shown).toContain(words);
  });
});

describe('a plan says what happens before it', () => {
  const timed = { ...planned, at: '12:30', isReminded: true };
  const says = (capture: SavedCapture) => JSON.stringify(confirmation(capture, today).blocks);

  test('a reminder, where its maker chose that and it has an hour', () => {
    expect(says(timed)).toContain('I’ll remind you 30 minutes before. That evening I’ll ask how it went.');
    expect(says(timed)).not.toContain('won’t remind');
  });

  test.each<[string, SavedCapture]>([
    ['not chosen', { ...timed, isReminded: false }],
    ['no hour', { ...timed, at: null }],
    ['made within the half hour before it', { ...timed, madeAt: new Date('2026-06-18T16:10:00Z') }],
  ])('none otherwise: %s', (_, capture) => {
    expect(says(capture)).toContain('I won’t remind you before then.');
  });
});
