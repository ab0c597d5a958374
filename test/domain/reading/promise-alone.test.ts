import { describe, expect, test } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { readPromiseAlone } from '../../../src/domain/reading/promise-alone.ts';
import { type PartnerName, readingMs } from '../../../src/domain/reading/read.ts';
import { timeLimit } from '../../../src/domain/reading/time-limit.ts';
import { understand } from '../../../src/domain/touchpoints/understand.ts';

/** A Wednesday. */
const today: Day = '2026-06-10';
const partner = (name: string, at: number, own = true): PartnerName => ({
  id: at + 1,
  name,
  company: null,
  own,
});
const book = [
  ...['Dana Lee', 'Marcus Webb', 'Grant Whitfield', 'Colin Hart', 'Elena Cruz', 'Joan Ortiz'],
  ...['Brian Adams', 'Brian Baker', 'Will Chase'],
].map((name, at) => partner(name, at));
const colleagues = partner('Priscilla Vance', 20, false);

/** "Dana Lee: the flyer @ 06-15", or null. */
function read(text: string): string | null {
  const alone = readPromiseAlone(text, [...book, colleagues], today, timeLimit(readingMs));
  const name = book
    .filter(({ id }) => alone?.partnerIds.includes(id))
    .map((one) => one.name)
    .join(' + ');
  return (
    alone && `${name}: ${alone.promises.map((one) => `${one.text} @ ${one.dueOn?.slice(5)}`).join(' && ')}`
  );
}

test.each([
  ['remind me to send dana the flyer monday', 'Dana Lee: the flyer @ 06-15'],
  ['Remind me to send Dana the flyer Monday please', 'Dana Lee: the flyer @ 06-15'],
  ['promised Marcus the flyer by Friday', 'Marcus Webb: the flyer @ 06-12'],
  ['I owe Grant a coffee', 'Grant Whitfield: a coffee @ undefined'],
  ['I still owe a coffee to Grant', 'Grant Whitfield: a coffee @ undefined'],
  ['send colin the 1099 guide by fri', 'Colin Hart: the 1099 guide @ 06-12'],
  ["told elena I'd send her 3 HELOC quotes by EOD", 'Elena Cruz: send her 3 HELOC quotes @ 06-10'],
  ['Told Will I’d get him the comps tomorrow', 'Will Chase: get him the comps @ 06-11'],
  [
    'promised dana the slides by Friday and an intro to Colin next week',
    'Dana Lee: the slides @ 06-12 && an intro to Colin @ 06-19',
  ],
  ['promised dana slides, flyer and rate sheet by Friday', 'Dana Lee: slides, flyer and rate sheet @ 06-12'],
  ['promised to send the flyer to Dana by Friday', 'Dana Lee: send the flyer @ 06-12'],
  ['need to send the slides to Dana by tomorrow', 'Dana Lee: send the slides @ 06-11'],
  ["don't forget to email Joan the K-1 list tomorrow", 'Joan Ortiz: the K-1 list @ 06-11'],
  ['yesterday I promised Dana the comps by Monday', 'Dana Lee: the comps @ 06-15'],
  ["told Dana this morning I'd get her the comps by Monday", 'Dana Lee: get her the comps @ 06-15'],
  ['promised Joan a call by Friday', 'Joan Ortiz: a call @ 06-12'],
  ['promised Dana and Marcus the flyer by Friday', 'Dana Lee + Marcus Webb: the flyer @ 06-12'],
  ['promised dana, marcus and joan the flyer', 'Dana Lee + Marcus Webb + Joan Ortiz: the flyer @ undefined'],
  ['remind me to send Dana and Marcus the flyer monday', 'Dana Lee + Marcus Webb: the flyer @ 06-15'],
  ['send the flyer to dana and marcus by friday', 'Dana Lee + Marcus Webb: send the flyer @ 06-12'],
  ['promised the slides to Dana', 'Dana Lee: the slides @ undefined'],
  ['I promised the slides to Dana by Friday', 'Dana Lee: the slides @ 06-12'],
  ['promised slides for dana tomorrow', 'Dana Lee: slides @ 06-11'],
  ['remind me Friday to send Dana the flyer', 'Dana Lee: the flyer @ 06-12'],
  ['remind me on monday to email Joan the K-1 list', 'Joan Ortiz: the K-1 list @ 06-15'],
  ['tomorrow remind me to send dana the flyer', 'Dana Lee: the flyer @ 06-11'],
  ["remind me in 2 weeks to check on Joan's appraisal", "Joan Ortiz: check on Joan's appraisal @ 06-24"],
  [
    'remind me to follow up with joan on her appraisal in 2 weeks',
    'Joan Ortiz: follow up with joan on her appraisal @ 06-24',
  ],
  ['remind me to check on joans appraisal in 2 weeks', 'Joan Ortiz: check on joans appraisal @ 06-24'],
  ["remind me in 2 weeks about joan's appraisal", "Joan Ortiz: joan's appraisal @ 06-24"],
  ['remind me friday at 9am to send dana the flyer', 'Dana Lee: the flyer (9am) @ 06-12'],
  ['promised dana the flyer by end of day', 'Dana Lee: the flyer @ 06-10'],
  ['I promised both Dana and Marcus the flyer', 'Dana Lee + Marcus Webb: the flyer @ undefined'],
  ['remind me to thank dana for the referral friday', 'Dana Lee: thank dana for the referral @ 06-12'],
  ['promised Marcus the flyer by Friday noon', 'Marcus Webb: the flyer (noon) @ 06-12'],
  ['promised dana the flyer by 3pm friday', 'Dana Lee: the flyer (3pm) @ 06-12'],
  ['remind me to send dana the flyer tomorrow at 9am', 'Dana Lee: the flyer (9am) @ 06-11'],
  ['promised dana the slides by friday morning', 'Dana Lee: the slides (morning) @ 06-12'],
  ['promised dana the slides by friday EOD', 'Dana Lee: the slides (EOD) @ 06-12'],
])('%s', (text, expected) => expect(read(text)).toBe(expected));

describe('is no promise of ours alone, or not surely', () => {
  test.each([
    'Dana promised me her list by Friday',
    'sent Dana the slides I promised',
    'coffee with Dana, promised the slides by Friday',
    'promised Dana the slides over lunch yesterday',
    "didn't promise Dana the slides",
    'did I promise Dana the slides by Friday?',
    'promised Dana the slides, already sent them',
    'promised Dana the slides by Friday and Marcus the flyer by Monday',
    'send dana flyer fri and call marcus mon',
    'send Dana a gift by Friday and Marcus too',
    'send the Dana flyer to Marcus by Friday',
    'owe Brian the list by Friday',
    'promised Priscilla the flyer by Friday',
    'promised Jane Roe the flyer by Friday',
    'promised Dnaa the flyer by Friday',
    "promised Dana's assistant the slides by Friday",
    'promised Dana by Friday',
    'I owe Dana one',
    'owe Grant $40',
    'promised dana the flyer by 13/45',
    'promised Dana the slides by last Friday',
    'promised dana the slides by 3pm',
    'promised Dana the slides by Friday or Monday',
    'promised Dana the slides if rates drop by Friday',
    'remind me to send Dana the rates every Monday',
    'promised Marcus the flyer by Friday, he’s listing 2 homes',
    'promised Dana lunch Thursday',
    'give Dana a call Friday',
    'text Dana tomorrow',
    "told Dana I'd text her tomorrow",
    "told Dana I'd call her Friday",
    "told Dana I'd seen the listing",
    "told Dana I'd love to help",
    'told Dana she would have the numbers by Friday',
    'get Dana to sign the form by Friday',
    'send dana the flyer',
    'send dana the flyer today',
    'sent dana the flyer friday',
    'email dana friday re slides',
    'remind me to introduce Dana to Marcus by Friday',
    'send dana home friday',
    'send dana home with a smile by friday',
    'promised Dana and Jane Roe the flyer by Friday',
    'promised Dana and Priscilla the flyer by Friday',
    'promised Dana, Brian and Joan the flyer',
    'remind me to call dana friday',
    'remind me friday to check in with Dana',
    'remind me to check on the appraisal in 2 weeks',
    'remind me last friday to send dana the flyer',
    'remind me friday to send dana the flyer by monday',
    'promised lunch to Dana friday',
    'promised the flyer to Dana and everyone else',
    'Dana reminded me to send her the flyer friday',
    'Marcus told Dana I would send the flyer by Friday',
  ])('%s', (text) => expect(read(text)).toBeNull());

  test('told Dana what I would do about a call is no call that was', () => {
    for (const text of ["told Dana I'd call her Friday", "told dana i'd call her friday"])
      expect(understand(text, book, today)).toMatchObject([{ content: null, promised: null }]);
  });
});

test('a contact and a promise to somebody else are two', () => {
  const parts = understand('Had coffee with Dana. Told Marcus I’d price lot 9 by Friday.', book, today);
  expect(parts).toMatchObject([
    { content: { partnerIds: [1], promises: [] }, promised: null },
    {
      content: null,
      promised: { partnerIds: [2], promises: [{ text: 'price lot 9', dueOn: '2026-06-12' }] },
    },
  ]);
});

test('a promise without a day is due in a week', () => {
  expect(understand('I owe Grant a coffee', book, today)[0]?.promised).toEqual({
    partnerIds: [3],
    promises: [{ text: 'a coffee', dueOn: '2026-06-17', isDaySaid: false }],
  });
});
