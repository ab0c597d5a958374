import type { Day } from '../../domain/days/day.ts';
import type { AddedPartner } from '../../domain/partners/partner-line.ts';
import { asTyped, type Message, section } from '../blocks.ts';
import { tierWords } from '../kinds.ts';
import { nextDays } from '../touchpoints/confirmation.ts';

/** The answer to a list of names: who is in the book now, and when each is first due. */
export function partnersAdded(partners: AddedPartner[], today: Day): Message {
  const lines = partners.map((partner) => {
    const who = partner.company ? `${partner.name}, ${partner.company}` : partner.name;
    if (!partner.added) return `${who} is in your book already.`;
    const days = nextDays(partner.touchDue, partner.faceDue, today);
    return `✓ ${who} (${tierWords[partner.tier]})${days ? `: ${days}` : ''}`;
  });
  const next =
    'After you meet one of them, send me a line like “coffee with NAME, promised the slides by Friday”.';
  const text = [...lines, next].map(asTyped).join('\n');
  return { text, blocks: [section(text)] };
}
