import { nameKey } from '../../domain/partners/same-partner.ts';
import { peopleIn, type Telling } from '../../domain/privacy/mentions.ts';
import type { Sql } from '../db/database.ts';

/** What a row of a partner says of who they are. */
export interface PartnerRow {
  id: number;
  branchId: number;
  name: string;
  company: string | null;
  phone: string | null;
  email: string | null;
  erasedAt: Date | null;
}

/** What they are called and were called, their numbers and addresses; less what tells of somebody else as well. */
export async function findTellings(
  sql: Sql,
  rows: PartnerRow[],
  ids: number[],
  branchId: number,
): Promise<Telling[]> {
  const former = await sql.query<{ field: 'name' | 'company' | 'phone' | 'email'; before: string }>(
    `select x.field, x.before from trace t join trace_text x on x.trace_id = t.id
      where t.subject = 'partner' and t.action = 'edited' and t.undone_at is null and t.subject_id = any($1::int[])
        and x.field in ('name', 'company', 'phone', 'email') and x.before is not null`,
    [ids],
  );
  const was = (field: string) => former.filter((one) => one.field === field).map(({ before }) => before);
  const formerNames = was('name');
  const names = [...rows.map((row) => row.name), ...formerNames];
  const companies = [...rows.map((row) => row.company ?? ''), ...was('company')];
  const reached = (kind: 'phone' | 'email') => [...rows.map((row) => row[kind] ?? ''), ...was(kind)];
  const tellings = distinct([
    ...names.flatMap(peopleIn).map((text): Telling => ({ kind: 'name', text })),
    // "Quade Homes" tells of Zebulon Quade; the company of many tells of none of them.
    ...companies
      .filter((company) => names.some((name) => namesOne(company, name)))
      .map((text): Telling => ({ kind: 'name', text })),
    ...reached('phone').map((text): Telling => ({ kind: 'phone', text })),
    ...reached('email').map((text): Telling => ({ kind: 'email', text })),
  ]);
  const others = await findOthers(sql, tellings, ids, branchId);
  const theirOwn = new Set(rows.map((row) => row.name));
  // A name that their card bore and somebody else of the branch bears was written on the wrong card; a number of two is an office's.
  return tellings.filter(({ kind, text }) => theirOwn.has(text) || !others.has(keyOf(kind, text)));
}

const keyOf = (kind: Telling['kind'], text: string): string =>
  `${kind} ${kind === 'name' ? nameKey(text) : kind === 'phone' ? text.replace(/\D/g, '').slice(-10) : text.toLowerCase()}`;

/** Which of them tell of another partner of the branch, by key. */
async function findOthers(
  sql: Sql,
  tellings: Telling[],
  ids: number[],
  branchId: number,
): Promise<Set<string>> {
  const keys = tellings.map(({ kind, text }) => keyOf(kind, text));
  const rows = await sql.query<{ key: string }>(
    `select distinct k.key from partner p
      cross join lateral (values ('name ' || p.name_key), ('email ' || lower(p.email)),
        ('phone ' || right(regexp_replace(p.phone, '\\D', '', 'g'), 10))) as k(key)
      where p.branch_id = $2 and p.id <> all($3::int[]) and p.merged_into is null and p.erased_at is null
        and k.key = any($1::text[])`,
    [keys, branchId, ids],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Names of other people that hold one of these as a part; for one that is a single word, of firms as well. */
export async function findLongerNames(
  sql: Sql,
  kind: 'partner' | 'member',
  ids: number[],
  tellings: Telling[],
): Promise<string[]> {
  const keys = tellings.flatMap((one) => (one.kind === 'name' ? [nameKey(one.text)] : [])).filter(Boolean);
  if (keys.length === 0) return [];
  const rows = await sql.query<{ name: string; isFirm: boolean }>(
    `select name, false as "isFirm" from partner
      where merged_into is null and not ($1 = 'partner' and id = any($2::int[])) and name_key like any($3::text[])
     union select company, true from partner
      where merged_into is null and not ($1 = 'partner' and id = any($2::int[])) and company_key like any($3::text[])
     union select name, false from member where erased_at is null and not ($1 = 'member' and id = any($2::int[]))`,
    [kind, ids, keys.map((key) => `%${key}%`)],
  );
  const holds = (name: string, key: string) => ` ${name} `.includes(` ${key} `);
  const isLonger = (name: string, isFirm: boolean) =>
    !keys.includes(name) && keys.some((key) => holds(name, key) && !(isFirm && key.includes(' ')));
  return rows.flatMap(({ name, isFirm }) =>
    (isFirm ? [name] : peopleIn(name)).filter((one) => isLonger(nameKey(one), isFirm)),
  );
}

const namesOne = (company: string, name: string): boolean => {
  const words = nameKey(company).split(' ');
  return nameKey(name)
    .split(' ')
    .some((part) => part.length > 3 && words.includes(part));
};

/** The longest first, each once. */
export const distinct = (tellings: Telling[]): Telling[] => {
  const known = new Map(
    tellings
      .filter(({ text }) => text.trim().length > 1)
      .map(({ kind, text }) => [`${kind} ${text.trim()}`, { kind, text: text.trim() }]),
  );
  return [...known.values()].sort((a, b) => b.text.length - a.text.length);
};
