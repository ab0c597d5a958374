import type { PartnerFields } from './card.ts';

/** Rules for a partner's fields, the same in a form and in a file. */

export const isEmail = (text: string): boolean => /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/.test(text);

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Parses a day of the year: "Jun 9", "9 June", "6/9" (month first), "06-09". Returns MM-DD; null if it is not one. A
 * year is refused, because we store no one's age.
 */
export function parseYearDay(text: string): string | null {
  const parts =
    text
      .trim()
      .toLowerCase()
      .replace(/[.,]/g, '')
      .match(/[a-z]+|\d+/g) ?? [];
  if (parts.length !== 2) return null;
  const [first = '', second = ''] = parts;
  const named = parts.find((part) => /^[a-z]/.test(part));
  const month = named ? monthNames.indexOf(named.slice(0, 3)) + 1 : Number(first);
  const date = Number(named === first || !named ? second.replace(/\D/g, '') : first);
  const isNamed =
    !named ||
    (named.length >= 3 &&
      'januaryfebruarymarchaprilmayjunejulyaugustseptemberoctobernovemberdecember'.includes(named));
  const most = daysIn[month - 1];
  if (!isNamed || !most || !(date >= 1 && date <= most)) return null;
  return `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/**
 * Merges edits that two people made at once. The fields this person changed keep their values. All other fields take
 * the other person's.
 */
export function mergeEdits({
  base,
  mine,
  theirs,
}: {
  base: PartnerFields;
  mine: PartnerFields;
  theirs: PartnerFields;
}): PartnerFields {
  const changed = changedFields(base, mine).map(({ field }) => [field, mine[field]]);
  return { ...theirs, ...Object.fromEntries(changed) };
}

export const editableFields = [
  'name',
  'company',
  'kind',
  'phone',
  'email',
  'growing',
  'birthday',
  'anniversary',
] as const satisfies readonly (keyof PartnerFields)[];
export type EditableField = (typeof editableFields)[number];

/** The fields that differ, with their old and new text. */
export const changedFields = (
  before: PartnerFields,
  after: PartnerFields,
): { field: EditableField; before: string | null; after: string | null }[] =>
  editableFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
