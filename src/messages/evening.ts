import { listOf, withTime } from '../domain/format.ts';
import type { TouchpointKind } from '../domain/words.ts';
import { actions, button, capitalize, type Message, quoted, section, spoken } from './blocks.ts';
import { contactName } from './digest/digest-words.ts';

/** The buttons under the evening's question; each carries the plan's id. `slack/plans/evening.buttons.ts` answers them. */
export const eveningActions = {
  held: 'evening.held',
  missed: 'evening.missed',
  move: 'evening.move',
} as const;

interface Planned {
  id: number;
  kind: TouchpointKind;
  word: string | null;
  partnerNames: readonly string[];
  /** HH:MM where the member is. */
  at: string | null;
}

/** "Lunch with Dana Lee today, 12:30 PM: did it happen?" The lock screen has the names alone. */
export function eveningQuestion(plan: Planned): Message {
  const value = String(plan.id);
  return {
    text: spoken(`Today with ${namesOf(plan)}: did it happen?`),
    blocks: [
      section(`*${capitalize(titleOf(plan))}* ${withTime('today', plan.at)}: did it happen?`),
      actions([
        button(eveningActions.held, 'Yes, it did', value, { style: 'primary' }),
        button(eveningActions.missed, 'No', value),
        button(eveningActions.move, 'Moved…', value),
      ]),
    ],
  };
}

const namesOf = ({ partnerNames }: Planned): string => quoted(listOf(partnerNames), 200);

const titleOf = (plan: Planned): string => quoted(planTitle(plan), 240);

/** "lunch with Dana Lee", "call with Dana Lee and Marcus Webb". Plain text. */
export const planTitle = (plan: Omit<Planned, 'id' | 'at'>): string =>
  `${contactName(plan)} with ${listOf(plan.partnerNames)}`;

/** In the place of the question, once it is answered. */
export function eveningAnswered(plan: Planned, how: 'missed' | 'moved' | 'gone'): Message {
  const text = {
    missed: `Got it: no ${titleOf(plan)} today. The due date stays the same.`,
    moved: `✓ Moved: ${titleOf(plan)}. I’ll ask on the new day how it went.`,
    gone: 'You’ve already answered that one, or the plan was undone.',
  }[how];
  return { text: spoken(text), blocks: [section(text)] };
}
