import { z } from 'zod';
import { type Day, parseIsoDay } from '../../domain/days/day.ts';

/** Schemas for what comes back from Slack. Slack keeps it as we wrote it, for as long as the message or form exists. */

/** Postgres stores ids in four bytes. */
const idMax = 2 ** 31 - 1;

/** A row's id, in a form's metadata. */
export const rowId = z.int().min(1).max(idMax);

/**
 * Reads an id from the text of a button or an option. Anything else reads as 0, which no row has, and is answered like a
 * deleted row.
 */
export function readId(text: unknown): number {
  const id = typeof text === 'string' && /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return id <= idMax ? id : 0;
}

/** The value of a button that carries one id, and of one that carries several: "12.3". */
export const idValue = z.unknown().transform(readId);
export const idsValue = z
  .unknown()
  .transform((value) => (typeof value === 'string' ? value : '').split('.').map(readId));

/** The value of a button or of a chosen option. */
export const textValue = z.string().optional();

export const isoDay = z.custom<Day>((value) => typeof value === 'string' && parseIsoDay(value) !== null);

/**
 * Returns what was written into a view, or null for anything we never wrote. A view without metadata reads as an empty
 * object.
 */
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
