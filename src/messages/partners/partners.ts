import { firstWeeksOf } from '../../domain/clocks/first-weeks.ts';
import type { Day } from '../../domain/days/day.ts';
import { count } from '../../domain/format.ts';
import type { AddedPartner } from '../../domain/partners/partner-line.ts';
import { asTyped, type Message, section } from '../blocks.ts';
import { bothDueWords } from '../due-words.ts';
import { tierWords } from '../kinds.ts';
import { fewNames } from '../names.ts';
import { firstWeeksLine } from './first-weeks.ts';

/** Names in a notification. */
const namesMax = 5;

/** The answer to a list of names: who is in the book now, and when each is first due. */
export function partnersAdded(partners: AddedPartner[], today: Day): Message {
  const lines = partners.map((partner) => {
    const who = partner.company ? `${partner.name}, ${partner.company}` : partner.name;
    if (!partner.added) return `${who} is already in your book.`;
    const days = bothDueWords(partner.touchDue, partner.faceDue, today).join(' · ');
    return `✓ ${who} (${tierWords[partner.tier]})${days ? `: ${days}` : ''}`;
  });
  const next =
    'After you meet one of them, send me a line like “coffee with NAME, promised the slides by Friday.”';
  const isNew = partners.filter((partner) => partner.added);
  const firstWeeks = firstWeeksOf(isNew.flatMap(({ faceDue }) => faceDue ?? []));
  const said = [...lines, ...(firstWeeks ? [firstWeeksLine(firstWeeks)] : []), next];
  const added = isNew.map(({ name }) => name);
  const text =
    added.length > 0
      ? `${count(added.length, 'partner')} added: ${fewNames(added, namesMax)}`
      : `Already in your book: ${fewNames(
          partners.map(({ name }) => name),
          namesMax,
        )}`;
  return { text, blocks: [section(said.map(asTyped).join('\n'))] };
}
