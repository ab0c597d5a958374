import type { KnownBlock, ModalView } from '@slack/types';
import { count, plural } from '../../domain/format.ts';
import { actions, asTyped, button, cut, labeled, type Message, plain, quoted, section } from '../blocks.ts';
import { nameAndCompany } from '../names.ts';
import { cardActions, cardModal } from './card-actions.ts';

/** What `/partner` can do. */
export function partnerHelp(): Message {
  const lines = [
    '*/partner* NAME opens a partner’s card: `/partner dana`, `/partner lee &amp; co`',
    '*/partner add* NAME, COMPANY adds a partner',
    '*/partner import* adds partners from a CSV file',
    '*/partner export* sends you a CSV file',
  ];
  return {
    text: '/partner NAME opens a partner’s card. Also: /partner add, /partner import, /partner export.',
    blocks: [section(lines.join('\n'))],
  };
}

/** No one of that name: what to do next. */
export function nobodyFound(asked: string, branchName: string): Message {
  const text = `I can’t find “${quoted(asked, 80)}” among your partners or in ${asTyped(branchName)}.`;
  // Slack's limit for a button: 75 characters of text, 2,000 of value.
  const add = button(cardActions.add, cut(`Add ${cut(asked, 70)}…`, 75), cut(asked, 200));
  return { text, blocks: [section(text), actions([add])] };
}

/** Several partners: which one? `asked` is the name that means them; null if there was none. */
export function chooserView(
  asked: string | null,
  found: readonly {
    id: number;
    name: string;
    company: string | null;
    own: boolean;
    branchName?: string | null;
  }[],
  metadata: string,
): ModalView {
  return {
    type: 'modal',
    callback_id: cardModal,
    title: plain('Which one?'),
    close: plain('Close'),
    private_metadata: metadata,
    blocks: [
      section(
        asked === null
          ? 'Open a partner to edit, merge, or archive.'
          : `${count(found.length, 'partner')} ${plural(found.length, 'matches', 'match')} “${quoted(asked, 80)}”:`,
      ),
      ...found.map((partner): KnownBlock => {
        const facts = [
          partner.company && quoted(partner.company, 80),
          partner.own ? 'yours' : partner.branchName && quoted(partner.branchName, 60),
        ].filter(Boolean);
        return {
          ...section(`*${quoted(partner.name, 80)}*${facts.length > 0 ? `\n${facts.join(' · ')}` : ''}`),
          accessory: labeled(nameAndCompany(partner), button(cardActions.open, 'Open', String(partner.id))),
        };
      }),
    ],
  };
}
