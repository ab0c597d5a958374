import type { KnownBlock } from '@slack/types';
import type { Day } from '../domain/days/day.ts';
import { count, fullDay, listOf, plural } from '../domain/format.ts';
import type { SavedPromises } from '../domain/promises.ts';
import { actions, asTyped, button, capitalize, cut, type Message, quoted, section } from './blocks.ts';

/** The buttons under promises that were told of alone; the first number is the capture's, and an erasure finds them by it. */
export const promiseActions = {
  undo: 'capture.promise.undo',
  /** Followed by the place in the row, because ids in a row differ. */
  move: 'capture.promise.move',
} as const;

export const undoTooLate =
  'Can’t undo: it’s already done or dropped. You can change that in Home › Promises.';
export const alreadyPromised = 'You already saved this:';

/** What was promised, and by when. `assumed` are the promises for which no day was said: only the first answer tells. */
export function promisesSaved(
  saved: SavedPromises,
  today: Day,
  { note, assumed = [] }: { note?: string | undefined; assumed?: readonly number[] } = {},
): Message {
  const { captureId, partnerName, promises, undone } = saved;
  const to = quoted(partnerName, 200);
  const what = promises.length === 1 ? 'a promise' : count(promises.length, 'promise');
  if (undone) {
    const text = `Undone: ${plural(promises.length, 'your promise', what)} to ${to}.`;
    return { text, blocks: [{ ...section(text), block_id: `capture.${captureId}` }] };
  }
  const lines = promises.map(({ id, text, dueOn, state }, at) => {
    const due = `by ${fullDay(dueOn, today)}`;
    const when = assumed.includes(at) ? `${due} (you didn’t say when, so a week)` : due;
    const how = state === 'open' ? '' : state === 'done' ? ' · kept' : ' · dropped';
    // Its words may have been redacted since.
    return { id, text, state, line: `${quoted(text || 'something', 300)}, ${when}${how}` };
  });
  const open = lines.filter(({ state }) => state === 'open');
  const reminds = open.length > 0 ? ' I’ll remind you.' : '';
  const [one, ...more] = lines;
  const said =
    one && more.length === 0
      ? `✓ Promised ${to}: ${one.line}.${reminds}`
      : `✓ Promised ${to}.${reminds}\n${lines.map(({ line }) => `• ${line}`).join('\n')}`;
  const buttons = [
    ...open.map(({ id, text }, at) =>
      button(
        `${promiseActions.move}.${at}`,
        lines.length === 1 ? 'Change day…' : `${capitalize(cut(text || 'something', 50))}: change day…`,
        `${captureId}.${id}`,
      ),
    ),
    ...(open.length === lines.length ? [button(promiseActions.undo, 'Undo', String(captureId))] : []),
  ];
  const shown = section(note ? `${asTyped(note)}\n${said}` : said);
  // An erasure finds a message without buttons by the block's id.
  const blocks: KnownBlock[] =
    buttons.length > 0 ? [shown, actions(buttons)] : [{ ...shown, block_id: `capture.${captureId}` }];
  const days = [...new Set(promises.map(({ dueOn }) => fullDay(dueOn, today)))];
  return { text: `Saved: ${what} to ${to}, due ${listOf(days)}.`, blocks };
}
