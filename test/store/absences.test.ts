import { expect, test } from 'vitest';
import { cancelAbsence, noteAbsence } from '../../src/store/members/absences.ts';
import { loadSettings, saveSettings, setLead } from '../../src/store/members/member-settings.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { db } = rapport.context;
const now = rapport.context.now();
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const away = { from: '2026-06-10', to: '2026-06-19', coverId: sam.id } as const;
const dues = async () =>
  (await db.query<{ due: string }>('select touch_due as due from relationship order by id')).map(
    ({ due }) => due,
  );
const traces = async () =>
  (
    await db.query<{ action: string }>(
      `select action from trace where subject = 'member' and subject_id = $1`,
      [priya.id],
    )
  ).map(({ action }) => action);

test('an absence moves due days within it to after it, once, no matter how often it is entered', async () => {
  expect(await dues()).toEqual(['2026-06-10', '2026-06-10']);
  const first = await noteAbsence(db, priya.id, away, priya.id, now);
  expect(await noteAbsence(db, priya.id, away, priya.id, now)).toEqual(first);
  expect(await dues()).toEqual(['2026-06-22', '2026-06-22']);
  expect(await traces()).toEqual(['joined', 'away']);
});

test('an absence that overlaps another, ends before it begins, or is covered by the member is refused', async () => {
  const note = (more: Partial<{ from: '2026-06-19'; to: '2026-06-01' | '2026-06-25'; coverId: number }>) =>
    noteAbsence(db, priya.id, { ...away, ...more }, priya.id, now);
  expect(await note({ from: '2026-06-19', to: '2026-06-25' })).toEqual({ refused: 'overlaps' });
  expect(await note({ to: '2026-06-01' })).toEqual({ refused: 'ends before it begins' });
  expect(await note({ coverId: priya.id })).toEqual({ refused: 'own cover' });
});

test('canceling an absence restores everything, and only its member can do it', async () => {
  const [row] = await db.query<{ id: number }>('select id from absence');
  expect(await cancelAbsence(db, sam.id, row!.id, sam.id, now)).toBe(false);
  expect(await cancelAbsence(db, priya.id, row!.id, priya.id, now)).toBe(true);
  expect(await dues()).toEqual(['2026-06-10', '2026-06-10']);
});

test('a lead is added and removed once, and opting out of the board is saved', async () => {
  for (const isLead of [true, true, false, false]) await setLead(db, priya.id, isLead, null, now);
  const settings = { ...(await loadSettings(db, priya.id)), onLeaderboard: false };
  for (const said of [settings, settings]) await saveSettings(db, priya, said, now);
  expect((await traces()).slice(-3)).toEqual(['lead', 'no lead', 'settings']);
  expect((await rapport.member(rapport.priya)).roles).toEqual(['member']);
});

test('settings with an absence that is refused are not saved, and with one that is not, both are', async () => {
  const settings = await loadSettings(db, priya.id);
  const changed = { ...settings, digestAt: '06:45' };
  const july = { ...away, from: '2026-07-06', to: '2026-07-10' } as const;
  await noteAbsence(db, priya.id, july, priya.id, now);
  const clash = { ...july, from: '2026-07-10' } as const;
  expect(await saveSettings(db, priya, changed, now, clash)).toEqual({ refused: 'overlaps' });
  expect(await loadSettings(db, priya.id)).toEqual(settings);
  const later = { ...away, from: '2026-08-03', to: '2026-08-07' } as const;
  expect(await saveSettings(db, priya, changed, now, later)).toEqual({ over: [] });
  expect(await loadSettings(db, priya.id)).toEqual(changed);
  expect((await traces()).slice(-2)).toEqual(['away', 'settings']);
  expect(await saveSettings(db, priya, changed, now, later), 'sent twice').toEqual({ over: [] });
  expect((await traces()).slice(-2)).toEqual(['away', 'settings']);
});
