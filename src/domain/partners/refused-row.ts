import { type Header, type OwnColumn, ownColumns } from './partner-columns.ts';
import type { PartnerRow, RowProblem } from './partner-row.ts';
import { nameOf, readCells, type Texts } from './row-cells.ts';
import { tierNames } from './tiers.ts';

/** The cells of a row, in the columns of our own files. */
export type OwnCells = Partial<Record<OwnColumn, string>>;

/** A row that is no partner, with what can be kept of it, so that it can be fixed and imported again. */
export interface RefusedRow extends RowProblem {
  cells: OwnCells;
}

/** What cannot be kept is not among them. */
export function ownCells(cells: readonly string[], header: Header): OwnCells {
  const texts = readCells(cells.slice(0, header.length), header, () => {}, false);
  return texts === 'nothing' ? {} : ownTexts(texts);
}

export function ownTexts(texts: Texts): OwnCells {
  const cells: OwnCells = {};
  for (const column of ownColumns) {
    const text = texts[column];
    if (text !== undefined) cells[column] = text;
  }
  const name = nameOf(texts);
  if (name !== '') cells.name = name;
  if (texts.job_title !== undefined) cells.kind ??= texts.job_title;
  return cells;
}

/** Of a row that was understood. */
export function cellsOfRow(row: PartnerRow): OwnCells {
  const { name, company, kind, tier, ownerEmail, phone, email, lastTouch, growing, birthday, anniversary } =
    row;
  const cells: Record<OwnColumn, string | null> = {
    id: row.id === undefined ? null : String(row.id),
    branch: row.branch ?? null,
    name,
    company,
    kind,
    tier: tierNames[tier],
    owner_email: ownerEmail,
    phone,
    email,
    last_touch_on: lastTouch?.on ?? null,
    last_kind: lastTouch && (lastTouch.word ?? lastTouch.kind),
    growing,
    birthday,
    anniversary,
  };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
}
