import type { Day } from '../../domain/days/day.ts';
import { count, fullDay, listOf, shortDay } from '../../domain/format.ts';
import type { Tier } from '../../domain/words.ts';
import { capitalize, cut, type Message, plainMessage } from '../blocks.ts';
import { tierWords } from '../kinds.ts';

/** What is said above a list when a button in it could not do what it says. Plain text. */

export const notInBook = 'Nothing changed: you no longer own that relationship.';

/** For a contact, which a cover may log, too. */
export const notWithMember = 'Nothing changed: you no longer own or cover that relationship.';

/** A contact, a promise, or a plan. */
export const goneMeanwhile = 'Nothing changed: that was undone, or isn’t yours.';

export const alreadyDueThen = (due: Day, today: Day): string =>
  `Nothing changed: that promise is already due ${shortDay(due, today)}.`;
export const alreadyDropped = 'Nothing changed: you already dropped that promise.';
export const alreadyKept = 'Nothing changed: you already marked that promise done.';

/** It was moved meanwhile, and now a reason is missing; or it is done. */
export const notMoved = 'Nothing changed: that promise was updated in the meantime. Please try again.';

export const oldList = (shownOn: Day, today: Day): string =>
  `Nothing saved: this list is from ${fullDay(shownOn, today)}. Send me a message instead, like “talked to NAME yesterday.”`;

export const nobodyToTake = 'No one else in your branch uses Rapport yet, so there’s no one to hand over to.';

export const noRoom = (name: string): string =>
  `${cut(name, 60)} has no room for another partner. Choose someone else.`;

export const handedOver = (partner: string, to: string): string =>
  `✓ Handed ${cut(partner, 80)} over to ${cut(to, 60)}.`;

/** What became of a whole book that was handed over. */
export function handedOverAll({ given, left }: { given: number; left: string[] }, to: string): string {
  const done = `✓ Handed ${count(given, 'partner')} over to ${cut(to, 60)}.`;
  const full = `there was no room for ${shortList(left, leftMax)}.`;
  if (given === 0)
    return `Nothing changed: ${left.length > 0 ? full : 'there were no partners to hand over.'}`;
  return left.length > 0 ? `${done} ${capitalize(full)}` : done;
}

/** `away` is null for the reader's own time away. */
export function coveredBy(
  to: string,
  away: string | null,
  { from, until, today }: { from: Day; until: Day; today: Day },
): string {
  const days =
    from === until
      ? `on ${fullDay(from, today)}`
      : `from ${fullDay(from, today)} through ${fullDay(until, today)}`;
  return `${cut(to, 60)} will cover for ${away === null ? 'you' : cut(away, 60)} ${days}.`;
}

const leftMax = 5;

/** "Dana Lee, Marcus Webb, and 3 more" */
const shortList = (names: readonly string[], most: number): string =>
  listOf([
    ...names.slice(0, most).map((name) => cut(name, 40)),
    ...(names.length > most ? [`${names.length - most} more`] : []),
  ]);

/** Over the cap of a tier. */
export function tierFull({ tier, cap, holders }: { tier: Tier; cap: number; holders: string[] }): string {
  return `Nothing changed: your ${tierWords[tier]} is full (${holders.length} of ${cap}). Move someone down first, in Home › My partners.`;
}

/** What was pressed is saved, or `note` says why not; only the list could not be drawn again. */
export function notDrawn(note: string | undefined): Message {
  if (!note) return plainMessage('Saved, but I couldn’t refresh the list. Type /rapport digest to see it.');
  const { text } = plainMessage(note);
  return { ...plainMessage(`${note}\nI couldn’t refresh the list. Type /rapport digest to see it.`), text };
}
