import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { draftActions } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Joan Ortiz', 'Alistair Munro', 'Sofia Marino']);
const last = () => readable(priya.messages().at(-1)!);
const open = () => context.db.query('select from draft where finished_at is null');

test.each([
  ['Dana says our processor never calls back', 'Dana Lee'],
  ['Joan is upset with our processor', 'Joan Ortiz'],
  ['Joan thinks our letters are slow', 'Joan Ortiz'],
  ['Dana isn’t happy with our appraisals', 'Dana Lee'],
  ['Sofia hates our portal', 'Sofia Marino'],
  ['Dana complained that our LO assistant is rude', 'Dana Lee'],
])('“%s” is offered as feedback', async (said, name) => {
  await priya.dm(said);
  expect(last()).toBe(`Save this as feedback from ${name}?\n“${said}”\n[Yes…] [No]`);
  expect(await context.db.query('select from touchpoint')).toEqual([]);
  await priya.press({ message: priya.messages().at(-1)!, actionId: draftActions.no });
  await vi.waitFor(async () => expect(await open()).toEqual([]));
});

test('yes opens its form, filled in', async () => {
  await priya.dm('Dana says our processor never calls back, again');
  await priya.press({ message: priya.messages().at(-1)!, actionId: draftActions.finish });
  await vi.waitFor(() => expect(JSON.stringify(priya.view())).toContain('our processor never calls back'));
  expect(JSON.stringify(priya.view())).toContain('What did they tell us?');
});

test.each([
  ['coffee with alister', 'Coffee with Alistair Munro'],
  ['coffee with Sophia', 'Coffee with Sofia Marino'],
])('“%s” is who is spelled otherwise', async (said, saved) => {
  await priya.dm(said);
  expect(last()).toContain(saved);
});

test.each([
  'call Joan about the guide next Tuesday',
  'call Joan Ortiz re the rates this coming Tuesday',
  'meet Joan about her website next tuesday',
])('“%s” is to come, and never asked about as done', async (said) => {
  await priya.dm(said);
  expect(last()).toMatch(/Tue, Jun 16/);
  expect(last()).not.toContain('Did you');
});
