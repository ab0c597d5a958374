import { type Dispute, disputes, type KnownPartner, partnersLike } from './known-partner.ts';
import { type Because, type Likeness, likenessOf } from './likeness.ts';
import type { PartnerBook } from './partner-book.ts';
import type { PartnerRow } from './partner-row.ts';
import { type Answers, answerInRow, askAbout, candidatesMax, type RowQuestion } from './row-question.ts';
import { nameKey } from './same-partner.ts';

export type WhoIsRow =
  | { is: 'new' }
  /** `replacing`: what of the row counts more than what is known. */
  | { is: 'known'; partner: KnownPartner; replacing: readonly Dispute[] }
  | { is: 'asked'; question: RowQuestion };

interface Like {
  partner: KnownPartner;
  because: Because;
}

/** Whom a row is about: a new partner, one who is known, or what a person has to say first. */
export function whoIsRow(row: PartnerRow, book: PartnerBook, answers: Answers): WhoIsRow {
  const answered = typeof row.sameAs === 'number' ? book.byId.get(row.sameAs) : undefined;
  if (answered) return { is: 'known', partner: answered, replacing: [] };
  const byId = row.id === undefined ? undefined : book.byId.get(row.id);
  const like = [...new Set([...(byId ? [byId] : []), ...partnersLike(book, row)])].flatMap((partner) => {
    const likeness = likenessOf(row, partner.identity);
    return likeness ? [{ partner, ...likeness }] : [];
  });
  const named = like.filter(({ partner }) => isNamed(partner, row, book));
  const sure = named.length > 0 ? named : surest(like);
  const candidates = (sure.length > 0 ? sure : like).sort(byLikeness).slice(0, candidatesMax);
  const [first] = candidates;
  if (!first) return { is: 'new' };
  const disputed = candidates.length === 1 && first.partner.isOpen ? disputes(row, first.partner) : [];
  if (sure.length === 1 && disputed.length === 0)
    return { is: 'known', partner: first.partner, replacing: [] };
  const question = askAbout(row, candidates, disputed, sure.length === 0);
  const answer = answers(question.key) ?? answerInRow(row.sameAs, question);
  if (answer === undefined) return { is: 'asked', question };
  if (answer === 'new') return question.mayBeNew ? { is: 'new' } : { is: 'asked', question };
  const chosen = candidates[answer.candidate];
  if (!chosen) return { is: 'asked', question };
  return { is: 'known', partner: chosen.partner, replacing: answer.is === 'replace' ? disputed : [] };
}

/**
 * The partner with the row's id, if something of the row is still theirs: sorted by half, a sheet gives people the ids of
 * others, and another company's file has its own.
 */
function isNamed(partner: KnownPartner, row: PartnerRow, { byId }: PartnerBook): boolean {
  if (row.id === undefined || byId.get(row.id) !== partner) return false;
  const isNamesake = partner.identity.names.some(({ name }) => nameKey(name) === nameKey(row.name));
  return isNamesake || likenessOf(row, partner.identity)?.because !== 'name';
}

/** Of those who surely are one: where a phone or an email proves it, a mere name does not count. */
function surest(like: readonly (Like & Likeness)[]): (Like & Likeness)[] {
  const sure = like.filter(({ is }) => is === 'sure');
  const proven = sure.filter(({ because }) => because !== 'name');
  return proven.length > 0 ? proven : sure;
}

const ranks: Record<Because, number> = { phone: 0, email: 1, name: 2 };

/** By what is said of them alone, so that the order of the rows does not count. */
const byLikeness = (one: Like, other: Like): number =>
  ranks[one.because] - ranks[other.because] || compare(said(one), said(other));

const said = ({ partner: { fields } }: Like): string =>
  JSON.stringify([fields.name, fields.company, fields.phone, fields.email]);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
