import { fold } from '../reading/tokens.ts';
import { splitPhone } from './split-phone.ts';

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
  if (a.phone && b.phone) agreed.push(phoneKey(a.phone) === phoneKey(b.phone));
  if (a.email && b.email) agreed.push(a.email.toLowerCase() === b.email.toLowerCase());
  return agreed;
}

/** Digits only, without the country code 1 and without an extension: "+1 (813) 555-0142 x3" is 8135550142. */
const phoneKey = (phone: string): string =>
  splitPhone(phone)
    .number.replace(/\D/g, '')
    .replace(/^1(?=\d{10}$)/, '');
