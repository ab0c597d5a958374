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
import { unlimited } from '../in-words.ts';
import { parseExpectation } from './expectation.ts';
import { judge, type Outcome, outcomes, type Saved } from './judge.ts';

export type { Outcome } from './judge.ts';

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

/** Reads a sentence as the app does (line by line), and compares with what was expected. */
export function score(row: Row): Scored {
  const expectation = parseExpectation(row.expected, corpusDay);
  const saved: Saved = { contents: [], promises: [] };
  const asked: string[] = [];
  let refused = false;
  for (const line of row.said.split('\n')) {
    if (findSensitive(line)) {
      refused = true;
      continue;
    }
    for (const part of understand(line, corpusBook, corpusDay, unlimited)) {
      if (part.content) saved.contents.push(part.content);
      else if (part.promised) saved.promises.push(part.promised);
      else asked.push(part.reading.doubts.join(', ') || part.reading.what);
    }
  }
  const got = [
    ...saved.contents.map(sayContent),
    ...saved.promises.map(sayPromised),
    ...asked.map((why) => `asked (${why})`),
    ...(refused ? ['refused'] : []),
  ];
  return {
    ...row,
    outcome: judge(expectation, saved, { asked: asked.length > 0, refused, codeOf }),
    got: got.join(' && '),
  };
}

const codeOf = (id: number) => codes[id - 1] ?? `#${id}`;

const sayPromised = ({ partnerIds, promises }: Saved['promises'][number]): string =>
  promises
    .map(({ text, dueOn }) => `promised ${partnerIds.map(codeOf).join(',')}: ${text} @ ${dueOn}`)
    .join(' && ');

function sayContent({ what, kind, partnerIds, on, promises, feedback, note }: CaptureContent): string {
  return [
    `${what} ${partnerIds.map(codeOf).join(',')} ${kind ?? ''} ${on}`,
    ...promises.map(({ text, dueOn }) => `pr: ${text} @ ${dueOn}`),
    ...(feedback ? [`fb: ${feedback}`] : []),
    ...(note ? [`note: ${note}`] : []),
  ].join(' || ');
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

/** Who paid, and how much, are fields of a meal that says so. */
const ofPayment = /^(?:\$[\d.]+|sixty|bucks|paid|treat)$/;

/** The typed words of what was saved that stand in no field and not in the note, and that no rule of the reader takes as known. */
export function lostWords(rows: readonly Row[]): string[] {
  return rows
    .flatMap(({ said }) => said.split('\n'))
    .flatMap((line) => understand(line, corpusBook, corpusDay, unlimited))
    .flatMap(({ said, content, reading }) => {
      if (!content) return [];
      const people = corpusBook.filter(({ id }) => content.partnerIds.includes(id));
      const kept = [
        ...[content.word, content.note, content.place, content.feedback],
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
        !(content.meal && ofPayment.test(word)) &&
        !wordsOf(said.slice(start, end)).every((one) => has.has(one))
          ? [`${word}  in  ${said}`]
          : [],
      );
    });
}

const wordsOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}']+/gu) ?? []).map((word) => word.replace(/'s?$/, '').replaceAll("'", ''));
