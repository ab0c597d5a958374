import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, natural } from '../../src/domain/csv-cells.ts';
import { type ExportedPartner, partnerCells, partnerHeader } from '../../src/domain/partners/export-files.ts';
import type { PartnerRow } from '../../src/domain/partners/partner-row.ts';
import { partnerKinds, touchpointKinds } from '../../src/domain/words.ts';
import { formats } from '../../src/files/formats.ts';
import { readRows } from '../../src/files/read-rows.ts';
import { exportedPartner } from '../support/exported-partner.ts';

const partner: fc.Arbitrary<ExportedPartner> = fc.record(exportedPartner);

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

/** What the file says of a partner that an import takes: all but when they are due next. */
const claimed = (one: ExportedPartner): PartnerRow => {
  const { id, branch, name, company, tier, phone, email, growing, birthday, anniversary, ownerEmail } = one;
  const kind = partnerKinds.find((known) => known === one.kind)!;
  const lastKind = touchpointKinds.find((known) => known === one.lastKind)!;
  const word = lastKind === 'meal' && ['coffee', 'lunch'].includes(one.lastWord!) ? one.lastWord : null;
  const called = lastKind === 'video' && one.lastWord === 'zoom' ? 'zoom' : word;
  const lastTouch = one.lastTouchOn && { on: one.lastTouchOn, kind: lastKind, word: called };
  const said = {
    name,
    company,
    kind,
    tier,
    ownerEmail,
    phone,
    email,
    lastTouch,
    growing,
    birthday,
    anniversary,
  };
  return { line: 0, ...said, id, branch };
};

test('an export reads back as what it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(partner, { minLength: 1, maxLength: 20 }), async (partners) => {
      const file = [partnerHeader, ...partners.map((one) => partnerCells(one, { all: true }))].map(csvLine);
      const rows = await read(`\ufeff${file.join('')}`);
      expect(rows.map((row) => ({ ...row, line: 0 }))).toEqual(partners.map(claimed));
    }),
    { numRuns: 300 },
  );
});

test('a cell comes back as it was, whatever it begins with', () => {
  const begins = fc.stringMatching(/^[=+\-@'\t\r]{0,4}(?:[a-z=]{0,3}|\d{0,14})$/);
  const written = (text: string) => csvLine([text]).slice(0, -2).replace(/^"|"$/g, '').replaceAll('""', '"');
  fc.assert(
    fc.property(begins, (text) => {
      expect(natural(written(text))).toBe(text);
      expect(written(text)).not.toMatch(/^(?:[=+\-@\t\r]|0\d+$|\d{12})/);
    }),
  );
});
