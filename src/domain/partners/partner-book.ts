import { number } from '../format.ts';
import type { Tier } from '../words.ts';
import type { PartnerRow, RowProblem } from './partner-row.ts';
import { cellsOfRow, type RefusedRow } from './refused-row.ts';
import { canBeSame, isSurelySame, nameKey, type Reachable } from './same-partner.ts';
import { tierNames, tierWithRoom } from './tiers.ts';

/** A branch's existing partners and owners that the rows of an import name. */
export interface PartnerBook {
  /** By `partnerKey`. */
  partners: Map<string, Namesake[]>;
  /** By email, in lower case. An address that is missing here belongs to no one in Slack. */
  owners: Map<string, Owner>;
  /** The same partners by id, and those of the branch whose ids the rows name; a merged one under both ids. */
  known: Map<number, KnownPartner>;
  named: Map<number, Namesake & { nameKey: string }>;
}

/** A name under which a partner is known. A merged partner is known under both names. */
export interface Namesake extends Reachable {
  partner: KnownPartner;
}

export interface KnownPartner {
  /** Null until the partner is written. */
  id: number | null;
  /** Slack ids of members who have a relationship with them, archived ones included. */
  owners: string[];
  /** Relationships that an undo took back, by their owner's Slack id. They start again. */
  takenBack: Map<string, number>;
  /** Their relationship without an owner, or the entry that will create it. */
  unowned: { relationshipId: number } | { entry: Entry } | null;
}

export interface Owner {
  slackUserId: string;
  name: string;
  /** `new`: in Slack, but not asked yet. */
  state: 'new' | 'invited' | 'active' | 'declined' | 'left';
  meetingsPerWeek: number;
  /** How many relationships of each tier they hold. */
  held: Map<Tier, number>;
}

/** A relationship to create. */
export interface Entry {
  row: PartnerRow;
  partner: KnownPartner;
  isNewPartner: boolean;
  owner: Owner | null;
  /** The relationship without an owner that becomes this owner's. */
  takesOver: number | null;
  /** The owner's relationship that an undo took back. */
  bringsBack: number | null;
}

export type RowDecision =
  /** `leftOut`: what of the row was taken otherwise. */
  | { how: 'enters'; entry: Entry; leftOut?: RowProblem }
  | { how: 'there' }
  | { how: 'bad'; refused: RefusedRow };

export const partnerKey = (row: { name: string; company: string | null }): string =>
  `${nameKey(row.name)}\n${nameKey(row.company ?? '')}`;

/**
 * Decides what happens to a row, and records it in the book, so that later rows see it. The same partner twice in a
 * file is one partner, and caps include what the file itself adds. A partner without an owner goes to the first owner
 * who comes.
 */
export function decideRow(row: PartnerRow, book: PartnerBook): RowDecision {
  const owner = row.ownerEmail === null ? null : (book.owners.get(row.ownerEmail) ?? null);
  const refusal = owner && refuseOwner(owner);
  if (refusal) return bad(row, 'owner_email', refusal);
  const known = findNamed(row, book) ?? findSame(book.partners.get(partnerKey(row)) ?? [], row);
  if (known && (!owner || known.owners.includes(owner.slackUserId))) return { how: 'there' };
  const tier = owner ? tierWithRoom(row.tier, owner.meetingsPerWeek, owner.held) : row.tier;
  const decision = enter({ ...row, tier }, known, owner, book);
  if (decision.how !== 'enters' || !owner || tier === row.tier) return decision;
  const reason = `${owner.name}’s ${tierNames[row.tier]} is full (${number(owner.held.get(row.tier) ?? 0)}), so this became ${tierNames[tier]}`;
  return { ...decision, leftOut: { line: row.line, column: 'tier', reason } };
}

function enter(
  row: PartnerRow,
  known: KnownPartner | undefined,
  owner: Owner | null,
  book: PartnerBook,
): RowDecision {
  const partner = known ?? addPartner(row, book);
  const { unowned } = partner;
  if (owner) {
    partner.owners.push(owner.slackUserId);
    partner.unowned = null;
    owner.held.set(row.tier, (owner.held.get(row.tier) ?? 0) + 1);
  }
  if (unowned && 'entry' in unowned) {
    const { lastTouch } = unowned.entry.row;
    unowned.entry.owner = owner;
    const { tier, ownerEmail } = row;
    unowned.entry.row = { ...unowned.entry.row, tier, ownerEmail, lastTouch: row.lastTouch ?? lastTouch };
    return { how: 'there' };
  }
  const bringsBack = (owner && partner.takenBack.get(owner.slackUserId)) ?? null;
  const takesOver = bringsBack === null ? (unowned?.relationshipId ?? null) : null;
  const entry: Entry = { row, partner, isNewPartner: !known, owner, takesOver, bringsBack };
  if (!owner) partner.unowned = { entry };
  return { how: 'enters', entry };
}

function addPartner(row: PartnerRow, book: PartnerBook): KnownPartner {
  const partner: KnownPartner = { id: null, owners: [], takenBack: new Map(), unowned: null };
  const key = partnerKey(row);
  const namesakes = book.partners.get(key);
  const namesake = { phone: row.phone, email: row.email, partner };
  if (namesakes) namesakes.push(namesake);
  else book.partners.set(key, [namesake]);
  return partner;
}

/**
 * The partner with the row's id, if something of the row is still theirs: sorted by half, a sheet gives people the ids of
 * others, and another company's file has its own.
 */
function findNamed(row: PartnerRow, { named }: PartnerBook): KnownPartner | undefined {
  const one = row.id === undefined ? undefined : named.get(row.id);
  return one && (one.nameKey === nameKey(row.name) || isSurelySame(one, row)) ? one.partner : undefined;
}

const findSame = (namesakes: Namesake[], row: Reachable): KnownPartner | undefined =>
  (namesakes.find((one) => isSurelySame(one, row)) ?? namesakes.find((one) => canBeSame(one, row)))?.partner;

function refuseOwner(owner: Owner): string | null {
  if (owner.state === 'declined') {
    return `${owner.name} said they don’t work with partners; name another owner, or leave the cell empty`;
  }
  if (owner.state === 'left') return `${owner.name} has left; name another owner, or leave the cell empty`;
  return null;
}

const bad = (row: PartnerRow, column: 'owner_email', reason: string): RowDecision => ({
  how: 'bad',
  refused: { line: row.line, column, reason, cells: cellsOfRow(row) },
});
