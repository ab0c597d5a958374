import type { Button } from '@slack/types';
import { listOf, plural } from '../../domain/format.ts';
import { isTitle } from '../../domain/reading/book.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import { actions, asTyped, button, context, cut, labeled, type Message, section } from '../blocks.ts';
import { firstNames, nameAndCompany } from '../names.ts';

/** The answers to a name that may be someone who is here. Each carries the kept name first, by which an erasure finds it. */
export const namedActions = { same: 'draft.same', different: 'draft.different' } as const;

/** Someone who is here and may be the one that was named. */
export interface NamedCandidate {
  id: number;
  name: string;
  company: string | null;
  owners: readonly string[];
  own: boolean;
}

/** Slack's limit for the label of a button. Characters. */
const labelMax = 75;

/**
 * "Sam already works with a Dana Lee at Lee & Co.", with an answer for each of the candidates, and one for someone new. Tells what
 * everyone in the branch may know. Without candidates: who was asked about is gone.
 */
export function namedQuestion(
  draftId: number,
  named: NewPartner,
  candidates: readonly NamedCandidate[],
): Message {
  const ids = candidates.map(({ id }) => id);
  const text = candidates.length > 0 ? candidates.map(whoIsHere).join('\n') : goneText;
  const different = button(
    namedActions.different,
    candidates.length > 0 ? differentLabel(named, candidates) : 'Add as new',
    [draftId, ...ids].join('.'),
  );
  const row = candidates.map((one, index) => sameButton(draftId, named, one, index, candidates.length > 1));
  return {
    text: asTyped(text),
    blocks: [
      // An erasure finds the message by its block's id, since it names partners whom the kept name does not.
      { ...section(asTyped(text)), block_id: ['draft', draftId, ...ids].join('.') },
      context(`Not added yet: ${asTyped(nameAndCompany(named))}`),
      actions([...row, labeled(nameAndCompany(named), different)]),
    ],
  };
}

const goneText = 'The partner I asked about isn’t in your branch anymore.';

function whoIsHere({ name, company, owners, own }: NamedCandidate): string {
  const one = `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name}${company ? ` at ${company}` : ''}`;
  if (own) return `You already work with ${one}.`;
  if (owners.length === 0) return `Your branch already has ${one}, with no owner yet.`;
  const who = listOf([...firstNames(owners).values()]);
  return `${who} already ${plural(owners.length, 'works', 'work')} with ${one}.`;
}

/** "Same Dana, mine too"; of several, each by name and company. */
function sameButton(
  draftId: number,
  named: NewPartner,
  one: NamedCandidate,
  index: number,
  isOfSeveral: boolean,
): Button {
  const who = isOfSeveral ? nameAndCompany(one) : calledAlike(named, [one]);
  const label = `${isOfSeveral ? '' : 'Same '}${cut(who, 50)}${one.own || one.owners.length === 0 ? '' : ', mine too'}`;
  return labeled(
    nameAndCompany(one),
    button(`${namedActions.same}.${index + 1}`, cut(label, labelMax), `${draftId}.${one.id}`),
  );
}

const differentLabel = (named: NewPartner, candidates: readonly NamedCandidate[]): string =>
  `Different ${cut(calledAlike(named, candidates), 50)}`;

/** What all of them are called, or "person." */
function calledAlike({ name }: NewPartner, others: readonly { name: string }[]): string {
  const given = givenName(name);
  return others.every((one) => givenName(one.name) === given) ? given : 'person';
}

const givenName = (name: string): string => {
  const words = name.split(/\s+/);
  return words.find((word) => !isTitle(word.toLowerCase().replace(/\W/g, ''))) ?? words[0] ?? name;
};
