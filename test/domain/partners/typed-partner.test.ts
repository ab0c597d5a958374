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
  ['Dana Lee, Lee & Co, 813-555-010', 'Dana Lee', 'Lee & Co', '813-555-010'],
  ['Dana Lee, Lee & Co, cell 813-555-010', 'Dana Lee', 'Lee & Co', '813-555-010'],
  ['Dana Lee, 813-555-010, Lee & Co', 'Dana Lee', 'Lee & Co', '813-555-010'],
  ['Dana Lee, Lee & Co 813-555-010', 'Dana Lee', 'Lee & Co', '813-555-010'],
  ['Dana Lee 813-555-010', 'Dana Lee', null, '813-555-010'],
  ['Dana Lee, Lee & Co, 813-055-0101', 'Dana Lee', 'Lee & Co', '813-055-0101'],
  ['Dana Lee, Lee & Co, 813-555-0101 / 727-555-01', 'Dana Lee', 'Lee & Co', '813-555-0101 / 727-555-01'],
  ['Dana Lee, Lee & Co, 8.13555E+09', 'Dana Lee', 'Lee & Co', '8.13555E+09'],
  ['Dana Lee, Lee & Co, 0142', 'Dana Lee', 'Lee & Co', '0142'],
  ['Dana Lee, 84 Lumber', 'Dana Lee', '84 Lumber', null],
  ['Dana Lee, Studio 5000', 'Dana Lee', 'Studio 5000', null],
  ['Dana Lee, Century 21, Suite 100', 'Dana Lee', 'Century 21, Suite 100', null],
  ['Dana Lee, 360', 'Dana Lee', '360', null],
  ['', '', null, null],
])('%s', (typed, name, company, phone) => {
  expect(readTypedPartner(typed)).toEqual({ name, company, phone });
});
