import { listOf } from '../domain/format.ts';
import type { TouchpointKind } from '../domain/words.ts';
import { actions, button, type Message, quoted, section, spoken } from './blocks.ts';
import { plannedNoun } from './digest/digest-words.ts';

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
}

/** "Lunch with Dana Lee today: did it happen?" */
export function eveningQuestion(plan: Planned): Message {
  const text = `*${titleOf(plan)}* today: did it happen?`;
  const value = String(plan.id);
  return {
    text: spoken(text),
    blocks: [
      section(text),
      actions([
        button(eveningActions.held, 'Yes, it did', value, { style: 'primary' }),
        button(eveningActions.missed, 'No', value),
        button(eveningActions.move, 'Moved…', value),
      ]),
    ],
  };
}

/** "Lunch with Dana Lee", "A call with Dana Lee and Marcus Webb" */
function titleOf({ kind, word, partnerNames }: Planned): string {
  const what = word ? quoted(word, 40) : plannedNoun(kind);
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} with ${quoted(listOf([...partnerNames]), 200)}`;
}

/** In the place of the question, once it is answered. */
export function eveningAnswered(plan: Planned, how: 'missed' | 'moved' | 'gone'): Message {
  const text = {
    missed: `Noted: ${titleOf(plan)} did not happen today. The due day stays.`,
    moved: `✓ Moved: ${titleOf(plan)}.`,
    gone: 'That plan was undone, or is answered already.',
  }[how];
  return { text: spoken(text), blocks: [section(text)] };
}
