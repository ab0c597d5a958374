import { readFileSync } from 'node:fs';
import type { Day } from '../../../../src/domain/days/day.ts';
import { findSensitive } from '../../../../src/domain/privacy/sensitive.ts';
import { findDays } from '../../../../src/domain/reading/days.ts';
import type { PartnerName } from '../../../../src/domain/reading/read.ts';
import { timeLimit } from '../../../../src/domain/reading/time-limit.ts';
import { fold, tokenize } from '../../../../src/domain/reading/tokens.ts';
import { vocabulary } from '../../../../src/domain/reading/vocabulary.ts';
import type { CaptureContent } from '../../../../src/domain/touchpoints/capture.ts';
import { understand } from '../../../../src/domain/touchpoints/understand.ts';
import { type Expectation, type ExpectedEvent, parseExpectation } from './expectation.ts';

/** How a sentence was taken, from good to bad. */
export const outcomes = ['right', 'asked', 'lost', 'false detail', 'false contact'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Row {
  category: string;
  said: string;
  expected: string;
}

export interface Scored extends Row {
  outcome: Outcome;
  /** What was saved, and what was asked. */
  got: string;
}

/** The Wednesday on which the sentences are said. */
const corpusDay: Day = '2026-06-10';

const lines = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));

const codes: string[] = [];
const corpusBook: PartnerName[] = lines('book.tsv').map(([code = '', name = '', company = '', whose], at) => {
  codes.push(code);
  return { id: at + 1, name, company, own: whose === 'own' };
});

export const readRows = (file: string): Row[] =>
  lines(file).map(([category = '', said = '', expected = '']) => ({
    category,
    said: said.replaceAll('\\n', '\n'),
    expected,
  }));

const codeOf = (id: number) => codes[id - 1] ?? `#${id}`;

/** Reads a sentence as the app does (line by line), and compares with what was expected. */
export function score(row: Row): Scored {
  const expectation = parseExpectation(row.expected, corpusDay);
  const saved: CaptureContent[] = [];
  const asked: string[] = [];
  let refused = false;
  for (const line of row.said.split('\n')) {
    if (findSensitive(line)) {
      refused = true;
      continue;
    }
    for (const part of understand(line, corpusBook, corpusDay)) {
      if (part.content) saved.push(part.content);
      else asked.push(part.reading.doubts.join(', ') || part.reading.what);
    }
  }
  const got = [
    ...saved.map(sayContent),
    ...asked.map((why) => `asked (${why})`),
    ...(refused ? ['refused'] : []),
  ];
  return { ...row, outcome: judge(expectation, saved, asked.length > 0, refused), got: got.join(' && ') };
}

function sayContent({ what, kind, partnerIds, on, promises, feedback, note }: CaptureContent): string {
  return [
    `${what} ${partnerIds.map(codeOf).join(',')} ${kind ?? ''} ${on}`,
    ...promises.map(({ text, dueOn }) => `pr: ${text} @ ${dueOn}`),
    ...(feedback ? [`fb: ${feedback}`] : []),
    ...(note ? [`note: ${note}`] : []),
  ].join(' || ');
}

function judge(expectation: Expectation, saved: CaptureContent[], asked: boolean, refused: boolean): Outcome {
  const judged = expectation.alternatives.map((alternative): Outcome => {
    if (alternative === 'REFUSE') return refused && saved.length === 0 ? 'right' : 'false contact';
    if (typeof alternative === 'string') return saved.length === 0 ? 'right' : 'false contact';
    return judgeEvents(alternative, expectation, saved, asked);
  });
  return outcomes[Math.min(...judged.map((outcome) => outcomes.indexOf(outcome)))]!;
}

const letters = { touchpoint: 'T', plan: 'P', attempt: 'A' } as const;

function judgeEvents(
  events: ExpectedEvent[],
  expectation: Expectation,
  saved: CaptureContent[],
  asked: boolean,
): Outcome {
  if (saved.length === 0) return 'asked';
  // "VM for Grant, VM for Amina": one event with both, or one for each.
  const [first] = saved;
  const isOneWithAll = saved.every(
    (one) => one.what === first!.what && one.kind === first!.kind && one.on === first!.on,
  );
  if (events.length === 1 && saved.length > 1 && isOneWithAll) {
    const partnerIds = saved.flatMap((one) => one.partnerIds);
    return judgeEvents(events, expectation, [{ ...first!, partnerIds }], asked);
  }
  const open = [...events];
  let kindsRight = true;
  for (const content of saved) {
    const at = open.findIndex((event) => isSame(event, content));
    const [event] = at < 0 ? [] : open.splice(at, 1);
    if (!event) return 'false contact';
    kindsRight &&= event.kinds.length === 0 || event.kinds.includes(content.kind ?? '');
  }
  if (!kindsRight) return 'false detail';
  const details = judgeDetails(expectation, saved);
  if (details === 'false detail') return details;
  if (open.length > 0) return asked ? 'asked' : 'lost';
  return details;
}

function isSame({ what, who, days }: ExpectedEvent, { what: got, partnerIds, on }: CaptureContent): boolean {
  return (
    letters[got] === what &&
    partnerIds.map(codeOf).toSorted().join() === who.join() &&
    (days === null || days.includes(on))
  );
}

function judgeDetails(expectation: Expectation, saved: CaptureContent[]): Outcome {
  const promises = saved.flatMap((content) => content.promises);
  const feedback = saved.flatMap((content) => content.feedback ?? []).join('\n');
  const has = (text: string, word: string) => text.toLowerCase().includes(word.toLowerCase());
  let lost = false;
  for (const { word, days } of expectation.promises) {
    const words = word.split('/');
    const made = promises.find(({ text }) => words.some((one) => has(text, one)));
    if (!made) lost = true;
    else if (days && !days.includes(made.dueOn)) return 'false detail';
  }
  if (promises.length > 0 && expectation.promises.length === 0 && !expectation.promiseMayBe)
    return 'false detail';
  if (expectation.feedback !== null && !has(feedback, expectation.feedback)) lost = true;
  if (feedback && expectation.feedback === null && !expectation.feedbackMayBe) return 'false detail';
  const all = saved
    .flatMap(({ note, place, promises: made }) => [note ?? '', place ?? '', ...made.map(({ text }) => text)])
    .concat(feedback)
    .join('\n');
  if (expectation.kept.some((words) => !has(all, words))) lost = true;
  return lost ? 'lost' : 'right';
}

/** A line a category: how many were taken how. */
export function table(rows: readonly Scored[]): string {
  const categories = [...new Set(rows.map(({ category }) => category))];
  const line = (name: string, of: readonly Scored[]) =>
    [
      name.padEnd(12),
      ...outcomes.map((outcome) => String(of.filter((row) => row.outcome === outcome).length).padStart(14)),
      String(of.length).padStart(8),
    ].join('');
  return [
    ['category'.padEnd(12), ...outcomes.map((outcome) => outcome.padStart(14)), 'of'.padStart(8)].join(''),
    ...categories.map((category) =>
      line(
        category,
        rows.filter((row) => row.category === category),
      ),
    ),
    line('all', rows),
  ].join('\n');
}

/** Those that were not taken right, with what was saved or asked instead. */
export const faults = (rows: readonly Scored[]): string =>
  rows
    .filter(({ outcome }) => outcome !== 'right')
    .map(
      ({ outcome, category, said, expected, got }) =>
        `${outcome} [${category}] ${said}\n    expected ${expected}\n    got      ${got}`,
    )
    .join('\n');

/** The typed words of what was saved that stand in no field and not in the note, and that no rule of the reader takes as known. */
export function lostWords(rows: readonly Row[]): string[] {
  return rows
    .flatMap(({ said }) => said.split('\n'))
    .flatMap((line) => understand(line, corpusBook, corpusDay))
    .flatMap(({ said, content, reading }) => {
      if (!content) return [];
      const people = corpusBook.filter(({ id }) => content.partnerIds.includes(id));
      const kept = [
        ...[content.note, content.place, content.feedback],
        ...content.promises.map(({ text }) => text),
        ...people.flatMap(({ name, company }) => [name, company]),
        ...reading.slips.map((slip) => slip.said),
      ];
      const has = new Set(kept.flatMap((text) => wordsOf(text ?? '')));
      const { tokens } = tokenize(said);
      const days = findDays(said, corpusDay, timeLimit(50));
      const isKnown = (at: number) =>
        tokens.some((_, from) => {
          const phrase = from <= at ? vocabulary.find(tokens, from) : null;
          return phrase !== null && phrase.end > at;
        }) || days.some(({ start, end }) => start <= tokens[at]!.start && tokens[at]!.end <= end);
      return tokens.flatMap(({ word, mark, start, end }, at) =>
        !mark &&
        word.length > 2 &&
        !isKnown(at) &&
        !wordsOf(said.slice(start, end)).every((one) => has.has(one))
          ? [`${word}  in  ${said}`]
          : [],
      );
    });
}

const wordsOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}']+/gu) ?? []).map((word) => word.replace(/'s?$/, '').replaceAll("'", ''));
