import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contact, chosenBy, findContacts, labelsOf } from '../../../src/domain/partners/choice.ts';
import { readGroups } from '../../../src/domain/partners/file-groups.ts';
import { unnamedIn } from '../../../src/domain/partners/given-columns.ts';
import { readHeader } from '../../../src/domain/partners/partner-columns.ts';
import { isAboutFile, isPastedRows } from '../../../src/domain/partners/pasted-rows.ts';
import { decodePlaces, encodePlaces } from '../../../src/domain/partners/places-code.ts';

const contacts: Contact[] = [
  { place: 0, name: 'Zoë Hart', company: 'Hart Homes', labels: ['Realtors'] },
  { place: 1, name: 'Al Kim', company: null, labels: ['Family', 'Realtors'] },
  { place: 2, name: 'Mia Hartman', company: 'Bay Title', labels: [] },
];

describe('places in code', () => {
  test('come back as they were, in any order and however far apart', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(20_000)), (places) => {
        expect(decodePlaces(encodePlaces(places))).toEqual([...places].sort((a, b) => a - b));
      }),
    );
  });

  test('of eight hundred among the most that a file may have fit what a form remembers', () => {
    expect(encodePlaces(Array.from({ length: 800 }, (_, at) => at * 25)).length).toBeLessThanOrEqual(2_000);
  });

  test('of everyone take a letter each', () => {
    expect(encodePlaces(Array.from({ length: 2_000 }, (_, at) => at))).toHaveLength(2_000);
  });

  test('of letters that are no code are none', () => expect(decodePlaces('!? ')).toEqual([]));
});

describe('a choice', () => {
  const chosen = (choice: Parameters<typeof chosenBy>[0]) =>
    contacts.filter(chosenBy(choice)).map(({ place }) => place);

  test('by label takes those with one of them', () => {
    expect(chosen({ labels: ['Family'] })).toEqual([1]);
    expect(chosen({ labels: ['Family', 'Realtors'] })).toEqual([0, 1]);
    expect(chosen({ labels: [] })).toEqual([]);
  });

  test('by tick takes those ticked, and no choice takes everyone', () => {
    expect(chosen({ ticked: encodePlaces([2]) })).toEqual([2]);
    expect(chosen({ ticked: '' })).toEqual([]);
    expect(chosen(undefined)).toEqual([0, 1, 2]);
  });
});

test('labels come with how many have them, the largest first', () =>
  expect(labelsOf(contacts)).toEqual([
    { label: 'Realtors', people: 2 },
    { label: 'Family', people: 1 },
  ]));

test.each([
  ['', ['Al Kim', 'Mia Hartman', 'Zoë Hart']],
  ['hart', ['Mia Hartman', 'Zoë Hart']],
  ['zoe homes', ['Zoë Hart']],
  ['realtors', ['Al Kim', 'Zoë Hart']],
  ['artman', []],
])('a search for “%s” finds %j', (search, names) =>
  expect(findContacts(contacts, search).map(({ name }) => name)).toEqual(names),
);

test.each([
  ['Labels', 'Realtors ::: Top 25 ::: * myContacts', ['Realtors', 'Top 25']],
  ['Group Membership', '* myContacts', []],
  ['Categories', 'Realtors;Holiday cards', ['Realtors', 'Holiday cards']],
  ['Contact Group', 'Realtor; Realtor', ['Realtor']],
  ['Record Type', 'Referral Partner', ['Referral Partner']],
])('the column “%s” has the labels of “%s”', (column, cell, labels) => {
  const { groups } = readHeader(['Name', column])!;
  expect(readGroups(['Dana Lee', cell], groups)).toEqual(labels);
});

test('of a text with commas, and of thousands of labels, only the first count', () => {
  const { groups } = readHeader(['Name', 'Labels'])!;
  const cell = Array.from({ length: 900 }, (_, at) => `Label ${at}`).join(', ');
  expect(readGroups(['Dana Lee', cell], groups)).toHaveLength(50);
  const contacts = Array.from({ length: 1_200 }, (_, place) => ({
    ...{ place, name: 'Dana Lee', company: null },
    labels: [`Label ${place}`, 'Everyone'],
  }));
  const labels = labelsOf(contacts);
  expect(labels).toHaveLength(1_000);
  expect(labels[0]).toEqual({ label: 'Everyone', people: 1_200 });
});

test.each([
  ['name,company,tier,phone', true],
  ['name,company,problem', true],
  ['name,company,same_as,problem', true],
  ['Name,Company', false],
  ['First Name,Last Name', false],
  ['name,Notes', false],
])('“%s” is a header of our own: %s', (header, isOwn) =>
  expect(readHeader(header.split(','))?.isOwn).toBe(isOwn),
);

test('rows of our export that came back with a question keep who and where they are', () => {
  const read = readHeader(['id', 'branch', 'name', 'same_as', 'problem'])!;
  expect(read.isExport).toBe(true);
  expect(read.header.map((place) => place?.field)).toEqual(['id', 'branch', 'name', 'same_as', undefined]);
});

describe('columns without names', () => {
  const unnamed = (...lines: string[]) =>
    unnamedIn(lines.map((text, at) => ({ line: at + 1, cells: text.split('|') })));

  test('are those of the widest line, with an example below it', () =>
    expect(unnamed('My list', 'Who|Where', 'Dana Lee|', '|Tampa')).toEqual({
      line: 2,
      isTitles: true,
      columns: [
        { place: 0, title: 'Who', example: 'Dana Lee' },
        { place: 1, title: 'Where', example: 'Tampa' },
      ],
    }));

  test('may begin with a person', () => {
    expect(unnamed('Dana Lee|813-555-0142', 'Al Kim|')?.isTitles).toBe(false);
    expect(unnamed('Dana Lee', 'Al Kim')?.isTitles).toBe(false);
  });

  test('of one line, or of prose, are none', () => {
    expect(unnamed('Who|Where')).toBeNull();
    expect(
      unnamed('Dear team, please find below what we talked about at the last meeting.', 'Thanks'),
    ).toBeNull();
  });

  test('show nothing that must not be kept', () =>
    expect(JSON.stringify(unnamed('Who|Tax', 'Dana Lee|123-45-6789'))).not.toContain('6789'));
});

test.each([
  ['Name\tCell\nDana Lee\t813-555-0142', true],
  ['Dana Lee\tLee & Co\nAl Kim\tBay Title', true],
  ['name,company\nDana Lee,Lee & Co', true],
  ['my partners:\nFirst name;Last name\nDana;Lee', true],
  ['BEGIN:VCARD\nFN:Dana Lee\nEND:VCARD', true],
  ['Dana Lee, Lee & Co\nAl Kim, Bay Title', false],
  ['coffee with Dana Lee, she said yes\ncall with Al', false],
  ['name,company', false],
  ['Partner, realtor\nlunch with Dana', false],
])('%j is pasted rows: %s', (text, isRows) => expect(isPastedRows(text)).toBe(isRows));

test.each([
  ['Here’s my contacts, thanks!', true],
  ['', true],
  ['coffee with Dana Lee', false],
  ['my list, and I met Marcus', false],
])('“%s” says no more than that a file is there: %s', (text, isAbout) =>
  expect(isAboutFile(text)).toBe(isAbout),
);
