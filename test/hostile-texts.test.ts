import { expect, test } from 'vitest';
import { parseTypedDay } from '../src/domain/days/day.ts';
import { parseTime } from '../src/domain/event-series.ts';
import { splitFeedback, topicOf } from '../src/domain/feedback/feedback-words.ts';
import { splitColleague } from '../src/domain/members/for-colleague.ts';
import { parseDollars } from '../src/domain/money.ts';
import { readLineGrowing } from '../src/domain/news/growing.ts';
import { type Line, lineOf, type ReadLine } from '../src/domain/news/line.ts';
import { readLineAsk } from '../src/domain/news/line-asks.ts';
import { readLineField } from '../src/domain/news/line-fields.ts';
import { readLineHelp } from '../src/domain/news/line-help.ts';
import { readLineIntroduction } from '../src/domain/news/line-introductions.ts';
import { makeTemplate } from '../src/domain/news/template.ts';
import { isOrder } from '../src/domain/orders/is-order.ts';
import { promisesKept } from '../src/domain/orders/kept-words.ts';
import { isForTheirOther, promisesMeant } from '../src/domain/orders/match-promises.ts';
import { orderLine } from '../src/domain/orders/order-line.ts';
import { readPromiseNews } from '../src/domain/orders/promise-news.ts';
import { partnerQuery } from '../src/domain/partners/find-partner.ts';
import { likenessOf, mayBeOneCompany } from '../src/domain/partners/likeness.ts';
import { isNearName } from '../src/domain/partners/near-name.ts';
import { isEmail, parseYearDay } from '../src/domain/partners/partner-fields.ts';
import { parsePartnerLines } from '../src/domain/partners/partner-line.ts';
import { digitsSought, phonesAgree, readPhones } from '../src/domain/partners/phone-numbers.ts';
import { nameKey } from '../src/domain/partners/same-partner.ts';
import { readTypedNames, wholeName } from '../src/domain/partners/typed-names.ts';
import { readTypedPartner } from '../src/domain/partners/typed-partner.ts';
import { isBirthdayAlone } from '../src/domain/privacy/borrower-birth.ts';
import { peopleIn, searchFor } from '../src/domain/privacy/mentions.ts';
import { findSensitive, withoutSensitive } from '../src/domain/privacy/sensitive.ts';
import { indexBook } from '../src/domain/reading/book.ts';
import {
  asides,
  isFetched,
  notToBeDone,
  outright,
  takenOn,
  tasks,
} from '../src/domain/reading/commitment-words.ts';
import { findHours } from '../src/domain/reading/hours.ts';
import { leadingName } from '../src/domain/reading/leading-name.ts';
import { markCues, readNoteLine } from '../src/domain/reading/note-line.ts';
import { readPayment } from '../src/domain/reading/payment.ts';
import { plainPlan } from '../src/domain/reading/plain-plan.ts';
import { readPromiseNotes } from '../src/domain/reading/promise-note.ts';
import type { PartnerName } from '../src/domain/reading/read.ts';
import { prepare, type Sentence } from '../src/domain/reading/sentence.ts';
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
const writer = { book, today: '2026-06-10' as const };

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
  isForTheirOther: (text) => isForTheirOther(`the slides for ${text}`, promises[0]!),
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
  readTypedNames: (text) => readTypedNames(text.split('\n'), writer.today),
  wholeName: (text) => wholeName({ name: 'Pete', company: null }, text),
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

const prepared = (text: string): Sentence => prepare(text, indexBook(book), writer.today, unlimited);
function lineReady(text: string): Line {
  const sentence = prepared(text);
  return lineOf(sentence, makeTemplate(sentence), writer.today);
}
/** What two of these patterns find may overlap. */
const cues = [outright, takenOn, tasks, asides];

/** What meets a text once it is ready for it, which has tests of its own. */
const readers: Record<string, (text: string) => () => unknown> = {
  readNoteLine: (text) => {
    const sentence = prepared(text);
    return () => readNoteLine(sentence);
  },
  'the words of a promise': (text) => {
    const { pieces, words } = readNoteLine(prepared(text));
    return () => [
      ...cues.map((cue) => markCues({ pieces, words }, cue)),
      notToBeDone.test(words),
      isFetched.test(words),
    ];
  },
  readLineAsk: (text) => readerOf(readLineAsk, text),
  readLineField: (text) => readerOf(readLineField, text),
  readLineGrowing: (text) => readerOf(readLineGrowing, text),
  readLineHelp: (text) => readerOf(readLineHelp, text),
  readLineIntroduction: (text) => readerOf(readLineIntroduction, text),
};
function readerOf(read: ReadLine, text: string): () => unknown {
  const line = lineReady(text);
  return () => read(line);
}
/** What these look for, besides the pieces for all. */
const ownPieces = [
  'asked her ',
  'put Dana ',
  'so they can ',
  'told Dana id ',
  'I ',
  'fixed it ',
  'my word ',
  'Dana wants ',
  'remind me to ',
];

test.each(Object.keys(readers))(
  '%s takes twice the steps for twice the text',
  { timeout: 120_000 },
  (name) => {
    for (const head of ['Dana ', 'I asked Dana ']) {
      for (const piece of [...hostilePieces, ...ownPieces]) {
        const steps = (length: number) => {
          const read = readers[name]!(`${hostileText(head, piece, length)} for Dana!`);
          return countSteps(read, stepsMax);
        };
        expect(steps(400), head + piece).toBeLessThan(2.6 * steps(200) + 10_000);
      }
    }
  },
);

/** What takes no long text: each up to the most of it. */
const short: Record<string, (text: string) => unknown> = {
  readPromiseNotes: (text) =>
    readPromiseNotes(`promised Dana ${text}`.slice(0, 140), book, writer.today, unlimited),
  plainPlan: (text) =>
    plainPlan(`lunch w Dana tomorrow ${text}`.slice(0, 140), book, writer.today, unlimited),
  readPromiseNews: (text) =>
    readPromiseNews(`Dana’s slides moved to ${text}`.slice(0, 110), promises, writer.today, unlimited),
};
const shortStepsMax = 1_000_000;

test.each(Object.keys(short))('%s takes few steps', { timeout: 120_000 }, (name) => {
  for (const piece of [...hostilePieces, ...ownPieces]) {
    const steps = countSteps(() => short[name]!(hostileText('', piece, 140)), stepsMax);
    expect(steps, piece).toBeLessThan(shortStepsMax);
  }
});

test('words as long as a message are redacted, however often the message breaks off', () => {
  const words = '&<a '.repeat(3000);
  expect(withoutWords({ text: `Said: ${words.trim()}!` }, [words])).toEqual({ text: 'Said: [redacted]!' });
  const cut = 'owes the bank…'.repeat(1000);
  expect(withoutWords({ text: cut }, ['owes the bank more than she told us'])).toEqual({
    text: '[redacted]'.repeat(1000),
  });
});
