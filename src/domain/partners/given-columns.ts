import { findSensitive } from '../privacy/sensitive.ts';
import type { Field, Header } from './partner-columns.ts';

/** What someone can say of a column: the least that makes a partner. */
export const givenFields = ['name', 'first_name', 'last_name', 'company', 'phone', 'email'] as const;
export type GivenField = (typeof givenFields)[number];

/** What the columns of a file without a readable header hold, as someone said. */
export interface GivenColumns {
  /** The line that `unnamedIn` showed. Titles above it are no rows. */
  line: number;
  /** Whether that line has titles, and not a partner. */
  isTitles: boolean;
  /** Places in a row, the first being 0. */
  places: Partial<Record<GivenField, number | undefined>>;
}

/** The columns of a file in which none can be found that has names. */
export interface UnnamedColumns {
  line: number;
  /** Filled ones: the place, what stands on that line, and what stands below it first. */
  columns: { place: number; title: string; example: string }[];
  /** Whether that line reads like titles: it has no phone and no email. */
  isTitles: boolean;
}

/** Slack's limit for the options of a menu. */
const columnsMax = 100;
const textMax = 60;
/** Longer lines without a second cell are prose. Characters. */
const nameMax = 60;

/** The widest of the first lines of a file without a header; null where nothing looks like a table or a list of names. */
export function unnamedIn(
  lines: readonly { line: number; cells: readonly string[] }[],
): UnnamedColumns | null {
  const widthOf = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;
  const width = Math.max(0, ...lines.map(({ cells }) => widthOf(cells)));
  const at = lines.findIndex(({ cells }) => widthOf(cells) === width);
  const first = lines[at];
  if (!first || lines.length < 2) return null;
  if (width < 2 && lines.some(({ cells }) => cells.join('').length > nameMax)) return null;
  const below = lines.slice(at + 1);
  const columns = first.cells.flatMap((cell, place) => {
    const title = shown(cell);
    const example = below.map(({ cells }) => shown(cells[place] ?? '')).find((text) => text !== '') ?? '';
    return title || example ? [{ place, title, example }] : [];
  });
  const isTitles = width > 1 && !first.cells.some((cell) => /@|(?:\d\D{0,3}){7}/.test(cell));
  return { line: first.line, columns: columns.slice(0, columnsMax), isTitles };
}

/** What must not be kept is not shown. */
const shown = (cell: string): string => (findSensitive(cell) ? '' : cell.trim().slice(0, textMax));

/** As the header that the file lacks, of so many cells. */
export function headerOf({ places }: GivenColumns, cells: number): Header {
  const header: Header = Array.from({ length: cells }, () => null);
  for (const field of givenFields) {
    const place = places[field];
    if (place !== undefined && place < cells) header[place] = { field: field satisfies Field, rank: 0 };
  }
  return header;
}
