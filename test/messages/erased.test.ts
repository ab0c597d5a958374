import { describe, expect, test } from 'vitest';
import { digestActions, pressValue } from '../../src/messages/digest/digest-buttons.ts';
import { isAbout } from '../../src/messages/erased.ts';
import { asPart } from '../../src/messages/evening/asked.ts';
import { planBlocks } from '../../src/messages/evening/questions.ts';
import { feedbackActions } from '../../src/messages/feedback.ts';
import { managersNote } from '../../src/messages/leads/managers-note.ts';
import { coverBlocks } from '../../src/messages/members/covering.ts';
import { cardActions } from '../../src/messages/partners/card-actions.ts';
import { expenseRecordActions } from '../../src/messages/record/expense-record.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';

const keys = { partner: new Set([7]), capture: new Set([70]), feedback: new Set([700]) };
const withButton = (action_id: string, value: string) => [
  { type: 'actions', elements: [{ type: 'button', action_id, value }] },
];
const onList = (partnerId: number) => pressValue({ nudgeId: 7, shownOn: '2026-06-09' }, 7, partnerId);

describe('a message is about a person', () => {
  test.each([
    [captureActions.undo, '70'],
    [captureActions.questionTold, '70.1'],
    [expenseRecordActions.weDid, '70'],
    [cardActions.open, '7'],
    [cardActions.more, '7.tier'],
    [digestActions.met, onList(7)],
    [feedbackActions.answer, '700'],
  ])('if the value of %s has their id', (action, value) => {
    expect(isAbout(keys, withButton(action, value))).toBe(true);
  });

  test('if an option of a menu or the id of a block has their id', () => {
    const option = { text: { type: 'plain_text', text: 'Later' }, value: onList(7) };
    const menu = { type: 'static_select', action_id: digestActions.later, options: [option] };
    expect(isAbout(keys, [{ type: 'section', accessory: menu }])).toBe(true);
    expect(isAbout(keys, [{ type: 'section', block_id: 'capture.70' }])).toBe(true);
    expect(isAbout(keys, [{ type: 'section', block_id: 'asked.6.7' }])).toBe(true);
    expect(isAbout(keys, [{ type: 'section', block_id: 'asked.70' }])).toBe(false);
    // A meeting of the morning's list.
    expect(isAbout(keys, [{ type: 'section', block_id: 'asked.6.7.plan-51' }])).toBe(true);
    expect(isAbout(keys, [{ type: 'section', block_id: 'asked.6.plan-7' }])).toBe(false);
  });

  test('if an evening asks about them, or its note names them', () => {
    const plan = {
      id: 3,
      kind: 'meal',
      word: 'lunch',
      plannedOn: '2026-06-09',
      at: null,
      settled: null,
    } as const;
    const asked = (partnerId: number) =>
      asPart(
        { asked: { what: 'plan', id: 7 }, nudgeId: 7 },
        planBlocks({ ...plan, partnerIds: [partnerId], partnerNames: ['Dana Lee'] }, '2026-06-09'),
      );
    expect(isAbout(keys, asked(7))).toBe(true);
    expect(isAbout(keys, asked(70))).toBe(false);
    const brief = (id: number) => ({
      brief: { id, name: 'Dana Lee', company: null, owners: [], lastTouchOn: null, details: null },
      ...{ due: null, plannedOn: null },
    });
    const days = { absenceId: 7, name: 'Priya Patel', from: '2026-06-15', to: '2026-06-19' } as const;
    const toCover = (id: number) =>
      asPart(
        { asked: { what: 'cover', id: 7 }, nudgeId: 7 },
        coverBlocks(days, { likely: [brief(6), brief(id)], more: 0 }, '2026-06-09'),
      );
    expect(isAbout(keys, toCover(7))).toBe(true);
    expect(isAbout(keys, toCover(70))).toBe(false);
    const needing = { slackUserId: 'U2', name: 'Sam Cole', quiet: [], latePromises: 0, overCap: 0 };
    const note = (memberId: number, partnerId: number) =>
      managersNote('Tampa', [{ ...needing, memberId, late: [{ id: partnerId, name: 'Dana Lee' }] }], [], 2)
        .blocks;
    expect(isAbout(keys, note(5, 7))).toBe(true);
    expect(isAbout(keys, note(7, 5))).toBe(false);
    expect(isAbout({ member: new Set([5]) }, note(5, 70))).toBe(true);
  });

  test.each([
    [captureActions.undo, '7'],
    [cardActions.undo, '7'],
    [cardActions.open, '70'],
    [digestActions.met, onList(70)],
    [feedbackActions.add, '700'],
    ['home.go', '7'],
  ])('but not if the value of %s is another kind of id or another id', (action, value) => {
    expect(isAbout(keys, withButton(action, value))).toBe(false);
  });

  test('never because of its text', () => {
    expect(isAbout(keys, [{ type: 'section', text: { type: 'mrkdwn', text: '7 70 700' } }])).toBe(false);
  });
});
