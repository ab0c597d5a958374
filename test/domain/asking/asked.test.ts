import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAsked } from '../../../src/domain/asking/asked.ts';
import { comingUp, daysOf, dueWithin, latePartners } from '../../../src/domain/asking/coming-up.ts';
import { notMetIn } from '../../../src/domain/asking/not-met.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import { readRows } from '../reading/corpus/score.ts';

const today = '2026-06-09';
const partner = (id: number, name: string, company: string | null = null) => ({
  id,
  name,
  company,
  own: true,
});
/** Joan O'Brien, Colin, and Webb Builders are not in it: what is asked about them may be another's. */
const book = [
  partner(1, 'Dana Lee', 'Lee & Co'),
  partner(2, 'Marcus Webb', 'Webb Realty'),
  partner(3, 'Elena Vasquez', 'Harbor Wealth'),
];
const read = (said: string) => readAsked(said, book, today);

describe('a question', () => {
  test.each([
    ['when did i last see marcus', 'marcus'],
    ['When did I last see Marcus?', 'Marcus'],
    ['hey, when did I last talk to Marcus Webb??', 'Marcus Webb'],
    ['when did i last have lunch with lee & co', 'lee'],
    ['When’s the last time I saw Joan O’Brien', 'Joan O’Brien'],
    ['when was the last time that I met with Dana please', 'Dana'],
    ['can you tell me when I last called Dana', 'Dana'],
    ['how long has it been since I saw Dana', 'Dana'],
    ['when did i see dana last', 'dana'],
    ['when did I last see Dana in person?', 'Dana'],
    ['when did we last meet Marcus', 'Marcus'],
    ['how long since I’ve seen Elena', 'Elena'],
    ['when do I see Marcus next?', 'Marcus'],
    ['when’s my lunch with Dana', 'Dana'],
  ])('about the last contact: %s', (said, name) => {
    expect(read(said)).toMatchObject({ about: 'last contact', who: { said: name } });
  });

  test.each([
    ['what did i promise dana', 'dana'],
    ['What did I promise to Dana Lee?', 'Dana Lee'],
    ['what do i owe marcus', 'marcus'],
    ['what have I promised Joan', 'Joan'],
    ['do I owe Dana anything?', 'Dana'],
    ['what did i promise dana about the flyer', 'dana'],
    ['what did I promise', null],
    ['what do I still owe people', null],
    ['my promises', null],
    ['any open promises?', null],
    ['do I owe anyone anything', null],
  ])('about promises: %s', (said, name) => {
    expect(read(said)).toMatchObject({ about: 'promises', who: name && { said: name } });
  });

  test.each([
    'who today',
    'Who’s today?',
    'who is due today',
    'whos up today',
    'who do I need to call today?',
    'who should I see today',
    'who’s on my list',
    'show me today’s list please',
    'what’s on my list today',
    'what’s my day look like?',
    'who do I call first',
  ])('about today: %s', (said) => {
    expect(read(said)).toEqual({ about: 'today' });
  });

  test.each([
    ['who haven’t I met in 90 days', 90],
    ["who haven't i seen in 3 weeks?", 21],
    ['who have I not met with in over two months', 60],
    ['who havent i seen in a while', 90],
    ['who haven’t I seen lately', 90],
    ['who haven’t I met in the last year', 365],
    ['who haven’t I met', 90],
    ['who havent i met in a month', 30],
    ['who have I never met', 90],
  ])('about whom one has not met: %s', (said, days) => {
    expect(read(said)).toEqual({ about: 'not met', days });
  });

  test.each([
    ['show me Dana', 'Dana'],
    ['pull up dana lee’s card', 'dana lee'],
    ['what’s Colin’s number', 'Colin'],
    ['find Acme Homes', 'Acme Homes'],
  ])('about a partner: %s', (said, name) => {
    expect(read(said)).toMatchObject({ about: 'partner', who: { said: name } });
  });

  test.each([
    ['who sends me the most business', 'business'],
    ['who gives us the most referrals?', 'business'],
    ['who are my top referral partners', 'business'],
    ['how many loans has Dana sent me', 'business'],
    ['who refers the most', 'business'],
    ['best referral partner?', 'business'],
    ['great, thanks', 'thanks'],
    ['how do I log a call', 'help'],
    ['thanks!', 'thanks'],
    ['Thank you so much', 'thanks'],
    ['help me', 'help'],
    ['what can you do?', 'help'],
  ])('%s is about %s', (said, about) => {
    expect(read(said)).toEqual({ about });
  });

  test.each(['next', 'who’s next', 'who is up next?', 'Who next', 'next up?'])(
    'about who is next: %s',
    (said) => {
      expect(read(said)).toEqual({ about: 'next' });
    },
  );
});

test.each([
  'when i last saw dana she wanted the flyer',
  'when did I last see her',
  'when did i last see marcus? coffee with dana today',
  'what I promised Dana: the flyer by Friday',
  'promised dana the flyer',
  'talked to dana about what i owe',
  'met dana, what do i owe her',
  'called dana, what do I owe her',
  'who today met with dana',
  'today',
  'thanks dana',
  'thank you coffee with Dana',
  'find out when Dana is back',
  'show me the slides Dana asked for',
  'open house with Dana',
  'open house',
  'open house Marcus',
  'show Dana houses',
  'who haven’t I met in 9999 days',
  'who haven’t I met in Tampa',
  `when did I last see Dana ${'?'.repeat(300)}`,
  '',
])('%s is no question that is answered', (said) => {
  expect(read(said)).toBeNull();
});

describe('what tells of a contact is never taken for a question', () => {
  const folder = new URL('../reading/corpus/', import.meta.url);
  const corpusBook = readFileSync(new URL('book.tsv', folder), 'utf8')
    .split('\n')
    .slice(1)
    .map((row, id) => {
      const [, name = '', company = '', whose] = row.split('\t');
      return { id, name, company, own: whose === 'own' };
    });
  const files = readdirSync(folder).filter((file) => file.endsWith('.tsv') && file !== 'book.tsv');
  test.each(files)('in %s', (file) => {
    const told = readRows(file).filter(
      ({ expected }) => /(?:^|OR |&& )[TPARF] /.test(expected) && !/\bNONE\b/.test(expected),
    );
    expect(told.length).toBeGreaterThan(10);
    const isAsked = (line: string) => readAsked(line, corpusBook, today) !== null;
    expect(told.filter(({ said }) => said.split('\n').some(isAsked))).toEqual([]);
  });
});

describe('who comes next', () => {
  type Line = Parameters<typeof comingUp>[0][number];
  const line = (name: string, on: Day | null, meet = false): Line => ({
    partnerId: 1,
    name,
    kind: 'realtor',
    tier: 'core',
    archivedOn: null,
    state: 'on track',
    next: on === null ? null : { on, meet },
  });

  test('is whoever is due first after today', () => {
    const book = [
      line('In June', '2026-06-20'),
      line('Late', '2026-06-01'),
      line('Today', '2026-06-09'),
      line('Resting', null),
      line('Tomorrow', '2026-06-10', true),
    ];
    expect(comingUp(book, '2026-06-09').map(({ name }) => name)).toEqual(['Tomorrow', 'In June']);
  });
});

describe('other days', () => {
  const today = '2026-06-09';
  const line = (
    partnerId: number,
    on: Day,
    state: Parameters<typeof comingUp>[0][number]['state'] = 'on track',
  ) => ({
    ...({
      partnerId,
      name: String(partnerId),
      kind: 'realtor',
      tier: 'core',
      archivedOn: null,
      state,
    } as const),
    next: { on, meet: true },
  });
  const book = [
    line(1, '2026-06-01', 'late'),
    line(2, '2026-05-20', 'gone quiet'),
    line(3, '2026-06-09', 'due'),
    line(4, '2026-06-14'),
    line(5, '2026-06-15'),
    // A plan or quiet time silences this one.
    line(6, '2026-06-02'),
    line(7, '2026-06-12'),
  ];
  const due = (span: Parameters<typeof daysOf>[0]) =>
    dueWithin(book, daysOf(span, today), new Set([7]), today).map(({ partnerId }) => partnerId);

  test('this week has those due by Sunday or overdue, without those who have a plan', () => {
    expect(due('this week')).toEqual([2, 1, 3, 4]);
    expect(daysOf('this week', today)).toEqual({ from: '2026-06-09', to: '2026-06-14' });
  });

  test('next week and tomorrow have those who come due then', () => {
    expect(due('next week')).toEqual([5]);
    expect(due('tomorrow')).toEqual([]);
  });

  test('who is late is listed from the longest overdue', () => {
    expect(latePartners(book).map(({ partnerId }) => partnerId)).toEqual([2, 1]);
  });
});

test('whoever was met so many days ago, or since, was met', () => {
  const met = (name: string, lastFaceOn: Day | null) => ({ partnerId: 1, name, lastFaceOn });
  const book = [
    met('Since', '2026-06-01'),
    met('Just', '2026-05-10'),
    met('Before', '2026-05-09'),
    met('Zoe, never', null),
    met('Ann, never', null),
  ];
  const { close, missed } = notMetIn(book, 30, '2026-06-09');
  expect(close).toBe(5);
  expect(missed.map(({ name }) => name)).toEqual(['Ann, never', 'Zoe, never', 'Before']);
});

describe('a name alone', () => {
  test.each(['dana', 'Dana Lee?', 'who is Dana', 'open dana lee', 'Dana’s number'])('%s', (said) => {
    expect(read(said)).toMatchObject({ about: 'partner', who: { ids: [1] } });
  });

  test.each(['Dana coffee', 'who is late', 'coffee', 'Dana and I', 'call Dana'])('but not %s', (said) => {
    expect(read(said)).not.toMatchObject({ about: 'partner' });
  });
});

test.each([
  'asked dana what i could do better, she said pick up the phone on weekends',
  'marcus said no when i asked for a name',
])('what was said asks nothing: %s', (said) => expect(read(said)).toBeNull());
