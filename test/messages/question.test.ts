import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { questionOf } from '../../src/domain/reading/question.ts';
import type { Doubt, PartnerName, Reading } from '../../src/domain/reading/reading.ts';
import type { Message } from '../../src/messages/blocks.ts';
import { isAbout } from '../../src/messages/erased.ts';
import { questionMessage } from '../../src/messages/touchpoints/question.ts';

const today = '2026-06-09';
const partner = (id: number, name: string, company: string | null = null): PartnerName => ({
  ...{ id, name, company, own: true },
});
const book = [
  partner(1, 'Dana Lee', 'Lee & Co'),
  partner(2, 'Marcus Webb', 'Webb Builders'),
  partner(3, 'Brian Baker', 'Baker Realty'),
  partner(4, 'Brian Adams', 'Adams Realty'),
  partner(5, 'Brian Cole', 'adams realty'),
  partner(6, 'Brian Cole', null),
];

function ask(doubts: Doubt[], more: Partial<Reading> = {}, said = 'coffee with dana'): Message {
  const reading = {
    ...{ partners: [1], alike: [], unknown: [], slips: [], kind: 'meal', kindGuessed: false },
    ...{ on: '2026-06-08', at: null, eitherDay: null, unsure: [], promises: [], note: '' },
    ...{ certain: false, what: 'touchpoint' },
    ...more,
    doubts,
  } as Reading;
  const question = questionOf(reading);
  if (!question) throw new Error('no question');
  return questionMessage({ draftId: 71, said, reading, book }, question, today);
}
/** Without the words it quotes, which stand in the second line. */
const shown = (message: Message) =>
  readable(message as never)
    .split('\n')
    .filter((line) => !line.startsWith('“'));
const two = { partners: [1, 2] };
const unclear = { what: 'unclear' } as Partial<Reading>;

describe('a question', () => {
  test('names what it was not sure about, but not on a lock screen', () => {
    const message = ask(['unexplained'], { unsure: ['tc'] });
    expect(shown(message)).toEqual([
      'Coffee with Dana Lee, yesterday? I wasn’t sure about “tc”.',
      '[Yes] [Change…] [No]',
    ]);
    expect(message.text).toBe('Coffee with Dana Lee, yesterday?');
  });

  test.each<[string, Doubt[], Partial<Reading>, string?]>([
    [
      'Did you have coffee with Dana Lee yesterday? It sounds like it didn’t happen.',
      ['did not happen', 'unexplained'],
      unclear,
    ],
    [
      'Are you still having lunch with Dana Lee on Thu, Jun 18? It sounds like it’s off.',
      ['did not happen'],
      { on: '2026-06-18' },
      'lunch with dana',
    ],
    [
      'Did you talk with Dana Lee today, not just someone at their office?',
      ['somebody else'],
      { kind: 'call', on: today },
    ],
    [
      'Did you go to an open house with Dana Lee on Mon, Jun 1?',
      ['past or to come'],
      { kind: 'event', on: '2026-06-01' },
      'the open house',
    ],
    [
      'Did you try to reach Dana Lee yesterday?',
      ['past or to come'],
      { what: 'attempt', kind: null } as Partial<Reading>,
    ],
    [
      'Attempt to reach Dana Lee, yesterday?',
      ['unexplained'],
      { what: 'attempt', kind: null } as Partial<Reading>,
    ],
    [
      'Sounds like Dana Lee met with Marcus Webb. Were you there?',
      ['done by others'],
      { ...two, kind: 'visit' },
    ],
    [
      'Sounds like Dana Lee talked with Marcus Webb. Were you part of it?',
      ['done by others'],
      { ...two, kind: 'call' },
    ],
    ['Sounds like Dana Lee had coffee with someone else. Were you there?', ['done by others'], {}],
    [
      'Are you going to a committee meeting with Dana Lee on Thu, Jun 18?',
      ['past or to come'],
      { kind: 'committee', on: '2026-06-18' },
      'committee',
    ],
    ['Did you meet with Dana Lee yesterday?', ['past or to come'], { kind: 'visit' }],
    ['Did you text or email Dana Lee yesterday?', ['past or to come'], { kind: 'message' }],
    ['Coffee with Dana Lee: which day?', ['two days'], { on: null, eitherDay: ['2026-06-10', '2026-05-10'] }],
  ])('%s', (text, doubts, more, said) => {
    expect(ask(doubts, more, said).text).toBe(text);
  });

  test('has answers that cannot be taken for "yes, it’s off"', () => {
    expect(shown(ask(['did not happen']))[1]).toBe('[Yes, it did] [Change…] [No, it didn’t]');
    const plan = ask(['did not happen'], { on: '2026-06-18' });
    expect(shown(plan)[1]).toBe('[Yes, it’s on] [Change…] [No, it’s off]');
  });

  test('offers both days', () => {
    const message = ask(['two days'], { on: null, eitherDay: ['2026-06-10', '2026-05-10'] });
    expect(shown(message)[1]).toBe('[Wed, Jun 10] [Sun, May 10] [Change…]');
  });

  test.each([
    [[3, 4], '[Adams Realty] [Baker Realty]'],
    [[4, 5], '[Brian Adams] [Brian Cole]'],
    [[3, 6], '[Brian Baker] [Brian Cole]'],
    [[5, 6], '[Brian Cole] [Brian Cole, adams realty]'],
  ])('tells namesakes %j apart by %s', (ids, row) => {
    const message = ask(['two alike'], { partners: [], alike: [{ name: 'brian', ids }] });
    expect(shown(message)).toEqual(['Which Brian?', `${row} [Someone new…]`]);
  });

  test('says whom a button is about to a screen reader', () => {
    const message = ask(['two alike'], { partners: [], alike: [{ name: 'Brian', ids: [3, 4] }] });
    expect(JSON.stringify(message.blocks)).toContain('"accessibility_label":"Adams Realty: Brian Adams"');
  });

  test('stays inside the limits of Slack, whatever was typed', () => {
    const long = 'x'.repeat(3000);
    const message = ask(
      ['unexplained'],
      { unsure: [long, long], partners: Array.from({ length: 10 }, (_, at) => 1_000_000_000 + at) },
      long,
    );
    for (const { block_id: id = '' } of message.blocks) expect(id.length).toBeLessThanOrEqual(255);
    for (const { value } of buttonsOf(message)) expect(value.length).toBeLessThanOrEqual(2000);
    const company = ask(['two alike'], { partners: [], alike: [{ name: long, ids: [3, 4] }] });
    for (const { text } of buttonsOf(company)) expect(text.text.length).toBeLessThanOrEqual(75);
  });

  test('is found by an erasure of whom it names', () => {
    const message = ask(['two alike'], { alike: [{ name: 'Brian', ids: [3, 4] }] });
    for (const id of [1, 3, 4]) expect(isAbout({ partner: new Set([id]) }, message.blocks)).toBe(true);
    expect(isAbout({ draft: new Set([71]) }, message.blocks)).toBe(true);
    expect(isAbout({ partner: new Set([2, 71]), capture: new Set([1, 3, 4, 71]) }, message.blocks)).toBe(
      false,
    );
  });
});

const buttonsOf = ({ blocks }: Message) =>
  blocks.flatMap((block) =>
    block.type === 'actions' ? (block.elements as { value: string; text: { text: string } }[]) : [],
  );
