import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { numbersIn } from '../../src/domain/partners/phone-numbers.ts';
import { migrationsFolder, readMigrations } from '../../src/store/db/migration-files.ts';
import { mergePartners } from '../../src/store/partners/merge.ts';
import { editPartner } from '../../src/store/partners/partner-edit.ts';
import { undoChange } from '../../src/store/touchpoints/undo.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { db } = rapport.context;
const priya = await rapport.member(rapport.priya);
const ids = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'D. Lee', 'Marcus Webb']);
const dana = ids['Dana Lee']!;
const twin = ids['D. Lee']!;
const now = rapport.context.now();
const today = '2026-06-09' as const;
const kept = async (id: number) =>
  (
    await db.query<{ phone: string | null; numbers: string[] }>(
      'select phone, phone_numbers as numbers from partner where id = $1',
      [id],
    )
  )[0];

async function edit(id: number, phone: string | null) {
  const [row] = await db.query<{ name: string; version: number }>(
    'select name, version from partner where id = $1',
    [id],
  );
  const fields = { company: null, kind: 'realtor', email: null, growing: null, birthday: null } as const;
  const edited = await editPartner(
    db,
    priya,
    id,
    { version: row!.version, fields: { ...fields, name: row!.name, phone, anniversary: null } },
    now,
  );
  if (edited.how !== 'saved') throw new Error(edited.how);
  return edited.traceId;
}

describe('the numbers of a phone', () => {
  test('are kept beside what was typed, and go with it', async () => {
    const phone = 'cell (813) 555-0101 / office 813.555.0102 x3';
    const numbers = ['+18135550101', '+18135550102;ext=3'];
    const traceId = await edit(dana, phone);
    expect(await kept(dana)).toEqual({ phone, numbers });
    await undoChange(db, priya, traceId, { today, now });
    expect(await kept(dana)).toEqual({ phone: null, numbers: [] });
  });

  test('are taken over in a merge, and given back', async () => {
    await edit(twin, '8135550104');
    const merged = await mergePartners(db, priya, { keptId: dana, goneId: twin }, { today, now });
    expect(await kept(dana)).toEqual({ phone: '8135550104', numbers: ['+18135550104'] });
    if (merged.how !== 'done') throw new Error(merged.how);
    await undoChange(db, priya, merged.traceId, { today, now });
    expect(await kept(dana)).toEqual({ phone: null, numbers: [] });
  });

  test('of a time before are found by the migration', async () => {
    const phones = [
      ...['(813) 555-0101', '813.555.0101', '8135550101', '18135550101', '+1 813 555 0101', '1-813-555-0101'],
      ...['813/555-0101', '813–555–0101', '(813)555-0101', 'tel:+1-813-555-0101', 'c: 813-555-0101'],
      ...['813-555-0101 x12', '(813) 555-0101 ext. 12', '813-555-0101 #12', '813-555-0101, extension 12'],
      ...['813-555-0101 / 813-555-0102 x3', '813-555-0101;813-555-0102', '8135550101 8135550102'],
      ...['+44 20 7946 0100', '+442079460100', '555-0101', 'office 5550101', '888-555-0101'],
      ...['555-555-5555', '000-000-0000', '5078 1234 5678 9012', 'ask Sam', '0101', '813-555-010'],
    ];
    const rows = await db.query<{ id: number }>(
      `insert into partner (branch_id, name, name_key, phone, entered_on)
       select $1, 'Before', 'before', phone, $2 from unnest($3::text[]) as phone returning id`,
      [priya.branch.id, today, phones],
    );
    const migration = (await readMigrations()).find(({ name }) => name.endsWith('_phone_numbers_so_far'))!;
    await db.query(await readFile(path.join(migrationsFolder, migration.name, 'migration.sql'), 'utf8'));
    const found = await Promise.all(rows.map(({ id }) => kept(id)));
    expect(found).toEqual(phones.map((phone) => ({ phone, numbers: numbersIn(phone) })));
  });

  test.each(['8135550101', '+1 8135550101', '+18135550101;ext=', 'Dana'])('cannot be %s', async (number) => {
    await expect(
      db.query('update partner set phone_numbers = array[$2] where id = $1', [dana, number]),
    ).rejects.toThrow('partner_phone_numbers');
  });
});
