import type { Button, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import { may, type PartnerAction } from '../../domain/access.ts';
import type { Clocks } from '../../domain/clocks/clocks.ts';
import { isLate } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import { count } from '../../domain/format.ts';
import { type Card, type CardDetails, type CardFocus, fitAnswers } from '../../domain/partners/card.ts';
import { actions, button, plain, section } from '../blocks.ts';
import { laterChoices, laterLabel } from '../digest/digest-buttons.ts';
import { timeSince } from '../due-words.ts';
import { wrongPartnerChoices } from '../feedback.ts';
import { callOf } from '../names.ts';
import { cardActions, cardValue, type MoreChoice, moreChoices } from './card-actions.ts';
import { goBackYears } from './goodwill.ts';

/** The controls of a card: one row. */
export function cardControls(card: Card, details: CardDetails, today: Day, stamp: string): KnownBlock[] {
  const can = (action: PartnerAction) => may(card.readerRoles, action);
  const id = String(card.id);
  const isOwn = isOwner(card);
  const { focus } = details;
  const row: (Button | StaticSelect)[] = [
    button(cardActions.log, 'Log', id, { style: 'primary' }),
    button(cardActions.plan, 'Plan', id),
    ...(can('later') && focus?.clocks.touch ? [laterMenu(card.id)] : []),
    ...(can('take on') && !isOwn && !isOneMoreOwner(card)
      ? [button(cardActions.takeOn, takeOnLabel(card), id)]
      : []),
    ...(can('reassign for others') && card.isUnowned && card.owners.length === 0
      ? [button(cardActions.handOver, 'Hand over…', id)]
      : []),
    ...(can('look after') ? [moreMenu(card, details, today)] : []),
  ];
  return [
    ...(focus?.state === 'your call' && can('set tier') ? yourCall(card, focus, today, stamp) : []),
    // A menu would keep what was chosen in it if the row kept its id.
    { ...actions(row), block_id: `row.${stamp}` } as KnownBlock,
  ];
}

const isOwner = (card: Card): boolean => card.readerRoles.includes('owner');

const addToBook = 'Add to my book';

export const takeOnLabel = (card: Card): string => {
  if (card.ownArchivedOn) return 'Bring back';
  return isOneMoreOwner(card) ? addToBook : 'Take over';
};

/** Taking them on makes one more owner. People who look after them already seldom do that, so it is under More. */
const isOneMoreOwner = (card: Card): boolean => card.owners.length > 0 && !card.ownArchivedOn;

/** The decision is the owner's; who oversees them reads whose it is, and may make it. */
function yourCall(
  card: Card,
  { clocks, relationshipId }: CardFocus,
  today: Day,
  stamp: string,
): KnownBlock[] {
  const id = String(card.id);
  const isOwn = isOwner(card);
  const owner = card.owners.find((one) => one.relationshipId === relationshipId);
  const whose = isOwn || !owner ? 'Your call' : callOf(owner.name);
  return [
    section(
      `*${whose}:* ${whyYourCall(clocks, isOwn, today)}. Keep going, slow down, hand over, or archive?`,
    ),
    {
      ...actions([
        button(cardActions.recommit, 'Keep going', id),
        button(cardActions.tier, 'Change tier…', id),
        button(cardActions.handOver, 'Hand over…', id),
        button(cardActions.archive, 'Archive', id),
      ]),
      block_id: `call.${stamp}`,
    } as KnownBlock,
  ];
}

/** With nothing late, snoozes made it their call; with something late, its day says it all. */
function whyYourCall(clocks: Clocks, isOwn: boolean, today: Day): string {
  const late = [clocks.face, clocks.touch].find((clock) => isLate(clock, today));
  if (late) return timeSince({ on: late.due, meet: late === clocks.face }, today);
  const times = count(clocks.postponementsRunning, 'time');
  return isOwn ? `you’ve snoozed them ${times}` : `they’ve been snoozed ${times}`;
}

const laterMenu = (id: number): StaticSelect => ({
  type: 'static_select',
  action_id: cardActions.later,
  placeholder: plain('Snooze'),
  // Plan is a button of its own here.
  options: laterChoices
    .filter((choice) => choice !== 'plan')
    .map((choice) => ({ text: plain(laterLabel(choice)), value: cardValue(id, choice) })),
});

const moreLabels: Record<MoreChoice, string> = {
  promise: 'Promise…',
  help: 'Help with their business…',
  ask: 'Ask for an introduction…',
  'ask answer': 'Their answer on an introduction…',
  feedback: 'Feedback…',
  growing: 'What they’re trying to grow…',
  birthday: 'Birthday…',
  'hard closing': 'A rough closing',
  advocate: 'Public review…',
  record: 'Expense…',
  edit: 'Edit…',
  tier: 'Change tier…',
  'take on': addToBook,
  'hand over': 'Hand over…',
  'known years': goBackYears,
  fit: 'Fit: four questions…',
  merge: 'Merge duplicates…',
  archive: 'Archive',
};

/** Anyone who may only look after a partner adds these; everything else is for who may edit them. */
const lookingAfter: ReadonlySet<MoreChoice> = new Set([
  'promise',
  'help',
  'ask',
  'ask answer',
  'feedback',
  'take on',
]);

const groupLabels = { add: 'Add', record: 'On record', change: 'Change' } as const;

/** What else can be done, in groups; what would do nothing is left out. */
function moreMenu(card: Card, details: CardDetails, today: Day): StaticSelect {
  const mayEdit = may(card.readerRoles, 'edit');
  const hasOwner = details.focus !== null;
  const isOffered: Partial<Record<MoreChoice, boolean>> = {
    ask: hasOwner,
    'ask answer': details.ask?.answer === 'open',
    growing: details.growing === null,
    birthday: details.birthday === null,
    tier: hasOwner,
    'take on': may(card.readerRoles, 'take on') && !isOwner(card) && isOneMoreOwner(card),
    'hand over': hasOwner,
    'known years': details.notYet.some(({ why }) => why === 'few meetings'),
    archive: hasOwner,
  };
  const option = (choice: MoreChoice): PlainTextOption => ({
    text: plain(
      choice === 'fit' && details.fitOn
        ? `Fit: ${details.fit.length} of ${fitAnswers.length}…`
        : moreLabels[choice],
    ),
    value: cardValue(card.id, choice),
  });
  const groups = (['add', 'record', 'change'] as const).map((group) => ({
    label: plain(groupLabels[group]),
    options: moreChoices[group]
      .filter((choice) => (mayEdit || lookingAfter.has(choice)) && isOffered[choice] !== false)
      .map(option),
  }));
  const wrong = wrongPartnerChoices(details.feedback, today);
  return {
    type: 'static_select',
    action_id: cardActions.more,
    placeholder: plain('More'),
    option_groups: [
      ...groups,
      {
        label: plain('Closed feedback'),
        options: wrong.map(({ id, label }) => ({
          text: plain(label),
          value: cardValue(card.id, 'wrong partner', id),
        })),
      },
    ].filter(({ options }) => options.length > 0),
  };
}
