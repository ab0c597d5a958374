import { expect, test } from 'vitest';
import { phoneLink, phoneLinks } from '../../src/messages/phone-links.ts';

test.each([
  ['+1 (813) 555-0142 x3', '<tel:+18135550142;ext=3|813-555-0142 x3>'],
  ['813-555-0142 ext. 12', '<tel:+18135550142;ext=12|813-555-0142 x12>'],
  ['(813) 555-0142', '<tel:+18135550142|813-555-0142>'],
  ['555-0142', '<tel:5550142|555-0142>'],
  ['fax 813-555-0142', 'fax <tel:+18135550142|813-555-0142>'],
  ['x12', 'x12'],
  ['813-555-0142 / 813-555-0199', '<tel:+18135550142|813-555-0142> / <tel:+18135550199|813-555-0199>'],
  [
    '813-555-0142 or 813-555-0199 x3',
    '<tel:+18135550142|813-555-0142> or <tel:+18135550199;ext=3|813-555-0199 x3>',
  ],
  ['813.555.0142 (813) 555-0199', '<tel:+18135550142|813-555-0142> <tel:+18135550199|813-555-0199>'],
  ['+44 20 7946 0958', '<tel:+442079460958|+44 20 7946 0958>'],
  ['<!channel> 813-555-0142 | *x*', '&lt;!channel&gt; <tel:+18135550142|813-555-0142> | ∗x∗'],
  ['1234567890123456789', '1234567890123456789'],
])('each number of %s gets its link', (phone, links) => {
  expect(phoneLinks(phone)).toBe(links);
});

test.each([
  ['cell 813-555-0142 / office 813-555-0199', '<tel:+18135550142|813-555-0142>'],
  ['ask Sam <at the desk>', 'ask Sam &lt;at the desk&gt;'],
])('on a line with other things %s is its first number', (phone, link) => {
  expect(phoneLink(phone)).toBe(link);
});
