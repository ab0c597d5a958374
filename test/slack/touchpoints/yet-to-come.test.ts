import { readable } from 'slack-sandbox/readable';
import { beforeEach, expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';

/** 9:30 AM in Tampa. */
const rapport = await startRapport();
const { db } = rapport.context;
const priya = rapport.sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb', 'Joan Ortiz']);

beforeEach(() => db.query('update capture set undone_at = now(), words_hash = null'));

async function say(text: string): Promise<string> {
  await priya.dm(text);
  return readable(priya.messages().at(-1)!);
}
const saved = async () =>
  (await db.query('select from capture where undone_at is null')).length +
  (await db.query('select from spend_record')).length;

test.each([
  ['coffee with dana today at 3:30 at Buddy Brew', 'coffee with Dana Lee · today, Tue, Jun 9, 3:30 PM'],
  ['lunch w marcus today noon', 'lunch with Marcus Webb · today, Tue, Jun 9, 12:00 PM'],
  ['call with joan at 2 today', 'call with Joan Ortiz · today, Tue, Jun 9, 2:00 PM'],
])('%s is still to come in the morning', async (said, plan) => {
  const answer = await say(said);
  expect(answer).toContain(`✓ Planned: ${plan}`);
  if (said.includes('Buddy')) expect(answer).toContain('Where: Buddy Brew');
});

test.each([
  'breakfast with dana today at 8',
  'had coffee with dana today at 9',
  'coffee with dana today at 3:30, i paid $9',
  'coffee with dana today at 3:30, promised the slides by friday',
])('%s was', async (said) => {
  expect(await say(said)).toMatch(/✓ (?:Breakfast|Coffee) with Dana Lee · today/);
});

test.each([
  'who paid for lunch with joan',
  'who covered coffee with dana?',
  'late for lunch with Marcus',
  'headed to lunch w Joan',
  'Dana hates phone calls, text only',
  'joan texts me a lot',
  'left Joan a voicemail and emailed Dana the flyer',
])('%s saves nothing by itself', async (said) => {
  const before = await saved();
  await say(said);
  expect(await saved()).toBe(before);
});
