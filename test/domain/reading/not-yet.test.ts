import { describe, expect, test } from 'vitest';
import { type PartnerName, readSentence } from '../../../src/domain/reading/read.ts';

const book: PartnerName[] = ['Ines Moreau', 'Desmond Clarke', 'Eddie Sharp', 'Gwen Stacy', 'Joan Ortiz'].map(
  (name, index) => ({ id: index + 1, name, company: null, own: true }),
);
const read = (text: string) => readSentence(text, book, '2026-06-09');

describe('a day to come in the rest of the sentence', () => {
  test.each([
    'lunch with Ines and her business partner tomorrow',
    'coffee with Desmond to talk duplexes next Monday',
    'coffee with Desmond about the duplexes tomorrow at 9',
    'drinks w/ Eddie Sharp & his wife Laura next Tue 5pm @ Datz',
  ])('is never saved as held today: %s', (text) => {
    const reading = read(text);
    expect(reading.certain && reading.what === 'touchpoint').toBe(false);
  });

  test.each([
    'coffee with Desmond, his listing closes next Monday',
    'met Desmond about the duplexes next Monday',
    'coffee with Gwen, she starts at the new office tomorrow',
  ])('belongs to a clause of its own, or to a contact told in the past: %s', (text) => {
    expect(read(text)).toMatchObject({ certain: true, what: 'touchpoint', on: '2026-06-09' });
  });
});

test.each([
  'if Joan calls ill send her the flyer',
  'unless Gwen called Desmond I need to',
  'if Ines texted, tell her I will be late',
])('a condition tells of no contact: %s', (text) => {
  expect(read(text).certain).toBe(false);
});

describe('what somebody else will do', () => {
  test.each([
    'called Gwen, Gwen will get back to me by Thursday',
    'called Gwen. Her assistant will send the file tomorrow',
    'coffee with Gwen, Gwen will send her list by Friday',
  ])('is no promise of ours: %s', (text) => {
    expect(read(text).promises).toEqual([]);
  });

  test.each([
    ['coffee with Gwen, will send the rate sheet by Friday', 'the rate sheet'],
    ['coffee with Gwen and will send the rate sheet by Friday', 'the rate sheet'],
    ['coffee with Gwen, I will send the rate sheet by Friday', 'the rate sheet'],
  ])('what we will do is: %s', (text, promised) => {
    expect(read(text).promises[0]?.text).toContain(promised);
  });
});

describe('a word left behind', () => {
  test.each([
    'called Joan ortiz left her a voicemail',
    'rang Joan but she was in court so left word with her secretary',
  ])('means that nobody was reached: %s', (text) => {
    expect(read(text).what).toBe('attempt');
  });
});
