import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { listOf, shortDay, withTime } from '../../domain/format.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { actions, button, capitalize, labeled, type Message, quoted, section, spoken } from '../blocks.ts';
import { contactName } from '../digest/digest-words.ts';

/** The buttons under "did it happen?"; each carries the plan's id. `slack/plans/evening.buttons.ts` answers them. */
export const eveningActions = {
  held: 'evening.held',
  missed: 'evening.missed',
  move: 'evening.move',
} as const;

interface Planned {
  id: number;
  kind: TouchpointKind;
  word: string | null;
  partnerIds: readonly number[];
  partnerNames: readonly string[];
  plannedOn: Day;
  /** HH:MM where the member is. */
  at: string | null;
  settled: 'held' | 'missed' | 'moved' | 'dropped' | null;
}

/** Slack's limit for the id of a block leaves room for so many partners. */
const idsMax = 18;

/** "asked.11.12": an erasure finds a message by the ids of the partners whom a block names. */
export const namingBlock = (block: KnownBlock, partnerIds: readonly number[]): KnownBlock =>
  partnerIds.length === 0 ? block : { ...block, block_id: `asked.${partnerIds.slice(0, idsMax).join('.')}` };

/** "Lunch with Dana Lee today, 12:30 PM: did it happen?", or what became of it. */
export function planBlocks(plan: Planned, today: Day): KnownBlock[] {
  if (plan.settled !== null) return [namingBlock(section(planAnswer(plan, today)), plan.partnerIds)];
  const value = String(plan.id);
  const whom = listOf(plan.partnerNames);
  return [
    namingBlock(
      section(
        `*${capitalize(titleOf(plan))}* ${withTime(shortDay(plan.plannedOn, today), plan.at)}: did it happen?`,
      ),
      plan.partnerIds,
    ),
    actions(
      [
        button(eveningActions.held, 'Yes, it did', value, { style: 'primary' }),
        button(eveningActions.missed, 'No', value),
        button(eveningActions.move, 'Moved…', value),
      ].map((each) => labeled(whom, each)),
    ),
  ];
}

/** The lock screen has the names alone. */
export const planNews = ({ partnerNames }: Pick<Planned, 'partnerNames'>): string =>
  spoken(`Today with ${quoted(listOf(partnerNames), 200)}: did it happen?`);

const titleOf = (plan: Planned): string => quoted(planTitle(plan), 240);

/** "lunch with Dana Lee", "call with Dana Lee and Marcus Webb". Plain text. */
export const planTitle = (plan: Pick<Planned, 'kind' | 'word' | 'partnerNames'>): string =>
  `${contactName(plan)} with ${listOf(plan.partnerNames)}`;

function planAnswer(plan: Planned, today: Day): string {
  switch (plan.settled) {
    case 'held':
      return `✓ ${capitalize(titleOf(plan))}: logged.`;
    case 'missed':
      return `Got it: no ${titleOf(plan)} ${shortDay(plan.plannedOn, today)}. The due date stays the same.`;
    case 'moved':
      return `✓ Moved: ${titleOf(plan)}. I’ll ask on the new day how it went.`;
    default:
      return planGone;
  }
}

/** Above a card, once its plan is answered there. Plain text. */
export const endedNote = (plan: Planned, how: 'held' | 'missed', today: Day): string =>
  how === 'held'
    ? `✓ ${capitalize(planTitle(plan))}: logged.`
    : `Got it: no ${planTitle(plan)} ${shortDay(plan.plannedOn, today)}. The due date stays the same.`;

/** In the place of a question that no longer stands. */
export const planGone = 'You’ve already answered that one, or the plan was undone.';

/** In the place of the message, where nothing else stands in it. */
export function planAnswered(plan: Planned, how: 'missed' | 'moved' | 'gone', today: Day): Message {
  const text = how === 'gone' ? planGone : planAnswer({ ...plan, settled: how }, today);
  return { text: spoken(text), blocks: [section(text)] };
}

/** The buttons under the question about an event; each carries it. `slack/branch-events/event-after.buttons.ts` answers them. */
export const eventAfterActions = {
  say: 'event.after.say',
  nobody: 'event.after.nobody',
  stayedAway: 'event.after.stayed-away',
} as const;

interface AskedEvent {
  id: number;
  name: string;
  on: Day;
}

/** How the question stands: "told" is a touchpoint there. */
export type EventAnswer = 'open' | 'met no one' | 'stayed away' | 'told';

/** "Chamber mixer yesterday: who did you talk to?", or what was answered. */
export function eventBlocks(event: AskedEvent, today: Day, answer: EventAnswer = 'open'): KnownBlock[] {
  if (answer !== 'open') return [section(eventAnswer(event, answer))];
  const value = String(event.id);
  return [
    section(`*${quoted(event.name, 80)}* ${shortDay(event.on, today)}: who did you talk to?`),
    actions(
      [
        button(eventAfterActions.say, 'Pick partners…', value, { style: 'primary' }),
        button(eventAfterActions.nobody, 'No one', value),
        button(eventAfterActions.stayedAway, 'I didn’t go', value),
      ].map((each) => labeled(event.name, each)),
    ),
  ];
}

export const eventNews = ({ name, on }: AskedEvent, today: Day): string =>
  spoken(`${quoted(name, 80)} ${shortDay(on, today)}: who did you talk to?`);

function eventAnswer({ name }: Pick<AskedEvent, 'name'>, answer: Exclude<EventAnswer, 'open'>): string {
  const said = {
    'met no one': 'got it. Showing up counts, too.',
    'stayed away': 'got it, you didn’t make it.',
    told: 'logged.',
  }[answer];
  return `${answer === 'told' ? '✓ ' : ''}*${quoted(name, 80)}:* ${said}`;
}

/** In the place of the message, where nothing else stands in it. */
export function eventAnswered(
  event: Pick<AskedEvent, 'name'>,
  answer: Exclude<EventAnswer, 'open'>,
): Message {
  const text = eventAnswer(event, answer);
  return { text: spoken(text), blocks: [section(text)] };
}
