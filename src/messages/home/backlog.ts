import type { KnownBlock } from '@slack/types';
import type { FirstWeeks } from '../../domain/clocks/first-weeks.ts';
import { count, number, plural, spelled } from '../../domain/format.ts';
import { actions, button, section } from '../blocks.ts';
import { goButton } from './home-screen.ts';

export const backlogActions = { spread: 'backlog.spread', undo: 'backlog.undo' } as const;

/** Above a member's list with more late partners than anyone catches up with. */
export function backlogOffer(late: number, firstWeeks: FirstWeeks | null): KnownBlock[] {
  return [
    section(`*${number(late)} are waiting.* I’ll spread them over ${over(firstWeeks)}.`),
    actions([
      button(backlogActions.spread, 'Spread them out', 'spread', { style: 'primary' }),
      goButton('Let me choose', { at: 'partners' }),
    ]),
  ];
}

/** "six weeks, at most four meetings a week" */
function over(firstWeeks: FirstWeeks | null): string {
  if (!firstWeeks) return 'the coming mornings';
  const { weeks, perWeek } = firstWeeks;
  const meetings = `${spelled(perWeek).toLowerCase()} ${plural(perWeek, 'meeting', 'meetings')}`;
  return `${spelled(weeks).toLowerCase()} weeks, at most ${meetings} a week`;
}

/** In place of the offer, as long as it can be undone. */
export function backlogSpread(partners: number, traceId: number): KnownBlock[] {
  return [
    {
      ...section(
        `✓ I spread ${count(partners, 'partner')} over the coming weeks. Until their new day, they don’t count as late.`,
      ),
      accessory: button(backlogActions.undo, 'Undo', String(traceId)),
    },
  ];
}

export const nothingToSpread = 'Nothing changed: there’s no backlog anymore.';

export const spreadingNotUndone = 'Nothing changed: it’s too late to undo that.';
