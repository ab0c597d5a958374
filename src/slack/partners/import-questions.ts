import { createHash } from 'node:crypto';
import type { Answers, AskedRow, RowAnswer } from '../../domain/partners/row-question.ts';
import type { ShownQuestion } from '../../messages/partners/import-questions.ts';
import { readOption } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';

/**
 * An answer comes back under a hash of the row, the partner, and what was compared. The import reads the file again, and asks
 * again under its lock: where anything of it has changed, it finds no answer, and the row is left out.
 */
const idOf = (key: string): string =>
  `same.${createHash('sha256').update(key).digest('base64url').slice(0, 22)}`;

export const shownQuestions = (asked: readonly AskedRow[]): ShownQuestion[] =>
  asked.map((one) => ({ id: idOf(one.question.key), asked: one }));

export const readAnswers =
  (values: FormValues): Answers =>
  (key) =>
    readAnswer(readOption(values, idOf(key)));

function readAnswer(value: string | null): RowAnswer | undefined {
  if (value === 'new') return 'new';
  const [, is, candidate] = /^(same|replace)\.(\d)$/.exec(value ?? '') ?? [];
  return is === 'same' || is === 'replace' ? { is, candidate: Number(candidate) } : undefined;
}
