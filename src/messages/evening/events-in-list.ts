import type { Day } from '../../domain/days/day.ts';
import { type Message, quoted, section } from '../blocks.ts';
import { asPart } from './asked.ts';
import { eventBlocks, eventNews } from './questions.ts';

interface AskedEvent {
  id: number;
  name: string;
  on: Day;
}

/** A morning's list, with the questions about events below it. */
export const withEvents = (
  list: Message,
  events: readonly AskedEvent[],
  today: Day,
  nudgeId: number,
): Message => ({ ...list, blocks: [...list.blocks, ...partsOf(events, today, nudgeId)] });

/** Where the list has no one to show. */
export const eventsAlone = (
  name: string,
  events: readonly AskedEvent[],
  today: Day,
  nudgeId: number,
): Message => ({
  text: eventNews(events[0]!, today),
  blocks: [
    section(`Good morning, ${quoted(name.split(' ')[0] || name, 40)}. No one’s due today.`),
    ...partsOf(events, today, nudgeId),
  ],
});

const partsOf = (events: readonly AskedEvent[], today: Day, nudgeId: number) =>
  events.flatMap((event) =>
    asPart({ asked: { what: 'event', id: event.id }, nudgeId }, eventBlocks(event, today)),
  );
