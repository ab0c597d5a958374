import { expect, test } from 'vitest';
import { inWords, read } from './in-words.ts';

// a promise is kept apart, with its day, and its words never reach the contact
test.each([
  [
    'coffee with Dana Lee, promised the workshop slides by Friday',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: workshop slides by 2026-06-12',
  ],
  [
    "coffee with Dana, I'll send her the rate sheet next week",
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send her the rate sheet by 2026-06-19',
  ],
  [
    'lunch with Marcus, owe him a list of lenders by 12/1',
    'touchpoint · meal · 2026-06-10 · Marcus Webb | promised: list of lenders by 2026-12-01',
  ],
  [
    "coffee with dana promised the slides by friday she's hiring a second agent",
    "touchpoint · meal · 2026-06-10 · Dana Lee | promised: slides by 2026-06-12 | note: she's hiring a second agent",
  ],
  [
    'lunch with Dana, promised to introduce her to Marcus Webb',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: introduce her to Marcus Webb',
  ],
  [
    'lunch with Dana. She said Marcus Webb is moving. Owe her the flyer by June 15.',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: flyer by 2026-06-15 | note: She said Marcus Webb is moving',
  ],
  [
    'need to send Dana the slides by Friday',
    'unclear · 2026-06-10 | promised: send Dana the slides by 2026-06-12 | doubts: no partner, no kind',
  ],
  [
    "just had a great lunch with Marcus Webb at Columbia, he's breaking ground on the Seminole Heights project in July, told him I'd get him the construction loan one pager by Wednesday",
    "touchpoint · meal · 2026-06-10 · Marcus Webb | promised: get him the construction loan one pager by 2026-06-17 | note: at Columbia, he's breaking ground on the Seminole Heights project in July",
  ],
  [
    'quick call with Helen Voss re: divorce refi, will send checklist tomorrow',
    'touchpoint · call · 2026-06-10 · Dr. Helen Voss | promised: send checklist by 2026-06-11 | note: re: divorce refi',
  ],
  [
    "Coffee with Jennifer Walsh. Talked about her new team. She wants weekly pipeline updates. I'll email her the template by Monday.",
    'touchpoint · meal · 2026-06-10 · Jennifer Walsh | promised: email her the template by 2026-06-15 | note: Talked about her new team. She wants weekly pipeline updates',
  ],
  [
    'called art bellamy yesterday promised him the builder flyer by monday',
    'touchpoint · call · 2026-06-09 · Art Bellamy | promised: builder flyer by 2026-06-15',
  ],
  [
    'will send flyer to Will',
    'unclear · 2026-06-10 | promised: send flyer to Will | doubts: no partner, no kind',
  ],
  [
    'coffee with Dana Lee and Marcus Webb, owe Dana the slides by Friday and Marcus a quote by Monday',
    'touchpoint · meal · 2026-06-10 · Dana Lee + Marcus Webb | promised: slides by 2026-06-12 | promised: quote by 2026-06-15',
  ],
  [
    'promised Dana the slides by Friday',
    'unclear · 2026-06-10 | promised: slides by 2026-06-12 | doubts: no partner, no kind',
  ],
  [
    'coffee with Dana, promised slides, flyers and a call by Friday',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: slides, flyers and a call by 2026-06-12',
  ],
  [
    'coffee with Dana, promised slides, she closes Friday',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: slides | note: she closes Friday',
  ],
  [
    'coffee with Dana, promised by Friday the workshop slides',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: workshop slides by 2026-06-12',
  ],
  [
    "coffee with Dana, promised the slides from Tuesday's workshop",
    "touchpoint · meal · 2026-06-10 · Dana Lee | promised: slides from Tuesday's workshop",
  ],
  [
    'coffee with Dana, need to get him the numbers by EOD tomorrow',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: get him the numbers by 2026-06-11',
  ],
  [
    'coffee with Dana, said I would call her next Tuesday',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: call her by 2026-06-16',
  ],
  [
    'coffee with Dana, will follow up in two weeks',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: follow up by 2026-06-24',
  ],
  [
    'coffee with Dana, follow up next week',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: follow up by 2026-06-19',
  ],
  [
    "coffee with Dana, told her I'd intro her to Marcus by end of month",
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: intro her to Marcus by 2026-06-30',
  ],
  [
    'coffee with Dana, following up Monday with rates',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: following up Monday with rates by 2026-06-15',
  ],
  [
    'coffee with Dana sending her the flyer tomorrow',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: sending her the flyer by 2026-06-11',
  ],
  [
    'coffee with Dana, promised to bring flyers to her June 20 open house',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: bring flyers to her June 20 open house',
  ],
  [
    'coffee with Dana, promised flyers for her open house on June 20',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: flyers for her open house by 2026-06-20',
  ],
  [
    'so i just had breakfast with marcus webb and told him i would send him the spec home sheet by friday',
    'touchpoint · meal · 2026-06-10 · Marcus Webb | promised: send him the spec home sheet by 2026-06-12',
  ],
  [
    'remind me to send Theo the rate sheet tomorrow',
    'unclear · 2026-06-10 | promised: send Theo the rate sheet by 2026-06-11 | doubts: no partner, no kind',
  ],
  [
    "Great catching up with Marcus Webb over breakfast at First Watch this morning – he's got 3 spec homes coming out of the ground and wants rate locks explained to his buyers. Told him I'd put together a one-pager by Friday.",
    "touchpoint · meal · 2026-06-10 · Marcus Webb | promised: put together a one-pager by 2026-06-12 | note: at First Watch // he's got 3 spec homes coming out of the ground and wants rate locks explained to his buyers",
  ],
  [
    'Coffee w/ Dana Lee 6/9. Growing team to 5. Promised: workshop slides by Fri. Mentioned Marcus Webb for new construction.',
    'touchpoint · meal · 2026-06-09 · Dana Lee | promised: workshop slides by 2026-06-12 | note: Growing team to 5 // Mentioned Marcus Webb for new construction',
  ],
  [
    'dana lee coffee tuesday she wants to grow her sphere promised slides by friday also owe her an intro to marcus webb',
    'touchpoint · meal · 2026-06-09 · Dana Lee | promised: slides by 2026-06-12 | promised: intro to marcus webb | note: she wants to grow her sphere',
  ],
  [
    "Just met with Priya at her office for coffee. She's looking for a CPA to refer to, I'll connect her with Kevin McDonald next week",
    "touchpoint · meal · 2026-06-10 · Priya Raman | promised: connect her with Kevin McDonald by 2026-06-19 | note: at her office // She's looking for a CPA to refer to",
  ],
  [
    'Priya zoom Monday, follow up with deck by EOW',
    'touchpoint · video · 2026-06-08 · Priya Raman | promised: follow up with deck by 2026-06-12',
  ],
  [
    'coffee with Will, will send slides',
    'touchpoint · meal · 2026-06-10 · Will Turner | promised: send slides',
  ],
  ['coffee with Dana, promised nothing', 'touchpoint · meal · 2026-06-10 · Dana Lee | promised: nothing'],
  ['coffee with Dana, I owe her one', 'touchpoint · meal · 2026-06-10 · Dana Lee | promised: one'],
  [
    'coffee with Dana I owe her the flyer asap',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: flyer asap',
  ],
  [
    'coffee with Dana, will get her numbers by tomorrow EOD',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: get her numbers by 2026-06-11',
  ],
  [
    "coffee with Dana, I'll be sending slides Friday",
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: be sending slides by 2026-06-12',
  ],
  [
    "coffee with Dana, I'm going to send slides Friday",
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send slides by 2026-06-12',
  ],
  [
    'coffee with Dana, gotta send slides by fri',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send slides by 2026-06-12',
  ],
  [
    'coffee with Dana, must send slides by 6/15',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send slides by 2026-06-15',
  ],
  [
    'coffee with Dana, to do: send slides by Friday',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send slides by 2026-06-12',
  ],
  ['coffee with Dana todo send slides', 'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send slides'],
  [
    'coffee with Dana, next step: intro to Priya by 6/20',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: intro to Priya by 2026-06-20',
  ],
  [
    'coffee with Dana, next steps: send flyer, call Priya',
    'touchpoint · meal · 2026-06-10 · Dana Lee + Priya Raman | promised: send flyer | doubts: kinds conflict',
  ],
  [
    'coffee with Dana, action item - send flyer by Mon',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send flyer by 2026-06-15',
  ],
  [
    'coffee with Dana, send her the flyer by Mon',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: send her the flyer by 2026-06-15',
  ],
  [
    'coffee with Dana, get her the flyer by Mon',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: get her the flyer by 2026-06-15',
  ],
  [
    'coffee with Dana, told her I will drop off flyers on the 15th at her office',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: drop off flyers on the 15th at her office by 2026-06-15',
  ],
  [
    'coffee with Dana, agreed to co-host a class in July',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: co-host a class by 2026-07-31',
  ],
  [
    'coffee with Dana, let me get her the numbers by Thursday',
    'touchpoint · meal · 2026-06-10 · Dana Lee | promised: get her the numbers by 2026-06-11',
  ],
  [
    "coffee with Dana, we'll do lunch again next month",
    "touchpoint · meal · 2026-06-10 · Dana Lee | note: we'll do lunch again next month",
  ],
])('%s', (sentence, expected) => {
  expect(inWords(read(sentence))).toBe(expected);
});
