import { describe, expect, test } from 'vitest';
import { type Identity, likenessOf } from '../../../src/domain/partners/likeness.ts';
import { isNearName } from '../../../src/domain/partners/near-name.ts';

const dana: Identity = {
  name: 'Dana Lee',
  company: 'Lee & Co',
  phone: '813-555-0142',
  email: 'dana@example.com',
};
const known = ({ name, company, phone, email }: Identity) => ({
  names: [{ name, company }],
  phones: phone ? [phone] : [],
  emails: email ? [email] : [],
});
const alone = { company: null, phone: null, email: null };

describe('the same name', () => {
  test.each<[string, Partial<Identity>, 'sure' | 'maybe']>([
    ['with the same phone, written otherwise', { ...alone, phone: '+1 (813) 555 0142' }, 'sure'],
    [
      'with the same email, at another company',
      { ...alone, company: 'Reed Homes', email: 'DANA@example.com' },
      'sure',
    ],
    ['with the same phone and another email', { email: 'lee@example.com' }, 'sure'],
    ['at the same company, with nothing else', { ...alone, company: 'Lee and Co., LLC' }, 'sure'],
    [
      'at the same company, with another phone',
      { ...alone, company: 'Lee & Co', phone: '813-555-0199' },
      'maybe',
    ],
    ['with nothing else', alone, 'maybe'],
    ['without a company, with another phone', { ...alone, phone: '813-555-0199' }, 'maybe'],
    ['at another company', { ...alone, company: 'Reed Homes' }, 'maybe'],
    [
      'at another company, with another phone',
      { ...alone, company: 'Reed Homes', phone: '813-555-0199' },
      'maybe',
    ],
  ])('%s', (_, one, is) => {
    expect(likenessOf({ ...dana, ...one }, known(dana))?.is).toBe(is);
    expect(likenessOf(dana, known({ ...dana, ...one }))?.is).toBe(is);
  });
});

describe('another name', () => {
  const leigh = { ...alone, name: 'Danna Leigh' };
  test.each<[string, Partial<Identity>, 'phone' | 'email' | 'name' | null]>([
    ['with the same phone', { ...leigh, phone: '8135550142' }, 'phone'],
    ['with the same email', { ...leigh, email: 'dana@example.com', phone: '813-555-0199' }, 'email'],
    [
      'with the same phone, which may be an office’s, and an email of their own',
      { ...leigh, phone: '8135550142', email: 'd@example.com' },
      'phone',
    ],
    [
      'near, with the same phone and another email',
      { ...dana, name: 'Danna Lee', email: 'd@example.com' },
      'phone',
    ],
    ['near, at the same company', { ...alone, name: 'Danna Lee', company: 'Lee & Co' }, 'name'],
    ['near, at another company', { ...alone, name: 'Danna Lee', company: 'Reed Homes' }, null],
    [
      'near, at the same company, with another phone',
      { ...alone, name: 'Danna Lee', company: 'Lee & Co', phone: '813-555-0199' },
      'name',
    ],
    ['not near, at the same company', { ...alone, name: 'Marcus Webb', company: 'Lee & Co' }, null],
    ['near, without a company', { ...alone, name: 'Danna Lee' }, null],
  ])('%s', (_, one, because) => {
    const asked = because && { is: 'maybe', because };
    expect(likenessOf({ ...dana, ...one }, known(dana))).toEqual(asked);
    expect(likenessOf(dana, known({ ...dana, ...one }))).toEqual(asked);
  });
});

test.each([
  ['Bob Ortiz', 'Robert Ortiz', true],
  ['Danna Lee', 'Dana Lee', true],
  ['Marcus Webb', 'Marcus Weeb', true],
  ['Dana M. Lee', 'Dana Lee', true],
  ['Dana Lee-Smith', 'Dana Lee', true],
  ['Dana', 'Dana Lee', true],
  ['D. Lee', 'Dana Lee', true],
  ['Dana Lee, CPA', 'Dana Lee', true],
  ['Dana Lee', 'Sara Lee', false],
  ['Maria Lopez', 'Mario Lopez', false],
  ['Dana Lee', 'Dana Reed', false],
  ['Partner 15012 Lee', 'Partner 25012 Lee', false],
  ['!!!', 'Dana Lee', false],
])('“%s” is near “%s”: %s', (one, other, is) => {
  expect([isNearName(one, other), isNearName(other, one)]).toEqual([is, is]);
});
