import type { ActionsBlock, Button, Overflow, PlainTextOption, StaticSelect } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { parseIsoDay } from '../../domain/days/day.ts';
import { type LaterOffer, laterOffers } from '../../domain/policy.ts';
import { type Tier, tiers } from '../../domain/words.ts';
import { button, plain } from '../blocks.ts';
import { tierWords } from '../kinds.ts';

/**
 * Where a list stands: a digest that was sent, whose lines stay what they were decided to be, or (nudgeId null) one drawn
 * on demand or in App Home. Every button carries it, with the day of the list.
 */
export interface Surface {
  nudgeId: number | null;
  shownOn: Day;
}

/** The buttons of a list; `slack/digest/digest-*.buttons.ts` answers them. */
export const digestActions = {
  met: 'digest.met',
  talked: 'digest.talked',
  attempt: 'digest.attempt',
  /** Met, Talked, or Voicemail, where another matter has the row. */
  contact: 'digest.contact',
  /** On the list of another day: for which day a contact is. */
  onToday: 'digest.on.today',
  onListed: 'digest.on.listed',
  onNeither: 'digest.on.neither',
  later: 'digest.later',
  heard: 'digest.heard',
  undo: 'digest.undo',
  undoLater: 'digest.undo-later',
  yourCall: 'digest.your-call',
  undoDecision: 'digest.undo-decision',
  promiseDone: 'digest.promise.done',
  promiseMove: 'digest.promise.move',
  promiseReopen: 'digest.promise.reopen',
  promiseTold: 'digest.promise.told',
  feedbackTakeOn: 'digest.feedback.take-on',
  feedbackAnswer: 'digest.feedback.answer',
  feedbackTell: 'digest.feedback.tell',
  questionChoose: 'digest.question.choose',
  questionTold: 'digest.question.told',
  questionNothing: 'digest.question.nothing',
  questionSkip: 'digest.question.skip',
  planHeld: 'digest.plan.held',
  planMissed: 'digest.plan.missed',
  planMove: 'digest.plan.move',
  planReopen: 'digest.plan.reopen',
  planOff: 'digest.plan.off',
} as const;

/** What a tap logs. */
const contactChoices = ['met', 'talked', 'attempt'] as const;
export type ContactChoice = (typeof contactChoices)[number];

export const contactLabel: Record<ContactChoice, string> = {
  met: 'Met',
  talked: 'Talked',
  attempt: 'Voicemail',
};

export const isContactChoice = (choice: string | null): choice is ContactChoice =>
  (contactChoices as readonly (string | null)[]).includes(choice);

/** What Snooze offers: another day to be shown, a plan, or a time of quiet. */
export const laterChoices = [...laterOffers, 'plan', 'deal', 'quiet'] as const;
type LaterChoice = LaterOffer | 'plan' | 'deal' | 'quiet';

const moveOffers = ['tomorrow', 'two days', 'next week', 'another day', 'drop'] as const;
type MoveOffer = (typeof moveOffers)[number];

export const laterLabel = (choice: LaterChoice): string => choiceLabels[choice];

const choiceLabels: Record<LaterChoice | MoveOffer, string> = {
  tomorrow: 'Tomorrow',
  'two days': 'In two days',
  'next week': 'Next week',
  'two weeks': 'In two weeks',
  'another day': 'Another day…',
  drop: 'Drop it…',
  plan: 'Make a plan…',
  deal: 'Working a deal until…',
  quiet: 'Quiet until…',
};

/** What may be decided of a relationship that is the member's call: to go on, another tier, another owner, or the archive. */
const decisionChoices = ['recommit', ...tiers, 'hand over', 'archive'] as const;
export type DecisionChoice = (typeof decisionChoices)[number];

/** What a pressed button or a chosen option says: the list, what it is about, and the choice where there is one. */
export interface Pressed {
  surface: Surface;
  /** A partner, a promise, a plan or a capture, by the button. */
  id: number;
  /** The partner of the line, for buttons about something else. */
  partnerId: number | null;
  choice: string | null;
}

/** "17.2026-06-09.4.12": nudge (0 for none), day of the list, id, partner; then the choice. */
export function pressValue(
  { nudgeId, shownOn }: Surface,
  id: number,
  partnerId: number,
  choice?: string,
): string {
  return [nudgeId ?? 0, shownOn, id, partnerId, ...(choice ? [choice] : [])].join('.');
}

/** Null for what no button of ours carries. */
export function parsePress(value: string | undefined): Pressed | null {
  const [nudge, day, id, partner, choice = null, ...more] = (value ?? '').split('.');
  const shownOn = parseIsoDay(day ?? '');
  const numbers = [nudge, id, partner].map((text) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : null));
  const [nudgeId, idOf, partnerId] = numbers;
  if (!shownOn || more.length > 0 || nudgeId == null || idOf == null || partnerId == null) return null;
  return { surface: { nudgeId: nudgeId || null, shownOn }, id: idOf, partnerId: partnerId || null, choice };
}

export const isLaterChoice = (choice: string | null): choice is LaterChoice =>
  (laterChoices as readonly (string | null)[]).includes(choice);

export const isMoveOffer = (choice: string | null): choice is MoveOffer =>
  (moveOffers as readonly (string | null)[]).includes(choice);

export type Control = Button | StaticSelect | Overflow;

/** One row of buttons. `blockId` must be new whenever the row is drawn again: a menu would keep what was chosen in it. */
export const row = (blockId: string, elements: Control[]): ActionsBlock => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

export function contactButtons(surface: Surface, partnerId: number): Button[] {
  const value = pressValue(surface, partnerId, partnerId);
  return contactChoices.map((choice) => button(digestActions[choice], contactLabel[choice], value));
}

/** For a row that another matter has. */
export const contactMenu = (surface: Surface, partnerId: number): Overflow =>
  overflow(
    digestActions.contact,
    contactChoices.map((choice) => [contactLabel[choice], pressValue(surface, partnerId, partnerId, choice)]),
  );

/** Slack takes five options; a snooze of two weeks is on the card. */
const moreChoices = [
  ['Snooze two days', 'two days'],
  ['Snooze until next week', 'next week'],
  ['Make a plan…', 'plan'],
  ['Working a deal until…', 'deal'],
  ['Quiet until…', 'quiet'],
] as const satisfies [string, LaterChoice][];

export const moreMenu = (surface: Surface, partnerId: number): Overflow =>
  overflow(
    digestActions.later,
    moreChoices.map(([label, choice]) => [label, pressValue(surface, partnerId, partnerId, choice)]),
  );

export const isDecisionChoice = (choice: string | null): choice is DecisionChoice =>
  (decisionChoices as readonly (string | null)[]).includes(choice);

/** Another tier is the next one down: no one moves closer to who has gone unseen. The card has the others. */
export function yourCallMenu(surface: Surface, partnerId: number, tier: Tier): Overflow {
  const lower = tiers[tiers.indexOf(tier) + 1];
  const choices = new Set<DecisionChoice>([
    'recommit',
    lower ?? 'resting',
    'resting',
    'hand over',
    'archive',
  ]);
  return overflow(
    digestActions.yourCall,
    [...choices]
      .filter((choice) => choice !== tier)
      .map((choice) => [decisionLabel(choice), pressValue(surface, partnerId, partnerId, choice)]),
  );
}

/** "Today or yesterday?", about a tap on the list of another day. */
export function whichDayButtons(
  surface: Surface,
  partnerId: number,
  contact: ContactChoice,
  listed: string,
): Button[] {
  const value = pressValue(surface, partnerId, partnerId, contact);
  return [
    button(digestActions.onToday, 'Today', value),
    button(digestActions.onListed, listed, value),
    button(digestActions.onNeither, 'Neither', value),
  ];
}

function decisionLabel(choice: DecisionChoice): string {
  if (choice === 'recommit') return 'Keep going';
  if (choice === 'hand over') return 'Hand over…';
  if (choice === 'archive') return 'Archive';
  return choice === 'resting' ? 'Rest for now' : `Move to ${tierWords[choice]}`;
}

export function promiseButtons(
  surface: Surface,
  partnerId: number,
  promiseId: number,
): (Button | StaticSelect)[] {
  return [
    button(digestActions.promiseDone, 'Done', pressValue(surface, promiseId, partnerId)),
    moveMenu(surface, partnerId, promiseId),
  ];
}

/** The same for a promise that stood late in several lists: it moves, or its partner is told. */
export const latePromiseButtons = (surface: Surface, partnerId: number, promiseId: number): Button[] => [
  button(digestActions.promiseMove, 'New date…', pressValue(surface, promiseId, partnerId, 'another day')),
  button(digestActions.promiseTold, 'I’ve told them I can’t', pressValue(surface, promiseId, partnerId)),
  button(digestActions.promiseDone, 'Done', pressValue(surface, promiseId, partnerId)),
];

export function planButtons(surface: Surface, partnerId: number, planId: number): Button[] {
  const value = pressValue(surface, planId, partnerId);
  return [
    button(digestActions.planHeld, 'Yes, it did', value),
    button(digestActions.planMissed, 'No', value),
    button(digestActions.planMove, 'Moved…', value),
  ];
}

export const undoButton = (surface: Surface, captureId: number, partnerId: number): Button =>
  button(digestActions.undo, 'Undo', pressValue(surface, captureId, partnerId));

export const captureButtons = (surface: Surface, captureId: number, partnerId: number): Button[] => [
  button(digestActions.heard, 'Add notes…', pressValue(surface, captureId, partnerId)),
  undoButton(surface, captureId, partnerId),
];

const moveMenu = (surface: Surface, partnerId: number, promiseId: number): StaticSelect => ({
  type: 'static_select',
  action_id: digestActions.promiseMove,
  placeholder: plain('Move'),
  options: moveOffers.map((offer) =>
    optionOf(choiceLabels[offer], pressValue(surface, promiseId, partnerId, offer)),
  ),
});

const overflow = (actionId: string, options: (readonly [label: string, value: string])[]): Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: options.map(([label, value]) => optionOf(label, value)),
});

const optionOf = (label: string, value: string): PlainTextOption => ({ text: plain(label), value });
