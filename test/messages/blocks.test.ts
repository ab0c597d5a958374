import { expect, test } from 'vitest';
import { asTyped, phoneLink, section } from '../../src/messages/blocks.ts';

test('a text too long for a section is cut between escapes, never within one', () => {
  for (const before of ['', 'a', 'ab', 'abc', 'abcd']) {
    const cut = section(before + asTyped('&'.repeat(1000))).text?.text ?? '';
    expect(cut).toMatch(/^[a-d]*(?:&amp;)+…$/);
    expect(cut.length).toBeLessThanOrEqual(2900);
  }
});

test.each([
  ['+1 (813) 555-0142 x3', '<tel:+18135550142;ext=3|+1 (813) 555-0142 x3>'],
  ['813-555-0142 ext. 12', '<tel:8135550142;ext=12|813-555-0142 ext. 12>'],
  ['(813) 555-0142', '<tel:8135550142|(813) 555-0142>'],
  ['fax 813-555-0142', '<tel:8135550142|fax 813-555-0142>'],
  ['x12', 'x12'],
])('the phone number %s gets the right link', (phone, link) => {
  expect(phoneLink(phone)).toBe(link);
});
