import { z } from 'zod';
import { type Day, parseIsoDay } from '../../domain/days/day.ts';

/** What comes back from Slack, by its shape: Slack keeps it as we wrote it, for as long as a message or a form is there. */

/** Postgres keeps ids in four bytes. */
const idMax = 2 ** 31 - 1;

/** The id of a row, in the metadata of a form. */
export const rowId = z.int().min(1).max(idMax);

/** An id as text, in a button or an option; 0, which nothing has, for what is none: it is answered like what is gone. */
export function readId(text: unknown): number {
  const id = typeof text === 'string' && /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return id <= idMax ? id : 0;
}

/** The value of a button that carries an id, and of one that carries several: "12.3". */
export const idValue = z.unknown().transform(readId);
export const idsValue = z
  .unknown()
  .transform((value) => (typeof value === 'string' ? value : '').split('.').map(readId));

/** The value of a button or of a chosen option; undefined for a menu that was cleared. */
export const textValue = z.string().optional();

export const isoDay = z.custom<Day>((value) => typeof value === 'string' && parseIsoDay(value) !== null);

/** What was written into a view, or null for what we never wrote so. A view without metadata reads as one with none. */
export function readMetadata<Schema extends z.ZodType>(
  schema: Schema,
  text: string | undefined,
): z.output<Schema> | null {
  try {
    const read = schema.safeParse(JSON.parse(text || '{}'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
