import { number } from '../format.ts';
import type { Tier } from '../words.ts';
import { index, type KnownPartner, newlyKnown, update } from './known-partner.ts';
import type { PartnerRow, RowProblem } from './partner-row.ts';
import { cellsOfRow, type RefusedRow } from './refused-row.ts';
import type { Answers, AskedRow } from './row-question.ts';
import { tierNames, tierWithRoom } from './tiers.ts';
import { whoIsRow } from './who-is-row.ts';

/** A branch's existing partners and owners that the rows of an import may mean. */
export interface PartnerBook {
  /** By each of their `alikeKeys`. */
  alike: Map<string, KnownPartner[]>;
  /** The keys under which the branch was searched. */
  looked: Set<string>;
  /** A merged one under both ids. */
  byId: Map<number, KnownPartner>;
  /** All of them, those whom earlier rows brought among them. */
  all: Set<KnownPartner>;
  /** By email, in lower case. An address that is missing here belongs to no one in Slack. */
  owners: Map<string, Owner>;
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
  | { how: 'there'; partner: KnownPartner }
  | { how: 'asked'; asked: AskedRow }
  | { how: 'bad'; refused: RefusedRow };

/**
 * Decides what happens to a row, and records it in the book, so that later rows see it. The same partner twice in a
 * file is one partner, and caps include what the file itself adds. A partner without an owner goes to the first owner
 * who comes. A row about which a person has to decide changes nothing until they have.
 */
export function decideRow(
  row: PartnerRow,
  book: PartnerBook,
  answers: Answers = () => undefined,
): RowDecision {
  const owner = row.ownerEmail === null ? null : (book.owners.get(row.ownerEmail) ?? null);
  const refusal = owner && refuseOwner(owner);
  if (refusal) return bad(row, 'owner_email', refusal);
  const who = whoIsRow(row, book, answers);
  if (who.is === 'asked')
    return {
      how: 'asked',
      asked: { line: row.line, column: null, question: who.question, cells: cellsOfRow(row) },
    };
  const known = who.is === 'known' ? who.partner : undefined;
  if (who.is === 'known') update(book, who.partner, row, who.replacing);
  if (known && (!owner || known.owners.includes(owner.slackUserId))) return { how: 'there', partner: known };
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
  const partner = known ?? newlyKnown(row);
  if (!known) index(book, partner);
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
    return { how: 'there', partner };
  }
  const bringsBack = (owner && partner.takenBack.get(owner.slackUserId)) ?? null;
  const takesOver = bringsBack === null ? (unowned?.relationshipId ?? null) : null;
  const entry: Entry = { row, partner, isNewPartner: !known, owner, takesOver, bringsBack };
  if (!owner) partner.unowned = { entry };
  return { how: 'enters', entry };
}

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
