import type { PartnerFields } from './card.ts';
import type { Identity, KnownIdentity } from './likeness.ts';
import { mayBeOneCompany } from './likeness.ts';
import type { Entry, PartnerBook } from './partner-book.ts';
import type { PartnerRow } from './partner-row.ts';
import { phonesAgree, readPhones } from './phone-numbers.ts';
import { nameKey } from './same-partner.ts';

/** A partner whom rows of an import may be: of the branch, or of an earlier row. */
export interface KnownPartner {
  /** Null until the partner is written. */
  id: number | null;
  /** As the rows so far make them. */
  fields: PartnerFields;
  identity: KnownIdentity;
  /** Whether the importer may see more of them than name and company. */
  isOpen: boolean;
  /** Slack ids of members who have a relationship with them, archived ones included. */
  owners: string[];
  /** Relationships that an undo took back, by their owner's Slack id. They start again. */
  takenBack: Map<string, number>;
  /** Their relationship without an owner, or the entry that will create it. */
  unowned: { relationshipId: number } | { entry: Entry } | null;
}

/** The last seven digits of each number: one without its area code agrees with any that ends like it. */
export const phoneEnds = (phone: string | null): string[] =>
  phone === null ? [] : readPhones(phone).numbers.map(({ number }) => number.slice(-7));

/** Of more partners with the same number, or of the same name in one company, no row can be told to be one. */
const alikeMax = 50;

/** Those of the rows of an import are asked for several times each. */
const keysOf = new WeakMap<Identity, string[]>();

/** Under what a partner is looked for: everyone who may be the same person shares a key. */
export function alikeKeys(one: Identity): string[] {
  const kept = keysOf.get(one);
  if (kept) return kept;
  const keys = [...nameKeys(one), ...reachKeys(one)];
  keysOf.set(one, keys);
  return keys;
}

function nameKeys({ name, company }: Pick<Identity, 'name' | 'company'>): string[] {
  const key = nameKey(name);
  const firm = nameKey(company ?? '');
  // Figures tell names apart, so that none is near.
  if (firm === '' || /\d/.test(key)) return [`name ${key}`];
  const words = key.split(' ');
  const [first, last] = [words[0]!, words.at(-1)!];
  const ends = first === last ? [first] : [first, last];
  return [`name ${key}`, ...ends.map((word) => `word ${firm}\n${word}`)];
}

function reachKeys({ phone, email }: Pick<Identity, 'phone' | 'email'>): string[] {
  const keys = phoneEnds(phone).map((end) => `phone ${end}`);
  if (email !== null) keys.push(`email ${email.toLowerCase()}`);
  return keys;
}

export const newlyKnown = (row: PartnerRow): KnownPartner => {
  const { name, company, kind, phone, email, growing, birthday, anniversary } = row;
  return {
    id: null,
    fields: { name, company, kind, phone, email, growing, birthday, anniversary },
    identity: { names: [{ name, company }], phones: phone ? [phone] : [], emails: email ? [email] : [] },
    isOpen: true,
    owners: [],
    takenBack: new Map(),
    unowned: null,
  };
};

/** Enters a partner in the book under all keys that they have. */
export function index(book: PartnerBook, partner: KnownPartner): void {
  book.all.add(partner);
  const { names, phones, emails } = partner.identity;
  const keys = [
    ...names.flatMap(nameKeys),
    ...phones.flatMap((phone) => reachKeys({ phone, email: null })),
    ...emails.flatMap((email) => reachKeys({ phone: null, email })),
  ];
  for (const key of new Set(keys)) {
    const alike = book.alike.get(key);
    if (!alike) book.alike.set(key, [partner]);
    else if (alike.length < alikeMax && !alike.includes(partner)) alike.push(partner);
  }
}

export function partnersLike(book: PartnerBook, one: Identity): KnownPartner[] {
  return [...new Set(alikeKeys(one).flatMap((key) => book.alike.get(key) ?? []))];
}

const fillable = ['company', 'phone', 'email', 'growing', 'birthday', 'anniversary'] as const;

/** What a file may say otherwise of someone, and who imports decides. What they grow, and their kind, we know better. */
const disputable = ['phone', 'email', 'company', 'birthday', 'anniversary'] as const;
export type DisputedField = (typeof disputable)[number];

export interface Dispute {
  field: DisputedField;
  here: string;
  file: string;
}

/** The fields in which a row says something else than what is known. */
export function disputes(row: PartnerRow, { fields, identity }: KnownPartner): Dispute[] {
  const isSame = {
    phone: (_: string, file: string) => identity.phones.some((one) => phonesAgree(one, file) !== false),
    email: (_: string, file: string) => identity.emails.some((one) => one.toLowerCase() === file),
    company: mayBeOneCompany,
    birthday: (here: string, file: string) => here === file,
    anniversary: (here: string, file: string) => here === file,
  };
  return disputable.flatMap((field) => {
    const [here, file] = [fields[field], row[field]];
    return here === null || file === null || isSame[field](here, file) ? [] : [{ field, here, file }];
  });
}

/** Fills what is blank from a row; with `replacing`, it also takes what the row says otherwise. */
export function update(
  book: PartnerBook,
  partner: KnownPartner,
  row: PartnerRow,
  replacing: readonly Dispute[],
): void {
  const before = partner.fields;
  const fields = { ...before };
  for (const field of fillable) fields[field] ??= row[field];
  if (fields.kind === 'other') fields.kind = row.kind;
  for (const { field, file } of replacing) fields[field] = file;
  partner.fields = fields;
  if (fields.phone === before.phone && fields.email === before.email && fields.company === before.company)
    return;
  const { names, phones, emails } = partner.identity;
  partner.identity = {
    names: [...names, { name: fields.name, company: fields.company }],
    phones: fields.phone && fields.phone !== before.phone ? [...phones, fields.phone] : phones,
    emails: fields.email && fields.email !== before.email ? [...emails, fields.email] : emails,
  };
  index(book, partner);
}
