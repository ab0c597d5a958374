import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PartnerName, readSentence } from '../../../src/domain/reading/read.ts';
import { book } from './book.ts';
import { read, today, unlimited } from './in-words.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  // Pieces that mean something, in an order that means nothing.
  fc
    .array(
      fc.constantFrom(
        ...[
          'coffee with',
          'Dana',
          'Lee',
          'promised',
          'by Friday',
          'called',
          ',',
          '.',
          '<!channel>',
          '<@U012>',
          '|',
          '’s',
        ],
        ...[
          'and',
          '12/1',
          '13/45',
          'next',
          'Will',
          'May',
          '"Bob"',
          '(',
          ')',
          '&',
          '—',
          '\u200f',
          '\u200d',
          '🙂',
          '☕',
          '\n',
        ],
        ...[
          'from',
          'at',
          'Lee & Co',
          'no answer',
          'I’ll send',
          'told her I’d',
          'Łukasz',
          'ß',
          'İ',
          '\ud800',
          '@',
          'w/',
          '-',
        ],
      ),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join(' ')),
);

test('no text makes it throw, name somebody outside the book, or be certain without a partner, a kind and a day', () => {
  const ids = new Set(book.map(({ id }) => id));
  fc.assert(
    fc.property(anyText, (text) => {
      const reading = read(text);
      expect(
        [...reading.partners, ...reading.alike.flatMap((choice) => choice.ids)].every((id) => ids.has(id)),
      ).toBe(true);
      if (!reading.certain) return;
      expect(reading.doubts).toEqual([]);
      expect(reading.partners.length).toBeGreaterThan(0);
      expect(reading.on).not.toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('notes, promises and unknown names are the very words that were typed', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { note, promises, unknown, alike } = read(text);
      const pieces = [
        ...note.split('\n'),
        ...promises.map((promise) => promise.text),
        ...unknown,
        ...alike.map(({ name }) => name),
      ];
      for (const piece of pieces) expect(text).toContain(piece);
    }),
    { numRuns: 500 },
  );
});

const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

test('somebody named in full is found in any case, with accents or without', () => {
  const spelling = fc.constantFrom(
    (name: string) => name,
    (name: string) => name.toUpperCase(),
    (name: string) => name.toLowerCase(),
    withoutAccents,
    (name: string) => name.replaceAll("'", '’'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...book), spelling, (partner, spell) => {
      const reading = read(`coffee with ${spell(partner.name)}`);
      expect(reading.partners).toEqual([partner.id]);
      expect(reading.certain).toBe(true);
    }),
  );
});

test('of two who fit equally neither is taken', () => {
  const others = ['Stone', 'Vance', 'Hale', 'Ibarra', 'Moss'];
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...others), { minLength: 2, maxLength: 4 }),
      fc.boolean(),
      (surnames, own) => {
        const alike = surnames.map(
          (surname, id): PartnerName => ({ id, name: `Rowan ${surname}`, company: null, own }),
        );
        const reading = readSentence('coffee with Rowan yesterday', alike, today, unlimited);
        expect(reading.certain).toBe(false);
        expect(reading.partners).toEqual([]);
        expect(reading.alike).toEqual([{ name: 'Rowan', ids: alike.map(({ id }) => id) }]);
      },
    ),
  );
});

test('partners nobody speaks of change nothing', () => {
  const sentence =
    'coffee with Dana Lee yesterday at Panera, promised the workshop slides by Friday. She’s hiring';
  const dana: PartnerName = { id: 1, name: 'Dana Lee', company: 'Lee & Co', own: true };
  const letters = fc
    .stringMatching(/^[B-Y][b-y]{5,9}$/)
    .filter((word) => !/^(?:Panera|Friday|Hiring|Coffee|Slides|Workshop)/.test(word));
  fc.assert(
    fc.property(fc.array(fc.tuple(letters, letters), { maxLength: 30 }), (names) => {
      const others = names.map(
        ([first, last], i): PartnerName => ({
          id: i + 2,
          name: `${first} ${last}`,
          company: null,
          own: true,
        }),
      );
      expect(readSentence(sentence, [...others, dana], today, unlimited)).toEqual(
        readSentence(sentence, [dana], today, unlimited),
      );
    }),
  );
});

test('what is too long to be read is kept whole', () => {
  const tail = 'and then some '.repeat(300).trim();
  const { note, partners } = read(`coffee with Dana Lee. She said ${tail}`);
  expect(partners).toEqual([1]);
  expect(note.replaceAll('\n', ' ')).toBe(`She said ${tail}`);
});
