import { describe, expect, test } from 'vitest';
import { peopleIn, searchFor } from '../../../src/domain/privacy/mentions.ts';

const isIn = (text: string, ...names: string[]) => searchFor(names).isIn(text);

describe('a full name is found', () => {
  test.each([
    // As whole words, whatever follows them.
    ['Lunch with Ann Reed, Ann Reed’s boss', 'Ann Reed'],
    ["Ann Reed's office", 'Ann Reed'],
    // In any case, with any blanks, signs and accents.
    ['met ZEBULON  QUADE there', 'Zebulon Quade'],
    ['zebulon\nquade said', 'Zebulon Quade'],
    ['Jose Nunez called', 'José Núñez'],
    ['José Núñez called, café', 'Jose Nunez'],
    ['Jose\u0301 Nun\u0303ez called', 'José Núñez'],
    ['ŁUKASZ WÓJCIK wrote', 'Łukasz Wójcik'],
    ['Kate O’Brien called', "Kate O'Brien"],
    ['Robert “Bob” Lane', 'Robert "Bob" Lane'],
    // As Slack escapes it.
    ['with Tom &amp; Ann Reed', 'Tom & Ann Reed'],
    ['Tom and Ann Reed', 'Tom & Ann Reed'],
    // Where it is all of the name, a single word; somebody has to look whether it is meant.
    ['Will called', 'Will'],
    ['he will call', 'Will'],
    ['<@U0123>', 'U0123'],
    // Also as part of a longer name.
    ['Ann Reed-Stone', 'Ann Reed'],
  ])('in %j: %s', (text, name) => {
    expect(isIn(text, name)).toBe(true);
  });

  test.each([
    ['Annapolis', 'Ann'],
    ['goodwill, willing', 'Will'],
    // A first or last name alone is not looked for.
    ['Zebulon came', 'Zebulon Quade'],
    ['Quade came', 'Zebulon Quade'],
    ['anything', ''],
    ['???', '???'],
  ])('but not in %j: %s', (text, name) => {
    expect(isIn(text, name)).toBe(false);
  });

  test('in every text of which the database is asked', () => {
    const { prefilter, isIn } = searchFor(['Zebulon Quade', "Kate O'Brien", 'Łukasz Wójcik']);
    const asked = new RegExp(prefilter!, 'i');
    for (const text of [
      'x ZEBULON QUADE',
      'kate o’brien',
      "Kate O'Brien",
      'lukasz wojcik',
      'Łukasz Wójcik',
    ]) {
      expect(isIn(text), text).toBe(true);
      expect(asked.test(text), text).toBe(true);
    }
    expect(searchFor(['', '&']).prefilter).toBeNull();
  });
});

test.each([
  ['Tom & Ann Reed', ['Tom & Ann Reed', 'Tom Reed', 'Ann Reed']],
  ['Tom Lane and Ann Reed', ['Tom Lane and Ann Reed', 'Tom Lane', 'Ann Reed']],
  ['Smith & Sons', ['Smith & Sons']],
  ['Sandy Anderson', ['Sandy Anderson']],
])('under %j go %j', (name, people) => {
  expect(peopleIn(name)).toEqual(people);
});
