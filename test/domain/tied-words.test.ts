import { expect, test } from 'vitest';
import { tiedToReferrals } from '../../src/domain/tied-words.ts';

test.each([
  'Gift card for the referral',
  'a bottle of wine as a thank you for the Miller referral',
  'bought lunch for sending us three buyers',
  'golf in return for the listing introductions',
  'we pay for dinner if she sends us two deals',
  'gave tickets in exchange for his leads',
  '$50 bonus per referral',
  'Spa voucher, we owe her for the last lead',
  'Treated him to dinner so he sends his buyers our way',
  'Bottle of wine for the two deals she sent',
  'Paid lunch because she sent us three buyers',
  'tickets in appreciation of all the business',
  '$50 per closed loan',
  'Gift: reward for closing',
  'spiff for the Jones file',
  'Flowers, thank you for all the clients this spring',
  'gift basket for the buyers he referred last month',
  'coffee card for every lead',
  'Breakfast as she gave us two files in May',
  'a hundred dollars for each closing',
  'Dinner to say thanks for the loans',
  'golf, hoping he steers more buyers our way',
  'Paid her open house since she brought us the Ortiz deal',
  'finder’s fee for Joan',
  'Cash kickback, said no',
  'Gift card after her referral',
  'gift card when she sends us a buyer',
  'wine for sending the Millers',
  'a spa day for referring the Ortiz family',
  'Took her to lunch to thank her for her business',
  'Lunch, thanking Dana for the loans this quarter',
  'tickets each time he refers a client',
  'Paid for golf, hoping she refers us',
  'Bought drinks so they send us more',
  'Dinner, we owe him for the Smith deal',
  'Sponsored her open house in return for introductions',
  'donated $100 for every buyer',
])('a note that ties a gift to referrals is found: %s', (note) => {
  expect(tiedToReferrals(note)).not.toBeNull();
});

test.each([
  'Thanked her for the referral',
  'Lunch to plan the first-time buyer workshop',
  'She is looking for leads on a new office',
  'Gift for the new baby',
  'Bought coffee, talked about her listings',
  'Dinner for the team after the closing',
  'He paid for breakfast, wants an introduction to a planner',
  'Tickets for the Chamber gala, everybody was offered them',
  'Paid for parking at the open house',
  'Coffee; she sends her best to Sam',
  'paid for lunch after the leads meeting',
  'coffee for the lead agent',
  'bought coffee for the team leads',
  'Lunch with the lead lender of their team',
  'Paid for coffee, went through the two files she is worried about',
  'Gift for her closing anniversary party, everybody brought one',
  'Dinner with her and the buyers',
  'Bought breakfast for the office, ten people',
  'He paid, talked about the business plan',
  'Drinks after the closing, each paid their own',
  'Golf with his clients, he paid',
  'Coffee, so she brings the workshop flyers on Friday',
  'Card for her birthday',
  'Lunch for the lead generation class, all agents invited',
  'thank you card for hosting the workshop',
  'Sponsored the Little League team of the Chamber',
  'Thanks for hosting the buyers class, paid for pizza',
  'Lunch per their business plan',
  'Coffee, so she sends me the flyer',
  'Breakfast for the referral partners of the branch',
  'Paid for the first-time buyers’ workshop room',
  'Gift for the client appreciation party',
  'Thank you lunch for the loan officers class',
  'Lunch moved to Friday per client request',
  'thank you card for sending the slides',
  'thank you card for bringing us cookies',
  'Coffee with her and a listing agent from their office',
  'Bought coffee, grateful for her time on the business cards',
  'Tickets for the business expo, anybody could come',
  'Dinner with the closing attorney, each paid their own',
])('an ordinary one is not: %s', (note) => {
  expect(tiedToReferrals(note)).toBeNull();
});

test('thanks in words are no gift, but with one that we paid they are', () => {
  expect(tiedToReferrals('Thanked her for the referral')).toBeNull();
  expect(tiedToReferrals('Thanked her for the referral', true)).toBe('for the referral');
});

test('the words are told to the end of the thought', () => {
  expect(tiedToReferrals('Wine for sending the Millers; she loved it')).toBe('for sending the Millers');
});

test.each(['for ', 'so hoping ', 'thank you for ', 'because she sent ', 'per closed ', 'gift for sending '])(
  'the longest text is read at once: %j over and over',
  (piece) => {
    const start = performance.now();
    tiedToReferrals(piece.repeat(3000).slice(0, 3000), true);
    expect(performance.now() - start).toBeLessThan(150);
  },
);
