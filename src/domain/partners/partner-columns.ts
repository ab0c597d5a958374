import { listOf, plural } from '../format.ts';

/** The columns of a partners CSV, in the order of the docs. Only `name` is required. */
export const partnerColumns = [
  'name',
  'company',
  'kind',
  'tier',
  'owner_email',
  'phone',
  'email',
  'last_touch_on',
  'last_kind',
  'growing',
] as const;
export type PartnerColumn = (typeof partnerColumns)[number];

/** Which column each cell of a row belongs to; null where the header has no name for it. */
export type Header = (PartnerColumn | null)[];

/**
 * Reads the header, whatever its order and case ("Owner email" will do). A column that is not known is refused rather
 * than left out: a mistyped `last_touch` would lose what it holds without a word.
 */
export function readHeader(cells: readonly string[]): { header: Header } | { refusal: string } {
  const names = cells.map(columnName);
  const columns = partnerColumns.join(', ');
  const unknown = cells.map((cell) => cell.trim()).filter((_, i) => names[i] !== '' && !isColumn(names[i]!));
  if (cells.length === 1 && /[;\t|]/.test(cells[0]!)) {
    return { refusal: 'the header has no commas. Save the file with commas between the columns.' };
  }
  if (unknown.length > 0) {
    const listed = listOf(unknown.slice(0, 5).map((name) => `“${name.slice(0, 40)}”`));
    const what = plural(unknown.length, 'the column', 'the columns');
    return { refusal: `I don’t know ${what} ${listed} in the header. The columns are ${columns}.` };
  }
  const doubled = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  if (doubled) return { refusal: `the header has the column “${doubled}” twice.` };
  if (!names.includes('name')) {
    return { refusal: `the header has no “name” column. The columns are ${columns}.` };
  }
  return { header: names.map((name) => (isColumn(name) ? name : null)) };
}

const columnName = (cell: string): string =>
  cell
    .trim()
    .toLowerCase()
    .replace('e-mail', 'email')
    .replace(/[\s-]+/g, '_');

const isColumn = (name: string): name is PartnerColumn =>
  (partnerColumns as readonly string[]).includes(name);
