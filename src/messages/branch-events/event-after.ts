import type { Day } from '../../domain/days/day.ts';
import { shortDay } from '../../domain/format.ts';
import { actions, button, type Message, quoted, section, spoken } from '../blocks.ts';

/** The buttons under the question of the morning after; each carries the event. `slack/events/event-after.buttons.ts` answers them. */
export const eventAfterActions = {
  say: 'event.after.say',
  nobody: 'event.after.nobody',
  stayedAway: 'event.after.stayed-away',
} as const;

/** "Chamber mixer yesterday: who did you actually talk to?" */
export function eventQuestion(event: { id: number; name: string; on: Day }, today: Day): Message {
  const text = `*${quoted(event.name, 80)}* ${shortDay(event.on, today)}: who did you actually talk to?`;
  const value = String(event.id);
  return {
    text: spoken(text),
    blocks: [
      section(text),
      actions([
        button(eventAfterActions.say, 'Say who…', value, { style: 'primary' }),
        button(eventAfterActions.nobody, 'Nobody', value),
        button(eventAfterActions.stayedAway, 'I didn’t go', value),
      ]),
    ],
  };
}

/** In its place, once it is answered. */
export function eventAnswered(event: { name: string }, how: 'nobody' | 'stayed away'): Message {
  const text =
    how === 'nobody'
      ? `Noted: nobody in particular at ${quoted(event.name, 80)}. Being seen counts, too.`
      : `Noted: you were not at ${quoted(event.name, 80)}.`;
  return { text: spoken(text), blocks: [section(text)] };
}
