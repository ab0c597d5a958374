import type { Day } from '../../domain/days/day.ts';
import { count, fullDay } from '../../domain/format.ts';
import type { Tier } from '../../domain/words.ts';
import { asTyped, cut, type Message, section } from '../blocks.ts';
import { tierWords } from '../kinds.ts';

/** What is said above a list when a button in it could not do what it says. Plain text. */

export const notInBook = 'Nothing changed: that is not with you any more.';

/** It was moved meanwhile, and now a reason is missing; or it is done. */
export const notMoved = 'Nothing changed: that promise was changed meanwhile. Please try again.';

export const oldList = (shownOn: Day, today: Day): string =>
  `Nothing was saved, because this is the list of ${fullDay(shownOn, today)}. Log it in words: “talked to NAME yesterday”.`;

export const nobodyToTake =
  'Nothing changed: nobody else of your branch uses Rapport yet, so there is nobody to hand over to.';

export const noRoom = (name: string): string => `${cut(name, 60)} has no room for another partner.`;

export const handedOver = (partner: string, to: string): string =>
  `${cut(partner, 80)} is with ${cut(to, 60)} from now on.`;

/** What became of a whole book that was given away. */
export function handedOverAll({ given, left }: { given: number; left: string[] }, to: string): string {
  const done = `${count(given, 'partner is', 'partners are')} with ${cut(to, 60)} from now on.`;
  return left.length === 0
    ? done
    : `${done} No room for ${left.slice(0, 5).join(', ')}${left.length > 5 ? ` +${left.length - 5}` : ''}.`;
}

export const coveredBy = (to: string, from: Day, until: Day, today: Day): string =>
  `${cut(to, 60)} covers from ${fullDay(from, today)} to ${fullDay(until, today)}.`;

const holdersMax = 25;

/** Over the cap of a tier: who holds it, so that the choice is whom to move. */
export function tierFull({ tier, cap, holders }: { tier: Tier; cap: number; holders: string[] }): string {
  const names = holders.slice(0, holdersMax).map((name) => cut(name, 40));
  const left = holders.length - names.length;
  const who = `${names.join(', ')}${left > 0 ? ` +${left}` : ''}`;
  return `Nothing changed: ${tierWords[tier]} has room for ${cap}, and you hold ${holders.length}: ${who}. Move one of them first.`;
}

/** What was pressed is saved, only the list could not be shown anew. */
export function notDrawn(note: string | undefined): Message {
  const text = asTyped(
    `${note ?? 'That is saved.'} I could not show the list again: /rapport digest shows it as it is.`,
  );
  return { text, blocks: [section(text)] };
}
