import { describe, expect, test } from 'vitest';
import { mentionsOf, peopleIn, type Telling, type Where } from '../../../src/domain/privacy/mentions.ts';

const taken = (text: string, tellings: (Telling | string)[], where: Where = 'elsewhere') =>
  mentionsOf(tellings.map((one) => (typeof one === 'string' ? { kind: 'name', text: one } : one))).takenOut(
    text,
    where,
  );

describe('a person is found in text', () => {
  test.each([
    // Whole words, whatever follows them.
    ['Lunch with Ann, Ann’s boss and Ann.', 'Ann', 'Lunch with [erased], [erased]’s boss and [erased].'],
    ["Ann's office in Annapolis, planned", 'Ann', "[erased]'s office in Annapolis, planned"],
    ['an event with Eve', 'Eve', 'an event with [erased]'],
    // Whatever the case, the blanks, the signs and the accents.
    ['met ZEBULON  QUADE there', 'Zebulon Quade', 'met [erased] there'],
    ['zebulon\nquade said', 'Zebulon Quade', '[erased] said'],
    ['Jose Nunez called', 'José Núñez', '[erased] called'],
    ['José Núñez called, café', 'Jose Nunez', '[erased] called, café'],
    ['Jose\u0301 Nun\u0303ez called', 'José Núñez', '[erased] called'],
    ['ŁUKASZ WÓJCIK wrote', 'Łukasz Wójcik', '[erased] wrote'],
    ['Lukasz Wojcik wrote', 'Łukasz Wójcik', '[erased] wrote'],
    ['Kate O’Brien and Kate O`Brien', "Kate O'Brien", '[erased] and [erased]'],
    ['Robert Bob Lane, Robert “Bob” Lane', 'Robert "Bob" Lane', '[erased], [erased]'],
    ['with Tom &amp; Ann Reed', 'Tom & Ann Reed', 'with [erased]'],
    ['Tom and Ann Reed &amp; Co', 'Tom & Ann Reed', '[erased] &amp; Co'],
    ['李小龙, then 李小', '李小龙', '[erased], then 李小'],
    // Cut, where enough is left to tell who it is.
    ['Promised: call Zebulon Qu…', 'Zebulon Quade', 'Promised: call [erased]'],
    ['Tom &amp; Ann…', 'Tom & Ann Reed', '[erased]'],
    ['Zebulon… is no name of one', 'Zebulon Quade', 'Zebulon… is no name of one'],
    ['Wolfeschlegel… came', 'Wolfeschlegelsteinhausen', '[erased] came'],
    ['Will… say more', 'Willson', 'Will… say more'],
    // A name of one word is an ordinary word as well.
    ['Will will come, WILL too, of good will', 'Will', '[erased] will come, [erased] too, of good will'],
    ['Grace is full of grace', 'Grace', '[erased] is full of grace'],
    ['a mark of grace', 'mark', 'a [erased] of grace'],
    ['???', '???', '???'],
  ])('%j, of %j: %j', (text, name, left) => {
    expect(taken(text, [name])).toBe(left);
  });

  test('in what is theirs a name of one word counts in whatever case', () => {
    expect(taken('lunch with will and Dana', ['Will'], 'theirs')).toBe('lunch with [erased] and Dana');
    expect(taken('goodwill stays', ['Will'], 'theirs')).toBe('goodwill stays');
  });

  test.each([
    ['call (813) 555-0188 x3', 'call [erased] x3'],
    ['tel:8135550188', 'tel:[erased]'],
    ['+1 813.555.0188!', '[erased]!'],
    ['order 98135550188', 'order 98135550188'],
  ])('a phone in %j', (text, left) => {
    expect(taken(text, [{ kind: 'phone', text: '(813) 555-0188 ext 4' }])).toBe(left);
  });

  test.each([
    ['write to ZQ@example.com.', 'write to [erased].'],
    ['write to azq@example.com', 'write to azq@example.com'],
  ])('an address in %j', (text, left) => {
    expect(taken(text, [{ kind: 'email', text: 'zq@example.com' }])).toBe(left);
  });

  test('the longer of two names goes whole, and an id as a word', () => {
    expect(taken('Ann Reed Jr and Ann Reed', ['Ann Reed', 'Ann Reed Jr'])).toBe('[erased] and [erased]');
    expect(taken('<@U0123> and U01234', [{ kind: 'id', text: 'U0123' }])).toBe('<@[erased]> and U01234');
  });

  test('a longer name that is somebody else’s is left whole', () => {
    const ann = mentionsOf([{ kind: 'name', text: 'Ann' }], ['Tom & Ann Reed', 'Ann Arbor Homes']);
    expect(
      ann.takenOut('Ann saw Tom &amp; Ann Reed of Ann Arbor Homes, Ann Arbor, Tom and Ann R…', 'elsewhere'),
    ).toBe('[erased] saw Tom &amp; Ann Reed of Ann Arbor Homes, [erased] Arbor, Tom and Ann R…');
    const junior = mentionsOf([{ kind: 'name', text: 'Ann Reed Jr' }], ['Ann Reed']);
    expect(junior.takenOut('Ann Reed Jr and Ann Reed', 'elsewhere')).toBe('[erased] and Ann Reed');
  });

  test('of nobody nothing is found', () => {
    expect(taken('anything', [])).toBe('anything');
  });

  test('every text in ASCII that mentions them holds one of the stems', () => {
    const mentions = mentionsOf([
      { kind: 'name', text: 'Zebulon Quade' },
      { kind: 'name', text: 'Łukasz' },
      { kind: 'phone', text: '(813) 555-0188' },
      { kind: 'email', text: 'ZQ@example.com' },
    ]);
    for (const text of ['ZEBULON QUADE', 'Zebulon Q...', 'Lukasz', '8135550188', 'zq@EXAMPLE.com']) {
      expect(mentions.isIn(text, 'elsewhere'), text).toBe(true);
      expect(
        mentions.stems.some((stem) => text.toLowerCase().includes(stem)),
        text,
      ).toBe(true);
    }
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
