import { isGroupColumn } from './file-groups.ts';

/** What we take from a file of partners, by the names that columns have in the programs people export from. */

/** The columns of our own files, in the order of the docs. Only `name` is required. */
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
  'birthday',
  'anniversary',
] as const;
export type PartnerColumn = (typeof partnerColumns)[number];

/** Who a row of our export is, and where: no other file's columns of these names mean that. */
const placeColumns = ['id', 'branch'] as const;
/** A column of a file that we wrote, as far as an import reads it. */
export type OwnColumn = (typeof placeColumns)[number] | PartnerColumn;
export const ownColumns: readonly OwnColumn[] = [...placeColumns, ...partnerColumns];

/** What a row that came back asks for: whether it is someone who is known. */
export const answerColumn = 'same_as';
export type AnswerColumn = typeof answerColumn;

/** The columns of an export. When someone is due next follows from the rest, so an import leaves it out. */
export const exportColumns = [...ownColumns, 'next_due'] as const;

/** What else a column may hold: parts of the name, a job title that may tell the kind, and an answer. */
export type Field = OwnColumn | AnswerColumn | 'first_name' | 'middle_name' | 'last_name' | 'job_title';

/**
 * What a cell of a row holds, by its place. Of several columns for one field, the filled one of the lowest rank counts.
 * `kind`: of the last contact, where the column's name tells it: "Last coffee".
 */
export type Header = (Place | null)[];
interface Place {
  field: Field | 'phone or email';
  rank: number;
  kind?: string | undefined;
}

/**
 * In the words of Google, Outlook, Apple, LinkedIn, HubSpot, Salesforce, Total Expert, BNTouch, nCino, Twenty, EspoCRM, and
 * people's own sheets; the best source of a field first.
 */
const names: Record<Exclude<Field, (typeof placeColumns)[number]>, string> = {
  name: 'name, full name, partner name, partner, referral partner, contact name, contact, display name, file as, agent name, realtor name, agent, realtor, client name, person, people, contact full name, who, name full name, builder, advisor',
  first_name:
    'first name, given name, first, fname, firstname, name first name, forename, contact first name, preferred name',
  middle_name: 'middle name, middle, additional name, middle initial, mi',
  last_name: 'last name, family name, last, lname, lastname, surname, name last name, contact last name',
  company:
    'company, company name, organization name, organization, organisation, organization 1 name, account name, account, brokerage, brokerage name, firm, firm name, employer, employer name, agency, office name, business, business name, real estate company, company name name, primary company, associated company, team, office, shop, where they work, works at, company or firm, realty, workplace',
  kind: 'kind, partner type, partner kind, contact type, type, profession, category, occupation, role, industry, referral type, partner category, specialty type, contact group, groups, group, what do they do, what they do, specialty, line of work',
  job_title: 'job title, title, position, organization title, organization 1 title, designation',
  tier: 'tier, rating, rank, class, grade, level, partner tier, abc, a b c, partner level, partner rating, status tier, relationship tier',
  owner_email:
    'owner email, owner, owner e mail, loan officer email, lo email, relationship owner, assigned to email, assigned to, loan officer, lo, contact owner email, owner s email',
  phone:
    'mobile phone, mobile, cell phone, cell, phone cell, mobile phone number, mobile number, cell number, phone mobile, cellular, phone, phone number, primary phone, phones primary phone number, telephone, telephone number, tel, phone 1 value, phone 1, business phone, work phone, office phone, phone office, phone work, direct phone, direct, direct line, company main phone, phone 2 value, business phone 2, phone 2, other phone, home phone, home phone 2, phone home, contact number, best number, number',
  email:
    'email, email address, e mail, e mail address, primary email, emails primary email, email 1, e mail 1 value, email 1 value, work email, business email, email work, email primary, contact email, e mail 2 value, e mail 2 address, email 2, email 2 address, secondary email, personal email, home email, other email, e mail 3 address, mail, alternate email 1, alternate email',
  last_touch_on:
    'last touch on, last touch, last contact, last contacted, last contact date, last contacted date, last activity, last activity date, last met, last meeting, last meeting date, last met on, last seen, last spoke, last talked, last visit, last call, last touched, date of last contact, last touchpoint, most recent contact, last connected, last activity on, last communication, last communication date, last interaction, last interaction date, last conversation',
  last_kind:
    'last kind, last touch kind, last touch type, last contact type, last activity type, last contact method, how, method, type of last contact, last touch how',
  growing: 'growing, growth goal, goal, goals, business goal, wants to grow, growth, trying to grow',
  birthday: 'birthday, birth day, birthdate, birth date, date of birth, dob, bday, b day',
  anniversary: 'anniversary, work anniversary, wedding anniversary, anniversary date',
  same_as: 'same as',
};

/** "Last coffee", "last time I saw them", "date last seen": a day, and what was done on it. */
const lastSeen =
  /^(?:date )?last (?:time )?(?:(?:i|we) )?(coffee|lunch|breakfast|dinner|meal|visit|meeting|met|saw|seen|call|talked|spoke|called|texted)(?: (?:with )?(?:them|date|on|day))?$/;
/** Nobody is seen by phone. */
const asContact: Readonly<Record<string, string>> = { saw: 'met', seen: 'met' };

/** "Email / phone", "contact info". */
const eitherReach =
  /^(?:(?:e ?mail|phone|cell|mobile)s? (?:or |and )?(?:e ?mail|phone|cell|mobile)s?|contact info|contact information|contact details|how to reach)$/;

const fields: ReadonlyMap<string, { field: Field; rank: number }> = new Map(
  (Object.entries(names) as [Field, string][]).flatMap(([field, list]) =>
    list.split(', ').map((name, rank): [string, { field: Field; rank: number }] => [name, { field, rank }]),
  ),
);

/** Letters and figures alone: "E-mail 1 - Value" is "e mail 1 value", "ownerEmail" is "owner email". */
const columnKey = (cell: string): string =>
  cell
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function fieldOf(cell: string): Place | null {
  const key = columnKey(cell);
  const known = fields.get(key);
  const [, seen] = lastSeen.exec(key) ?? [];
  if (seen) return { field: 'last_touch_on', rank: known?.rank ?? lastRank, kind: asContact[seen] ?? seen };
  return known ?? (eitherReach.test(key) ? { field: 'phone or email', rank: lastRank } : null);
}
/** After every column whose name we know. */
const lastRank = 100;

/** What we add to rows that we could not take. It has been read by the time they are imported again. */
const problemColumn = 'problem';

const earlierExports: ReadonlySet<string> = new Set([
  partnerColumns.join(),
  ['branch', ...partnerColumns].join(),
]);
const exported: ReadonlySet<string> = new Set([...exportColumns, answerColumn, problemColumn]);

/**
 * Whether it is the header of our export, or of rows of one that came back to be fixed. People drop columns that they don't
 * need, and move others; Excel leaves blank ones behind. An earlier release wrote no ids.
 */
function isExportHeader(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean);
  const has = (name: string) => filled.includes(name);
  if (earlierExports.has(filled.join())) return true;
  const isOnce = new Set(filled).size === filled.length;
  return isOnce && filled.every((cell) => exported.has(cell)) && has('id') && has('branch') && has('name');
}

const sureNames: ReadonlySet<string> = new Set(['name', 'full name']);
const nameFields: ReadonlySet<Field> = new Set(['name', 'first_name', 'last_name']);

interface ReadHeader {
  header: Header;
  /** Columns that hold nothing we keep. */
  leftOut: { name: string; place: number }[];
  /** Columns with the labels or lists that people are in. */
  groups: number[];
  /** Whether it is the header of our own export, whose cells are taken as they are. */
  isExport: boolean;
  /** Whether every column is one of our own: an export, a sample, or rows that came back to be fixed. */
  isOwn: boolean;
}

/** A row as the header: what its columns hold. Null if none of them can hold a name. */
export function readHeader(cells: readonly string[]): ReadHeader | null {
  const isExport = isExportHeader(cells);
  const header: Header = cells.map((cell) => {
    const own = isExport ? ownColumns.find((column) => column === cell.trim()) : undefined;
    return own ? { field: own, rank: 0 } : fieldOf(cell);
  });
  const known = header.filter((one) => one !== null);
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (!known.some(({ field }) => field !== 'phone or email' && nameFields.has(field))) return null;
  // A title above the header may hold a word that a column could have, though hardly this one.
  const isSure = known.length > 1 || filled.some((cell) => sureNames.has(columnKey(cell)));
  if (!isSure && known.length * 2 < filled.length) return null;
  const isKept = (cell: string, at: number) => header[at] !== null || columnKey(cell) === problemColumn;
  const leftOut = cells.flatMap((cell, place) =>
    isKept(cell, place) || cell.trim() === '' ? [] : [{ name: cell.trim(), place }],
  );
  const groups = cells.flatMap((cell, at) => (isGroupColumn(columnKey(cell)) ? [at] : []));
  const isOwn = filled.every((cell) => exported.has(cell.trim()));
  return { header, leftOut, groups, isExport, isOwn: isExport || isOwn };
}
