import type { KnownBlock, Overflow } from '@slack/types';
import { may } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import { isOpen } from '../../domain/feedback/feedback.ts';
import { fullDay, listOf, monthDay, monthOfDay, number, yearDay } from '../../domain/format.ts';
import type { Card, CardDetails, CardTouch } from '../../domain/partners/card.ts';
import { button, capitalize, context, plain, quoted, section } from '../blocks.ts';
import { contactHow } from '../digest/digest-words.ts';
import { feedbackBlocks, standingText } from '../feedback.ts';
import { whoReadsNotes } from '../who-reads-notes.ts';
import { cardActions, cardValue, touchChoices } from './card-actions.ts';
import { whoWere } from './card-facts.ts';

/** What happened, below the controls of a card. */

const noteMax = 90;
const openShown = 2;

/** What they told us that still waits for something. */
export function openFeedback({ feedback, readerId }: CardDetails, today: Day, stamp: string): KnownBlock[] {
  const open = feedback.filter((one) => isOpen(one.state));
  const left = open.length - openShown;
  return [
    ...open
      .slice(0, openShown)
      .flatMap((one) => feedbackBlocks(one, { id: readerId }, today, stamp, 'on the card')),
    ...(left > 0 ? [context(`+${number(left)} more in my Home tab`)] : []),
  ];
}

/** "Tue, Jun 9 · Coffee · you". What was said last stands above already. */
export function timeline(partnerId: number, { touches, readerId }: CardDetails, today: Day): KnownBlock[] {
  const quotedAbove = touches.find(({ note }) => note !== null);
  return touches.map((touch) => {
    const drawn = section(entryText(touch, { readerId, quotedAbove, today }));
    return touch.entryId === null ? drawn : { ...drawn, accessory: touchMenu(partnerId, touch.entryId) };
  });
}

function entryText(
  touch: CardTouch,
  { readerId, quotedAbove, today }: { readerId: number; quotedAbove: CardTouch | undefined; today: Day },
): string {
  const said = touch.note && touch !== quotedAbove ? `\n“${quoted(touch.note, noteMax)}”` : '';
  const parts = [fullDay(touch.on, today), capitalize(contactHow(touch)), whoWere(touch.members, readerId)];
  return `${parts.join(' · ')}${said}`;
}

const touchLabels: Record<(typeof touchChoices)[number], string> = {
  edit: 'Edit…',
  delete: 'Delete',
  note: 'Add a note…',
};

const touchMenu = (partnerId: number, entryId: number): Overflow => ({
  type: 'overflow',
  action_id: cardActions.entry,
  options: touchChoices.map((choice) => ({
    text: plain(touchLabels[choice]),
    value: cardValue(partnerId, choice, entryId),
  })),
});

/** The door to the history, with what is known besides; a public review apart from everything else. */
export function earlierBlocks(card: Card, details: CardDetails, today: Day): KnownBlock[] {
  const { advocate, mergedNames } = details;
  const known = [knownText(details, today)];
  if (mergedNames.length > 0)
    known.push(`Also entered as ${listOf(mergedNames.map((name) => quoted(name, 60)))}`);
  const text = section(known.join('\n'));
  return [
    may(card.readerRoles, 'see history')
      ? { ...text, accessory: button(cardActions.history, 'History', String(card.id)) }
      : text,
    ...(advocate
      ? [
          context(
            `Public review, ${monthDay(advocate.on, today)}${advocate.occasion ? `: ${quoted(advocate.occasion, 160)}` : ''}`,
          ),
        ]
      : []),
    context(whoReadsNotes),
  ];
}

/** "Birthday Jun 19 · feedback: all answered · warmth: strong since April" */
function knownText(details: CardDetails, today: Day): string {
  const { birthday, anniversary, feedback, focus, promisesMade, promisesKept, promisesLate } = details;
  const late = promisesLate > 0 ? ` on time, ${number(promisesLate)} late` : '';
  return capitalize(
    [
      birthday && `birthday ${yearDay(birthday)}`,
      anniversary && `business anniversary ${yearDay(anniversary)}`,
      `feedback: ${standingText(feedback, today)}`,
      focus?.warmth && `warmth: ${focus.warmth.word}${sinceMonth(focus.warmth.since, today)}`,
      promisesMade > 0 && `promises kept: ${number(promisesKept)} of ${number(promisesMade)}${late}`,
    ]
      .filter(Boolean)
      .join(' · '),
  );
}

/** " since April"; nothing within a month. */
const sinceMonth = (since: Day | null, today: Day): string =>
  since && since.slice(0, 7) < today.slice(0, 7) ? ` since ${monthOfDay(since, today)}` : '';
