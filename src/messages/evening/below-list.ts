import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { monthDay, number } from '../../domain/format.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { type Message, quoted, section } from '../blocks.ts';
import { contactName } from '../digest/digest-words.ts';
import { asPart } from './asked.ts';
import { eventBlocks, eventNews, namingBlock } from './questions.ts';

/** What stands below a morning's list. */
interface Below {
  events: readonly { id: number; name: string; on: Day }[];
  /** What colleagues did with the reader's partners during an absence that is over. */
  away: readonly {
    partnerId: number;
    partnerName: string;
    by: string;
    kind: TouchpointKind;
    word: string | null;
    on: Day;
  }[];
}

/** A morning's list, with the questions about events below it, and what happened while its reader was away. */
export const withBelow = (list: Message, below: Below, today: Day, nudgeId: number): Message => ({
  ...list,
  blocks: [...list.blocks, ...blocksOf(below, today, nudgeId)],
});

/** Where the list has no one to show. */
export const belowAlone = (name: string, below: Below, today: Day, nudgeId: number): Message => ({
  text: below.events[0] ? eventNews(below.events[0], today) : 'No one’s due today',
  blocks: [
    section(`Good morning, ${quoted(name.split(' ')[0] || name, 40)}. No one’s due today.`),
    ...blocksOf(below, today, nudgeId),
  ],
});

function blocksOf({ events, away }: Below, today: Day, nudgeId: number): KnownBlock[] {
  const asked = events.flatMap((event) =>
    asPart({ asked: { what: 'event', id: event.id }, nudgeId }, eventBlocks(event, today)),
  );
  return [...awayBlocks(away, today), ...asked];
}

const awayMax = 8;

function awayBlocks(away: Below['away'], today: Day): KnownBlock[] {
  if (away.length === 0) return [];
  const shown = away.slice(0, awayMax);
  const lines = shown.map(
    (one) =>
      `${quoted(one.by, 40)}: ${quoted(contactName(one), 40)} with ${quoted(one.partnerName, 60)}, ${monthDay(one.on, today)}`,
  );
  const more = away.length > shown.length ? [`+${number(away.length - shown.length)} more`] : [];
  return [
    namingBlock(
      section(['*While you were away*', ...lines, ...more].join('\n')),
      shown.map(({ partnerId }) => partnerId),
    ),
  ];
}
