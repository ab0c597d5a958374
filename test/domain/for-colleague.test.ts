import { describe, expect, test } from 'vitest';
import { matchColleagues, splitColleague } from '../../src/domain/members/for-colleague.ts';
import { mentionOf } from '../../src/domain/reading/mentions.ts';

describe('a sentence for a colleague', () => {
  test.each([
    ['for Priya: coffee with Dana', 'Priya', 'coffee with Dana'],
    ['For @Priya Nair: coffee with Dana', 'Priya Nair', 'coffee with Dana'],
    [`for ${mentionOf('Priya Nair')}: lunch`, 'Priya Nair', 'lunch'],
    ['for d’Arcy O’Neil : called Joan, said: call back', 'd’Arcy O’Neil', 'called Joan, said: call back'],
  ])('%s', (said, name, rest) => {
    expect(splitColleague(said)).toEqual({ name, rest });
  });

  test.each([
    'coffee with Dana for Priya: she asked',
    'for the record: coffee with Dana',
    'for lunch at 12:30 with Dana',
    'for Priya: ',
    'for Priya coffee with Dana',
    'for me: coffee with Dana',
  ])('is none: %s', (said) => {
    expect(splitColleague(said)).toBeNull();
  });
});

test('a name means whoever has its words, and whoever has it whole alone', () => {
  const people = ['Priya Nair', 'Priya Patel', 'Sam Cole', 'José Ruiz', 'Sam'].map((name) => ({ name }));
  const names = (name: string) => matchColleagues(name, people).map((person) => person.name);
  expect(names('priya n')).toEqual(['Priya Nair']);
  expect(names('Priya')).toEqual(['Priya Nair', 'Priya Patel']);
  expect(names('jose')).toEqual(['José Ruiz']);
  expect(names('sam')).toEqual(['Sam']);
  expect(names('Pria')).toEqual([]);
});
