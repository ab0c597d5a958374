import { z } from 'zod';
import { parseIsoDay } from '../../domain/days/day.ts';

const text = z.string().nullish();
const option = z.object({ value: z.string() });
/** Postgres has no year 0, and a year in the Middle Ages is a typo. */
const isDay = (day: string): boolean => parseIsoDay(day) !== null && day >= '1000-01-01';

/** The value of an input, by its kind. Null and missing mean the same: left empty, cleared, or collapsed. */
const input = z.object({
  value: text,
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_date: z.string().refine(isDay).nullish(),
  selected_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullish(),
  selected_user: text,
  selected_users: z.array(z.string()).nullish(),
  files: z
    .array(
      z.object({ name: text, size: z.number().nullish(), url_private_download: text, url_private: text }),
    )
    .nullish(),
});

const state = z.object({ values: z.record(z.string(), z.record(z.string(), input)) });
export type FormInput = z.output<typeof input>;

/** What was typed and chosen in a form, by block and action id; and the texts it was drawn with, by block id. */
export interface FormValues {
  typed: Record<string, Record<string, FormInput>>;
  shown: ReadonlyMap<string, string>;
}

/** Of a form, or of a message with inputs. Returns null for what neither can hold: a menu with a number, a day that does not exist. */
export function readValues(view: { state?: unknown; blocks?: unknown }): FormValues | null {
  const typed = state.safeParse(view.state);
  if (!typed.success) return null;
  return { typed: typed.data.values, shown: shownTexts(view.blocks) };
}

const shownText = z.object({ block_id: z.string(), element: z.object({ initial_value: z.string() }) });

function shownTexts(blocks: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  for (const block of Array.isArray(blocks) ? blocks : []) {
    const read = shownText.safeParse(block);
    if (read.success) texts.set(read.data.block_id, read.data.element.initial_value);
  }
  return texts;
}
