import { describe, expect, test } from 'vitest';
import { peopleIn, searchFor } from '../../../src/domain/privacy/mentions.ts';

const isIn = (text: string, ...names: string[]) => searchFor(names).isIn(text);

describe('a full name is found', () => {
  test.each([
    // As whole words, no matter what follows.
    ['Lunch with Ann Reed, Ann Reed’s boss', 'Ann Reed'],
    ["Ann Reed's office", 'Ann Reed'],
    // In any case, with any spaces, signs, and accents.
    ['met ZEBULON  QUADE there', 'Zebulon Quade'],
    ['zebulon\nquade said', 'Zebulon Quade'],
    ['Jose Nunez called', 'José Núñez'],
    ['José Núñez called, café', 'Jose Nunez'],
    ['Jose\u0301 Nun\u0303ez called', 'José Núñez'],
    ['ŁUKASZ WÓJCIK wrote', 'Łukasz Wójcik'],
    ['Kate O’Brien called', "Kate O'Brien"],
    ['Robert “Bob” Lane', 'Robert "Bob" Lane'],
    // As escaped by Slack.
    ['with Tom &amp; Ann Reed', 'Tom & Ann Reed'],
    ['Tom and Ann Reed', 'Tom & Ann Reed'],
    // A single word, if that is the whole name. A person has to check whether it is meant.
    ['Will called', 'Will'],
    ['he will call', 'Will'],
    ['<@U0123>', 'U0123'],
    // As part of a longer name, too.
    ['Ann Reed-Stone', 'Ann Reed'],
  ])('in %j: %s', (text, name) => {
    expect(isIn(text, name)).toBe(true);
  });

  test.each([
    ['Annapolis', 'Ann'],
    ['goodwill, willing', 'Will'],
    // Not by first or last name alone.
    ['Zebulon came', 'Zebulon Quade'],
    ['Quade came', 'Zebulon Quade'],
    ['anything', ''],
    ['???', '???'],
  ])('but not in %j: %s', (text, name) => {
    expect(isIn(text, name)).toBe(false);
  });

  test('in every text that matches the database’s prefilter', () => {
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
])('the name %j stands for %j', (name, people) => {
  expect(peopleIn(name)).toEqual(people);
});
