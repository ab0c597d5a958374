import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSensitive } from '../../../src/domain/privacy/sensitive.ts';
import type { SensitiveKind } from '../../../src/domain/privacy/sensitive-words.ts';

const planted: Record<SensitiveKind, string[]> = {
  ssn: [
    'his ssn is 123-45-6789',
    'SSN 123 45 6789',
    'social 123456789',
    'social security number: 123-45-6789',
    '123-45-6789',
    'ssn123456789',
    '123–45–6789',
    '123.45.6789',
    'SS# 123-45-6789',
    'ss#123456789',
    'last 4 of her ssn is 6789',
    'last four of social 6789',
    'social ending 6789',
    'DOB 1/2/80 ssn 987654321',
    'call 555-0142 123-45-6789',
    'social 123456789 and 555-0142',
    'the SSN I got was 331 298 840',
    'SSNs: 331298840, 441302291',
    'ssn 412339087 am I right',
    '412/33/9087',
    'his file says 412 / 33 / 9087, check',
    'social 9087 last four',
    'ssn 9087 (last 4)',
    'SS# 9087, her last four',
    'ｓｓｎ: see ssn ４１２３３９０８７',
  ],
  card: [
    'card 4111 1111 1111 1111',
    '4111111111111111',
    '4111-1111-1111-1111',
    'amex 378282246310005',
    'paid with 5555 5555 5555 4444 exp 12/27',
    '6011 1111 1111 1117',
    'visa 4012888888881881.',
    'card number 1234 5678 9012 3456',
    'call 813 555 0142 4111 1111 1111 1111 12 27',
    '41111111 11111111',
    'visa ...4242',
    'mc ending in 4444',
    'amex -1005',
    'visa 4242, last four',
  ],
  account: [
    'acct 123456789',
    'account number 00012345678',
    'account # 12345678',
    'acct no. 12345-6789',
    'account 123-456-7890',
    'routing 063100277',
    'checking account ending in 4321',
    'acct#: 4455 6677 88',
    'acct ending 4321',
    'wire to account 123456789',
    'savings 00123456781',
    'account: 9876543210',
    'bank number 445566778',
    'her acct at Chase is 8839201',
    'acct 12345678901 813-555-0142',
    'ACH to 063100277 4471882019',
    'account #: ****4471',
    'escrow 889912',
    'escrow # 44718',
    'escrow number 2024-8891',
  ],
  'loan number': [
    'loan # 2024001234',
    'loan number 1234567',
    'loan no 1234567',
    'Loan #1234567',
    'loan 1002345678',
    'borrower 1234567890',
    'borrower loan id 12345678',
    'loan number is 88123456',
    "borrower's loan number 77120034",
    'loan no: LN-2023-001234',
    'loan number AB1234567',
    'loan file 20231234567',
    'file number 123456',
    'application # 55512345',
    'loan#20260101',
    'case # 093-1129384 for FHA',
    'FHA case 093-1129384',
    'heloc 5567123489',
    'HELOC: 77120034',
  ],
  license: [
    'driver’s license S382-914-55-201-0',
    'DL# 12345678',
    'buyer’s license D1234567',
    'F255-921-50-094-0',
    'her license number is H536-781-82-605-0',
  ],
  passport: ['passport 561234567', 'passport no. C01234567', '561234567 is his passport number'],
  'credit score': [
    'score 742',
    'his FICO is 612',
    'her client has a 640 score',
    'credit came back at 588',
    'the buyer is a 705',
    'fico is seven forty two',
  ],
  income: [
    'her buyer makes 85k a year',
    'his income is 92,000',
    'W-2 shows 66,300',
    'she earns $28/hr',
    'earns eighty five thousand',
  ],
  'date of birth': [
    'dob 3/14/1982',
    'born April 9, 1975',
    'her birthday is June 19, 1974',
    'buyer’s birthday is 6/19',
    'born june thirtieth nineteen eighty five',
  ],
};

describe('borrower data is found', () => {
  for (const [kind, texts] of Object.entries(planted)) {
    test.each(texts)(`${kind}: %s`, (text) => {
      expect(findSensitive(text)?.kind).toBe(kind);
    });
  }

  test('anywhere in a note, with its position', () => {
    const before = 'coffee with Dana Lee yesterday, promised the slides by 12/1, ';
    expect(findSensitive(`${before}ssn 123-45-6789, rate 6.5%`)).toEqual({
      kind: 'ssn',
      start: before.length + 4,
      end: before.length + 15,
    });
  });
});

test.each([
  ...[
    'call her at 555-0142',
    '(813) 555-0142',
    '+1 813 555 0142',
    '813-555-0142',
    '813.555.0142',
    '8135550142',
  ],
  ...['1 800 555 0142', 'loan officer 813-555-0142', 'borrower 813-555-0142', 'borrower phone 8135550142'],
  ...['$425,000', '1.2M', 'listing at 425000', 'loan amount 425,000', 'loan for 425000', 'loan of $425,000'],
  ...[
    'a 400000 loan',
    'jumbo loan 1250000',
    'loan 450k',
    'Loan $450000',
    'savings of 20000',
    'loan limit 806500',
  ],
  ...[
    'rate 6.875',
    '6.5%',
    '30 year loan 6.5%',
    'loan at 80 ltv',
    'FHA loan 580 score',
    'min score 742',
    'Loan program 97',
  ],
  ...[
    '12/1/2026',
    '2026-06-09',
    '2026 06 09',
    'loan closes 6/30/2026',
    'loan in 2026',
    'account manager since 2019',
  ],
  ...[
    'bank 2019 through 2024',
    'account 2024 goals',
    'sold 12 homes 2025 34 in 2024',
    'at 3:30',
    'borrowers 2 and 3',
  ],
  ...[
    'HELOC up to 85000',
    'heloc 125000 at 8.25',
    'HELOC 1250000, jumbo',
    'heloc desk 813-555-0142',
    'escrow 3400 a month',
    'Escrow of 307050 was the sticking point',
    'escrow 813-555-0190, ask for Rosa',
    'escrow closes 12/04/2026',
    'Social at 1730 on Bay St',
    'social 2027 calendar',
    'the last four of her listings sold',
    'coverage 100/300/100, deductible 2500',
    'call 727/555-0112',
    'open house 6/12/2026 and 11/15/2026',
    'office 1023/44 on 9087 Bay St',
  ],
  ...['12345 Main St', '33602-1234', 'bank at 1200 Bay St', 'suite 1200', 'parcel 12-34-56-78901-000-0010'],
  ...['MLS A4567890', 'mls# 12345678', 'NMLS 123456', 'nmls# 1234567', 'nmls id 123456', 'license 3344556'],
  ...[
    'file 3 deals',
    'VA loan 2 weeks',
    'borrower 2 needs',
    'account for 30% of her business',
    'mortgage 101 class',
  ],
  ...[
    'checking in 2 weeks',
    'business card 555-0142',
    'order 1234567890123',
    '10 20 30 40 50 60',
    'social at 530 on Bay St',
  ],
  ...[
    'tracking 9400111899223100001234',
    'wire desk 813-555-0142',
    'bank 33602-1234',
    'Case no. 2026-CA-001182',
    '239-555-0142 239-555-0143 239-555-0144',
    'zips 33602 33606 33609 33611',
    'listing 4215 is their loan no problem',
    'her social media has 12000 followers',
    'loan for 1250000 closing June 30',
  ],
])('ordinary numbers pass: %s', (text) => {
  expect(findSensitive(text)).toBeNull();
});

test('no text makes it throw or slow down, and what it finds is in the text', () => {
  const digits = fc.array(
    fc.constantFrom('1', '4', '0', '9', ' ', '-', '.', '#', 'ssn ', 'acct ', 'loan no ', '$', ','),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        digits.map((pieces) => pieces.join('')),
      ),
      (text) => {
        const found = findSensitive(text);
        if (found) expect(text.slice(found.start, found.end)).toMatch(/^[\da-z].*[\da-z]$/is);
      },
    ),
  );
  const start = performance.now();
  for (const piece of ['1', '1 ', 'ssn ', '4111 ', 'account number ', '- '])
    findSensitive(piece.repeat(20_000));
  expect(performance.now() - start).toBeLessThan(2000);
});
