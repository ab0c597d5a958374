import { describe, expect, test } from 'vitest';
import { atListedEvent, eventDays, type ListedEvent } from '../../../src/domain/touchpoints/listed-event.ts';
import { type Part, understandWhole } from '../../../src/domain/touchpoints/understand.ts';
import { book } from '../reading/book.ts';
import { today, unlimited } from '../reading/in-words.ts';

const partOf = (said: string) => understandWhole(said, book, today, unlimited);
const inWords = ({ content, reading }: Part): string =>
  content
    ? [
        `${content.kind}: ${content.word ?? 'no word'}`,
        content.on === today ? null : content.on,
        content.note,
      ]
        .filter(Boolean)
        .join(' | ')
    : `doubts: ${reading.doubts.join(', ')}${reading.eitherDay ? ` ${reading.eitherDay.join(' or ')}` : ''}`;

describe('events and committees bear the name they were given', () => {
  test.each([
    ['saw dana at the Tampa Realtors Gala', 'event: Tampa Realtors Gala'],
    ['met joan ortiz at the WCR luncheon', 'event: WCR luncheon'],
    ['GTAR committee meeting with Marcus', 'committee: GTAR committee meeting'],
    ['affordable housing committee with marcus', 'committee: affordable housing committee'],
    ['sat on the education committee with dana', 'committee: education committee'],
    ['GTR board meeting w marcus', 'committee: GTR board meeting'],
    ['zoning board with marcus', 'committee: zoning board'],
    ['at Rotary with Marcus', 'event: Rotary'],
    ['rotary w marcus', 'event: Rotary'],
    ['bni this morning, dana was there', 'event: BNI'],
    ['wcr committee with dana', 'committee: WCR committee'],
    ['board of realtors golf classic with marcus', 'event: board of realtors golf classic'],
    ['dana and i sat together at the wcr luncheon today', 'event: WCR luncheon'],
    ['bni w marcus', 'event: BNI'],
    ['saw dana at kiwanis', 'event: Kiwanis'],
    ['lions club with marcus', 'event: Lions club'],
    ['saw dana at the nareb gala', 'event: NAREB gala'],
    ['Women’s Council of Realtors lunch with Dana', 'event: Women’s Council of Realtors lunch'],
    ['board of realtors holiday party w/ dana', 'event: board of realtors holiday party'],
    ['Chamber of Commerce mixer with Dana and Marcus', 'event: Chamber of Commerce mixer'],
    [
      'ran into marcus at the builders association golf tournament',
      'event: builders association golf tournament',
    ],
    ['attended the Realtor Awards Night with Dana', 'event: Realtor Awards Night'],
    ['Parade of Homes with Marcus', 'event: Parade of Homes'],
    ['great chamber mixer w/ dana', 'event: chamber mixer'],
    ['taught a first time buyer class with Jennifer Walsh', 'event: first time buyer class'],
    ['the young professionals network mixer with dana', 'event: young professionals network mixer'],
  ])('%s', (said, told) => {
    expect(inWords(partOf(said))).toBe(told);
  });

  test.each([
    ['talked with dana at the Heart Gala about her listing', 'event: Heart Gala | about her listing'],
    [
      'charity golf tournament with dana on monday, she wants to do a class',
      'event: charity golf tournament | 2026-06-08 | she wants to do a class',
    ],
    ['open house for 123 Main with Dana', 'event: open house | 123 Main'],
  ])('and the rest stays in the note: %s', (said, told) => {
    expect(inWords(partOf(said))).toBe(told);
  });

  test.each([
    ['event with dana', 'event: no word'],
    ['committee with dana', 'committee: no word'],
    ['saw dana at her gala', 'event: gala'],
    ['dana’s client appreciation party', 'event: client appreciation party'],
    ['golf with marcus', 'event: golf'],
    ['saw dana at starbucks', 'visit: no word | at starbucks'],
    ['dinner with dana at the Columbia', 'meal: dinner | at the Columbia'],
  ])('what is no name is none: %s', (said, told) => {
    expect(inWords(partOf(said))).toBe(told);
  });
});

describe('an event in the branch’s list', () => {
  const listed: ListedEvent[] = [
    { name: 'Chamber After Hours', kind: 'event', on: today },
    { name: 'Rotary Club of Tampa', kind: 'event', on: today },
    { name: 'Inman Connect', kind: 'event', on: today },
    { name: 'YPN Happy Hour', kind: 'event', on: today },
    { name: 'Harbor Happy Hour', kind: 'event', on: today },
    { name: 'GTAR Affordable Housing Task Force', kind: 'committee', on: '2026-06-09' },
    { name: 'Realtors Gala', kind: 'event', on: '2026-06-09' },
    { name: 'WCR Luncheon', kind: 'event', on: '2026-06-08' },
    { name: 'WCR Luncheon', kind: 'event', on: '2026-06-17' },
  ];
  const atListed = (said: string) => inWords(atListedEvent(partOf(said), listed, book, today));

  test.each([
    ['rotary w marcus', 'event: Rotary Club of Tampa'],
    ['saw dana at inman connect', 'event: Inman Connect'],
    ['ypn happy hour with dana', 'event: YPN Happy Hour'],
    ['saw dana at the realtors gala last night', 'event: Realtors Gala | 2026-06-09'],
    [
      'affordable housing task force yesterday with marcus',
      'committee: GTAR Affordable Housing Task Force | 2026-06-09',
    ],
    ['wcr luncheon with dana next wednesday', 'event: WCR Luncheon | 2026-06-17'],
  ])('is that one on its day: %s', (said, told) => {
    expect(atListed(said)).toBe(told);
  });

  test('was on another day of the week, and none was said: the day is asked', () => {
    expect(atListed('saw dana at the realtors gala')).toBe('doubts: two days 2026-06-09 or 2026-06-10');
    expect(atListed('saw dana at the realtors gala today')).toBe('event: realtors gala');
    expect(atListed('saw dana at the realtors gala on friday')).toBe('event: realtors gala | 2026-06-05');
  });

  test.each([
    ['saw dana at the hispanic chamber breakfast', 'event: hispanic chamber breakfast'],
    ['event with dana', 'event: no word'],
    ['coffee with dana at starbucks', 'meal: coffee | at starbucks'],
    ['lunch with dana, talked about inman', 'meal: lunch | talked about inman'],
    ['saw dana, she is going to inman connect', 'visit: no word | she is going to inman connect'],
    ['called dana about rotary', 'call: no word | about rotary'],
  ])('is not taken for one that only sounds alike: %s', (said, told) => {
    expect(atListed(said)).toBe(told);
  });

  test('a meal whose payer was said stays the meal', () => {
    expect(atListed('harbor happy hour with dana')).toBe('event: Harbor Happy Hour');
    expect(atListed('harbor happy hour with dana, $20 on me')).toBe('meal: happy hour | harbor happy hour');
  });

  test('is looked for only where one may have been', () => {
    expect(eventDays([partOf('called dana about rotary')], today)).toBeNull();
    expect(eventDays([partOf('coffee with dana')], today)).toBeNull();
    expect(eventDays([partOf('rotary w marcus')], today)).toEqual({ from: '2026-06-03', to: today });
    expect(eventDays([partOf('rotary w marcus next tuesday')], today)).toEqual({
      from: '2026-06-16',
      to: '2026-06-16',
    });
  });
});
