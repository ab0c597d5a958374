import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { numbersIn } from '../../src/domain/partners/phone-numbers.ts';
import { formats } from '../../src/files/formats.ts';
import { type ReadSet, readRows } from '../../src/files/read-rows.ts';

/** Files in the shapes that programs export and people keep, with invented people, and what is read of each. */
const folder = new URL('./samples/', import.meta.url);

async function read(file: string): Promise<ReadSet> {
  const source = { path: fileURLToPath(new URL(file, folder)) };
  const sets: ReadSet[] = [];
  for await (const set of readRows(
    { source, today: '2026-06-09', rowsPerSet: 1_000, rowsMax: 20_000 },
    formats,
  ))
    sets.push(set);
  expect(sets).toHaveLength(1);
  return sets[0]!;
}

const cells = /^(?:3[4-9]|4\d)-/;

test.each(readdirSync(folder).filter((file) => !cells.test(file)))(
  '%s has Dana Lee and her company',
  async (file) => {
    const { rows, problems } = await read(file);
    const dana = rows.find(({ name }) => name === 'Dana Lee')!;
    // This CRM exports its companies as ids.
    if (!file.startsWith('16-')) expect(dana.company).toMatch(/^Lee & Co Realty$/);
    if (!file.startsWith('09-')) expect(dana.phone).toMatch(/813.*555.*0142/);
    expect(dana.email).toBe('dana@leeandco.example.com');
    // A title company without a person, and nothing else.
    expect(problems.map(({ column }) => column)).toEqual(problems.length > 0 ? ['name'] : []);
    const names = rows.map(({ name }) => name);
    if (!file.startsWith('33-'))
      expect(names).toEqual(
        expect.arrayContaining(['Siobhán O’Brien', 'Renée Dubois', 'Marcus Webb', 'Joan']),
      );
    expect(rows.every((row) => !JSON.stringify(row).includes('#') && row.name.length < 40)).toBe(true);
  },
);

describe('a title of the job tells the kind', () => {
  test.each([
    '02-google-contacts-2024.csv',
    '03-outlook-classic-utf8.csv',
    '09-linkedin-Connections.csv',
    '06-icloud-vcard3.vcf',
  ])('in %s', async (file) => {
    const { rows } = await read(file);
    expect(rows.slice(0, 3).map(({ kind }) => kind)).toEqual(['realtor', 'realtor', 'financial planner']);
  });
});

test('birthdays come without their year', async () => {
  const { rows } = await read('02-google-contacts-2024.csv');
  expect(rows.map(({ birthday }) => birthday)).toEqual(['06-09', '11-02', null, '04-12', null]);
});

test('notes and addresses stay out, and are named', async () => {
  const { columnsLeftOut } = await read('03-outlook-classic-utf8.csv');
  expect(columnsLeftOut).toEqual(expect.arrayContaining(['Notes', 'Business Street', 'Home City']));
});

/** What the rows of a file say, in order: with null for what is left out. */
async function each<Value>(file: string, of: (row: ReadSet['rows'][number]) => Value): Promise<Value[]> {
  return (await read(file)).rows.map(of);
}

test('phones, however they are written', async () => {
  const phones = await each('34-phones.csv', ({ phone }) => numbersIn(phone).join());
  const one = '+18135550142';
  const two = `${one},+18135550143`;
  expect(phones).toEqual([
    ...Array(9).fill(one),
    ...Array(2).fill(`${one};ext=12`),
    ...Array(2).fill(one),
    ...Array(4).fill(two),
    '5550142',
    '', // four digits
    '', // shortened
    ...Array(5).fill(one),
    ...Array(4).fill(''),
    '+18135553262',
    '+442079460100',
    '', // a card has as many digits
  ]);
});

test('dates, however they are written', async () => {
  const days = await each('35-dates.csv', ({ lastTouch }) => lastTouch?.on ?? null);
  expect(days).toEqual([...Array(19).fill('2026-05-21'), ...Array(13).fill(null)]);
});

test('kinds in people’s words', async () => {
  expect(await each('36-kinds.csv', ({ kind }) => kind)).toEqual([
    ...Array(8).fill('realtor'),
    ...Array(2).fill('builder'),
    ...Array(4).fill('financial planner'),
    'other', // an attorney of any law
    'divorce attorney',
    ...Array(2).fill('other'),
    ...Array(3).fill('accountant'),
    ...Array(2).fill('insurance agent'),
    ...Array(4).fill('title officer'),
    ...Array(5).fill('other'),
  ]);
});

test('tiers in people’s words', async () => {
  expect((await each('37-tiers.csv', ({ tier }) => tier)).map((tier) => tier[0]).join('')).toBe(
    'iiickiickiciiicckkrrrrkcrckrrrrr',
  );
});

test('contacts in people’s words', async () => {
  const kinds = await each('38-last-kinds.csv', ({ lastTouch }) => lastTouch?.kind ?? null);
  expect(kinds).toEqual([
    ...Array(4).fill('meal'),
    ...Array(3).fill('call'),
    ...Array(3).fill(null), // nobody was reached
    ...Array(5).fill('message'),
    ...Array(5).fill('visit'),
    'meal',
    ...Array(3).fill('event'),
    'visit',
    ...Array(2).fill('event'),
    ...Array(2).fill('video'),
    ...Array(2).fill('message'),
    null, // a gift
  ]);
});

test('e-mail addresses, however they are written', async () => {
  const emails = await each('39-emails.csv', ({ email }) => email);
  const dana = 'dana@example.com';
  expect(emails).toEqual(['dana@leeandco.example.com', ...Array(6).fill(dana), null, null, null, dana, dana]);
});

test('placeholders, totals, and errors are nobody', async () => {
  const { rows, problems, leftOut } = await read('41-placeholders.csv');
  expect(rows.map(({ name, company, phone }) => [name, company, phone])).toEqual([
    ['Dana Lee', null, null],
    ['Marcus Webb', null, null],
  ]);
  expect([...problems, ...leftOut]).toEqual([]);
});

test('formulas are left out, and the text of a link is read', async () => {
  const { rows, leftOut } = await read('44-formulas.csv');
  expect(rows.map(({ name, company, growing }) => [name, company, growing])).toEqual([
    ['Dana Lee', null, null],
    ['Dana Lee', '-Lee & Co', '+ 2 homes a month'],
  ]);
  expect(leftOut.map(({ column }) => column)).toEqual(['company', 'growing']);
});
