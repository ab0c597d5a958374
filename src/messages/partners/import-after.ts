import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, fullDay, listOf, number, plural } from '../../domain/format.ts';
import type { UndoneImport } from '../../domain/partners/undone-import.ts';
import { importUndoHours } from '../../domain/policy.ts';
import {
  actions,
  asTyped,
  button,
  cut,
  type Message,
  plain,
  plainMessage,
  quoted,
  section,
} from '../blocks.ts';
import { placesOf } from './import-report.ts';

/** What comes under the result of an import: who to see first, and Undo. */

/** `slack/partners/import-after.buttons.ts` answers them. Each carries the id of the import. */
export const importAfterActions = {
  undo: 'import.undo',
  core: 'import.core',
  /** Searches the partners of the import. A choice is read when the button is pressed. */
  search: 'import.first',
} as const;

/** Most partners to see first: as many as a week of mornings can take. */
const firstMax = 10;

/** The block of the picker, by which a search and a press know the import. */
export const firstBlock = (importId: number): string => `${importAfterActions.search}.${importId}`;

const undoBlock = 'import.undo';

/** `resting`: how many of the reader's own the import brought, if they are asked who to see first. */
export const importAfter = (importId: number, resting: number): KnownBlock[] => [
  ...(resting > 0 ? [firstPicker(importId, resting)] : []),
  undoRow(importId, resting > 0),
];

const firstPicker = (importId: number, resting: number): KnownBlock => ({
  ...section(
    `*${count(resting, 'partner')} added, resting. Who would you like to see first?*\nUp to ten. They’ll be core, and I’ll remind you when it’s time to see them.`,
  ),
  block_id: firstBlock(importId),
  accessory: {
    type: 'multi_external_select',
    action_id: importAfterActions.search,
    // Beside a text, a menu is narrow.
    placeholder: plain('Choose who'),
    min_query_length: 0,
    max_selected_items: firstMax,
  },
});

const undoRow = (importId: number, withCore = false): KnownBlock => ({
  ...actions([
    ...(withCore
      ? [button(importAfterActions.core, 'Make them core', String(importId), { style: 'primary' })]
      : []),
    button(importAfterActions.undo, 'Undo import', String(importId), {
      confirm: {
        title: plain('Undo this import?'),
        text: plain(
          'I’ll remove the partners it added, what it filled in, and the owners it gave. Partners someone has changed or worked with since stay.',
        ),
        confirm: plain('Undo'),
        deny: plain('Keep it'),
      },
    }),
  ]),
  block_id: undoBlock,
});

/** What became of those whom a member would like to see first. */
export interface FirstChosen {
  /** Names of those who are core now. */
  core: string[];
  /** The first day one of them comes up. */
  firstDue: Day | null;
  /** Names of those for whom core had no room, and its cap. */
  full: { names: string[]; cap: number };
  today: Day;
}

/** The result of the import, with the answer in place of the question. */
export function firstChosenMessage(message: Message, importId: number, chosen: FirstChosen): Message {
  const text = firstChosenText(chosen);
  const before = message.blocks.filter(({ block_id: id }) => id !== firstBlock(importId) && id !== undoBlock);
  return { text: message.text, blocks: [...before, section(asTyped(text)), undoRow(importId)] };
}

function firstChosenText({ core, firstDue, full, today }: FirstChosen): string {
  const lines = [
    ...(core.length > 0
      ? [
          `✓ Core now: ${named(core)}.${firstDue ? ` The first one comes up ${fullDay(firstDue, today)}.` : ''}`,
        ]
      : []),
    ...(full.names.length > 0
      ? [
          `Core is full (${number(full.cap)}), so ${named(full.names)} ${plural(full.names.length, 'stays', 'stay')} resting. To make room, move someone down on their card.`,
        ]
      : []),
  ];
  return lines.length > 0 ? lines.join('\n') : 'They aren’t yours anymore, so nothing has changed.';
}

const named = (names: readonly string[]): string => listOf(names.map((name) => cut(name, 60)));

export const chooseFirst = 'First choose who, in the menu above the button.';

export const undoAtWork = (done: number, of: number): Message =>
  plainMessage(`Undoing the import${done > 0 ? `: ${number(done)} of ${count(of, 'partner')}` : ''}…`);

/** Under an undo that stopped, its button stays. */
export function undoStopped(importId: number): Message {
  const text = 'The undo stopped before it was done. Press Undo import again, and I’ll go on.';
  return { text, blocks: [section(text), undoRow(importId)] };
}

export const undoRefused = {
  tooLate: `Too late to undo: an import can be undone for ${number(importUndoHours)} hours. You can still archive partners on their cards.`,
  /** On a command line. */
  unknown: 'There is no import with this id.',
  notTheirs: 'Can’t undo: only the person who imported them can.',
} as const;

/** At the end of an import on a command line. */
export const howToUndo = (importId: number): string =>
  `To undo it within ${number(importUndoHours)} hours: npm run rapport -- import undo ${importId}`;

/** Why an import stopped. */
export const importWasUndone = 'This import was undone.';

export function importUndone(undone: UndoneImport): Message {
  const { kept, held } = undone;
  const stay = kept.count + held;
  return {
    text: `Import into ${quoted(placesOf(undone.branchNames), 60)} undone: ${count(undone.gone, 'partner')} removed${stay > 0 ? `, ${number(stay)} kept` : ''}.`,
    blocks: [section(asTyped(describeUndone(undone).join('\n')))],
  };
}

/** What an undo came to, in plain sentences, one a line. */
export function describeUndone(undone: UndoneImport): string[] {
  const { branchNames, gone, released, emptied, kept, held, left, stayed } = undone;
  const names = kept.names.map((name) => cut(name, 60));
  const more = kept.count - names.length;
  const lines = [
    `Undone: the import into ${cut(placesOf(branchNames), 60)}. ${count(gone, 'partner')} removed.`,
  ];
  if (released > 0)
    lines.push(
      `${count(released, 'partner')} ${plural(released, 'has the owner', 'have the owners')} from before again.`,
    );
  if (emptied > 0) lines.push(`What it filled in for ${count(emptied, 'other partner')} is out again.`);
  if (kept.count > 0)
    lines.push(
      `${number(kept.count)} ${plural(kept.count, 'stays', 'stay')}, because someone has changed or worked with ${plural(kept.count, 'this partner', 'them')} since: ${listOf(
        more > 0 ? [...names, `${number(more)} more`] : names,
      )}.`,
    );
  if (held > 0) lines.push(`${number(held)} ${plural(held, 'stays', 'stay')} because of a legal hold.`);
  if (left.length > 0) lines.push(`No longer in Rapport: ${listOf(left)}. The import had added them.`);
  if (stayed.length > 0) lines.push(`Still in Rapport: ${listOf(stayed)}. The import had added them, too.`);
  return lines;
}
