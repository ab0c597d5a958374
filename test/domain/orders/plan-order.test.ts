import { describe, expect, test } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import {
  type KnownPlan,
  newTimes,
  plansMeant,
  settleTarget,
} from '../../../src/domain/orders/choose-plan.ts';
import { readPlanOrder } from '../../../src/domain/orders/plan-order.ts';
import type { PartnerName } from '../../../src/domain/reading/read.ts';
import { unlimited } from '../reading/in-words.ts';

/** A Tuesday. */
const today: Day = '2026-06-09';
const names = ['Dana Lee', 'Joan Ortiz', 'Marcus Webb', 'Grant Whitfield', 'Tom & Ann Reed', 'Joan Park'];
const book: PartnerName[] = names.map((name, index) => ({
  id: index + 1,
  name,
  company: name === 'Dana Lee' ? 'Lee & Co' : null,
  own: true,
}));
const plan = (
  name: string,
  plannedOn: Day,
  word: string | null,
  at: string | null = null,
  kind: KnownPlan['kind'] = 'meal',
): KnownPlan => ({ partnerIds: [names.indexOf(name) + 1], kind, word, plannedOn, at });
const plans = [
  plan('Marcus Webb', '2026-06-12', 'breakfast'),
  plan('Dana Lee', '2026-06-16', 'coffee', '10:00'),
  plan('Joan Ortiz', '2026-06-18', 'lunch', '12:30'),
  plan('Tom & Ann Reed', '2026-06-19', 'dinner', '18:30'),
  plan('Dana Lee', '2026-06-22', null, '15:00', 'call'),
];
const wordOf = ({ partnerIds, plannedOn }: KnownPlan) =>
  `${names[partnerIds[0]! - 1]!.split(' ')[0]} ${plannedOn.slice(8)}`;

/** "cancel Joan 18", "ask move Joan 18 to 12 or 19", "cancel nothing"; null: no order. */
function told(said: string): string | null {
  const read = readPlanOrder(said, book, today, unlimited);
  if (!read) return null;
  const order = settleTarget(read, plans, today);
  const meant = plansMeant(order, plans, today);
  if (meant.plans.length === 0) return order.isNews ? null : `${order.does} nothing`;
  const [first, ...others] = meant.plans;
  const isAsked = !meant.isSure || others.length > 0;
  const times = first && others.length === 0 ? newTimes(order, first, today) : [];
  const to = times.map(({ on, at }) => `${on.slice(8)}${at ? ` ${at}` : ''}`).join(' or ');
  const isOpen = order.does === 'move' && times.length !== 1;
  return `${isAsked || isOpen ? 'ask ' : ''}${order.does} ${meant.plans.map(wordOf).join(', ')}${to ? ` to ${to}` : ''}`;
}

describe('said in other words', () => {
  test.each([
    ['joan has the flu kill our lunch', 'cancel Joan 18'],
    ['joan is swamped so push our lunch to friday', 'ask move Joan 18 to 12 12:30 or 19 12:30'],
    ['skip lunch with joan', 'cancel Joan 18'],
    ['marcus cant do breakfast friday, thursday 9am instead', 'move Marcus 12 to 11 09:00'],
    ['joan cant do thursday, the 22nd works instead', 'move Joan 18 to 22 12:30'],
    ['push joans lunch a week', 'move Joan 18 to 25 12:30'],
    ['joan ortiz lunch is 1 now not 12:30', 'move Joan 18 to 18 13:00'],
    ['lets do joans lunch a week later', 'ask move Joan 18 to 25 12:30'],
    ['skip the walkthrough with marcus', 'ask cancel Marcus 12'],
  ])('%s', (said, does) => expect(told(said)).toBe(does));

  test.each([
    'lunch with dana works',
    'told marcus friday works',
    'marcus was stuck in court, coffee with dana instead',
    'joan is sick',
    'rita is back',
    'the rate is 6 now not 7',
    'skip',
    'joan was 20 min late to lunch, friday works',
  ])('no order: %s', (said) => expect(told(said)).toBeNull());
});

test('a plan is meant by what its name ends with', () => {
  const gala = plan('Grant Whitfield', '2026-06-20', 'Tampa Realtors Gala', null, 'event');
  const known = [...plans, gala, plan('Grant Whitfield', '2026-06-21', 'Rotary lunch', null, 'event')];
  const order = readPlanOrder('cancel the gala with grant', book, today)!;
  expect(plansMeant(order, known, today)).toEqual({ plans: [gala], isSure: true });
});

describe('an order to cancel', () => {
  test.each([
    ['cancel lunch with joan', 'cancel Joan 18'],
    ['Cancel my lunch with Joan Ortiz on Thursday.', 'cancel Joan 18'],
    ['cancel thursday lunch w joan pls', 'cancel Joan 18'],
    ["please cancel next Thursday's lunch with Joan", 'cancel Joan 18'],
    ['cancel joan', 'cancel Joan 18'],
    ['cancel lunch', 'cancel Joan 18'],
    ['cancel my 12:30 with joan', 'cancel Joan 18'],
    ['Canceled lunch w/ joan', 'cancel Joan 18'],
    ['i need to cancel lunch with joan, she’s sick', 'cancel Joan 18'],
    ['cancel breakfast with marcus because his kid is sick', 'cancel Marcus 12'],
    ['call off dinner with tom and ann', 'cancel Tom 19'],
    ['Scratch lunch with Joan', 'cancel Joan 18'],
    ['cancle lunch with joan', 'cancel Joan 18'],
    ['cancel lunch at ulele with joan', 'cancel Joan 18'],
    ['cancel the call with lee & co', 'cancel Dana 22'],
    ['cancel the call with dana', 'cancel Dana 22'],
    ['cancel coffee w dana tuesday', 'cancel Dana 16'],
    ['cancel dana', 'ask cancel Dana 16, Dana 22'],
    ['cancel coffee with joan', 'ask cancel Joan 18'],
    ['cancel lunch with joan on the 25th', 'ask cancel Joan 18'],
    ['cancel thursday', 'ask cancel Joan 18'],
    ['cancel lunch with grant', 'cancel nothing'],
    ['cancel lunch with bob', 'cancel nothing'],
    ['never mind lunch with joan thursday', 'cancel Joan 18'],
    ['take lunch with joan off my calendar', 'cancel Joan 18'],
    ['drop lunch with joan', 'cancel Joan 18'],
    ['Please cancel lunch with Joan. She is sick.', 'cancel Joan 18'],
    ['cancel everything with dana', 'ask cancel Dana 16, Dana 22'],
    ['cancel dana’s call monday', 'cancel Dana 22'],
    ['cancel lunch with joan ortz', 'ask cancel Joan 18'],
  ])('%s', (said, expected) => {
    expect(told(said)).toBe(expected);
  });
});

describe('news that it is off', () => {
  test.each([
    ['joan canceled thursday', 'cancel Joan 18'],
    ['Joan cancelled on me', 'cancel Joan 18'],
    ['ugh joan cancelled our lunch', 'cancel Joan 18'],
    ['marcus had to cancel breakfast friday', 'cancel Marcus 12'],
    ['tom and ann bailed on dinner', 'cancel Tom 19'],
    ['lunch w joan is off', 'cancel Joan 18'],
    ['my lunch with joan is canceled', 'cancel Joan 18'],
    ['lunch with joan thursday got canceled', 'cancel Joan 18'],
    ['Breakfast with Marcus isn’t happening', 'cancel Marcus 12'],
    ['lunch with joan fell through', 'cancel Joan 18'],
    ['dana canceled', 'ask cancel Dana 16, Dana 22'],
    ['i can’t make lunch with joan thursday', 'ask cancel Joan 18'],
    ['joan cant make it thursday', 'ask cancel Joan 18'],
    ['Marcus can’t do Friday', 'ask cancel Marcus 12'],
    ['No lunch with joan thursday', 'ask cancel Joan 18'],
    ['not having breakfast with marcus anymore', 'ask cancel Marcus 12'],
    ['the reeds canceled dinner friday', 'cancel Tom 19'],
    ['breakfast w/ marcus friday isn’t gonna happen', 'cancel Marcus 12'],
    ['joan had an emergency and canceled lunch', 'cancel Joan 18'],
  ])('%s', (said, expected) => {
    expect(told(said)).toBe(expected);
  });
});

describe('an order to move, and news of it', () => {
  test.each([
    ['move lunch with joan to friday', 'ask move Joan 18 to 12 12:30 or 19 12:30'],
    ['move lunch with joan to next friday', 'move Joan 18 to 19 12:30'],
    ['move lunch with joan to friday the 19th at 1', 'move Joan 18 to 19 13:00'],
    ['push coffee with Dana to next week wednesday at 9', 'move Dana 16 to 17 09:00'],
    ['push coffee with dana a week', 'move Dana 16 to 23 10:00'],
    ['push coffee with dana back by 2 days', 'move Dana 16 to 18 10:00'],
    ['move my 12:30 with joan to 1', 'move Joan 18 to 18 13:00'],
    ['move lunch with joan to 1:30', 'move Joan 18 to 18 13:30'],
    ['move thursday’s lunch with joan to tomorrow', 'move Joan 18 to 10 12:30'],
    ['move lunch with joan from thursday to 6/23', 'move Joan 18 to 23 12:30'],
    ['can you move breakfast with marcus to monday at 8 please', 'move Marcus 12 to 15 08:00'],
    ['reschedule lunch with joan for the 24th', 'move Joan 18 to 24 12:30'],
    ['reschedule lunch with joan', 'ask move Joan 18'],
    ['reschedule lunch with joan to another day', 'ask move Joan 18'],
    ['reschedule breakfast with marcus monday', 'ask move Marcus 12 to 15'],
    ['bump marcus to next week', 'ask move Marcus 12'],
    ['postpone dinner with tom and ann', 'ask move Tom 19'],
    ['Joan moved lunch to 6/24', 'move Joan 18 to 24 12:30'],
    ['moved lunch with joan to the 24th 1pm', 'move Joan 18 to 24 13:00'],
    ['lunch with joan got pushed to 6/25', 'move Joan 18 to 25 12:30'],
    ['marcus canceled, moved to monday', 'move Marcus 12 to 15'],
    ['marcus wants to move breakfast to monday', 'ask move Marcus 12 to 15'],
    ['move dana to monday', 'ask move Dana 16, Dana 22'],
    ['push coffee with dana back an hour', 'move Dana 16 to 16 11:00'],
    ['push my coffee with dana 30 minutes', 'move Dana 16 to 16 10:30'],
    ['change my coffee with dana from 10 to 11', 'move Dana 16 to 16 11:00'],
    ['update coffee with dana to 11am', 'move Dana 16 to 16 11:00'],
    ['Joan needs to reschedule', 'ask move Joan 18'],
    ['lunch with joan is now at 1', 'ask move Joan 18 to 18 13:00'],
    ['lets do 6/23 instead with joan', 'ask move Joan 18 to 23 12:30'],
    ['marcus can’t do friday, moved to monday', 'move Marcus 12 to 15'],
    ['move lunch with grant to friday', 'move nothing'],
  ])('%s', (said, expected) => {
    expect(told(said)).toBe(expected);
  });
});

describe('no order about a plan', () => {
  test.each([
    ...[
      'lunch with joan thursday',
      'had lunch with joan',
      'did joan cancel?',
      'is lunch with joan still on?',
    ],
    ...[
      'joan canceled, had coffee with marcus instead',
      'joan canceled so i had coffee with dana',
      'joan canceled, kids were sick so i met dana',
    ],
    ...[
      'joan canceled lunch but we talked for 20 minutes',
      'coffee with dana was canceled so we talked by phone',
    ],
    ...[
      'joan moved to Compass',
      'dana moved',
      'dana moved offices friday',
      'dana moved her closing to friday',
    ],
    ...[
      'dana pushed closing to friday',
      'joan is off friday',
      'dropped lunch off with joan',
      'moved in with joan',
    ],
    ...['should i cancel lunch with joan', 'don’t cancel lunch with joan', 'almost canceled lunch with joan'],
    ...['cancel my reminder', 'cancel that', 'cancel', 'move it', 'undo', 'delete the coffee with dana'],
    ...[
      'joan called to reschedule lunch to friday',
      'dana canceled her listing',
      'met dana after her 2pm canceled',
    ],
    ...['coffee with dana, she pushed her closing to friday', 'lunch with joan, moved on to rates'],
    ...['remind me to move the meeting with dana', 'promised dana to move the closing to friday'],
    ...['cancel promise to dana', 'push the slides to friday', 'bump dana’s promise to friday'],
    ...['move dana to resting', 'switch joan to core', 'change my time zone to eastern', 'i’m out friday'],
    ...[
      'lunch with joan was off the charts',
      'went to make lunch with joan',
      'pushed back on joan about the rate',
    ],
    ...[
      'take marcus off the breakfast list',
      'lunch with joan instead',
      'no answer from joan',
      'lunch with joan, no promises',
      'drop flyers with dana',
      'cancel everything',
    ],
    ...[
      'joan is off today',
      'can’t reach joan',
      'lunch with joan, can’t wait for her listing',
      'update: lunch with joan',
    ],
    // News of no plan of ours.
    ...['coffee with grant got canceled', 'moved lunch with grant to friday', 'Joan Park canceled lunch'],
  ])('%s', (said) => {
    expect(told(said)).toBeNull();
  });
});
