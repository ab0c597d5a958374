import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KnownPartner } from '../../../src/domain/partners/known-partner.ts';
import { decideRow, type PartnerBook } from '../../../src/domain/partners/partner-book.ts';
import type { PartnerRow } from '../../../src/domain/partners/partner-row.ts';
import { numbersIn } from '../../../src/domain/partners/phone-numbers.ts';
import { emptyBook } from '../../../src/store/partners/partner-book.ts';

/** Few of each, so that most rows may be someone else's. */
const row = fc.record({
  name: fc.constantFrom(
    'Dana Lee',
    'DANA LEE',
    'Danna Lee',
    'Dana M. Lee',
    'Bob Ortiz',
    'Robert Ortiz',
    'Marcus Webb',
  ),
  company: fc.constantFrom(null, 'Lee & Co', 'Lee and Co', 'Reed Homes'),
  phone: fc.constantFrom(null, '813-555-0101', '(813) 555-0101', '813-555-0102', '813-555-0103'),
  email: fc.constantFrom(null, 'a@example.com', 'b@example.com', 'c@example.com'),
  birthday: fc.constantFrom(null, '06-09', '06-10'),
  sameAs: fc.constantFrom(null, null, 'yes' as const, 'no' as const, 'replace' as const),
});
const rows = fc.array(row, { minLength: 1, maxLength: 9 }).map((all) =>
  all.map(
    (one, at): PartnerRow => ({
      ...{ line: at + 2, kind: 'other', tier: 'resting', ownerEmail: null, lastTouch: null, growing: null },
      ...{ anniversary: null, ...one },
    }),
  ),
);
const unanswered = rows.map((all) => all.map((one) => ({ ...one, sameAs: null })));

/** Whom each row became, by its line; rows that were left out are not among them. */
function importInto(
  book: PartnerBook,
  all: readonly PartnerRow[],
  onNew?: (row: PartnerRow, before: KnownPartner[]) => void,
) {
  const became = new Map<number, KnownPartner>();
  for (const one of all) {
    const before = [...book.all];
    const decision = decideRow(one, book);
    if (decision.how === 'there') became.set(one.line, decision.partner);
    if (decision.how !== 'enters') continue;
    became.set(one.line, decision.entry.partner);
    if (!before.includes(decision.entry.partner)) onNew?.(one, before);
  }
  return became;
}

test('the same file twice adds no one, whatever was answered', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const book = emptyBook();
      importInto(book, all);
      const had = book.all.size;
      importInto(book, all);
      expect(book.all.size).toBe(had);
    }),
    { numRuns: 2_000 },
  );
});

test('who is one does not depend on the order of the rows', () => {
  const shuffled = unanswered.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, otherwise]) => {
      const [one, other] = [importInto(emptyBook(), all), importInto(emptyBook(), otherwise)];
      const lines = [...one.keys()].filter((line) => other.has(line));
      for (const a of lines)
        for (const b of lines) expect(one.get(a) === one.get(b)).toBe(other.get(a) === other.get(b));
    }),
    { numRuns: 2_000 },
  );
});

test('nothing that is known is overwritten without a yes', () => {
  fc.assert(
    fc.property(unanswered, rows, (first, second) => {
      const book = emptyBook();
      importInto(book, first);
      const were = [...book.all].map((partner) => ({ partner, fields: partner.fields }));
      importInto(
        book,
        second.map((one) => ({ ...one, sameAs: one.sameAs === 'replace' ? null : one.sameAs })),
      );
      for (const { partner, fields } of were)
        for (const field of ['name', 'company', 'phone', 'email', 'birthday'] as const)
          if (fields[field] !== null) expect(partner.fields[field]).toBe(fields[field]);
    }),
    { numRuns: 1_000 },
  );
});

test('no row becomes a second partner with a phone that is known, unless someone says so', () => {
  fc.assert(
    fc.property(unanswered, (all) => {
      const book = emptyBook();
      importInto(book, all, ({ phone }, before) => {
        const numbers = before.flatMap((one) => one.identity.phones.flatMap(numbersIn));
        expect(numbersIn(phone).filter((number) => numbers.includes(number))).toEqual([]);
      });
    }),
    { numRuns: 1_000 },
  );
});
