import { fold } from '../reading/tokens.ts';
import { phonesAgree } from './phone-numbers.ts';

/** A name or company, folded so that case, accents, punctuation, and spacing do not make a second partner. */
export const nameKey = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export interface Reachable {
  phone: string | null;
  email: string | null;
}

/**
 * Whether two people with the same name and company can be one: yes, unless both have phones or e-mails and all of
 * these differ (father and son in one firm).
 */
export const canBeSame = (a: Reachable, b: Reachable): boolean => {
  const agreed = agreements(a, b);
  return agreed.length === 0 || agreed.includes(true);
};

/** Whether a phone or an e-mail proves that they are one. */
export const isSurelySame = (a: Reachable, b: Reachable): boolean => agreements(a, b).includes(true);

function agreements(a: Reachable, b: Reachable): boolean[] {
  const agreed: boolean[] = [];
  const sameNumber = a.phone && b.phone ? phonesAgree(a.phone, b.phone) : null;
  if (sameNumber !== null) agreed.push(sameNumber);
  if (a.email && b.email) agreed.push(a.email.toLowerCase() === b.email.toLowerCase());
  return agreed;
}
