import fc from 'fast-check';
import { isEmail } from '../../src/domain/partners/partner-fields.ts';
import { readPhones } from '../../src/domain/partners/phone-numbers.ts';
import { nameKey } from '../../src/domain/partners/same-partner.ts';
import { findSensitive } from '../../src/domain/privacy/sensitive.ts';
import { partnerKinds, tiers, touchpointKinds } from '../../src/domain/words.ts';

/** What a form takes, whatever a list would make of it: "N/A", "LEE, DANA", "'=1+1", two phones. */
const taken = (text: string): boolean =>
  text === text.trim() && text !== '' && !/\p{Cc}/u.test(text.replaceAll('\n', '')) && !findSensitive(text);
const words = fc.oneof(
  fc.constantFrom(
    'N/A',
    'none',
    'LEE, DANA',
    'IBM',
    'kw',
    '-',
    "'=1+1",
    '=SUM(A1)',
    '+ more',
    '@home',
    'Total: 2',
  ),
  fc.constantFrom(
    "''=x",
    "'t Hooft",
    'a "b" c',
    'x;y|z',
    'Zoë',
    'Zoe\u0308',
    '#N/A',
    '=HYPERLINK("x","y")',
    '🏡',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('Dana', 'LEE', 'co', ',', ';', '"', "'", '=', '|', '5', 'é'), { maxLength: 9 })
    .map((all) => all.join(' ')),
);
const oneLine = words.map((text) => text.replace(/\s+/g, ' ')).filter(taken);
const letters = oneLine.filter((text) => nameKey(text) !== '');
const lines = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .map((all) => all.join('\n'))
  .filter(taken);
const phone = fc
  .oneof(
    fc.constantFrom(
      '813-555-0142',
      '(813) 555-0142 ext. 3',
      '555-0142',
      '+44 20 7946 0100',
      'office 813 555 0142',
    ),
    fc.constantFrom('8135550142 / 8135550199', '813.555.DANA', '1 (813) 555–0142', 'c: 8135550142'),
    fc.constantFrom(
      '8135550142',
      '+18135550142',
      '5550142',
      '011442079460100',
      '555.0140',
      '813-555-0142,12',
    ),
    fc
      .array(fc.constantFrom(...'0123456789 ()-.+x/'), { minLength: 7, maxLength: 25 })
      .map((all) => all.join('')),
  )
  .filter((text) => readPhones(text).problem === null && taken(text));
const email = fc
  .oneof(
    fc.emailAddress(),
    fc.constantFrom("o'neil@example.com", '=x@example.com', '.dana@example.com', 'n/a@x.co'),
  )
  .map((text) => text.toLowerCase())
  .filter((text) => isEmail(text) && taken(text));
const yearDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(5, 10));
const orNull = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null });
/** A partner as an export has them. */
export const exportedPartner = {
  id: fc.integer({ min: 1, max: 999_999_999 }),
  branch: letters,
  name: letters,
  company: orNull(oneLine),
  kind: fc.constantFrom(...partnerKinds),
  tier: fc.constantFrom(...tiers),
  ownerEmail: orNull(email),
  phone: orNull(phone),
  email: orNull(email),
  lastTouchOn: fc.constantFrom(null, '2026-05-21' as const, '1998-01-02' as const),
  lastKind: fc.constantFrom(...touchpointKinds),
  lastWord: fc.oneof(fc.constantFrom(null, 'coffee', 'zoom', 'lunch', 'Tampa Realtors Gala'), oneLine),
  growing: orNull(lines),
  birthday: orNull(yearDay),
  anniversary: orNull(yearDay),
  nextDue: fc.constantFrom(null, '2026-06-18' as const),
};
