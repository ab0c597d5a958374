import { type Day, parseTypedDay } from '../days/day.ts';
import { choiceOf, number, typedDay } from '../format.ts';
import { findSensitive } from '../privacy/sensitive.ts';
import { type PartnerKind, partnerKinds, type Tier, type TouchpointKind, touchpointKinds } from '../words.ts';
import { type Header, type PartnerColumn, partnerColumns } from './partner-columns.ts';
import { isEmail, isPhone } from './partner-fields.ts';
import { nameKey } from './same-partner.ts';

/** One row of a partners CSV, understood. Emails are lower case. */
export interface PartnerRow {
  /** Where it begins in the file; the header is line 1. */
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
}

/** `column` is null when the row as a whole is wrong. */
export interface RowProblem {
  line: number;
  column: PartnerColumn | null;
  reason: string;
}

/** Characters. Far above what people write; a cell beyond it is a slip of the file, such as a quote never closed. */
const limits: Readonly<Record<PartnerColumn, number>> = {
  name: 120,
  company: 120,
  kind: 40,
  tier: 40,
  owner_email: 254, // RFC 5321
  phone: 40,
  email: 254,
  last_touch_on: 40,
  last_kind: 40,
  growing: 500,
};

/** Earlier days are slips (0206, 1900), not memories. */
const earliestTouch: Day = '1980-01-01';

const tierWords: Readonly<Record<string, Tier>> = {
  'inner circle': 'inner',
  inner: 'inner',
  core: 'core',
  'keep in touch': 'keep',
  keep: 'keep',
  resting: 'resting',
};

/** Kinds by the words that people keep in their own lists; the word itself is kept beside the kind. */
const touchWords: Readonly<Record<string, TouchpointKind>> = {
  ...Object.fromEntries(touchpointKinds.map((kind) => [kind, kind])),
  coffee: 'meal',
  breakfast: 'meal',
  lunch: 'meal',
  dinner: 'meal',
  meeting: 'visit',
  'open house': 'event',
  mixer: 'event',
  zoom: 'video',
  phone: 'call',
  text: 'message',
  email: 'message',
};

/** A contact without a recorded kind counts as a call, because it may not have been face time. */
const unknownTouchKind: TouchpointKind = 'call';

/**
 * Reads one row. Returns all its errors together; null for a row whose cells are all empty, as
 * spreadsheets leave them.
 * @param today of the branch; no contact is later
 */
export function readPartnerRow(
  cells: readonly string[],
  header: Header,
  line: number,
  today: Day,
): { row: PartnerRow } | { problems: RowProblem[] } | null {
  const problems: RowProblem[] = [];
  const refuse = (column: PartnerColumn | null, reason: string): null => {
    problems.push({ line, column, reason });
    return null;
  };
  const text = readCells(cells, header, refuse);
  if (!text) return null;

  const row: PartnerRow = {
    line,
    name: text.name ?? '',
    company: text.company ?? null,
    kind: readKind(text.kind, refuse),
    tier: readTier(text.tier, refuse),
    ownerEmail: readEmail('owner_email', text.owner_email, refuse),
    phone: readPhone(text.phone, refuse),
    email: readEmail('email', text.email, refuse),
    lastTouch: readLastTouch(text.last_touch_on, text.last_kind, today, refuse),
    growing: text.growing ?? null,
  };
  if (text.name === undefined) {
    if (!problems.some((problem) => problem.column === 'name')) refuse('name', 'is missing');
  } else if (nameKey(text.name) === '') {
    refuse('name', `${quote(text.name)} has no letters`);
  }
  return problems.length > 0 ? { problems: problems.sort(byColumn) } : { row };
}

type Refuse = (column: PartnerColumn | null, reason: string) => null;
type Texts = Partial<Record<PartnerColumn, string>>;

/** The cells that hold something fit to be read, by column; null when there is nothing in the row at all. */
function readCells(cells: readonly string[], header: Header, refuse: Refuse): Texts | null {
  const texts: Texts = {};
  let empty = true;
  let beyond = false;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!.trim();
    if (cell === '') continue;
    empty = false;
    const column = header[i];
    if (!column) beyond = true;
    else if (cell.length > limits[column]) {
      refuse(column, `has ${number(cell.length)} characters; the limit is ${number(limits[column])}`);
    } else if (hasControl(cell)) {
      refuse(column, `${quote(cell)} has characters that aren’t text`);
    } else if (!isOrdinary(cell) && findSensitive(cell)) {
      // In any column, as a shifted row may hold anything anywhere. Not quoted: what must not be kept is not shown.
      refuse(
        column,
        'looks like borrower data (a number, score, income, or date of birth), which can’t be kept here',
      );
    } else {
      texts[column] = column === 'growing' ? cell.normalize() : onOneLine(cell.normalize());
    }
  }
  if (beyond) refuse(null, 'has more cells than the header; put quotes around a cell with a comma in it');
  return empty ? null : texts;
}

const onOneLine = (text: string): string => (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text);

/** A phone or a date. Looking closer costs more than the rest of the row. */
const isOrdinary = (cell: string): boolean =>
  /^(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[.-]\d{4}$/.test(cell) || /^\d{4}-\d\d-\d\d$/.test(cell);

const readTier = (text: string | undefined, refuse: Refuse): Tier =>
  text === undefined
    ? 'resting'
    : (lookUp(tierWords, text) ??
      refuse('tier', `${quote(text)} isn’t a tier; use inner circle, core, keep in touch, or resting`) ??
      'resting');

const readKind = (text: string | undefined, refuse: Refuse): PartnerKind =>
  text === undefined
    ? 'other'
    : (partnerKinds.find((kind) => kind === wordKey(text)) ??
      refuse('kind', `${quote(text)} isn’t a kind of partner; use ${choiceOf(partnerKinds)}`) ??
      'other');

function readEmail(column: 'email' | 'owner_email', text: string | undefined, refuse: Refuse): string | null {
  if (text === undefined) return null;
  return isEmail(text) ? text.toLowerCase() : refuse(column, `${quote(text)} isn’t an email address`);
}

function readPhone(text: string | undefined, refuse: Refuse): string | null {
  if (text === undefined) return null;
  return isPhone(text) ? text : refuse('phone', `${quote(text)} isn’t a phone number`);
}

function readLastTouch(
  day: string | undefined,
  word: string | undefined,
  today: Day,
  refuse: Refuse,
): PartnerRow['lastTouch'] {
  const kind = word === undefined ? unknownTouchKind : lookUp(touchWords, word);
  if (!kind) refuse('last_kind', `${quote(word!)} isn’t a kind of contact; use ${choiceOf(touchpointKinds)}`);
  if (day === undefined) {
    return word === undefined ? null : refuse('last_touch_on', 'is missing, but last_kind is filled in');
  }
  const on = parseTypedDay(day);
  if (!on) return refuse('last_touch_on', `${quote(day)} isn’t a date; type it like 6/9/2026`);
  if (on > today) return refuse('last_touch_on', `${typedDay(on)} is in the future`);
  if (on < earliestTouch) return refuse('last_touch_on', `${typedDay(on)} is too long ago; check the year`);
  if (!kind) return null;
  const key = word === undefined ? null : wordKey(word);
  return { on, kind, word: key === kind ? null : key };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for; Postgres keeps no NUL
const hasControl = (text: string): boolean => /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);

const wordKey = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, ' ');

/** `hasOwn`, or "constructor" would be a tier. */
function lookUp<Value>(words: Readonly<Record<string, Value>>, text: string): Value | undefined {
  const key = wordKey(text);
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** For a line on a terminal: short, and without what would move its cursor. */
const quote = (text: string): string => {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `“${shown.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')}”`;
};

const byColumn = (a: RowProblem, b: RowProblem): number => columnOrder(a) - columnOrder(b);
const columnOrder = ({ column }: RowProblem): number => (column ? partnerColumns.indexOf(column) : -1);
