import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, natural } from '../../src/domain/csv-cells.ts';
import { type ExportedPartner, partnerCells, partnerHeader } from '../../src/domain/partners/export-files.ts';
import { isEmail, isPhone } from '../../src/domain/partners/partner-fields.ts';
import type { PartnerRow } from '../../src/domain/partners/partner-row.ts';
import { nameKey } from '../../src/domain/partners/same-partner.ts';
import { findSensitive } from '../../src/domain/privacy/sensitive.ts';
import { partnerKinds, tiers } from '../../src/domain/words.ts';
import { formats } from '../../src/files/formats.ts';
import { readRows } from '../../src/files/read-rows.ts';

/** What a form takes, whatever a list would make of it: "N/A", "LEE, DANA", "'=1+1", two phones. */
const taken = (text: string): boolean =>
  text === text.trim() && text !== '' && !/\p{Cc}/u.test(text.replaceAll('\n', '')) && !findSensitive(text);
const words = fc.oneof(
  fc.constantFrom(
    'N/A',
    'none',
    'LEE, DANA',
    'IBM',
    'kw',
    '-',
    "'=1+1",
    '=SUM(A1)',
    '+ more',
    '@home',
    'Total: 2',
  ),
  fc.constantFrom(
    "''=x",
    "'t Hooft",
    'a "b" c',
    'x;y|z',
    'Zoë',
    'Zoe\u0308',
    '#N/A',
    '=HYPERLINK("x","y")',
    '🏡',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('Dana', 'LEE', 'co', ',', ';', '"', "'", '=', '|', '5', 'é'), { maxLength: 9 })
    .map((all) => all.join(' ')),
);
const oneLine = words.map((text) => text.replace(/\s+/g, ' ')).filter(taken);
const letters = oneLine.filter((text) => nameKey(text) !== '');
const lines = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .map((all) => all.join('\n'))
  .filter(taken);
const phone = fc
  .oneof(
    fc.constantFrom(
      '813-555-0142',
      '(813) 555-0142 ext. 3',
      '555-0142',
      '+44 20 7946 0100',
      'office 813 555 0142',
    ),
    fc.constantFrom('8135550142 / 8135550199', '813.555.DANA 0142', '1 (813) 555–0142', 'c: 8135550142'),
    fc
      .array(fc.constantFrom(...'0123456789 ()-.+x/'), { minLength: 7, maxLength: 25 })
      .map((all) => all.join('')),
  )
  .filter((text) => isPhone(text) && taken(text) && !/^\d(?:\.\d+)?e|^\d{10,11}\.0$/i.test(text));
const email = fc
  .oneof(
    fc.emailAddress(),
    fc.constantFrom("o'neil@example.com", '=x@example.com', '.dana@example.com', 'n/a@x.co'),
  )
  .map((text) => text.toLowerCase())
  .filter((text) => isEmail(text) && taken(text));
const yearDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(5, 10));
const orNull = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null });
const partner: fc.Arbitrary<ExportedPartner> = fc.record({
  branch: letters,
  name: letters,
  company: orNull(oneLine),
  kind: fc.constantFrom(...partnerKinds),
  tier: fc.constantFrom(...tiers),
  ownerEmail: orNull(email),
  phone: orNull(phone),
  email: orNull(email),
  lastTouchOn: fc.constantFrom(null, '2026-05-21' as const),
  lastKind: fc.constantFrom('meal', 'call'),
  growing: orNull(lines),
  birthday: orNull(yearDay),
  anniversary: orNull(yearDay),
});

async function read(content: string): Promise<PartnerRow[]> {
  const source = { bytes: new TextEncoder().encode(content) };
  const rows: PartnerRow[] = [];
  for await (const set of readRows(
    { source, today: '2026-06-09', rowsPerSet: 1_000, rowsMax: 1_000 },
    formats,
  )) {
    expect([...set.problems, ...set.leftOut]).toEqual([]);
    rows.push(...set.rows);
  }
  return rows;
}

const claimed = (one: ExportedPartner | PartnerRow) => {
  const { name, company, kind, tier, phone, email, growing, birthday, anniversary } = one;
  return { name, company, kind, tier, phone, email, growing, birthday, anniversary };
};

test.each([true, false])('an export reads back as what it was, with branches: %s', async (branches) => {
  const shown = { branches, all: true };
  await fc.assert(
    fc.asyncProperty(fc.array(partner, { minLength: 1, maxLength: 20 }), async (partners) => {
      const file = [partnerHeader(shown), ...partners.map((one) => partnerCells(one, shown))].map(csvLine);
      expect((await read(`\ufeff${file.join('')}`)).map(claimed)).toEqual(partners.map(claimed));
    }),
    { numRuns: 200 },
  );
});

test('a cell comes back as it was, whatever it begins with', () => {
  const begins = fc.stringMatching(/^[=+\-@'\t\r]{0,4}[a-z=]{0,3}$/);
  const written = (text: string) => csvLine([text]).slice(0, -2).replace(/^"|"$/g, '').replaceAll('""', '"');
  fc.assert(
    fc.property(begins, (text) => {
      expect(natural(written(text))).toBe(text);
      expect(written(text)).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
