import type { Day } from '../days/day.ts';
import { number } from '../format.ts';
import { findSensitive } from '../privacy/sensitive.ts';
import type { PartnerKind, Tier, TouchpointKind } from '../words.ts';
import { isFormula, isPlaceholder, linkText, quote, type Understood } from './cells/cell.ts';
import { readDayGoneBy } from './cells/days.ts';
import { inMixedCase, joinName, readPersonName } from './cells/person-name.ts';
import { readEmails, readPhones } from './cells/reach.ts';
import { readContactWord, readKindWord, readTierWord, unknownContact } from './cells/words.ts';
import { readYearDay } from './cells/year-day.ts';
import type { Field, Header, PartnerColumn } from './partner-columns.ts';
import { nameKey } from './same-partner.ts';

/** One row of a file of partners, understood. Emails are lower case. */
export interface PartnerRow {
  /** Where it begins in the file; the file's first line is 1. */
  line: number;
  name: string;
  company: string | null;
  kind: PartnerKind;
  tier: Tier;
  ownerEmail: string | null;
  phone: string | null;
  email: string | null;
  lastTouch: { on: Day; kind: TouchpointKind; word: string | null } | null;
  growing: string | null;
  /** MM-DD. */
  birthday: string | null;
  anniversary: string | null;
}

/** Why a row, or a cell of one that is taken otherwise, is left out. `column` is null for the row as a whole. */
export interface RowProblem {
  line: number;
  column: PartnerColumn | null;
  reason: string;
}

/** What a row came to: a partner, with the cells that were left out; or why it is none. */
export type ReadRow = { row: PartnerRow; leftOut: RowProblem[] } | { problems: RowProblem[] };

/** Characters. Far above what people write; a cell beyond it is a slip of the file, such as a quote never closed. */
const limits: Readonly<Record<Field, number>> = {
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
};

/** A line below the rows: a total, a notice. It is nobody. */
const footer =
  /^(?:(?:grand |sub ?)?totals?\b|copyright\b|©|\(c\)|confidential\b|generated (?:by|on)\b|report\b|end of|exported|page \d|as of\b|\d+ (?:rows|records|contacts)\b)|all rights reserved/i;

/**
 * Reads one row. A cell that can't be understood is left out and told, and never costs the partner; only a row without a
 * name is refused. Null for a row of nothing: empty, as spreadsheets leave them, or below the list.
 * @param today of the branch; no contact is later
 */
export function readPartnerRow(
  cells: readonly string[],
  header: Header,
  line: number,
  today: Day,
): ReadRow | null {
  const leftOut: RowProblem[] = [];
  const leave = (column: PartnerColumn | null, reason: string): void => {
    leftOut.push({ line, column, reason });
  };
  const texts = readCells(cells, header, leave);
  if (texts === 'nothing') return null;
  const understood = <Value>(column: Field, read: (text: string) => Understood<Value>): Value | null => {
    const text = texts[column];
    if (text === undefined) return null;
    const { value, leftOut: why } = read(text);
    if (why) leave(columnOf(column), why);
    return value;
  };

  const name = nameOf(texts);
  if (nameKey(name) === '') {
    const who = name === '' ? (texts.company ?? texts.email ?? texts.phone) : name;
    return {
      problems: [
        {
          line,
          column: 'name',
          reason:
            name === '' ? `is missing${who ? ` (${quote(who)})` : ''}` : `${quote(name)} has no letters`,
        },
      ],
    };
  }
  const on = understood('last_touch_on', (text) => readDayGoneBy(text, today));
  const contact =
    texts.last_kind === undefined || !on ? unknownContact : understood('last_kind', readContactWord);
  const row: PartnerRow = {
    line,
    name,
    company: texts.company === undefined ? null : inMixedCase(texts.company),
    kind: readKind(texts, understood),
    tier: understood('tier', readTierWord) ?? 'resting',
    ownerEmail: understood('owner_email', readEmails),
    phone: understood('phone', readPhones),
    email: understood('email', readEmails),
    lastTouch: on && contact && { on, ...contact },
    growing: texts.growing ?? null,
    birthday: understood('birthday', readYearDay),
    anniversary: understood('anniversary', readYearDay),
  };
  return { row, leftOut };
}

type Texts = Partial<Record<Field, string>>;
type Leave = (column: PartnerColumn | null, reason: string) => void;

/** The columns of our own files by which a problem is told. */
const columnOf = (field: Field): PartnerColumn =>
  field === 'first_name' || field === 'middle_name' || field === 'last_name'
    ? 'name'
    : field === 'job_title'
      ? 'kind'
      : field;

/** The cells that hold something fit to be read, by field; 'nothing' for an empty row, or one that is no partner's. */
function readCells(cells: readonly string[], header: Header, leave: Leave): Texts | 'nothing' {
  const texts: Texts = {};
  const ranks: Partial<Record<Field, number>> = {};
  let filled = 0;
  let only = '';
  let isBeyond = false;
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
    const { field, rank } = place;
    if ((ranks[field] ?? Number.POSITIVE_INFINITY) <= rank) continue;
    const text = readCell(written, field, leave);
    if (text === null) continue;
    texts[field] = text;
    ranks[field] = rank;
  }
  // A row of nothing but placeholders and errors is nobody.
  if (Object.keys(texts).length === 0) return 'nothing';
  const isAlone = filled === 1 && header.filter(Boolean).length > 1;
  if (isAlone && (footer.test(only) || nameOf(texts) === '')) return 'nothing';
  return texts;
}

function readCell(written: string, field: Field, leave: Leave): string | null {
  const cell = linkText(written) ?? written;
  if (isPlaceholder(cell)) return null;
  const column = columnOf(field);
  if (cell.length > limits[field]) {
    leave(column, `has ${number(cell.length)} characters; the limit is ${number(limits[field])}`);
    return null;
  }
  if (hasControl(cell)) {
    leave(column, `${quote(cell)} has characters that aren’t text`);
    return null;
  }
  if (isFormula(cell)) {
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
  return field === 'growing' ? cell.normalize() : onOneLine(cell.normalize());
}

function nameOf({ name, first_name: first, middle_name: middle, last_name: last }: Texts): string {
  const joined = first || last ? joinName(first, middle, last) : '';
  // "Partner" beside first and last name may hold anything.
  return joined || (name === undefined ? '' : readPersonName(name));
}

/** The kind column, or else a job title that is one. */
function readKind(
  texts: Texts,
  understood: <Value>(field: Field, read: (text: string) => Understood<Value>) => Value | null,
): PartnerKind {
  const kind = understood('kind', (text) => readKindWord(text));
  if (kind && kind !== 'other') return kind;
  return (texts.job_title && readKindWord(texts.job_title).value) || kind || 'other';
}

const onOneLine = (text: string): string => (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text);

/** A phone or a date. Looking closer costs more than the rest of the row. */
const isOrdinary = (cell: string): boolean =>
  /^(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[.-]\d{4}$/.test(cell) || /^\d{4}-\d\d-\d\d$/.test(cell);

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for; Postgres keeps no NUL
const hasControl = (text: string): boolean => /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
