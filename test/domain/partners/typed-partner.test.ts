import { expect, test } from 'vitest';
import { readTypedPartner } from '../../../src/domain/partners/typed-partner.ts';

test.each([
  ['Dana Lee', 'Dana Lee', null, null],
  ['Dana Lee, Lee & Co', 'Dana Lee', 'Lee & Co', null],
  ['Dana Lee, Lee & Co, Inc.', 'Dana Lee', 'Lee & Co, Inc.', null],
  ['Dana Lee, Lee & Co, 813-555-0101', 'Dana Lee', 'Lee & Co', '813-555-0101'],
  ['Dana Lee, Lee & Co, (813) 555-0101 x12', 'Dana Lee', 'Lee & Co', '(813) 555-0101 x12'],
  ['Dana Lee, Lee & Co, 813-555-0101 extension 12', 'Dana Lee', 'Lee & Co', '813-555-0101 extension 12'],
  ['Dana Lee 813-555-0101', 'Dana Lee', null, '813-555-0101'],
  ['Dana Lee, cell: 813-555-0101, Lee & Co', 'Dana Lee', 'Lee & Co', '813-555-0101'],
  ['Dana Lee, Lee & Co, 813-555-0101 / 727-555-0102', 'Dana Lee', 'Lee & Co', '813-555-0101 / 727-555-0102'],
  ['Dana Lee, 1-800-FLOWERS', 'Dana Lee', '1-800-FLOWERS', null],
  ['Dana Lee, Lee & Co, 813-555-010', 'Dana Lee', 'Lee & Co, 813-555-010', null],
  ['', '', null, null],
])('%s', (typed, name, company, phone) => {
  expect(readTypedPartner(typed)).toEqual({ name, company, phone });
});
