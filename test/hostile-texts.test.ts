import { expect, test } from 'vitest';
import { parseTypedDay } from '../src/domain/days/day.ts';
import { parseTime } from '../src/domain/event-series.ts';
import { splitFeedback, topicOf } from '../src/domain/feedback/feedback-words.ts';
import { splitColleague } from '../src/domain/members/for-colleague.ts';
import { parseDollars } from '../src/domain/money.ts';
import { isOrder } from '../src/domain/orders/is-order.ts';
import { promisesKept } from '../src/domain/orders/kept-words.ts';
import { promisesMeant } from '../src/domain/orders/match-promises.ts';
import { orderLine } from '../src/domain/orders/order-line.ts';
import { partnerQuery } from '../src/domain/partners/find-partner.ts';
import { likenessOf, mayBeOneCompany } from '../src/domain/partners/likeness.ts';
import { isNearName } from '../src/domain/partners/near-name.ts';
import { isEmail, parseYearDay } from '../src/domain/partners/partner-fields.ts';
import { parsePartnerLines } from '../src/domain/partners/partner-line.ts';
import { digitsSought, phonesAgree, readPhones } from '../src/domain/partners/phone-numbers.ts';
import { nameKey } from '../src/domain/partners/same-partner.ts';
import { readTypedPartner } from '../src/domain/partners/typed-partner.ts';
import { isBirthdayAlone } from '../src/domain/privacy/borrower-birth.ts';
import { peopleIn, searchFor } from '../src/domain/privacy/mentions.ts';
import { findSensitive, withoutSensitive } from '../src/domain/privacy/sensitive.ts';
import { findHours } from '../src/domain/reading/hours.ts';
import { leadingName } from '../src/domain/reading/leading-name.ts';
import { readPayment } from '../src/domain/reading/payment.ts';
import type { PartnerName } from '../src/domain/reading/read.ts';
import { wordOf } from '../src/domain/touchpoints/understand.ts';
import { splitByPartner, whoseFeedback, whosePromise } from '../src/domain/touchpoints/whose-words.ts';
import { withoutEnd } from '../src/domain/without-end.ts';
import { asTyped, quoted, section, spoken } from '../src/messages/blocks.ts';
import { phoneLink, phoneLinks } from '../src/messages/phone-links.ts';
import { isFindable, withoutWords } from '../src/messages/redacted-words.ts';
import { typedText } from '../src/slack/bolt/plain-text.ts';
import { hostilePieces, hostileText } from './support/hostile-texts.ts';
import { countSteps } from './support/regex-steps.ts';

const book: PartnerName[] = [{ id: 1, name: 'Dana Lee', company: 'Lee & Co', own: true }];
const writer = { book, today: '2026-06-10' as const, asked: true };

const unlimited = <T>(work: () => T): T => work();
const promises = [
  { id: 1, partnerId: 1, partnerName: 'Dana Lee', text: 'the workshop slides', dueOn: writer.today },
];
const table = [...book, { id: 2, name: 'Joan Ortiz' }];

/** Whatever meets a text of somebody's, besides the reader of sentences. */
const parsers: Record<string, (text: string) => unknown> = {
  findSensitive,
  isBirthdayAlone,
  // What is left is searched again. The number at its end sees to that for each text alike.
  withoutSensitive: (text) => withoutSensitive(`${text} 12`),
  splitFeedback,
  topicOf,
  splitColleague: (text) => splitColleague(`for ${text}`),
  whoseFeedback: (text) => whoseFeedback(text, table),
  splitByPartner: (text) => splitByPartner(text, table),
  whosePromise: (text) =>
    whosePromise({ text: 'the slides', dueOn: writer.today }, `${text} the slides`, table),
  readPayment: (text) => readPayment(`lunch with Dana ${text}`, book, [1], writer.today, unlimited),
  findHours,
  orderLine,
  promisesKept: (text) => promisesKept(`sent Dana the slides ${text}`, promises),
  promisesMeant: (text) => promisesMeant(`the slides for ${text}`, promises),
  isOrder: (text) => isOrder(`delete the ${text}`, book, writer.today, unlimited),
  wordOf: (text) => wordOf('event', text),
  parsePartnerLines: (text) => parsePartnerLines(text.split('\n'), writer),
  leadingName: (text) => leadingName(text, book),
  nameKey,
  peopleIn,
  isIn: (text) => searchFor(['Dana Lee']).isIn(text),
  partnerQuery,
  likenessOf: (text) =>
    likenessOf(
      { name: text, company: text, phone: text, email: text },
      { names: [{ name: `${text} ${text}`, company: `1${text}` }], phones: [`1${text}`], emails: [] },
    ),
  isNearName: (text) => isNearName(text, `${text}x`),
  mayBeOneCompany: (text) => mayBeOneCompany(text, `1${text}`),
  isEmail,
  readPhones,
  phonesAgree: (text) => phonesAgree(text, `1${text}`),
  digitsSought,
  readTypedPartner,
  parseYearDay,
  parseTypedDay,
  parseDollars,
  parseTime,
  typedText,
  phoneLink,
  phoneLinks,
  quoted: (text) => quoted(text, 200),
  section: (text) => section(asTyped(text)),
  spoken,
  withoutEnd: (text) => withoutEnd(`${text}x`, '.,'),
  withoutWords: (text) => withoutWords({ text }, [`${text.slice(0, -1)}q`, 'the workshop slides']),
  isFindable: (text) => isFindable(text, ['Dana Lee'], text),
};

/** Ways to end a text that a pattern hoped would go on. */
const tails = ['', '!x', ' 1'];
const stepsMax = 5_000_000;

test.each(Object.keys(parsers))(
  '%s takes twice the steps for twice the text',
  { timeout: 120_000 },
  (name) => {
    for (const head of ['', '$', 'she said our ']) {
      for (const piece of hostilePieces) {
        for (const tail of tails) {
          const steps = (length: number) =>
            countSteps(() => parsers[name]!(hostileText(head, piece, length) + tail), stepsMax);
          expect(steps(400), head + piece + tail).toBeLessThan(2.6 * steps(200) + 10_000);
        }
      }
    }
  },
);

test('words as long as a message are redacted, however often the message breaks off', () => {
  const words = '&<a '.repeat(3000);
  expect(withoutWords({ text: `Said: ${words.trim()}!` }, [words])).toEqual({ text: 'Said: [redacted]!' });
  const cut = 'owes the bank…'.repeat(1000);
  expect(withoutWords({ text: cut }, ['owes the bank more than she told us'])).toEqual({
    text: '[redacted]'.repeat(1000),
  });
});
