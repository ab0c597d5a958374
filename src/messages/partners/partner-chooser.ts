import type { KnownBlock, ModalView } from '@slack/types';
import { button, plain, quoted, section } from '../blocks.ts';
import { count } from '../names.ts';
import { cardActions, cardModal } from './card-actions.ts';

/** Several who are meant by a name: which one? */
export function chooserView(
  asked: string,
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
      section(`${count(found.length, 'partner')} for “${quoted(asked, 80)}”:`),
      ...found.map((partner): KnownBlock => {
        const about = [
          partner.company && quoted(partner.company, 80),
          partner.own ? 'yours' : partner.branchName && quoted(partner.branchName, 60),
        ].filter(Boolean);
        return {
          ...section(`*${quoted(partner.name, 80)}*${about.length > 0 ? `\n${about.join(' · ')}` : ''}`),
          accessory: button(cardActions.open, 'Open', String(partner.id)),
        };
      }),
    ],
  };
}
