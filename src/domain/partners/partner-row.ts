import type { Day } from '../days/day.ts';
import type { PartnerKind, Tier, TouchpointKind } from '../words.ts';
import { quote, type Understood } from './cells/cell.ts';
import { readDayGoneBy } from './cells/days.ts';
import { inMixedCase } from './cells/person-name.ts';
import { readEmails, readOwnEmail, readOwnPhone, readPhone } from './cells/reach.ts';
import { readSameAs } from './cells/same-as.ts';
import { readContactWord, readKindWord, readTierWord, unknownContact } from './cells/words.ts';
import { readYearDay } from './cells/year-day.ts';
import type { AnswerColumn, Field, Header, OwnColumn } from './partner-columns.ts';
import { ownTexts, type RefusedRow } from './refused-row.ts';
import { columnOf, type Leave, nameOf, readCells, type Texts } from './row-cells.ts';
import type { SameAs } from './row-question.ts';
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
  /** What our export says the partner is, and where. A hint that counts only where it proves true (`decideRow`). */
  id?: number;
  branch?: string;
  /** Whether it is someone whom the branch knows, where the file says so. */
  sameAs?: SameAs | null;
}

/** Why a row, or a cell of one that is taken otherwise, is left out. `column` is null for the row as a whole. */
export interface RowProblem {
  line: number;
  column: OwnColumn | AnswerColumn | null;
  reason: string;
}

/** What a row came to: a partner, with the cells that were left out; or why it is none. */
export type ReadRow = { row: PartnerRow; leftOut: RowProblem[] } | { refused: RefusedRow };

/**
 * Reads one row. A cell that can't be understood is left out and told, and never costs the partner; only a row without a
 * name is refused. Null for a row of nothing: empty, as spreadsheets leave them, or below the list.
 * @param today of the branch; no contact is later
 * @param asWritten for a file that we wrote: names and numbers are as somebody entered them here
 */
export function readPartnerRow(
  cells: readonly string[],
  header: Header,
  line: number,
  today: Day,
  asWritten = false,
): ReadRow | null {
  const leftOut: RowProblem[] = [];
  const leave: Leave = (column, reason) => {
    leftOut.push({ line, column, reason });
  };
  const texts = readCells(cells, header, leave, asWritten);
  if (texts === 'nothing') return null;
  const understood = <Value>(column: Field, read: (text: string) => Understood<Value>): Value | null => {
    const text = texts[column];
    if (text === undefined) return null;
    const { value, leftOut: why } = read(text);
    if (why) leave(columnOf(column), why);
    return value;
  };

  const name = asWritten ? (texts.name ?? '') : nameOf(texts);
  if (nameKey(name) === '') {
    const reason = leftOut.find(({ column }) => column === 'name')?.reason ?? whyNameless(name, texts);
    return { refused: { line, column: 'name', reason, cells: ownTexts(texts) } };
  }
  const on = understood('last_touch_on', (text) => readDayGoneBy(text, today));
  const contact =
    texts.last_kind === undefined || !on ? unknownContact : understood('last_kind', readContactWord);
  const row: PartnerRow = {
    line,
    name,
    company: texts.company === undefined ? null : asWritten ? texts.company : inMixedCase(texts.company),
    kind: readKind(texts, understood),
    tier: understood('tier', readTierWord) ?? 'resting',
    ownerEmail: understood('owner_email', asWritten ? readOwnEmail : readEmails),
    phone: understood('phone', asWritten ? readOwnPhone : readPhone),
    email: understood('email', asWritten ? readOwnEmail : readEmails),
    lastTouch: on && contact && { on, ...contact },
    growing: texts.growing ?? null,
    birthday: understood('birthday', readYearDay),
    anniversary: understood('anniversary', readYearDay),
    ...(texts.same_as === undefined ? {} : { sameAs: understood('same_as', readSameAs) }),
  };
  const id = understood('id', readId);
  if (id !== null) row.id = id;
  if (texts.branch !== undefined) row.branch = texts.branch;
  return { row, leftOut };
}

/** As a spreadsheet may write it. */
function readId(text: string): Understood<number> {
  const [, digits] = /^(\d{1,9})(?:\.0+)?$/.exec(text) ?? [];
  return digits ? { value: Number(digits) } : { value: null, leftOut: `${quote(text)} isn’t an id` };
}

/** Says whose row it might be. */
function whyNameless(name: string, { company, email, phone }: Texts): string {
  if (name !== '') return `${quote(name)} has no letters`;
  const who = company ?? email ?? phone;
  return who ? `is missing (${quote(who)})` : 'is missing';
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
