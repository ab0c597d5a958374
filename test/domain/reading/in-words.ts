import { type Reading, readSentence } from '../../../src/domain/reading/read.ts';
import type { TimeLimit } from '../../../src/domain/reading/time-limit.ts';
import { book } from './book.ts';

/** The Wednesday on which every sentence of the tables is said. */
export const today = '2026-06-10';

const nameOf = (id: number) => book.find((partner) => partner.id === id)?.name ?? `stranger ${id}`;

/** A reading as one line, so that a table of sentences reads like a transcript. */
export function inWords(reading: Reading): string {
  const { what, kind, kindGuessed, on, partners, alike, unknown, promises, note, doubts } = reading;
  const parts = [
    [what, kind && (kindGuessed ? `${kind}?` : kind), on, partners.map(nameOf).join(' + ')]
      .filter(Boolean)
      .join(' · '),
    ...alike.map(({ name, ids }) => `which ${name}: ${ids.map(nameOf).join(' or ')}`),
    ...unknown.map((name) => `unknown: ${name}`),
    ...promises.map(({ text, dueOn }) => `promised: ${text}${dueOn ? ` by ${dueOn}` : ''}`),
    note && `note: ${note.replaceAll('\n', ' // ')}`,
    doubts.length > 0 && `doubts: ${doubts.join(', ')}`,
  ];
  return parts.filter(Boolean).join(' | ');
}

/** No clock: on a busy machine, a day would now and then go unread. */
export const unlimited: TimeLimit = (work) => work();

export const read = (text: string): Reading => readSentence(text, book, today, unlimited);
