import type { PartnerAction } from '../access.ts';
import type { Day } from '../days/day.ts';
import type { HelpKind } from '../partners/help.ts';
import { type AskAnswer, askAnswers } from '../partners/readiness.ts';

/** The fields of a partner that can be told in words. What they grow is one of them. */
export const toldFields = ['birthday', 'phone', 'email', 'company', 'growing'] as const;
export type ToldField = (typeof toldFields)[number];

/** What is told about partners besides contacts and promises. Several partners only where one deed helped them all. */
export type News =
  | { is: 'help'; partnerIds: number[]; kind: HelpKind; on: Day; note: string }
  | { is: 'ask'; partnerIds: number[]; on: Day; answer: AskAnswer; note: string }
  /** The answer to an ask that is still open. */
  | { is: 'ask answer'; partnerIds: number[]; answer: ClosingAnswer }
  /** They recommended us publicly. */
  | { is: 'review'; partnerIds: number[]; on: Day; occasion: string }
  | {
      is: 'field';
      partnerIds: number[];
      field: ToldField;
      value: string;
      /** A year was said with a birthday, and is left out: we store no one's age. */
      yearLeftOut?: boolean;
    };

export type ClosingAnswer = Exclude<AskAnswer, 'open'>;

/** What the words leave open, where a tap or a word more settles it. Nothing of it is saved. */
export type OpenNews =
  /** Several bear the name. `ids` are all of them. */
  | { open: 'who'; name: string; ids: number[] }
  /** A company, or a town? */
  | { open: 'company'; partnerId: number; value: string }
  /** They answered our ask, but which way? */
  | { open: 'answer'; partnerId: number; ask: Omit<Extract<News, { is: 'ask' }>, 'answer'> }
  /** A birthday without month and day. */
  | { open: 'birthday'; partnerId: number }
  /** Of its number, digits are missing. */
  | { open: 'phone'; partnerId: number; value: string }
  /** We reviewed them, or asked them for a review: only a review that a partner left is kept. */
  | { open: 'no review yet'; partnerId: number };

/** A tap that settles what was open: which partner, that it is so, or which answer. */
export type Choice = { id: number } | { yes: true } | { answer: AskAnswer };

/** A choice as part of a button's value, and back; null for anything that was never written. */
export const choiceCode = (choice: Choice): string =>
  'id' in choice ? String(choice.id) : 'yes' in choice ? 'yes' : `a${askAnswers.indexOf(choice.answer)}`;

export function parseChoice(code: string): Choice | null {
  if (code === 'yes') return { yes: true };
  if (/^[1-9]\d{0,9}$/.test(code)) return { id: Number(code) };
  const answer = /^a\d$/.test(code) ? askAnswers[Number(code[1])] : undefined;
  return answer ? { answer } : null;
}

/** What someone must be allowed to do for it (docs/design.md, Who sees what): the same as for the forms on the card. */
export const actionFor = ({ is }: News): PartnerAction =>
  is === 'field' || is === 'review' ? 'edit' : 'look after';
