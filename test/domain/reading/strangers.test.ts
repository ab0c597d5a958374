import { expect, test } from 'vitest';
import { inWords, read } from './in-words.ts';

// nobody is guessed: strangers, look-alikes and people beside a partner are asked for
test.each([
  ['coffee', 'touchpoint · meal · 2026-06-10 | doubts: no partner'],
  [
    'lunch with Chris',
    'touchpoint · meal · 2026-06-10 | which Chris: Chris Adams or Chris Baker | doubts: two alike',
  ],
  ['coffee with Dana Smith', 'touchpoint · meal · 2026-06-10 | unknown: Dana Smith | doubts: unknown name'],
  ['coffee with Alice Lee', 'touchpoint · meal · 2026-06-10 | unknown: Alice Lee | doubts: unknown name'],
  [
    'coffee with Mary',
    'touchpoint · meal · 2026-06-10 | which Mary: Mary Smith-Jones or Mary Jo Baker | doubts: two alike',
  ],
  [
    'coffee with Ortiz',
    'touchpoint · meal · 2026-06-10 | which Ortiz: Joan Ortiz or Robert "Bob" Ortiz | doubts: two alike',
  ],
  [
    "spoke with Dana's assistant",
    'touchpoint · call? · 2026-06-10 · Dana Lee | note: assistant | doubts: somebody else',
  ],
  [
    'coffee with Nadia',
    'touchpoint · meal · 2026-06-10 | which Nadia: Nadia Petrov or Nadia Haddad | doubts: two alike',
  ],
  [
    'met with Keller Williams',
    'touchpoint · visit? · 2026-06-10 | which Keller Williams: Mary Smith-Jones or May Chen | doubts: two alike',
  ],
  [
    'visited the Coastal Realty office',
    'touchpoint · visit · 2026-06-10 | which Coastal Realty: Chris Adams or Tiffany Brooks | doubts: two alike',
  ],
  [
    'coffee with Dana and Steve',
    'touchpoint · meal · 2026-06-10 · Dana Lee | unknown: Steve | doubts: unknown name',
  ],
  [
    'coffee with Dana, Steve and Marcus',
    'touchpoint · meal · 2026-06-10 · Dana Lee + Marcus Webb | unknown: Steve | doubts: unknown name',
  ],
  ['coffee with Dana Marcus', 'touchpoint · meal · 2026-06-10 | unknown: Dana Marcus | doubts: unknown name'],
  ['coffee with Marcus Lee', 'touchpoint · meal · 2026-06-10 | unknown: Marcus Lee | doubts: unknown name'],
  ['coffee with Dana Webb', 'touchpoint · meal · 2026-06-10 | unknown: Dana Webb | doubts: unknown name'],
  ['coffee with John', 'touchpoint · meal · 2026-06-10 | unknown: John | doubts: unknown name'],
  ['coffee with John Ortiz', 'touchpoint · meal · 2026-06-10 | unknown: John Ortiz | doubts: unknown name'],
  ['called Tom Greene', 'touchpoint · call · 2026-06-10 · Thomas Greene Jr.'],
  [
    'lunch with Dana (Webb Builders)',
    'touchpoint · meal · 2026-06-10 | unknown: Dana (Webb Builders) | doubts: unknown name',
  ],
  [
    'lunch with Dana from Coldwell',
    'touchpoint · meal · 2026-06-10 | unknown: Dana from Coldwell | doubts: unknown name',
  ],
  [
    "lunch with Sofia's team at Casa Realty",
    'touchpoint · meal · 2026-06-10 · Sofía Núñez | note: team at Casa Realty | doubts: somebody else',
  ],
  ["met theo's wife", 'touchpoint · visit? · 2026-06-10 · Theo Vance | note: wife | doubts: somebody else'],
  [
    "met with Theo's business partner",
    'touchpoint · visit? · 2026-06-10 · Theo Vance | note: business partner | doubts: somebody else',
  ],
  ["ran into Theo's mom", 'touchpoint · visit · 2026-06-10 · Theo Vance | note: mom | doubts: somebody else'],
  ['lunch', 'touchpoint · meal · 2026-06-10 | doubts: no partner'],
  ['yesterday', 'unclear · 2026-06-09 | doubts: no partner, no kind'],
  [
    'lunch w/ Chris & Tiffany at Coastal Realty',
    'touchpoint · meal · 2026-06-10 · Tiffany Brooks | which Chris: Chris Adams or Chris Baker | doubts: two alike',
  ],
  ['will had coffee with me', 'touchpoint · meal · 2026-06-10 | doubts: no partner'],
  [
    'lunch with Grace and Hope',
    'touchpoint · meal · 2026-06-10 · Grace Kim | unknown: Hope | doubts: unknown name',
  ],
  [
    "lunch with Sean O'Brien",
    "touchpoint · meal · 2026-06-10 | unknown: Sean O'Brien | doubts: unknown name",
  ],
  ['coffee with Marcus Web', 'touchpoint · meal · 2026-06-10 · Marcus Webb'],
  ['coffee with Mary Joe', 'touchpoint · meal · 2026-06-10 | unknown: Mary Joe | doubts: unknown name'],
  ['coffee with Mary Jo B', 'touchpoint · meal · 2026-06-10 | unknown: Mary Jo B | doubts: unknown name'],
  [
    'great lunch with the guys from Coastal Realty',
    'touchpoint · meal · 2026-06-10 | unknown: guys from Coastal Realty | doubts: unknown name',
  ],
  [
    'lunch with two agents from Coastal Realty',
    'touchpoint · meal · 2026-06-10 | note: two agents // Coastal Realty | doubts: no partner',
  ],
  [
    'lunch with Sarah from Coastal Realty',
    'touchpoint · meal · 2026-06-10 | unknown: Sarah from Coastal Realty | doubts: unknown name',
  ],
  [
    'coffee with a friend of Dana',
    'touchpoint · meal · 2026-06-10 | note: friend // Dana | doubts: no partner',
  ],
  [
    "coffee with Dana's friend Marcus",
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: friend Marcus | doubts: somebody else',
  ],
  [
    'coffee with a client Dana referred',
    'touchpoint · meal · 2026-06-10 | note: client Dana referred | doubts: no partner',
  ],
  [
    "coffee with Dana Lee's lender",
    'touchpoint · meal · 2026-06-10 · Dana Lee | note: lender | doubts: somebody else',
  ],
  [
    "talked to Dana's husband about Marcus",
    'touchpoint · call? · 2026-06-10 · Dana Lee | note: husband about Marcus | doubts: somebody else',
  ],
  [
    'got a referral from Dana',
    'unclear · 2026-06-10 | note: got a referral from Dana | doubts: no partner, no kind',
  ],
  ['called the office of Dana Lee', 'touchpoint · call · 2026-06-10 | note: Dana Lee | doubts: no partner'],
  ["called Dana's office", 'touchpoint · call · 2026-06-10 · Dana Lee | doubts: somebody else'],
  ["emailed Dana's office", 'touchpoint · message · 2026-06-10 · Dana Lee | doubts: somebody else'],
  ['prayed for Dana', 'unclear · 2026-06-10 | note: prayed for Dana | doubts: no partner, no kind'],
  [
    'coffee with Dana Thanksgiving week',
    'touchpoint · meal · 2026-06-10 | unknown: Dana Thanksgiving | note: week | doubts: unknown name, day unreadable',
  ],
  ['met my friend Dana', 'touchpoint · visit? · 2026-06-10 | note: friend Dana | doubts: no partner'],
  [
    'called the listing agent Dana Lee',
    'touchpoint · call · 2026-06-10 | note: listing agent Dana Lee | doubts: no partner',
  ],
])('%s', (sentence, expected) => {
  expect(inWords(read(sentence))).toBe(expected);
});
