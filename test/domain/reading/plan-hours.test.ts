import { describe, expect, test } from 'vitest';
import type { PartnerName } from '../../../src/domain/reading/read.ts';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { unlimited } from './in-words.ts';

/** A Tuesday. */
const today = '2026-06-09';
const book: PartnerName[] = [
  'Dana Lee',
  'Joan Ortiz',
  'Marcus Webb',
  'Grant Whitfield',
  'Tom & Ann Reed',
].map((name, index) => ({ id: index + 1, name, company: null, own: true }));
const read = (said: string) => understand(said, book, today, unlimited)[0]!;

describe('a plan keeps its hour', () => {
  test.each([
    ['lunch with Joan next Thursday at 12:30 at Oxford Exchange', '2026-06-18', '12:30'],
    ['next Thursday at 12:30 at Oxford Exchange lunch with Joan', '2026-06-18', '12:30'],
    ['coffee w/ dana tmrw 10', '2026-06-10', '10:00'],
    ['coffee with dana tomorrow 8am', '2026-06-10', '08:00'],
    ['meeting marcus tomorrow at 3', '2026-06-10', '15:00'],
    ['call with marcus tomorrow half past 2', '2026-06-10', '14:30'],
    ['coffee with dana this friday at half past nine', '2026-06-12', '09:30'],
    ['breakfast with grant next thursday 7', '2026-06-18', '07:00'],
    ['breakfast with grant next thurs 730', '2026-06-18', '07:30'],
    ['breakfast with grant tomorrow at 6', '2026-06-10', '06:00'],
    ['dinner w tom and ann next fri at 6:30', '2026-06-19', '18:30'],
    ['dinner with joan next friday at 8', '2026-06-19', '20:00'],
    ['happy hour with dana this thursday 5', '2026-06-11', '17:00'],
    ['lunch with joan tmrw 1130', '2026-06-10', '11:30'],
    ['lunch with joan tomorrow at 1', '2026-06-10', '13:00'],
    ['lunch with joan tomorrow at 12', '2026-06-10', '12:00'],
    ['lunch with joan tomorrow at 12:15 am', '2026-06-10', '00:15'],
    ['zoom with marcus tomorrow 2p', '2026-06-10', '14:00'],
    ['zoom w marcus tmrw 2 p.m.', '2026-06-10', '14:00'],
    ['zoom w marcus tmrw at 14:30', '2026-06-10', '14:30'],
    ['coffee w dana this fri 9:15a', '2026-06-12', '09:15'],
    ['lunch with Joan this Friday at quarter to one', '2026-06-12', '12:45'],
    ['coffee with dana tomorrow at quarter past 9', '2026-06-10', '09:15'],
    ['coffee with dana tomorrow at ten thirty', '2026-06-10', '10:30'],
    ['coffee with dana tomorrow at ten', '2026-06-10', '10:00'],
    ['coffee with dana tomorrow morning at 9', '2026-06-10', '09:00'],
    ['drinks with dana tomorrow evening at 8', '2026-06-10', '20:00'],
    ['call with marcus tomorrow at 7', '2026-06-10', '07:00'],
    ['call with marcus tomorrow afternoon at 7', '2026-06-10', '19:00'],
    ['lunch with joan tomorrow 12-1', '2026-06-10', '12:00'],
    ['coffee with joan tomorrow 10-11am', '2026-06-10', '10:00'],
    ['coffee with joan tomorrow 11-1pm', '2026-06-10', '11:00'],
    ['open house with marcus this saturday 1-3', '2026-06-13', '13:00'],
    ['coffee with dana 6/12 at 10', '2026-06-12', '10:00'],
    ['coffee with Dana June 12 10:30', '2026-06-12', '10:30'],
    ['having coffee with dana tomorrow @10', '2026-06-10', '10:00'],
    ["coffee with dana tomorrow at 10 o'clock", '2026-06-10', '10:00'],
    ['coffee with dana tomorrow 10 oclock', '2026-06-10', '10:00'],
    ['lunch with joan this thurs around noon', '2026-06-11', '12:00'],
    ['lunch with joan tomorrow about 12:15', '2026-06-10', '12:15'],
    ['lunch with joan tomorrow 12ish', '2026-06-10', '12:00'],
    ['coffee with Dana tomorrow at 10 for 30 minutes', '2026-06-10', '10:00'],
    ['coffee with dana tomorrow, 10 am, her office', '2026-06-10', '10:00'],
    ['call w/ marcus tmrw @ 3 re: the 450k deal', '2026-06-10', '15:00'],
    ['10am coffee with dana tomorrow', '2026-06-10', '10:00'],
    ['at 10 tomorrow coffee with dana', '2026-06-10', '10:00'],
    ['set up lunch with joan for friday 12:30', '2026-06-12', '12:30'],
    ['having lunch with joan at ulele tomorrow at 1', '2026-06-10', '13:00'],
    ['coffee dana next wed at 10 or so', '2026-06-17', '10:00'],
    ['lunch with joan this friday 12.30', '2026-06-12', '12:30'],
    ['coffee with dana monday the 15th at 8:30 a.m.', '2026-06-15', '08:30'],
    ['coffee with dana tomorrow at 0900', '2026-06-10', '09:00'],
  ])('%s', (said, on, at) => {
    expect(read(said).content).toMatchObject({ what: 'plan', on, at });
  });
});

describe('an hour waits with the rest for the day', () => {
  test.each([
    ['lunch with joan monday at noon', '12:00'],
    ['quarter to one lunch with dana monday, the mill', '12:45'],
    ['dinner with tom & ann sunday 7', '19:00'],
    ['joan and me monday 7:30 am breakfast first watch', '07:30'],
  ])('that may be either: %s', (said, at) => {
    const { content, reading } = read(said);
    expect(content).toBeNull();
    expect(reading).toMatchObject({ at });
    expect(reading.eitherDay).toHaveLength(2);
  });

  test.each([
    ['lunch with dana friday noon, she loved the slides'],
    ['had lunch with joan friday at noon'],
    ['great lunch with joan friday at 12'],
    ['saw marcus friday 2pm'],
  ])('of what was, it makes no plan: %s', (said) => {
    const { content } = read(said);
    expect(content?.what).not.toBe('plan');
  });
});

describe('the nearer weekday is meant by an hour', () => {
  test.each([
    ['lunch noon friday w joan', '12:00'],
    ['Friday 12:30 lunch with joan', '12:30'],
    ['dinner with tom & ann friday 7', '19:00'],
    ['zoom w marcus fri 2pm', '14:00'],
    ['phone call w joan friday 330', '15:30'],
  ])('%s', (said, at) => {
    expect(read(said).content).toMatchObject({ what: 'plan', on: '2026-06-12', at });
  });
});

describe('an hour and a place without their "at"', () => {
  test.each([
    ['lunch w dana next thurs 1230 oxford exchange', '2026-06-18', '12:30', 'oxford exchange'],
    ['dana breakfast 6/17 7:45 first watch', '2026-06-17', '07:45', 'first watch'],
    ['on the books: joan dinner june 24 630 berns', '2026-06-24', '18:30', 'berns'],
    ['breakfast w marcus this fri half past 7 cafe quiche', '2026-06-12', '07:30', 'cafe quiche'],
    ['breakfast next tues 8 dana at oxford exchange', '2026-06-16', '08:00', 'oxford exchange'],
    ['happy hour thursday next week 5:30 bulla with grant', '2026-06-18', '17:30', 'bulla'],
    ['im meeting dana at her model home sat 11', '2026-06-13', '11:00', 'her model home'],
    ['dropping in on grant monday around 10', '2026-06-15', '10:00', null],
    ['stopping by marcus office monday at 2', '2026-06-15', '14:00', null],
    ['going to the board gala with grant on the 27th, 6pm', '2026-06-27', '18:00', null],
    ['beers with marcus this fri after work, 530, at green bench', '2026-06-12', '17:30', 'green bench'],
    ['lunch w grant next tues starting at 1215', '2026-06-16', '12:15', null],
    ['golf with grant next sat teeing off 7:50', '2026-06-20', '07:50', null],
    ['dana wants lunch the 30th at noon 👍 put it down', '2026-06-30', '12:00', null],
    ['Grant wants to talk by phone Friday at nine put it on my calendar', '2026-06-12', '09:00', null],
  ])('%s', (said, on, at, place) => {
    const { content, said: kept } = read(said) ?? {};
    expect(content).toMatchObject({ what: 'plan', on, at, place });
    // The words stay as they were said.
    expect(kept).toBe(said);
  });

  test.each([
    'lunch w dana next thurs 1230 main st',
    'lunch w dana next thurs 12:30 discuss pricing',
    'lunch w dana next thurs 12:30 marcus',
    'call w dana next thurs 12:30 new loan',
  ])('no place: %s', (said) => {
    expect(read(said).content?.place ?? null).toBeNull();
  });
});

describe('what is no hour of the plan', () => {
  test.each([
    ['coffee with dana tomorrow morning', null],
    ['lunch with joan this friday to talk about 12 loans', 'to talk about 12 loans'],
    ['coffee with dana tomorrow, party of 4', 'party of 4'],
    ['lunch with joan this friday, 3 of us', '3 of us'],
    ['coffee with dana this friday about the 7/6 ARM', 'about the 7/6 ARM'],
    ['lunch with joan this friday at 1208 Main St', null],
    ['lunch with joan this friday, listing closes at 5', 'listing closes at 5'],
    ['lunch with joan this friday to go over $450 of fees', 'to go over $450 of fees'],
  ])('%s', (said, note) => {
    expect(read(said).content).toMatchObject({ what: 'plan', at: null, note });
  });

  test.each([
    'lunch with Dana on June 12',
    'lunch with dana jul 10',
    'lunch with Dana 12 June',
    'lunch with Dana June 12, 2030',
  ])('the date of %s', (said) => {
    expect(read(said).reading.at).toBeNull();
  });

  test.each([
    ['lunch with Dana June 11 at 12', '12:00'],
    ['lunch with Dana on July 10 10am', '10:00'],
  ])('but an hour beside the date: %s', (said, at) => {
    expect(read(said).reading.at).toBe(at);
  });

  test('tonight with an hour may still lie ahead', () => {
    const { content, reading } = read('dinner with joan tonight at 7');
    expect(content).toBeNull();
    expect(reading.doubts).toEqual(['past or to come']);
  });

  test('two hours: neither is taken, and the words are kept', () => {
    const { content } = read('coffee with dana tomorrow at 10 or at 11');
    expect(content).toMatchObject({ at: null, note: 'at 10, at 11' });
  });

  test('the hour of what has happened is not kept', () => {
    expect(read('had coffee with dana yesterday at 10').content).toMatchObject({
      what: 'touchpoint',
      at: null,
    });
  });
});
