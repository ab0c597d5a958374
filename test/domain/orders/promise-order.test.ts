import { describe, expect, test } from 'vitest';
import type { OpenPromise } from '../../../src/domain/asking/facts.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import { promisesKept } from '../../../src/domain/orders/kept-words.ts';
import { promisesMeant } from '../../../src/domain/orders/match-promises.ts';
import { readPromiseNews } from '../../../src/domain/orders/promise-news.ts';
import { movedDay, readPromiseOrder } from '../../../src/domain/orders/promise-order.ts';
import { readingMs } from '../../../src/domain/reading/read.ts';
import { timeLimit } from '../../../src/domain/reading/time-limit.ts';

/** A Wednesday. */
const today: Day = '2026-06-10';
const open: OpenPromise[] = (
  [
    ['Dana Lee', 'the flyer', '2026-06-15'],
    ['Dana Lee', 'workshop slides', '2026-06-12'],
    ['Marcus Webb', 'the flyer for his open house', '2026-06-12'],
    ['Elena Cruz', 'send her 3 HELOC quotes', '2026-06-12'],
    ['Grant Whitfield', 'an intro to Colin', '2026-06-20'],
    ['Joan Ortiz', 'price lot 9', '2026-06-20'],
    ['Brian Adams', 'outline', '2026-06-01'],
  ] as const
).map(([partnerName, text, dueOn], at) => ({ id: at + 1, partnerId: at + 11, partnerName, text, dueOn }));

/** "drop 1", "move 1 06-15"; the order without a promise that fits is none: "drop". */
function read(said: string): string | null {
  const order = readPromiseOrder(said, today, timeLimit(readingMs));
  if (!order) return null;
  const meant = promisesMeant(order.about, open);
  const how = order.how === 'drop' ? (order.told ? 'drop, told' : 'drop') : 'move';
  const days = meant.map(
    ({ id, dueOn }) =>
      `${id}${order.how === 'move' ? ` ${movedDay(dueOn, order.to, today)?.slice(5) ?? '?'}` : ''}`,
  );
  return [how, ...days].join(' ');
}

test.each([
  ['forget the flyer for dana', 'drop 1'],
  ['forget the flyer i was gonna get dana', 'drop 1'],
  ['i need til friday on that flyer i promised dana', 'move 1 06-12'],
  ['need 2 more days on the flyer for dana', 'move 1 06-17'],
  ["forget dana's flyer", 'drop 1'],
  ['forget about danas flyer', 'drop 1'],
  ['drop the flyer for dana', 'drop 1'],
  ["can't do the slides for Dana after all", 'drop 2'],
  ['cant do the slides for dana after all', 'drop 2'],
  ["I can't do the slides for Dana after all.", 'drop 2'],
  ["i won't be able to send elena the quotes", 'drop 4'],
  ["told dana i can't do the slides", 'drop, told 2'],
  ["told Elena I can't get her the HELOC quotes", 'drop, told 4'],
  ["dana doesn't need the flyer anymore", 'drop 1'],
  ['never mind the outline', 'drop 7'],
  ['cancel the outline for brian', 'drop 7'],
  ["scratch joan's lot 9", 'drop 6'],
  ['forget my promise to grant', 'drop 5'],
  ['forget my promise to dana', 'drop 1 2'],
  ['forget the flyer', 'drop 1 3'],
  ["move dana's flyer to monday", 'move 1 06-15'],
  ['move danas flyer to next friday', 'move 1 06-19'],
  ['push the slides for dana a week', 'move 2 06-19'],
  ['push the slides for dana by a week', 'move 2 06-19'],
  ['push the slides for dana back two weeks', 'move 2 06-26'],
  ["bump marcus's flyer to 6/20", 'move 3 06-20'],
  ['move the outline to friday', 'move 7 06-12'],
  ['push the outline 3 days', 'move 7 06-13'],
  ['i need until friday for the heloc quotes', 'move 4 06-12'],
  ["push dana's flyer to tomorrow", 'move 1 06-11'],
  ['postpone the intro for grant to the end of the month', 'move 5 06-30'],
  ["move dana's open house flyer to friday", 'move 1 06-12'],
  ["no need for dana's slides", 'drop 2'],
  ['im not gonna do the slides for dana', 'drop 2'],
  ['need more time on danas slides', 'move 2 ?'],
  ["push Dana's flyer out another week", 'move 1 06-22'],
])('%s', (said, expected) => expect(read(said)).toBe(expected));

describe('is no order about an open promise', () => {
  test.each([
    'cancel lunch with joan',
    'move lunch with joan to friday',
    "can't do lunch with dana after all",
    'push the closing for dana a week',
    'forget the flyer printer for dana',
    "forget marcus's slides",
    'forget dana',
    'drop the coffee with dana',
    'move dana to friday',
    'push coffee with marcus to next week',
  ])('%s', (said) => expect(read(said) ?? 'none').toMatch(/^(?:drop|move|none)$/));

  test.each([
    'coffee with dana, forget the flyer',
    'dropped the flyer off at dana’s',
    'dana told me to forget the flyer for now and call',
    'moved the flyer for dana to the front desk',
    'move the flyer for dana to the office',
    'lunch with dana, move her flyer to monday',
    'sent dana the flyer',
    'called dana to push the slides a week',
  ])('%s', (said) => expect(read(said)).toBeNull());
});

describe('may be kept', () => {
  const kept = (said: string, made: string[] = []) => promisesKept(said, open, made).map(({ id }) => id);
  test.each([
    ['sent Dana the slides I promised', [2]],
    ['sent marcus the flyer', [3]],
    ['sent dana the flyer and the slides', [1, 2]],
    ['emailed the flyer to marcus this morning', [3]],
    ['coffee with dana, gave her the slides', [2]],
    ['dropped off the flyers at danas', [1]],
    ['got elena her quotes', [4]],
    ['introduced grant to colin over lunch', [5]],
    ['dana’s flyer is done', [1]],
    ['mark the outline for brian done', [7]],
    ['kept my promise to grant', [5]],
    ['sent brian what i promised', [7]],
    ['finished the outline for brian adams', [7]],
    ['sent dana what i promised', [1, 2]],
    ['check off the flyer for dana', [1]],
    ['the outline is in brians inbox', [7]],
    ['brian finally has his outline in hand', [7]],
    ['brian has the outline now', [7]],
    ['knocked out brians outline', [7]],
    ['outline went to brian last night', [7]],
    ['outline is off to brian', [7]],
    ['the outline went out to brian this morning like i promised', [7]],
  ])('%s', (said, expected) => expect(kept(said)).toEqual(expected));

  test.each([
    "haven't sent dana the slides yet",
    'brian has a question about the outline',
    'brian has the wrong outline',
    'need to send dana the slides',
    'dana sent me the flyer',
    'sent joan the slides',
    'was gonna bring dana the flyer but ran out',
    'meant to send dana the slides, got busy',
    'sent dana a thank you note',
    'coffee with dana, she likes the flyer',
    'did I send dana the slides?',
    'remind me to send dana the flyer',
    "didn't get dana the flyer",
    'sent the flyer',
    'dana sent the flyer to marcus',
    'got a flyer from dana',
    'sent dana the report i promised',
  ])('not: %s', (said) => expect(kept(said)).toEqual([]));

  test('not what was promised in the same breath', () =>
    expect(kept('got coffee with dana, promised the flyer by friday', ['the flyer'])).toEqual([]));
});

describe('news of an open promise, in whatever words', () => {
  /** "drop 1", "move 1 06-15", with "?" where it is only asked about. */
  const news = (said: string): string | null => {
    const told = readPromiseNews(said, open, today, timeLimit(readingMs));
    if (!told) return null;
    const { order, promise, isSure } = told;
    const day = order.how === 'move' ? ` ${movedDay(promise.dueOn, order.to, today)?.slice(5)}` : '';
    return `${order.how} ${promise.id}${day}${isSure ? '' : '?'}`;
  };

  test.each([
    ['dana found a flyer elsewhere so shes all set', 'drop 1'],
    ['the flyer for dana moved to friday', 'move 1 06-12'],
    ['dana says never mind on the flyer', 'drop 1'],
    ['make the flyer for dana due friday not monday', 'move 1 06-12'],
    ['dana doesnt need the flyer anymore', 'drop 1'],
    ['take danas flyer off my list', 'drop 1'],
    ['scratch the outline for brian he got his own', 'drop 7'],
    ['forget the outline i promised brian not happening', 'drop 7'],
    ['danas flyer needs to wait til friday', 'move 1 06-12'],
    ['outline for brian slipped, its friday the 19th now', 'move 7 06-19'],
    ['told brian tuesday for the outline instead', 'move 7 06-16'],
    ['need another 5 days on danas flyer', 'move 1 06-20'],
    ['dana said the flyer can wait till next thurs', 'move 1 06-18'],
    ['dana is ok getting the flyer next monday instead', 'move 1 06-15'],
    ['brians outline gonna be late, more like the 22nd', 'move 7 06-22'],
    ['cant get to brians outline today make it tmrw', 'move 7 06-11'],
    // "Slides" alone may be others than those for the workshop.
    ['danas slides gonna be late, more like the 22nd', 'move 2 06-22?'],
  ])('%s', (said, does) => expect(news(said)).toBe(does));

  test.each([
    'dana cant wait for the flyer friday',
    'dont push danas flyer to friday',
    'coffee with Dana moved to friday, the flyer was late',
    'called dana, the flyer will be late, friday',
    'danas waiting on the flyer from me, due sunday',
    'promised dana the flyer by friday instead',
    'remind me friday to push the flyer to dana',
    'dana moved to the new office friday',
    'the outline for brians kitchen moved to friday',
    'flyer about danas listing moved to friday',
    'the flyer will be late, more like friday',
    'joan doesnt need the flyer',
    'did dana say the flyer can wait till friday?',
    'brians outline will be late',
  ])('but not %s', (said) => expect(news(said)).toBeNull());
});
