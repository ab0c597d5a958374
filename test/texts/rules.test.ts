import { expect, test } from 'vitest';
import { rules } from './rules.ts';
import type { Text } from './texts.ts';

const on = (text: string, is: Text['is'] = 'mrkdwn', place: Text['place'] = 'screen'): Text => ({
  ...{ where: 'here', text, is, place },
});
const broken = (text: Text): string[] =>
  rules.flatMap((rule) => rule.find(text).map(({ found }) => `${rule.name}: ${found}`));

test.each<[Text, string]>([
  [on('Nobody is due.'), 'words that are not used: Nobody'],
  [on('That area is not there any more.'), 'words that are not used: any more'],
  [on('That is no phone number.'), 'words that are not used: is no phone number'],
  [on('Take a text out'), 'words that are not used: Take a text out'],
  [on('Into the record'), 'words that are not used: the record'],
  [on('Your list comes at 8:00.'), 'times have AM or PM: 8:00'],
  [on('noon or 17:30'), 'times have AM or PM: 17:30'],
  [on('5:30 pm'), 'AM and PM in capitals: 5:30 pm'],
  [on('Due Tue Jun 9'), 'a comma between weekday and date: Tue Jun 9'],
  [on('Write 2026-06-09.'), 'no ISO days: 2026-06-09'],
  [on('Try samples/partners.csv'), 'no path of the repository: samples/p'],
  [on('“your letters'), 'quotes come in pairs: 1 “ and 0 ”'],
  [on("I can't"), "typographic quotes: '"],
  [on('no column "name"'), 'typographic quotes: "'],
  [on('*Save*', 'plain'), 'no marks of mrkdwn in plain text: *'],
  [on('_Ask them._', 'notification'), 'no marks of mrkdwn in notifications: _Ask them._'],
  [
    on('Good morning, Kim.', 'notification'),
    'notifications begin with the news, not a greeting: Good morning',
  ],
  [on('', 'notification'), 'notifications are never empty: '],
  [
    on('Dana: your letters are slow', 'notification'),
    'notifications never tell what was said: the feedback: your letters are s',
  ],
  [
    on('One is done here now. Two of them are left. Three come back on Monday.'),
    'at most two sentences in a paragraph: 3 sentences',
  ],
  [on('one  two'), 'no double blanks, no stray dots and commas: e  t'],
  [on('with undefined'), 'nothing is missing in what is put in: undefined'],
])('%o breaks one rule', (text, found) => {
  expect(broken(text).filter((one) => one === found || one.startsWith('at most'))).toEqual([found]);
});

test.each([
  on('No one is due. You’re square until 8:00 AM on Tue, Jun 9.'),
  on('Any more than that? I found any more partners; “any more of them” is fine.'),
  on('There is no branch yet.'),
  on('3 today: Marcus Webb, Joan Ortiz, Lee &amp; Co', 'notification'),
  on('Time to meet. Last: coffee, May 4. By Fri, Jun 12.'),
  on('export record --from 2026-06-09 "as is"', 'source', 'terminal'),
  on('closed_loans per branch_id', 'plain'),
  on('Wait…', 'plain'),
])('%o breaks none', (text) => {
  expect(broken(text)).toEqual([]);
});
