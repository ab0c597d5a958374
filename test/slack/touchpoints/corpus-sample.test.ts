import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import type { PartnerName } from '../../../src/domain/reading/read.ts';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { findPromises } from '../../../src/store/promises-alone.ts';
import { loadCapture } from '../../../src/store/touchpoints/saved-capture.ts';
import { startRapport } from '../../support/rapport.ts';

/** Every so-many-th sentence of the corpus goes through the app, as a direct message. */
const sampleEvery = 8;

const lines = (file: string) =>
  readFileSync(new URL(`../../domain/reading/corpus/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const partners = lines('book.tsv').map(([, name = '', company = '', whose]) => ({ name, company, whose }));
const booked = (whose: string) =>
  partners
    .filter((one) => (one.whose === 'own') === (whose === 'own'))
    .map(({ name, company }) => `${name}, ${company}`);
await rapport.book(rapport.priya, booked('own'));
await rapport.book(rapport.sam, booked('theirs'));
const rows = await db.query<{ id: number; name: string; company: string | null }>(
  'select id, name, company from partner',
);
const own = new Set(partners.filter(({ whose }) => whose === 'own').map(({ name }) => name));
const book: PartnerName[] = rows.map((row) => ({ ...row, own: own.has(row.name) }));
const member = await rapport.member(rapport.priya);
const today = '2026-06-09';

beforeEach(() => db.query('update capture set undone_at = now(), words_hash = null'));

const sample = lines('corpus.tsv')
  .filter((_, at) => at % sampleEvery === 0)
  .map(([, said = '']) => said.replaceAll('\\n', '\n'));

test.each(sample)('%s', async (said) => {
  const [{ last } = { last: 0 }] = await db.query<{ last: number }>(
    'select coalesce(max(id), 0)::int as last from capture',
  );
  const answered = priya.messages().length;
  await priya.dm(said);
  expect(priya.messages().length, 'is answered').toBeGreaterThan(answered);
  const made = await db.query<{ id: number }>(
    'select id from capture where id > $1 and undone_at is null order by id',
    [last],
  );
  const saved = (await Promise.all(made.map(({ id }) => loadCapture(db, id)))).filter((one) => one !== null);
  const parts = said.split('\n').flatMap((line) => understand(line, book, today));
  const expected = parts.flatMap(({ content }) => content ?? []);
  expect(
    saved.map(({ what, kind, on, partners: who }) => ({
      what,
      kind,
      on,
      who: who.map(({ id }) => id).sort(),
    })),
  ).toEqual(
    expected.map(({ what, kind, on, partnerIds }) => ({ what, kind, on, who: partnerIds.toSorted() })),
  );
  const promised = await Promise.all(made.map(({ id }) => findPromises(db, id, member)));
  const promises = promised.filter((_, at) => !saved.some(({ id }) => id === made[at]!.id));
  expect(promises.flatMap((one) => one?.promises.map(({ text, dueOn }) => ({ text, dueOn })) ?? [])).toEqual(
    parts.flatMap((part) => part.promised?.promises.map(({ text, dueOn }) => ({ text, dueOn })) ?? []),
  );
});
