import { natural } from '../csv-cells.ts';
import { number } from '../format.ts';
import { findSensitive } from '../privacy/sensitive.ts';
import { isFormula, isPlaceholder, linkText, quote } from './cells/cell.ts';
import { joinName, readPersonName } from './cells/person-name.ts';
import {
  type AnswerColumn,
  answerColumn,
  type Field,
  type Header,
  type OwnColumn,
} from './partner-columns.ts';

/** The cells of a row that hold something fit to be read. */
export type Texts = Partial<Record<Field, string>>;
/** Told of each cell that is not. `column` is null for the row as a whole. */
export type Leave = (column: OwnColumn | AnswerColumn | null, reason: string) => void;

/** Characters. Far above what people write; a cell beyond it is a slip of the file, such as a quote never closed. */
const limits: Readonly<Record<Field, number>> = {
  id: 20,
  branch: 120,
  name: 120,
  first_name: 60,
  middle_name: 60,
  last_name: 60,
  company: 120,
  kind: 80,
  job_title: 200,
  tier: 40,
  owner_email: 254, // RFC 5321
  phone: 120,
  email: 600,
  last_touch_on: 40,
  last_kind: 60,
  growing: 500,
  birthday: 40,
  anniversary: 40,
  same_as: 40,
};

/** A line below the rows: a total, a notice. It is nobody. */
const footer =
  /^(?:(?:grand |sub ?)?totals?\b|copyright\b|©|\(c\)|confidential\b|generated (?:by|on)\b|report\b|end of|exported|page \d|as of\b|\d+ (?:rows|records|contacts)\b)|all rights reserved/i;

/** What stands in the column of names beside the sums of a list. */
const sum = /^(?:(?:grand |sub[ -]?)?totals?|sum|count|average)\s*:?$/i;

/** The columns of our own files by which a problem is told. */
export const columnOf = (field: Field): OwnColumn | AnswerColumn =>
  field === 'first_name' || field === 'middle_name' || field === 'last_name'
    ? 'name'
    : field === 'job_title'
      ? 'kind'
      : field;

/**
 * Reads the cells by field; 'nothing' for an empty row, or one that is no partner's.
 * @param asWritten whether every cell is kept as it stands in the file
 */
export function readCells(
  cells: readonly string[],
  header: Header,
  leave: Leave,
  asWritten: boolean,
): Texts | 'nothing' {
  const texts: Texts = {};
  const ranks: Partial<Record<Field, number>> = {};
  let filled = 0;
  let only = '';
  let isBeyond = false;
  let hadName = false;
  let seenBy: string | undefined;
  for (let at = 0; at < cells.length; at++) {
    const written = cells[at]!.trim();
    if (written === '') continue;
    filled++;
    only = written;
    if (at >= header.length && !isBeyond) {
      isBeyond = true;
      leave(null, 'has more cells than the header; cells may be in the wrong column');
    }
    const place = header[at];
    if (!place) continue;
    const { rank, kind } = place;
    const field = place.field !== 'phone or email' ? place.field : written.includes('@') ? 'email' : 'phone';
    if ((ranks[field] ?? Number.POSITIVE_INFINITY) <= rank) continue;
    const text = readCell(written, field, leave, asWritten);
    hadName ||= columnOf(field) === 'name' && (text !== null || !isPlaceholder(written));
    if (text === null) continue;
    texts[field] = text;
    ranks[field] = rank;
    if (field === 'last_touch_on') seenBy = kind;
  }
  if (seenBy !== undefined) texts.last_kind ??= seenBy;
  const isAlone = filled === 1 && header.filter(Boolean).length > 1;
  if (isAlone && footer.test(only)) return 'nothing';
  if (!asWritten && [texts.name, texts.first_name].some((name) => name !== undefined && sum.test(name)))
    return 'nothing';
  // A row of nothing but placeholders, errors, and a note is nobody. One whose name could not be taken is somebody.
  return hadName || (Object.keys(texts).length > 0 && !isAlone) ? texts : 'nothing';
}

function readCell(written: string, field: Field, leave: Leave, asWritten: boolean): string | null {
  // Behind the apostrophe of a file that we wrote, everything is text.
  const text = natural(written);
  const isText = text !== written;
  const cell = isText ? text : (linkText(written) ?? written);
  // "No" is an answer.
  if (!asWritten && field !== answerColumn && isPlaceholder(cell)) return null;
  const column = columnOf(field);
  if (cell.length > limits[field]) {
    leave(column, `has ${number(cell.length)} characters; the limit is ${number(limits[field])}`);
    return null;
  }
  if (hasControl(cell)) {
    leave(column, `${quote(cell)} has characters that aren’t text`);
    return null;
  }
  if (!isText && isFormula(cell)) {
    leave(column, `${quote(cell)} is a formula`);
    return null;
  }
  // In any column, as a shifted row may hold anything anywhere. Not quoted: what must not be kept is not shown.
  if (!isOrdinary(cell) && findSensitive(cell)) {
    leave(
      column,
      'looks like borrower data (a number, score, income, or date of birth), which can’t be kept here',
    );
    return null;
  }
  if (asWritten) return cell;
  const plain = cell.replace(directions, '').normalize();
  return field === 'growing' ? plain : onOneLine(plain);
}

export function nameOf({ name, first_name: first, middle_name: middle, last_name: last }: Texts): string {
  const joined = first || last ? joinName(first, middle, last) : '';
  // "Partner" beside first and last name may hold anything.
  return joined || (name === undefined ? '' : readPersonName(name));
}

/** Marks that turn the direction of a text. Phones put them around numbers, and they can make a name read as another. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const onOneLine = (text: string): string => (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text);

/** A phone or a date. Looking closer costs more than the rest of the row. */
const isOrdinary = (cell: string): boolean =>
  /^(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[.-]\d{4}$/.test(cell) || /^\d{4}-\d\d-\d\d$/.test(cell);

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for; Postgres keeps no NUL
const hasControl = (text: string): boolean => /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
