import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Asked, readAsked } from '../../../src/domain/asking/asked.ts';

/**
 * Questions, orders, and what only looks like them, as people type them. Each row was written with its answer before
 * anything read it. `told` is a contact, and `list` a list of partners: neither asks.
 */
const files = ['questions-a.tsv', 'questions-b.tsv'];

const today = '2026-06-10';
const book = [
  'Dana Lee, Lee & Co',
  'Marcus Webb, Webb Realty',
  'Joan Ortiz, Keller Williams',
  'Grant Whitfield, Whitfield Realty',
  'Rita Chen, Chen Wealth Planning',
  'Tom Baxter, Compass',
  'Tessa Moran, Moran Law',
  'Ann Ray, Ray Homes',
].map((line, id) => {
  const [name = '', company = ''] = line.split(', ');
  return { id, name, company, own: true };
});

const kinds: Partial<Record<string, string>> = {
  'financial planner': 'planner',
  'divorce attorney': 'attorney',
  realtor: 'agent',
};

function labelOf(asked: Asked | null): string {
  const who = asked && 'who' in asked ? asked.who : null;
  const name = book.find(({ id }) => who?.ids.length === 1 && who.ids[0] === id)?.name ?? who?.said ?? 'all';
  if (asked === null) return 'none';
  switch (asked.about) {
    case 'last contact':
      return `last-contact:${name}`;
    case 'brief':
    case 'partner':
    case 'promises':
      return `${asked.about}:${name}`;
    case 'company':
      return 'company';
    case 'kind':
      return `kind:${kinds[asked.kind] ?? asked.kind}`;
    case 'inner circle':
      return 'tier:inner';
    case 'not met':
      // A month has thirty days, or thirty-one.
      return `not-met:${Math.round(asked.days / 10) * 10}`;
    case 'never asked':
      return 'never-asked-feedback';
    case 'how am i':
      return 'how-am-i';
    default:
      return asked.about;
  }
}

/** Orders and what can't be answered are no questions either. */
const noQuestion = /^(?:cancel|move|undo|delete|correct|promise-|fallback|list|told|away)/;

function expectedOf(label: string): string {
  if (noQuestion.test(label)) return 'none';
  const [about = '', days] = label.split(':');
  if (about === 'company') return about;
  return about === 'not-met' ? `not-met:${Math.round(Number(days) / 10) * 10}` : label;
}

describe.each(files)('of %s', (file) => {
  const rows = readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((row) => {
      const [label = '', said = ''] = row.split('\t');
      const read = labelOf(readAsked(said.replaceAll('\\n', '\n'), book, today));
      return { label, said, read, isRight: read === expectedOf(label) };
    });

  test('95 of 100 are understood', () => {
    expect(rows.length).toBeGreaterThan(100);
    const wrong = rows.filter(({ isRight }) => !isRight);
    expect(
      wrong.length,
      wrong.map(({ label, said, read }) => `${label} ${read} ${said}`).join('\n'),
    ).toBeLessThan(rows.length / 20);
  });

  test('no contact, list, or order is taken for a question', () => {
    expect(rows.filter(({ label, isRight }) => noQuestion.test(label) && !isRight)).toEqual([]);
  });
});
