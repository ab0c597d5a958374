import type { KnownBlock, ModalView } from '@slack/types';
import { may, type PartnerAction } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Card, CardDetails } from '../../domain/partners/card.ts';
import { actions, asTyped, button, context, plain, quoted, section } from '../blocks.ts';
import { expenseRecordActions } from '../record/expense-record.ts';
import { type CardNote, cardActions, cardModal } from './card-actions.ts';
import { factsText, ownerLines, planBlocks } from './card-facts.ts';
import { cardControls, takeOnLabel } from './card-menus.ts';
import { earlierBlocks, openFeedback, timeline } from './card-timeline.ts';

/** The card of a partner, as far as its reader may see it. `metadata` travels with the view. */
export function cardView(
  card: Card,
  drawing: {
    today: Day;
    stamp: string;
    metadata: string;
    note?: CardNote | undefined;
  },
): ModalView {
  const { today, note } = drawing;
  const blocks: KnownBlock[] = [
    ...(note ? [noteBlock(note)] : []),
    ...(card.details ? detailed(card, card.details, today, drawing.stamp) : outline(card, today)),
  ];
  return {
    type: 'modal',
    callback_id: cardModal,
    title: plain('Partner'),
    close: plain('Close'),
    private_metadata: drawing.metadata,
    blocks,
  };
}

function noteBlock({ text, undo, undoBy }: CardNote): KnownBlock {
  const block = section(asTyped(text));
  if (undo) return { ...block, accessory: button(cardActions.undo, 'Undo', String(undo)) };
  return undoBy ? { ...block, accessory: button(undoBy.actionId, 'Undo', undoBy.value) } : block;
}

const detailed = (card: Card, details: CardDetails, today: Day, stamp: string): KnownBlock[] => [
  section(factsText(card, details, today)),
  ...planBlocks(card.id, details, today),
  ...cardControls(card, details, today, stamp),
  ...openFeedback(details, today, stamp),
  ...timeline(card.id, details, today),
  ...earlierBlocks(card, details, today),
];

/** For who may see no more than name, company, owner and day of last contact; and for compliance. */
function outline(card: Card, today: Day): KnownBlock[] {
  const can = (action: PartnerAction) => may(card.readerRoles, action);
  const id = String(card.id);
  const name = `*${quoted(card.name, 140)}*`;
  if (!can('see outline')) {
    return [
      section(
        `${name}\nYou can see the expense record, history, and exports. Notes, phone numbers, and promises stay with the branch.`,
      ),
      actions([
        button(cardActions.history, 'History', id),
        ...(can('place legal hold')
          ? [button(expenseRecordActions.placeLegalHold, 'Place a legal hold…', id)]
          : []),
      ]),
    ];
  }
  const head = [name, card.company && quoted(card.company, 120), `_${quoted(card.branch.name, 60)}_`];
  return [
    section([head.filter(Boolean).join(' · '), ...ownerLines(card, today)].join('\n')),
    actions([
      button(cardActions.log, 'Log', id, { style: 'primary' }),
      button(cardActions.plan, 'Plan', id),
      ...(can('take on') ? [button(cardActions.takeOn, takeOnLabel(card), id)] : []),
    ]),
    context(
      'Notes, phone numbers, and promises are visible to the owner, their cover, the branch manager, and program leads.',
    ),
  ];
}
