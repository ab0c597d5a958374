import { expect, test } from 'vitest';
import type { Brief } from '../../src/domain/asking/brief.ts';
import { outlookBlocks } from '../../src/messages/members/covering.ts';

const brief = (id: number, name: string): Brief => ({
  id,
  name,
  company: null,
  owners: [],
  lastTouchOn: null,
  details: {
    ...{ kind: 'other', phone: null, email: null, growing: null, birthday: null, due: null },
    ...{ last: null, said: null, promises: [], plan: null, feedback: [] },
    ask: { ask: 'feedback', wording: 'one thing' },
  },
});

test('the same question about several partners stands there once', () => {
  const likely = ['Dana Lee', 'Marcus Webb'].map((name, index) => ({
    brief: brief(index + 1, name),
    due: null,
    plannedOn: null,
  }));
  const blocks = outlookBlocks({ likely, more: 0 }, { from: '2026-06-15', to: '2026-06-19' }, '2026-06-09');
  const text = JSON.stringify(blocks);
  expect(text.split('Ask: ')).toHaveLength(2);
  expect(text).toContain('Marcus Webb');
});
