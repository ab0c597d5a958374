import { expect, test } from 'vitest';
import { refusedBranch, refusedPartner } from '../../src/messages/refusals.ts';

test.each([
  [
    refusedPartner('edit'),
    'You can’t edit this partner. The owner, the branch manager, or a program lead can.',
  ],
  [
    refusedPartner('plan'),
    'You can’t make plans with this partner. Anyone in the partner’s branch or a program lead can.',
  ],
  [refusedBranch('add events'), 'You can’t add an event. Anyone in the branch or a program lead can.'],
  [refusedBranch('name roles'), 'You can’t name program leads and compliance. A Slack workspace admin can.'],
])('a refusal says who can, and only “anyone” where a whole branch can', (said, words) => {
  expect(said).toBe(words);
});
