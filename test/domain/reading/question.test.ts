import { describe, expect, test } from 'vitest';
import {
  type Answer,
  answerCode,
  askedAbout,
  parseAnswer,
  questionOf,
  settle,
} from '../../../src/domain/reading/question.ts';
import type { Doubt, Reading } from '../../../src/domain/reading/reading.ts';

const today = '2026-06-09';

const doubtful = (doubts: Doubt[], more: Partial<Reading> = {}): Reading =>
  ({
    ...{ partners: [1], alike: [], unknown: [], slips: [], kind: 'meal', kindGuessed: false },
    ...{ on: '2026-06-08', eitherDay: null, unsure: [], promises: [], note: 'about the workshop' },
    ...{ certain: false, what: 'touchpoint' },
    ...more,
    doubts,
  }) as Reading;

const brians = { partners: [], alike: [{ name: 'Brian', ids: [3, 4] }] };
const either = { on: null, eitherDay: ['2026-06-10', '2026-05-10'] } satisfies Partial<Reading>;

describe('a doubt comes down to one question', () => {
  test.each<[string, Reading, object]>([
    [
      'words that nothing explains',
      doubtful(['unexplained'], { unsure: ['tc'] }),
      { ask: 'happened', unsure: ['tc'] },
    ],
    ['a miss', doubtful(['did not happen']), { ask: 'happened', unsure: [] }],
    ['namesakes', doubtful(['two alike'], brians), { ask: 'who', name: 'Brian', ids: [3, 4] }],
    ['others', doubtful(['done by others', 'unexplained']), { ask: 'there' }],
    ['two days', doubtful(['two days'], either), { ask: 'day', days: ['2026-06-10', '2026-05-10'] }],
  ])('%s', (_, reading, question) => {
    expect(questionOf(reading)).toEqual(question);
  });

  test.each<[string, Reading]>([
    ['a stranger', doubtful(['unknown name'], { unknown: ['Zed'] })],
    ['no kind', doubtful(['no kind'], { kind: null })],
    ['no partner', doubtful(['no partner'], { partners: [] })],
    [
      'more namesakes than buttons',
      doubtful(['two alike'], { alike: [{ name: 'Brian', ids: [3, 4, 5, 6] }] }),
    ],
    ['namesakes and another doubt', doubtful(['two alike', 'did not happen'], brians)],
    ['a crowd', doubtful(['unexplained'], { partners: Array.from({ length: 11 }, (_, at) => at + 1) })],
    ['no day', doubtful(['day unreadable'], { on: null })],
    ['an order', doubtful(['not told'])],
    ['a newsletter', doubtful([], { what: 'no contact' } as Partial<Reading>)],
  ])('but not %s', (_, reading) => {
    expect(questionOf(reading)).toBeNull();
  });
});

describe('an answer settles', () => {
  test('what happened, and leaves the rest as it was said', () => {
    const settled = settle(
      doubtful(['did not happen'], { what: 'unclear' } as Partial<Reading>),
      { yes: true },
      today,
    );
    expect(settled).toMatchObject({
      ...{ certain: true, what: 'touchpoint', doubts: [], kind: 'meal', on: '2026-06-08' },
      note: 'about the workshop',
    });
  });

  test('who it was, next to those who were clear', () => {
    const reading = doubtful(['two alike'], { ...brians, partners: [1] });
    expect(settle(reading, { id: 4 }, today)).toMatchObject({ certain: true, partners: [1, 4], alike: [] });
  });

  test('the day: one to come makes it a plan', () => {
    const reading = doubtful(['two days'], either);
    expect(settle(reading, { on: '2026-06-10' }, today)).toMatchObject({ what: 'plan', on: '2026-06-10' });
    expect(settle(reading, { on: '2026-05-10' }, today)).toMatchObject({ what: 'touchpoint' });
  });

  test('an attempt, which stays one', () => {
    const reading = doubtful(['unexplained'], { what: 'attempt', kind: null } as Partial<Reading>);
    expect(settle(reading, { yes: true }, today)).toMatchObject({ certain: true, what: 'attempt' });
  });

  test.each<[string, Reading, Answer]>([
    ['one who is not among them', doubtful(['two alike'], brians), { id: 5 }],
    ['yes to who', doubtful(['two alike'], brians), { yes: true }],
    ['a day that was not offered', doubtful(['two days'], either), { on: '2026-06-11' }],
    ['a day where none was asked', doubtful(['unexplained']), { on: '2026-06-08' }],
    ['anything where only the form can', doubtful(['no kind'], { kind: null }), { yes: true }],
  ])('nothing if it does not belong to the question: %s', (_, reading, answer) => {
    expect(settle(reading, answer, today)).toBeNull();
  });
});

describe('in the value of a button', () => {
  test.each<[Answer]>([[{ yes: true }], [{ id: 12 }], [{ on: '2026-06-10' }]])('%j comes back', (answer) => {
    expect(parseAnswer(answerCode(answer))).toEqual(answer);
  });

  test.each(['', 'no', '0', '-1', '1e3', '12345678901', '2026-13-45', '2026-06-10T00:00', 'yes '])(
    'nothing else is an answer: “%s”',
    (code) => expect(parseAnswer(code)).toBeNull(),
  );

  test('what was asked is the same for the same book in another order, and else not', () => {
    const asked = askedAbout(doubtful(['two alike'], brians));
    const same = { partners: [], alike: [{ name: 'Brian', ids: [4, 3] }] };
    expect(askedAbout(doubtful(['two alike'], same))).toBe(asked);
    const others: Partial<Reading>[] = [
      { ...brians, partners: [1] },
      { alike: [{ name: 'Brian', ids: [3, 5] }], partners: [] },
      { ...brians, on: '2026-06-09' },
      { ...brians, ...either },
      { ...brians, kind: 'call' },
    ];
    for (const other of others) expect(askedAbout(doubtful(['two alike'], other))).not.toBe(asked);
  });
});
