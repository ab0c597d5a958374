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
  const { captureId, promises, undone } = saved;
  const names = [...new Set(promises.map(({ partnerName }) => partnerName))];
  const to = quoted(listOf(names), 200);
  const lines = linesOf(promises, names, today, assumed);
  const what = lines.length === 1 ? 'a promise' : count(lines.length, 'promise');
  if (undone) {
    const text = `Undone: ${plural(lines.length, 'your promise', what)} to ${to}.`;
    return { text, blocks: [{ ...section(text), block_id: `capture.${captureId}` }] };
  }
  const open = promises.filter(({ state }) => state === 'open');
  const reminds = open.length > 0 ? ' I’ll remind you.' : '';
  const [one, ...more] = lines;
  const said =
    one && more.length === 0
      ? `✓ Promised ${to}: ${one}.${reminds}`
      : `✓ Promised ${to}.${reminds}\n${lines.map((line) => `• ${line}`).join('\n')}`;
  const buttons = [
    ...open.map(({ id, partnerName, text }, at) => {
      const whose = names.length > 1 ? [cut(partnerName, 30)] : [];
      const which = lines.length > 1 ? [cut(text || 'something', names.length > 1 ? 25 : 50)] : [];
      const label = [...whose, ...which].join(', ');
      return button(
        `${promiseActions.move}.${at}`,
        label ? `${capitalize(label)}: change day…` : 'Change day…',
        `${captureId}.${id}`,
      );
    }),
    ...(open.length === promises.length ? [button(promiseActions.undo, 'Undo', String(captureId))] : []),
  ];
  const shown = section(note ? `${asTyped(note)}\n${said}` : said);
  // An erasure finds a message without buttons by the block's id.
  const blocks: KnownBlock[] =
    buttons.length > 0 ? [shown, actions(buttons)] : [{ ...shown, block_id: `capture.${captureId}` }];
  const days = [...new Set(promises.map(({ dueOn }) => fullDay(dueOn, today)))];
  return { text: `Saved: ${what} to ${to}, due ${listOf(days)}.`, blocks };
}

/** To the one whose promise a colleague told, with the way to refuse it. */
export function promisedForYou(saved: SavedPromises, by: string, today: Day): Message {
  const who = cut(by, 60);
  const message = promisesSaved(saved, today, { note: `${who} saved this for you:` });
  return { ...message, text: message.text.replace(/^Saved:/, `${asTyped(who)} saved for you:`) };
}

/** To the person who told it: what now stands in their colleague's book. They can't change it there. */
export function promisedFor(saved: SavedPromises, name: string, today: Day, isAgain: boolean): Message {
  const { text, blocks } = promisesSaved(saved, today);
  const whom = asTyped(cut(name, 60));
  const how = isAgain ? `Already saved for ${whom}` : `✓ Saved for ${whom}`;
  const said = blocks.flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []));
  const lines = [
    `*${how}:*`,
    ...said.map((line) => line.replace(/^✓ /, '').replace(' I’ll remind you.', '')),
  ];
  return {
    text: text.replace(/^Saved:/, `${how}:`),
    blocks: [{ ...section(lines.join('\n')), block_id: `capture.${saved.captureId}` }],
  };
}

/** One line for each promise; one to several partners is one, as long as nothing came of it for some of them alone. */
function linesOf(
  promises: SavedPromises['promises'],
  names: readonly string[],
  today: Day,
  assumed: readonly number[],
): string[] {
  const texts = [...new Set(promises.map(({ text }) => text))];
  const whose = new Map<string, string[]>();
  for (const { partnerName, text, dueOn, state } of promises) {
    const due = `by ${fullDay(dueOn, today)}`;
    const when = assumed.includes(texts.indexOf(text)) ? `${due} (you didn’t say when, so a week)` : due;
    const how = state === 'open' ? '' : state === 'done' ? ' · kept' : ' · dropped';
    // Its words may have been redacted since.
    const line = `${quoted(text || 'something', 300)}, ${when}${how}`;
    whose.set(line, [...(whose.get(line) ?? []), partnerName]);
  }
  return [...whose].map(([line, of]) =>
    of.length < names.length ? `${quoted(listOf(of), 100)}: ${line}` : line,
  );
}
