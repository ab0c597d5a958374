import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import type { DigestLine } from '../../src/domain/digest/digest.ts';
import {
  isFeedbackQuestionDue,
  isGoodTimeToAsk,
  isGrowthQuestionDue,
} from '../../src/domain/feedback/questions.ts';
import type { Tier } from '../../src/domain/words.ts';

const today: Day = '2026-06-09';
const toBeAsked = (tier: Tier, lastHeardOn: Day | null, hardClosingOn: Day | null = null) =>
  isFeedbackQuestionDue({ tier, lastHeardOn, hardClosingOn }, today);

describe('what could we do better', () => {
  test('is asked of the inner circle twice a year, of core once, and never of others', () => {
    expect(toBeAsked('inner', null)).toBe(true);
    expect(toBeAsked('inner', '2026-04-01')).toBe(false);
    expect(toBeAsked('inner', '2025-12-01')).toBe(true);
    expect(toBeAsked('core', null)).toBe(true);
    expect(toBeAsked('core', '2024-01-02')).toBe(false);
    expect(toBeAsked('keep', null)).toBe(false);
  });

  test('is asked after a hard closing, whatever the tier, until they tell us', () => {
    expect(toBeAsked('keep', null, '2026-06-05')).toBe(true);
    expect(toBeAsked('core', '2026-06-01', '2026-06-05')).toBe(true);
    expect(toBeAsked('keep', '2026-06-06', '2026-06-05')).toBe(false);
    expect(toBeAsked('keep', null, '2025-06-05')).toBe(false);
  });

  describe('is asked at', () => {
    const line = (clock: 'touch' | 'face', more: Partial<DigestLine> = {}) =>
      ({
        coveringFor: null,
        state: 'due',
        lastFace: { on: '2026-04-01' },
        reasons: [{ code: 'due today', clock }],
        ...more,
      }) as unknown as DigestLine;

    test.each([
      ['a meeting that is due', line('face'), false, true],
      ['no call', line('touch'), false, false],
      ['a call after a hard closing', line('touch'), true, true],
      ['a first meeting only after a hard closing', line('face', { lastFace: null }), false, false],
      ['a first meeting after a hard closing', line('face', { lastFace: null }), true, true],
      ['nothing that is a colleague’s', line('face', { coveringFor: 2 }), true, false],
      ['nothing after a silence', line('face', { state: 'gone quiet' }), true, false],
    ])('%s', (_, one, isHard, asks) => {
      expect(isGoodTimeToAsk(one, { isHard })).toBe(asks);
    });
  });
});

test('we ask what they are trying to grow once a year, and only the inner circle and core', () => {
  const toAsk = (tier: Tier, growingOn: Day | null) => isGrowthQuestionDue({ tier, growingOn }, today);
  expect(toAsk('inner', null)).toBe(true);
  expect(toAsk('core', '2025-06-09')).toBe(true);
  expect(toAsk('core', '2025-06-11')).toBe(false);
  expect(toAsk('keep', null)).toBe(false);
});
