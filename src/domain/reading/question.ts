import { type Day, parseIsoDay } from '../days/day.ts';
import type { Doubt, Reading } from './reading.ts';

/** More choices than this need a list: Slack shows this many buttons in a row on a phone, with one for anybody else. */
const choicesMax = 3;

/** A question about more people is no longer read at a glance. */
const partnersMax = 10;

/** What one tap can settle. */
export type Question =
  /** Is it what it looks like? `unsure` are the words that leave it open, as typed. */
  | { ask: 'happened'; unsure: string[] }
  /** Which of several who bear the name? */
  | { ask: 'who'; name: string; ids: number[] }
  /** It sounds as if others met: was the one who tells it there? */
  | { ask: 'there' }
  | { ask: 'day'; days: [Day, Day] };

/** The answer of a button: yes, one of those alike, or one of the days. */
export type Answer = { yes: true } | { id: number } | { on: Day };

/** An answer as the value of a button: "yes", the id of a partner, or a day. */
export const answerCode = (answer: Answer): string =>
  'yes' in answer ? 'yes' : 'id' in answer ? String(answer.id) : answer.on;

/** Null for anything that `answerCode` never wrote. */
export function parseAnswer(code: string): Answer | null {
  if (code === 'yes') return { yes: true };
  if (/^[1-9]\d{0,9}$/.test(code)) return { id: Number(code) };
  const on = parseIsoDay(code);
  return on && { on };
}

/**
 * What was understood when the question was put. An answer belongs to this and nothing else: read again with another
 * book, the same words may mean someone else, and "yes" was not said about them. A book has no order.
 */
export function askedAbout({ what, kind, on, partners, alike, eitherDay }: Reading): string {
  const ids = [...partners, ...alike.flatMap((one) => one.ids)].sort((a, b) => a - b);
  return [kind ?? what, on ?? eitherDay?.join('/'), ...ids].join('.');
}

/** The one question that settles every doubt of a reading; null if only the form can. */
export function questionOf(reading: Reading): Question | null {
  if (reading.certain || reading.what === 'no contact') return null;
  const { alike, unknown, partners, kind, on, eitherDay, unsure } = reading;
  const has = (doubt: Doubt) => reading.doubts.includes(doubt);
  if (unknown.length > 0 || partners.length > partnersMax || (kind === null && reading.what !== 'attempt'))
    return null;
  if (alike.length > 0) {
    const [one] = alike;
    const settles =
      alike.length === 1 && reading.doubts.every((doubt) => doubt === 'two alike') && on !== null;
    return one && settles && one.ids.length <= choicesMax
      ? { ask: 'who', name: one.name, ids: one.ids }
      : null;
  }
  if (partners.length === 0) return null;
  if (eitherDay)
    return reading.doubts.every((doubt) => ofDays.has(doubt)) ? { ask: 'day', days: eitherDay } : null;
  if (on === null || !reading.doubts.every((doubt) => bySaying.has(doubt))) return null;
  return has('done by others') ? { ask: 'there' } : { ask: 'happened', unsure };
}

const ofDays: ReadonlySet<Doubt> = new Set(['two days', 'past or to come', 'day unreadable']);
const bySaying: ReadonlySet<Doubt> = new Set([
  'unexplained',
  'done by others',
  'somebody else',
  'past or to come',
  'did not happen',
]);

/** The reading as an answer leaves it: certain. Null where the answer does not belong to the reading's question. */
export function settle(reading: Reading, answer: Answer, today: Day): Reading | null {
  const question = questionOf(reading);
  if (!question) return null;
  const settled = { ...reading, doubts: [], alike: [] };
  if ('id' in answer) {
    if (question.ask !== 'who' || !question.ids.includes(answer.id)) return null;
    return certainOf({ ...settled, partners: [...reading.partners, answer.id] }, reading.on, today);
  }
  if ('on' in answer) {
    const isOne = question.ask === 'day' && question.days.includes(answer.on);
    return isOne ? certainOf(settled, answer.on, today) : null;
  }
  const isYes = question.ask === 'happened' || question.ask === 'there';
  return isYes ? certainOf(settled, reading.on, today) : null;
}

function certainOf(reading: Reading, on: Day | null, today: Day): Reading | null {
  if (on === null) return null;
  if (reading.what === 'attempt') return { ...reading, certain: true, what: 'attempt', on };
  if (reading.kind === null) return null;
  return { ...reading, certain: true, what: on > today ? 'plan' : 'touchpoint', kind: reading.kind, on };
}
