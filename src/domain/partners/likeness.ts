import { companyWords } from '../reading/book.ts';
import { isNearName } from './near-name.ts';
import { phonesAgree } from './phone-numbers.ts';
import { nameKey } from './same-partner.ts';

/** Who someone is, as a form, a sentence, or a file says it. */
export interface Identity {
  name: string;
  company: string | null;
  phone: string | null;
  email: string | null;
}

/** Who someone is, as the branch knows it. A merged partner is known by both names and both numbers. */
export interface KnownIdentity {
  names: readonly Pick<Identity, 'name' | 'company'>[];
  phones: readonly string[];
  emails: readonly string[];
}

/** Why two may be one: the same phone or email, or only names that are the same or near. */
export type Because = 'phone' | 'email' | 'name';

/**
 * `sure`: the same name, with the same phone or email, or with the same company and nothing against it. `maybe`: a person has to
 * say. In either, `because` is the strongest of what agrees.
 */
export interface Likeness {
  is: 'sure' | 'maybe';
  because: Because;
}

/**
 * Whether two are one person (docs/design.md, Data). The same in forms, in words, and in files. Null: they are two. What is learned
 * of one of them may make a doubt sure, or what was sure a doubt, but never two of a doubt: then a row that was asked about would
 * enter by being read again.
 */
export function likenessOf(one: Identity, known: KnownIdentity): Likeness | null {
  const phone = agrees(one.phone, known.phones, phonesAgree);
  const email = agrees(one.email, known.emails, (a, b) => a.toLowerCase() === b.toLowerCase());
  const because = phone ? 'phone' : email ? 'email' : 'name';
  const namesakes = known.names.filter(({ name }) => nameKey(name) === nameKey(one.name));
  if (namesakes.length > 0) {
    const differs = phone === false || email === false;
    const isThere = namesakes.some(({ company }) => isSameCompany(one.company, company)) && !differs;
    return { is: because !== 'name' || isThere ? 'sure' : 'maybe', because };
  }
  const isNear = known.names.some(
    ({ name, company }) =>
      company !== null && isSameCompany(one.company, company) && isNearName(one.name, name),
  );
  return because !== 'name' || isNear ? { is: 'maybe', because } : null;
}

/** Null if one of the two has nothing to compare. */
function agrees(
  one: string | null,
  known: readonly string[],
  areOne: (a: string, b: string) => boolean | null,
): boolean | null {
  const compared = one === null ? [] : known.map((other) => areOne(one, other)).filter((is) => is !== null);
  return compared.length === 0 ? null : compared.includes(true);
}

/** "Lee & Co" is "Lee and Co., LLC." */
const isSameCompany = (one: string | null, other: string | null): boolean =>
  nameKey(one ?? '') === nameKey(other ?? '') ||
  (one !== null && other !== null && telling(one) !== '' && telling(one) === telling(other));

const telling = (company: string): string => companyWords(company).join(' ');

/** Whether two names of a company may be one: "Lee & Co" and "Lee & Co Realty." */
export const mayBeOneCompany = (one: string, other: string): boolean => {
  const [short = [], long = []] = [companyWords(one), companyWords(other)].sort(
    (a, b) => a.length - b.length,
  );
  return nameKey(one) === nameKey(other) || (short.length > 0 && short.every((word) => long.includes(word)));
};
