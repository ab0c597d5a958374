import { expect, test } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { entriesMeant, type NamedEntry, readEntryOrder } from '../../../src/domain/orders/entry-order.ts';
import { type PartnerName, readingMs } from '../../../src/domain/reading/read.ts';
import { timeLimit } from '../../../src/domain/reading/time-limit.ts';

/** A Wednesday. */
const today: Day = '2026-06-10';
const book: PartnerName[] = ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Joan Park'].map((name, at) => ({
  ...{ id: at + 1, name, company: null, own: true },
}));
const entry = (
  captureId: number,
  [what, kind, word]: [NamedEntry['what'], NamedEntry['kind'], string | null],
  on: Day,
  ...ids: number[]
): NamedEntry => ({
  ...{ captureId, what, kind, word, on },
  partners: book.filter(({ id }) => ids.includes(id)),
});
const entries = [
  entry(1, ['touchpoint', 'meal', 'coffee'], '2026-06-10', 1),
  entry(2, ['touchpoint', 'meal', 'coffee'], '2026-06-08', 1),
  entry(3, ['touchpoint', 'meal', 'lunch'], '2026-06-09', 1, 2),
  entry(4, ['attempt', null, null], '2026-06-09', 2),
  entry(5, ['touchpoint', 'call', null], '2026-06-05', 3),
  entry(6, ['plan', 'meal', 'lunch'], '2026-06-18', 4),
  entry(7, ['touchpoint', 'visit', null], '2026-06-02', 2),
];

function read(said: string): string | null {
  const order = readEntryOrder(said, book, today, timeLimit(readingMs));
  return (
    order &&
    [order.how, ...entriesMeant(order.entry, entries, today).map(({ captureId }) => captureId)].join(' ')
  );
}

test.each([
  ['delete the coffee with dana', 'delete 1 2'],
  ['Delete the coffee with Dana Lee', 'delete 1 2'],
  ['delete coffee with dana monday', 'delete 2'],
  ['take out the coffee with dana monday, never happened', 'delete 2'],
  ["delete today's coffee with dana", 'delete 1'],
  ['delete yesterdays lunch with marcus', 'delete 3'],
  ['remove my lunch with dana and marcus from yesterday', 'delete 3'],
  ["delete dana's coffee from monday", 'delete 2'],
  ['please remove the call to joan', 'delete 5'],
  ['undo the coffee with dana', 'delete 1 2'],
  ['take out the visit with marcus', 'delete 7'],
  ['delete the voicemail for marcus', 'delete 4'],
  ['that call to joan friday never happened delete it', 'delete 5'],
  ['delete the attempt with marcus yesterday', 'delete 4'],
  ['delete lunch with joan thursday', 'delete'],
  ['delete lunch with joan park', 'delete 6'],
  ['erase the touchpoint with dana today', 'delete 1'],
  ['delete the entry for joan', 'delete 5 6'],
  ['delete the coffee with dana, it never happened', 'delete 1 2'],
  ['delete the coffee with dana i logged it twice', 'delete 1 2'],
  ['get rid of the coffee with zed', 'delete'],
  ['delete the lunch with dana, marcus', 'delete 3'],
  ['delete the duplicate coffee with dana', 'delete 1 2'],
  ['that coffee i logged w dana never happened get rid of it', 'delete 1 2'],
  ['i got joan on there twice, erase one', 'delete 5 6'],
  ['remove the call to joan i put it in by mistake', 'delete 5'],
  ['edit the lunch with marcus', 'edit 3'],
  ['fix the coffee with dana monday', 'edit 2'],
])('%s', (said, expected) => expect(read(said)).toBe(expected));

test.each([
  'delete dana',
  'delete this, lunch with dana',
  'delete dana lee',
  'remove marcus from my book',
  'delete the coffee',
  'delete it',
  'dana logged her house and wants to get rid of it',
  'coffee with dana, her kitchen never happened, get rid of it',
  'coffee with dana, she wants to delete the app',
  'dana asked me to remove the lunch charge',
  'delete the flyer for dana',
  'remove the contingency with dana',
  'fixed the fence with dana',
  'change of plans, lunch with dana',
  'coffee with dana, delete the old one',
  'delete my account',
  'take out with dana',
  'removed the lunch with dana',
  'get rid of the coffee with dana and log lunch with marcus',
  'change coffee with dana to lunch and tell her',
  'change lunch with dana to friday',
  'take out lunch with dana',
])('not: %s', (said) => expect(read(said)).toBeNull());

test.each([
  ['lunch with marcus was actually monday', 'edit 3', { day: { is: 'weekday', weekday: 1 }, kind: null }],
  [
    'the visit with marcus on june 2 was really a coffee',
    'edit 7',
    { day: null, kind: 'meal', word: 'coffee' },
  ],
  ['marcus lunch was monday, not yesterday', 'edit 3', { day: { is: 'weekday', weekday: 1 }, kind: null }],
])('%s puts it right', (said, meant, right) => {
  expect(read(said)).toBe(meant);
  expect(readEntryOrder(said, book, today, timeLimit(readingMs))?.right).toMatchObject(right);
});

test.each([
  'lunch with marcus was actually great',
  'coffee with dana was yesterday',
  'lunch with marcus was actually with joan',
  'dana was actually out yesterday',
  'lunch with dana was fun, not long',
])('%s tells, and puts nothing right', (said) => expect(read(said)).toBeNull());
