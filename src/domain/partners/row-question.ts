import type { Dispute, KnownPartner } from './known-partner.ts';
import type { Because } from './likeness.ts';
import type { PartnerRow } from './partner-row.ts';
import type { RefusedRow } from './refused-row.ts';

/**
 * What is to become of a row that a person has to decide on: it is a new partner, or the candidate of that place, with what is known
 * of them kept, or replaced by what the file says.
 */
export type RowAnswer = 'new' | { is: 'same' | 'replace'; candidate: number };

/** What a person has to decide about a row: who it is, or what of it counts. */
export interface RowQuestion {
  /** The row, the candidates, and what is compared: an answer holds for these alone. */
  key: string;
  name: string;
  company: string | null;
  candidates: Candidate[];
  /** The only candidate has another phone, or the like. */
  disputes: Dispute[];
  /** Whether it may be someone else. */
  mayBeNew: boolean;
}

export interface Candidate {
  id: number | null;
  name: string;
  company: string | null;
  /** `name` also where the importer may not know more about the candidate. */
  because: Because;
}

/** A row that waits for an answer. Without one, nothing of it is taken. */
export interface AskedRow extends Omit<RefusedRow, 'reason'> {
  question: RowQuestion;
}

/** The answer to a question, by its key; undefined while there is none. */
export type Answers = (key: string) => RowAnswer | undefined;

export const candidatesMax = 3;

/** @param candidates the likeliest first */
export function askAbout(
  row: PartnerRow,
  candidates: readonly { partner: KnownPartner; because: Because }[],
  disputes: Dispute[],
  mayBeNew: boolean,
): RowQuestion {
  const { line, name, company, phone, email } = row;
  const shown = candidates.map(({ partner, because }) => ({
    id: partner.id,
    name: partner.fields.name,
    company: partner.fields.company,
    because: partner.isOpen ? because : ('name' as const),
  }));
  const compared = candidates.map(({ partner: { fields, isOpen } }) =>
    isOpen
      ? [fields.name, fields.company, fields.phone, fields.email, fields.birthday, fields.anniversary]
      : [fields.name, fields.company],
  );
  const key = JSON.stringify([line, name, company, phone, email, compared, disputes, mayBeNew]);
  return { key, name, company, candidates: shown, disputes, mayBeNew };
}

/** What the row's own column for it answers: a word, or the id of a partner. */
export type SameAs = 'yes' | 'no' | 'replace' | number;

/** All but "no" answer for the only candidate alone. Where only fields are in question, "no" keeps them. */
export function answerInRow(sameAs: SameAs | null | undefined, question: RowQuestion): RowAnswer | undefined {
  if (sameAs === 'no' && question.mayBeNew) return 'new';
  if (question.candidates.length !== 1 || typeof sameAs !== 'string') return undefined;
  return { is: sameAs === 'replace' ? 'replace' : 'same', candidate: 0 };
}
