import type { Clause, Found } from './clause.ts';
import type { Span } from './clauses.ts';
import type { OpenNews } from './news.ts';
import type { NameAt, Template } from './template.ts';

/** The partners that the clause is about, or what leaves them open. Null if a pronoun means no one, or several people. */
export function findPeople(
  { refs }: Found,
  { template, speaker }: Clause,
  present: readonly number[],
  before: readonly Span[],
): { ids: number[] } | OpenNews | null {
  const ids: number[] = [];
  for (const ref of refs) {
    const names = namesIn(template, ref.startsWith('§') ? ref : (speaker ?? ''));
    const alike = names.find((name) => name.ids.length > 1);
    if (alike) return { open: 'who', name: alike.typed, ids: alike.ids };
    if (names.length > 0) {
      ids.push(...names.flatMap((name) => name.ids));
      continue;
    }
    const meant = meantBy(template, present, before);
    const isSeveral = /^(?:they|them|their)$/.test(ref);
    if (meant.length === 0 || (meant.length > 1 && !isSeveral)) return null;
    ids.push(...meant);
  }
  return ids.length > 0 ? { ids: [...new Set(ids)] } : null;
}

export const namesIn = ({ names }: Template, marks: string): NameAt[] =>
  [...marks.matchAll(/§(\d+)/g)].map(([, nr]) => names[Number(nr)]!);

/** Who was named last before. */
function meantBy(
  { text, names }: Template,
  present: readonly number[],
  before: readonly Span[],
): readonly number[] {
  for (const { from, to } of before.toReversed()) {
    const marks = [...text.slice(from, to).matchAll(/§(\d+)(?!'s)/g)];
    const ids = marks.map(([, nr]) => names[Number(nr)]!.ids);
    if (ids.length > 0) return ids.every(([, ...more]) => more.length === 0) ? ids.flat() : [];
  }
  return present;
}
