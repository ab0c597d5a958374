import { type Day, daysBetween } from '../../domain/days/day.ts';
import { fullDay } from '../../domain/format.ts';
import { actions, button, type Message, quoted, section, spoken } from '../blocks.ts';

/** The buttons under the question of the morning after; each carries the event. `slack/events/event-after.buttons.ts` answers them. */
export const eventAfterActions = {
  say: 'event.after.say',
  nobody: 'event.after.nobody',
  stayedAway: 'event.after.stayed-away',
} as const;

/** "Chamber mixer yesterday: who did you actually talk to?" */
export function eventQuestion(event: { id: number; name: string; on: Day }, today: Day): Message {
  const when = daysBetween(event.on, today) === 1 ? 'yesterday' : `on ${fullDay(event.on, today)}`;
  const text = `*${quoted(event.name, 80)}* ${when}: who did you actually talk to?`;
  const value = String(event.id);
  return {
    text: spoken(text),
    blocks: [
      section(text),
      actions([
        button(eventAfterActions.say, 'Pick partners…', value, { style: 'primary' }),
        button(eventAfterActions.nobody, 'No one', value),
        button(eventAfterActions.stayedAway, 'I didn’t go', value),
      ]),
    ],
  };
}

/** In its place, once it is answered. */
export function eventAnswered(event: { name: string }, how: 'nobody' | 'stayed away'): Message {
  const said = how === 'nobody' ? 'got it. Showing up counts, too.' : 'got it, you didn’t make it.';
  const text = `*${quoted(event.name, 80)}:* ${said}`;
  return { text: spoken(text), blocks: [section(text)] };
}
