import type { Day } from '../domain/day.ts';
import { asTyped, type Message, section } from './blocks.ts';
import { fullDay } from './days.ts';

/** What is said above a list when a button in it could not do what it says. Plain text. */

export const notInBook = 'Nothing changed: that is not with you any more.';

export const oldList = (shownOn: Day, today: Day): string =>
  `Nothing was saved, because this is the list of ${fullDay(shownOn, today)}. Log it in words: “talked to NAME yesterday”.`;

/** What was pressed is saved, only the list could not be shown anew. */
export function notDrawn(note: string | undefined): Message {
  const text = asTyped(
    `${note ?? 'That is saved.'} I could not show the list again: /rapport digest shows it as it is.`,
  );
  return { text, blocks: [section(text)] };
}
