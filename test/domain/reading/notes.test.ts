import { expect, test } from 'vitest';
import { inWords, read } from './in-words.ts';

// what was said stays as it was typed
test.each([
  [
    'coffee with Dana and Joan about their team growth',
    'touchpoint · meal · 2026-06-10 · Dana Lee + Joan Ortiz | note: about their team growth',
  ],
  ['lunch@Lee & Co with Dana', 'touchpoint · meal · 2026-06-10 · Dana Lee | note: @Lee & Co'],
  [
    'lunch with Dana, her listing closes June 30',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: her listing closes June 30',
  ],
  [
    "lunch with Dana - she's hiring a second agent, wants a lunch and learn",
    "touchpoint · meal · 2026-06-10 · Dana Lee | note: she's hiring a second agent, wants a lunch and learn",
  ],
  ['ran into Dana at Publix', 'touchpoint · visit · 2026-06-10 · Dana Lee | note: at Publix'],
  [
    'coffee with Dana at Buddy Brew on Tuesday',
    'touchpoint · meal · 2026-06-09 · Dana Lee | note: at Buddy Brew',
  ],
  [
    'coffee with Dana, then called Marcus about his listing',
    'touchpoint · meal · 2026-06-10 · Dana Lee + Marcus Webb | note: about his listing | doubts: kinds conflict',
  ],
  [
    'called Dana to set up lunch next week',
    'touchpoint · call · 2026-06-10 · Dana Lee | note: to set up lunch next week',
  ],
  [
    'coffee with Dana at 3pm yesterday, talked about rates',
    'touchpoint · meal · 2026-06-09 · Dana Lee | note: talked about rates',
  ],
  [
    'hey so I met with Priya Raman this morning at her office and she wants to do a joint webinar in August',
    'touchpoint · visit? · 2026-06-10 · Priya Raman | note: at her office and she wants to do a joint webinar in August',
  ],
  [
    'ran into Tiffany Brooks at the closing on Oak Street',
    'touchpoint · visit · 2026-06-10 · Tiffany Brooks | note: at the closing on Oak Street',
  ],
  [
    "talked to Kevin McDonald about tax season he says he's slammed till the 15th",
    "touchpoint · call? · 2026-06-10 · Kevin McDonald | note: about tax season he says he's slammed till the 15th",
  ],
  [
    'talked to kevin mcdonald about referrals',
    'touchpoint · call? · 2026-06-10 · Kevin McDonald | note: about referrals',
  ],
  [
    'emailed Tiffany the rate sheet',
    'touchpoint · message · 2026-06-10 · Tiffany Brooks | note: the rate sheet',
  ],
  [
    'dropped off holiday cards at Bayfront Realty',
    'touchpoint · visit · 2026-06-10 · Joan Ortiz | note: at Bayfront Realty | doubts: kinds conflict',
  ],
  [
    'dropped off cookies at Bayfront Realty',
    'touchpoint · visit · 2026-06-10 · Joan Ortiz | note: cookies at Bayfront Realty',
  ],
  [
    'broker open at 4510 Bay Shore with Tiffany Brooks and Chris Adams',
    'touchpoint · event · 2026-06-10 · Tiffany Brooks + Chris Adams | note: at 4510 Bay Shore',
  ],
  [
    "site walk with Marcus, framing's done",
    "touchpoint · visit · 2026-06-10 · Marcus Webb | note: framing's done",
  ],
  [
    'coffee with mark about mortgage rates',
    'touchpoint · meal · 2026-06-10 · Mark Delgado | note: about mortgage rates',
  ],
  ['coffee with Dana and her husband', 'touchpoint · meal · 2026-06-10 · Dana Lee | note: her husband'],
  [
    'called sam about sams listing',
    'touchpoint · call · 2026-06-10 · Samantha "Sam" Reyes | note: about sams listing',
  ],
  ['Dana promised to send me her list', 'unclear · 2026-06-10 · Dana Lee | note: her list | doubts: no kind'],
  [
    'coffee with Dana, she promised me a referral by Friday',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: she promised me a referral by Friday',
  ],
  [
    'coffee with dana lee and marcus webb yesterday at panera talked about the chamber event next week and she is going to bring a client',
    'touchpoint · meal · 2026-06-09 · Dana Lee + Marcus Webb | note: at panera talked about the chamber event next week and she is going to bring a client',
  ],
  [
    "just left lunch with joan she's got three buyers looking in riverview wants me to call them",
    "touchpoint · meal · 2026-06-10 · Joan Ortiz | note: she's got three buyers looking in riverview wants me to call them",
  ],
  [
    'got off the phone with Marcus Webb he needs updated numbers by Thursday',
    'touchpoint · call · 2026-06-10 · Marcus Webb | note: he needs updated numbers by Thursday',
  ],
  [
    'Had a good conversation with Chris Adams about his pipeline',
    'unclear · 2026-06-10 · Chris Adams | note: conversation // about his pipeline | doubts: no kind',
  ],
  [
    'had beers with Marcus & Will on Friday, Will is looking for a new processor',
    'touchpoint · meal · 2026-06-05 · Marcus Webb + Will Turner | note: Will is looking for a new processor',
  ],
  [
    'Jennifer Tran called me about a preapproval',
    'touchpoint · call · 2026-06-10 · Jennifer Tran | note: about a preapproval',
  ],
  [
    'Me and Marcus had lunch at Datz on Tuesday',
    'touchpoint · meal · 2026-06-09 · Marcus Webb | note: at Datz',
  ],
  [
    'met dr voss for coffee she refers about two divorces a month',
    'touchpoint · meal · 2026-06-10 · Dr. Helen Voss | note: she refers about two divorces a month',
  ],
  [
    "Ran by Peter's to drop off donuts",
    'touchpoint · visit · 2026-06-10 · Peter Kowalski | note: to drop off donuts',
  ],
  ['lunch with Sofia and her team', 'touchpoint · meal · 2026-06-10 · Sofía Núñez | note: her team'],
  [
    'ribbon cutting at Finch Insurance with Gloria',
    'touchpoint · event · 2026-06-10 · Gloria Finch | note: at Finch Insurance',
  ],
  [
    'mailed Tiffany a thank you card',
    'touchpoint · message? · 2026-06-10 · Tiffany Brooks | note: a thank you card',
  ],
  ["dm'd Tiffany on instagram", 'touchpoint · message · 2026-06-10 · Tiffany Brooks | note: on instagram'],
  [
    'hey um coffee with dana this morning and she said the market is slow',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: she said the market is slow',
  ],
  [
    'lunch at ulele with joan ortiz and bob talked about the condo project on bayshore',
    'touchpoint · meal · 2026-06-10 · Joan Ortiz + Robert "Bob" Ortiz | note: at ulele // talked about the condo project on bayshore',
  ],
  [
    'just met with the hartwell team for their team meeting',
    'touchpoint · visit? · 2026-06-10 · The Hartwell Team | note: for their team meeting',
  ],
  [
    'quick coffee w jose at buddy brew he needs a spanish flyer by the 20th',
    'touchpoint · meal · 2026-06-10 · José García | note: at buddy brew he needs a spanish flyer by the 20th',
  ],
  [
    'stopped by mary smith-jones office dropped off flyers she was with a client',
    'touchpoint · visit · 2026-06-10 · Mary Smith-Jones | note: flyers she was with a client',
  ],
  [
    'got a call from Chris Baker about a buyer',
    'touchpoint · call · 2026-06-10 · Chris Baker | note: about a buyer',
  ],
  ['Taco Tuesday with Grace Kim', 'unclear · 2026-06-09 · Grace Kim | note: Taco | doubts: no kind'],
  [
    "dinner at Bern's w/ Art & Mark last Saturday, Art wants builder spec financing",
    "touchpoint · meal · 2026-06-06 · Art Bellamy + Mark Delgado | note: at Bern's // Art wants builder spec financing",
  ],
  ['dinner with Park family', 'touchpoint · meal · 2026-06-10 · Ann & Joe Park | note: family'],
  [
    "couples dinner with the Parks on Saturday night, they're listing two homes in July",
    "touchpoint · meal · 2026-06-06 · Ann & Joe Park | note: couples dinner // they're listing two homes in July",
  ],
  ['saw Will Turner at church', 'touchpoint · visit · 2026-06-10 · Will Turner | note: at church'],
  [
    'saw will at the title company',
    'touchpoint · visit · 2026-06-10 · Will Turner | note: at the title company',
  ],
  ['bumped into Sofía Núñez at the gym', 'touchpoint · visit · 2026-06-10 · Sofía Núñez | note: at the gym'],
  [
    'Owen Blake - call - 6/8 - talked permits',
    'touchpoint · call · 2026-06-08 · Owen Blake | note: talked permits',
  ],
  ['texted Owen happy birthday', 'touchpoint · message · 2026-06-10 · Owen Blake | note: happy birthday'],
  [
    'wished Owen happy birthday',
    'unclear · 2026-06-10 · Owen Blake | note: wished // happy birthday | doubts: no kind',
  ],
  ['sent Owen a birthday card', 'unclear · 2026-06-10 · Owen Blake | note: birthday card | doubts: no kind'],
  [
    'coffee with Dana: loved our newsletter',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: loved our newsletter',
  ],
  ['lunch with Theo V., intro by Ravi', 'touchpoint · meal · 2026-06-10 · Theo Vance | note: intro by Ravi'],
  [
    'intro call with Theo via Ravi',
    'touchpoint · call · 2026-06-10 · Theo Vance | note: intro call // via Ravi',
  ],
  ['met theo at starbucks', 'touchpoint · visit? · 2026-06-10 · Theo Vance | note: at starbucks'],
  [
    'met kevin for coffee on tuesday he said rates are killing him',
    'touchpoint · meal · 2026-06-09 · Kevin McDonald | note: he said rates are killing him',
  ],
  ['met with kevin and his partner', 'touchpoint · visit? · 2026-06-10 · Kevin McDonald | note: his partner'],
  [
    'breakfast with Kevin, his wife Linda came too',
    'touchpoint · meal · 2026-06-10 · Kevin McDonald | note: his wife Linda came too',
  ],
  [
    'dropped donuts at Coastal, saw Tiffany and Chris',
    'touchpoint · visit · 2026-06-10 · Tiffany Brooks + Chris Adams | note: donuts at Coastal',
  ],
  [
    "dropped donuts off at Tiffany's office",
    'touchpoint · visit? · 2026-06-10 · Tiffany Brooks | note: donuts off',
  ],
  [
    'chamber breakfast yesterday met Tiffany there',
    'touchpoint · event · 2026-06-09 · Tiffany Brooks | note: there',
  ],
  [
    'went to the chamber mixer with Tiffany Brooks, talked with Grace Kim there',
    'touchpoint · event · 2026-06-10 · Tiffany Brooks + Grace Kim | note: there',
  ],
  [
    'called Marcus to congratulate him on the closing',
    'touchpoint · call · 2026-06-10 · Marcus Webb | note: to congratulate him on the closing',
  ],
  [
    'called Marcus to ask about June 20',
    'touchpoint · call · 2026-06-10 · Marcus Webb | note: to ask about June 20',
  ],
  ['called Marcus to say thanks', 'touchpoint · call · 2026-06-10 · Marcus Webb | note: to say thanks'],
  [
    'spoke to Marcus Webb on Monday re the Johnson file',
    'touchpoint · call? · 2026-06-08 · Marcus Webb | note: re the Johnson file',
  ],
  [
    'spoke with Marcus, he introduced me to Theo Vance',
    'touchpoint · call? · 2026-06-10 · Marcus Webb | note: he introduced me to Theo Vance',
  ],
  [
    "talked with Marcus and Theo about Will's listing",
    "touchpoint · call? · 2026-06-10 · Marcus Webb + Theo Vance | note: about Will's listing",
  ],
  [
    "text from marcus saying he's in",
    "touchpoint · message · 2026-06-10 · Marcus Webb | note: saying he's in",
  ],
  [
    "marcus texted he's going with another lender",
    "touchpoint · message · 2026-06-10 · Marcus Webb | note: he's going with another lender",
  ],
  [
    'marcus emailed me about the Smith loan',
    'touchpoint · message · 2026-06-10 · Marcus Webb | note: about the Smith loan',
  ],
  ['texting with Marcus all day', 'touchpoint · message · 2026-06-10 · Marcus Webb | note: all day'],
  ['Marcus & I texted about Friday', 'touchpoint · message · 2026-06-10 · Marcus Webb | note: about Friday'],
  [
    'Zoom w/ Priya re: webinar on June 25',
    'touchpoint · video · 2026-06-10 · Priya Raman | note: re: webinar on June 25',
  ],
  [
    "zoom call with Priya Friday morning about her clients, she'll send two over next week",
    "touchpoint · video · 2026-06-05 · Priya Raman | note: about her clients, she'll send two over next week",
  ],
  [
    'in person with Sofia at her listing',
    'touchpoint · visit · 2026-06-10 · Sofía Núñez | note: at her listing',
  ],
  [
    'site visit with Marcus at Seminole Heights',
    'touchpoint · visit · 2026-06-10 · Marcus Webb | note: at Seminole Heights',
  ],
  [
    'walked the job site with Marcus Webb and Mark Delgado last Thurs',
    'touchpoint · visit · 2026-06-04 · Marcus Webb + Mark Delgado | note: job site',
  ],
  [
    'had coffee with will, he will send me a buyer',
    'touchpoint · meal · 2026-06-10 · Will Turner | note: he will send me a buyer',
  ],
  [
    "lunch with Mark, mark my words he's growing",
    "touchpoint · meal · 2026-06-10 · Mark Delgado | note: mark my words he's growing",
  ],
  ['lunch with May in the park', 'touchpoint · meal · 2026-06-10 · May Chen | note: in the park'],
  ["stopped at Dana's open house on Sunday, busy", 'touchpoint · event · 2026-06-07 · Dana Lee | note: busy'],
  ['lunch with <@U0123ABC> and Dana', 'touchpoint · meal · 2026-06-10 · Dana Lee'],
  ['lunch with Dana Lee 🙂', 'touchpoint · meal · 2026-06-10 · Dana Lee | note: 🙂'],
  [
    '☕️ Marcus + Dana, talked spec homes',
    'touchpoint · meal · 2026-06-10 · Marcus Webb + Dana Lee | note: talked spec homes',
  ],
  ['COFFEE W/ DANA. SHE IS HIRING.', 'touchpoint · meal · 2026-06-10 · Dana Lee | note: SHE IS HIRING'],
  [
    'dana introduced me to theo vance over coffee',
    'unclear · 2026-06-10 · Dana Lee | note: introduced me to theo vance over coffee | doubts: no kind',
  ],
  [
    'dana referred a buyer today',
    'unclear · 2026-06-10 · Dana Lee | note: referred a buyer today | doubts: no kind',
  ],
  [
    'dana closed on her listing',
    'unclear · 2026-06-10 · Dana Lee | note: closed on her listing | doubts: no kind',
  ],
  [
    'Dana is out on maternity leave until August',
    'unclear · 2026-06-10 · Dana Lee | note: out on maternity leave until August | doubts: no kind',
  ],
  [
    'Dana called while I was at lunch',
    'touchpoint · call · 2026-06-10 · Dana Lee | note: while I was at lunch',
  ],
  ['Dana emailed the contract', 'touchpoint · message · 2026-06-10 · Dana Lee | note: the contract'],
  [
    "drove past Dana's office",
    'touchpoint · visit? · 2026-06-10 · Dana Lee | note: drove past | doubts: unexplained',
  ],
  [
    "coffee with Dana 9am tuesday she's listing 123 Main St on Friday",
    "touchpoint · meal · 2026-06-09 · Dana Lee | note: she's listing 123 Main St on Friday",
  ],
  [
    'coffee with Dana, closing on the 15th',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: closing on the 15th',
  ],
  [
    'coffee with Dana. Closing is Friday.',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: Closing is Friday',
  ],
  [
    "coffee with Dana to discuss Friday's closing",
    "touchpoint · meal · 2026-06-10 · Dana Lee | note: to discuss Friday's closing",
  ],
  [
    'coffee with Dana before her Friday closing',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: before her Friday closing',
  ],
  [
    'coffee with Dana after her open house',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: after her open house',
  ],
  [
    'lunch with Dana before the board meeting',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: before the board meeting',
  ],
  [
    'coffee with Dana, met her new assistant Sarah',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: met her new assistant Sarah',
  ],
  [
    'coffee with Dana, also saw Marcus there',
    'touchpoint · meal · 2026-06-10 · Dana Lee + Marcus Webb | note: there',
  ],
  [
    'coffee with Dana. Marcus called after.',
    'touchpoint · meal · 2026-06-10 · Dana Lee + Marcus Webb | doubts: kinds conflict',
  ],
  [
    'coffee with Dana, she promised to introduce me to Theo',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: she promised to introduce me to Theo',
  ],
  ['coffee with Dana. No promises.', 'touchpoint · meal · 2026-06-10 · Dana Lee | note: No promises'],
  ['coffee with Dana, owes me lunch', 'touchpoint · meal · 2026-06-10 · Dana Lee | note: owes me lunch'],
  [
    'coffee with Dana, she needs the flyer by Mon',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: she needs the flyer by Mon',
  ],
  [
    'coffee with Dana, asked me to send the flyer by Mon',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: asked me to send the flyer by Mon',
  ],
  [
    "coffee with Dana, we're doing lunch again next Thursday",
    "touchpoint · meal · 2026-06-10 · Dana Lee | note: we're doing lunch again next Thursday",
  ],
  [
    'coffee with Dana, next coffee June 24',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: next coffee June 24',
  ],
  [
    'coffee with Dana, lunch again on the 24th',
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: lunch again on the 24th',
  ],
])('%s', (sentence, expected) => {
  expect(inWords(read(sentence))).toBe(expected);
});
