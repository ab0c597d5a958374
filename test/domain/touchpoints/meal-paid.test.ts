import { describe, expect, test } from 'vitest';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { book } from '../reading/book.ts';
import { today, unlimited } from '../reading/in-words.ts';

/** Who paid and how much, then the note that is left; "-" if nothing was taken. */
function paidOf(said: string): string {
  const parts = understand(said, book, today, unlimited);
  return parts
    .map(({ content, paid, reading }) => {
      if (!content) return `doubts: ${reading.doubts.join(', ')}`;
      const { meal } = content;
      const cents = meal?.amountCents == null ? '' : ` ${(meal.amountCents / 100).toFixed(2)}`;
      const took = meal ? `${meal.payer ?? 'who?'}${cents}` : '-';
      return [took, paid?.problem, content.note && `note: ${content.note.replaceAll('\n', ' // ')}`]
        .filter(Boolean)
        .join(' | ');
    })
    .join(' && ');
}

describe('who paid for a meal, and how much', () => {
  test.each([
    ['$40 lunch with Joan Ortiz, we paid', 'we did 40.00'],
    ['lunch w dana, i paid 38.50', 'we did 38.50'],
    ['coffee with joan ortiz 12 bucks my treat', 'we did 12.00'],
    ['coffee with grace 9.75 my treat', 'we did 9.75'],
    ['dinner with marcus last night, i put it on the company card $57', 'we did 57.00'],
    ['lunch with dana and marcus, tab was $86 and we covered it', 'we did 86.00'],
    ['lunch with grace, forty five dollars, branch card', 'we did 45.00'],
    ['bought dana lunch $22', 'we did 22.00'],
    ['i treated grace to breakfast yesterday $33', 'we did 33.00'],
    ['breakfast with grace. $18.40. we paid.', 'we did 18.40'],
    ['lunch with marcus (we paid, $62)', 'we did 62.00'],
    ['had a 40 dollar lunch with marcus on friday, company card', 'we did 40.00'],
    ['lunch with grace, bill came to $44 and she paid', 'they did 44.00'],
    ['lunch with dana $25 each', 'each own 25.00'],
    ['lunch w marcus i payed 42', 'we did 42.00'],
    ['lunch w/ dana. tab: $44. we paid', 'we did 44.00'],
    ['dinner with dana and marcus, $140 we covered', 'we did 140.00'],
    ['lunch with marcus. paid 32.10 on the amex', 'we did 32.10'],
    ['grabbed the tab for lunch w/ marcus 46 bucks', 'we did 46.00'],
    ['covered lunch for dana 23.50', 'we did 23.50'],
    ['expensed lunch w/ dana $41', 'we did 41.00'],
    ['paid $60 for dinner with marcus', 'we did 60.00'],
    ['dinner with grace, cost me $60', 'we did 60.00'],
    ['lunch w/ marcus, i picked up the $48 tab', 'we did 48.00'],
    ['$15 coffee w/ grace, i paid', 'we did 15.00'],
    ['took grace to dinner last night 118.40 i paid', 'we did 118.40'],
    ['coffee with dana. my treat. 31', 'we did 31.00'],
    ['bought grace lunch, like 40ish', 'we did 40.00'],
    ['coffee with dana, put 14 on the company card', 'we did 14.00'],
    ['dinner with grace $140 charged to me', 'we did 140.00'],
    ['ice cream with dana, six bucks out of my pocket', 'we did 6.00'],
    ['bagels w grace, company card, $19', 'we did 19.00'],
    ['had lunch with dana comma we paid comma sixty five dollars', 'we did 65.00'],
    ['lunch dana marcus grace today 96.20 all on us', 'we did 96.20'],
  ])('%s', (said, took) => {
    expect(paidOf(said)).toBe(took);
  });

  test.each([
    ['lunch with dana, they treated', 'they did'],
    ['lunch with marcus, marcus picked up the tab', 'they did'],
    ['marcus picked up the tab at lunch', 'they did'],
    ['dana paid for lunch', 'they did'],
    ['dana bought me coffee', 'they did'],
    ['coffee with marcus, his treat', 'they did'],
    ['lunch with dana, she wouldn’t let me pay', 'they did'],
    ['had lunch with dana yesterday and she picked up the check', 'they did'],
    ['marcus insisted on getting the check at dinner last night', 'they did'],
    ['coffee with marcus; he got it', 'they did'],
    ['beers with marcus, he bought', 'they did'],
    ['coffee w marcus on him', 'they did'],
    ['lunch with marcus, the office paid', 'we did'],
    ['lunch with dana on me', 'we did'],
    ['grace wouldnt let me pay for lunch', 'they did'],
    ['grabbed cofee w marcus his treat', 'they did'],
    ['happy hr w dana n grace, grace picked up the tab', 'they did'],
    ['pizza w grace, we split', 'each own'],
    ['lunch w dana, went 50/50', 'each own'],
    ['lunch with dana, split down the middle', 'each own'],
    ['lunch on us with dana', 'we did'],
    ['lunch with marcus, he offered to pay but i got it', 'we did'],
    ['lunch with dana, split it', 'each own'],
    ['coffee with dana, went dutch', 'each own'],
    ['lunch with dana, separate checks', 'each own'],
    ['coffee with grace, 50/50', 'each own'],
    ['lunch with marcus, he paid for his own', 'each own'],
  ])('%s', (said, took) => {
    expect(paidOf(said)).toBe(took);
  });

  test.each([
    ['lunch with dana, we paid $44, talked about her $500k listing', 'talked about her $500k listing'],
    ['lunch with dana she got the check, wants to grow listings', 'wants to grow listings'],
    ['lunch with dana at ulele i paid', 'at ulele'],
  ])('what else was said stays in the note: %s', (said, note) => {
    expect(paidOf(said)).toMatch(new RegExp(` note: ${note.replaceAll('$', '\\$')}$`));
  });

  test('of a meal that was told of with another day, the day stays', () => {
    const [part] = understand('marcus treated me to dinner last night', book, today, unlimited);
    expect(part?.content).toMatchObject({ on: '2026-06-09', meal: { payer: 'they did' } });
  });

  test('and may go on with something else: the promise is made', () => {
    const said = 'lunch with dana we paid forty bucks and promised her the slides by friday';
    const [part] = understand(said, book, today, unlimited);
    expect(part?.content).toMatchObject({
      meal: { payer: 'we did', amountCents: 4000 },
      promises: [{ text: 'slides', dueOn: '2026-06-12' }],
      note: null,
    });
  });

  test('an hour, and a number beside nothing about paying, is no amount', () => {
    expect(paidOf('lunch with dana 12.30 i paid')).toBe('we did | note: 12.30 i paid');
    expect(paidOf('lunch with dana. 31')).toBe('- | note: 31');
  });

  test('the amount alone leaves open who paid', () => {
    expect(paidOf('lunch with dana $40')).toBe('who? 40.00');
    expect(paidOf('took marcus to lunch, $54.20')).toBe('who? 54.20');
  });

  test('of a bill that was split, and of two amounts, none is taken', () => {
    expect(paidOf('lunch with dana, $60, split it')).toBe('each own | note: $60');
    expect(paidOf('lunch with dana, we paid $40, $8 tip')).toBe('we did | note: we paid $40, $8 tip');
  });
});

describe('what is not of the meal is not taken', () => {
  test.each([
    'dinner with marcus. he’s buying a $400k house',
    'lunch with dana talked about the 40k grant',
    'coffee with dana, gave her a $500 gift card',
    'coffee with dana, gift card $50',
    'lunch with marcus, gave him $200 cash',
    'lunch with marcus, he owes me $20',
    'lunch with dana, she paid 410k for the house',
    'lunch with dana, she paid $6,500 in closing costs',
    'lunch with dana, closing was smooth, she paid $6,500',
    'lunch with dana, her buyers paid cash',
    'lunch with dana, her husband paid',
    'lunch with dana, asked how much i paid',
    'lunch with dana, talked about a $25 fee',
    'lunch with dana. told her we’d split the room cost',
    'coffee with grace, we’re doing a 60/40 split on the seminar cost',
    'lunch with dana, they treated their patio',
    'coffee with dana, she bought a house',
    'lunch with marcus, he covered the new listing rules',
    'lunch with marcus, he got a new listing for $350,000',
    'lunch with dana, she spent $40 on ads',
    'lunch with dana, sponsored her event for $500',
    'lunch with dana, wants us to pay half',
    'lunch with marcus, it’s on him to call the seller',
    'lunch with marcus, he paid me a compliment',
    'lunch with marcus, i think he paid',
    'lunch with marcus, we split up the leads',
    'lunch with marcus, appraisal came in at $410,000',
    'lunch with marcus, cut my fee $400',
    'lunch with dana, marcus paid',
  ])('%s', (said) => {
    expect(paidOf(said)).toMatch(/^- \| note: /);
  });

  test.each([
    'coffee with dana next one’s on me',
    'coffee with dana, next time’s my treat',
    'lunch with marcus, i paid last time',
    'lunch with marcus, i’ll pay next time',
    'lunch with marcus, forgot to ask who paid',
    'coffee with dana, she dropped the ball on me',
  ])('nor what was not so, or not this time: %s', (said) => {
    expect(paidOf(said)).toMatch(/^-/);
  });

  test('nor of what is no meal, or is still to come', () => {
    expect(paidOf('called dana, she paid')).toBe('- | note: she paid');
    expect(paidOf('lunch with dana tomorrow, on me')).toMatch(/^-/);
  });

  test('nor does it make a contact of what others did', () => {
    expect(paidOf('marcus paid for lunch with dana')).toMatch(/^doubts: /);
    expect(paidOf('grace treated dana to lunch for her birthday')).toMatch(/^doubts: /);
  });

  test('two answers are none', () => {
    expect(paidOf('lunch with dana, i paid, she paid')).toBe('- | note: i paid, she paid');
  });
});

test('an amount that the form would refuse is said to be one, and stays in the note', () => {
  expect(paidOf('lunch with dana, we paid $250000')).toBe('we did | too much | note: we paid $250000');
  expect(paidOf('lunch with dana, we paid 40 euros')).toBe('we did | not dollars | note: we paid 40 euros');
});
