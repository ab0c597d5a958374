import { firstWeeksOf } from '../../domain/clocks/first-weeks.ts';
import { count, listOf } from '../../domain/format.ts';
import type { AddedPartner } from '../../domain/partners/partner-line.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import { actions, asTyped, button, cut, type Message, section } from '../blocks.ts';
import { fewNames, firstNames } from '../names.ts';
import { firstWeeksLine } from './first-weeks.ts';

/** Under a message of names. Each carries its draft first, and at the end the partners that were added with it. */
export const namesActions = {
  /** Followed by the number of the half. */
  just: 'names.just',
  skip: 'names.skip',
  fix: 'names.fix',
} as const;

/** What came of a message of names. */
export interface NamesTaken {
  draftId: number;
  partners: readonly Pick<AddedPartner, 'partnerId' | 'name' | 'company' | 'added' | 'faceDue'>[];
  /** Who was named by half, and is asked about. */
  halves: readonly NewPartner[];
  unread: readonly string[];
}

/** Names in a notification, and buttons in a row beside the two others. */
const namesMax = 5;
/** Slack's limit for what a button carries, with room for the draft and the name. */
const idsMax = 20;

/** The one answer to a message of names: who was added, who is asked about, and what named no one. */
export function namesTaken({ draftId, partners, halves, unread }: NamesTaken): Message {
  const added = partners.filter((one) => one.added);
  const known = partners.filter((one) => !one.added);
  const firstWeeks = firstWeeksOf(added.flatMap(({ faceDue }) => faceDue ?? []));
  const lines = [
    added.length > 0 && `Added ${added.length}: ${added.map(who).join(', ')}.`,
    known.length > 0 && `Already in your book: ${known.map(who).join(', ')}.`,
    firstWeeks !== null && firstWeeksLine(firstWeeks),
    unread.length > 0 && `I couldn’t find a name in ${listOf(unread.map((line) => `“${cut(line, 60)}”`))}.`,
    partners.length + halves.length === 0 && 'OK, no one added.',
    halves.length > 0 ? question(halves.map(({ name }) => name)) : seenLately(partners),
  ].filter((line) => line !== false);
  const ids = partners.slice(0, idsMax).map(({ partnerId }) => partnerId);
  const buttons = [
    ...halves
      .slice(0, namesMax)
      .map(({ name }, index) =>
        button(`${namesActions.just}.${index}`, cut(`Just ${name}`, 75), namesValue(draftId, ids, name)),
      ),
    ...(halves.length > 0 ? [button(namesActions.skip, 'Skip', namesValue(draftId, ids))] : []),
    ...(ids.length > 0 ? [button(namesActions.fix, 'Fix…', namesValue(draftId, ids))] : []),
  ];
  return {
    text: [
      added.length > 0 && `${count(added.length, 'partner')} added: ${fewNames(nameOf(added), namesMax)}`,
      added.length === 0 && known.length > 0 && `Already in your book: ${fewNames(nameOf(known), namesMax)}`,
      halves.length > 0 && `${fewNames(nameOf(halves), namesMax)} who?`,
      partners.length + halves.length === 0 && 'No one added.',
    ]
      .filter(Boolean)
      .join('. '),
    blocks: [section(lines.map(asTyped).join('\n')), ...(buttons.length > 0 ? [actions(buttons)] : [])],
  };
}

const nameOf = (people: readonly { name: string }[]): string[] => people.map(({ name }) => name);

const who = ({ name, company }: { name: string; company: string | null }): string =>
  company ? `${name} (${company})` : name;

function question(names: readonly string[]): string {
  const [only, ...others] = names;
  if (others.length === 0) {
    return only!.includes(' ') ? `${only} who? Send the first name.` : `${only} who? Send the last name.`;
  }
  return `And ${listOf(names)}? Send their full names, one per line.`;
}

/** After the answer to "Pete who?": who is in the book now, and what to tell next. `others` came before them. */
export function halvesAnswered({
  draftId,
  partners,
  halves,
  others,
}: Omit<NamesTaken, 'unread'> & { others: readonly string[] }): Message {
  const { text, blocks } = namesTaken({ draftId, partners: [], halves, unread: [] });
  const done = `✓ ${listOf(partners.map(who))}.`;
  if (halves.length === 0)
    return { text: done, blocks: [section(asTyped(`${done} ${seenLately(partners, others)}`))] };
  return { text: `${done} ${text}`, blocks: [section(asTyped(done)), ...blocks] };
}

export const namesSkipped = (names: readonly string[]): string => `OK, I left out ${listOf(names)}.`;

function seenLately(partners: NamesTaken['partners'], others: readonly string[] = []): string {
  const all = [...new Set([...others, ...nameOf(partners)])];
  const first = all[0] && firstNames(all).get(all[0]);
  if (!first) return 'Names are welcome any day. Send one like “add Zoe Hart.”';
  const whom = all.length > 1 ? 'any of them' : first;
  return `Have you seen ${whom} lately? Tell me like a text: “lunch with ${first} last Thursday.”`;
}

const namesValue = (draftId: number, ids: readonly number[], name = ''): string =>
  `${draftId}.${ids.join('.')}|${cut(name, 80)}`;
