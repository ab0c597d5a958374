import type { KnownBlock, ModalView, Overflow } from '@slack/types';
import type { EntryTies } from '../../domain/access.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import { fullDay } from '../../domain/format.ts';
import type { HistoryContent, HistoryEntry } from '../../domain/touchpoints/history.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { actions, button, cut, labeled, plain, quoted, section } from '../blocks.ts';
import { contactName } from '../digest/digest-words.ts';
import { contentText } from './history-words.ts';

export const historyActions = {
  earlier: 'history.earlier',
  later: 'history.later',
  redact: 'history.redact',
  entry: 'history.entry',
  anyPage: /^history\.(?:earlier|later)$/,
} as const;

/** One page of what happened with a partner, the latest first. */
export function historyView({
  partnerId,
  name,
  page,
  zone,
  today,
  entries,
  more,
  mayRedact = false,
  mayChange = () => false,
}: {
  partnerId: number;
  name: string;
  page: number;
  zone: string;
  today: Day;
  entries: readonly HistoryEntry[];
  more: boolean;
  /** Whether its reader may destroy a text. */
  mayRedact?: boolean;
  /** Whether its reader may change an entry. */
  mayChange?: (entry: EntryTies) => boolean;
}): ModalView {
  const pages = [
    ...(page > 0 ? [button(historyActions.later, 'Newer', `${partnerId}.${page - 1}`)] : []),
    ...(more ? [button(historyActions.earlier, 'Older', `${partnerId}.${page + 1}`)] : []),
  ];
  const draw = (entry: HistoryEntry, index: number): KnownBlock[] => {
    const drawn = section(entryText(entry, zone, today));
    const listed = 'listed' in entry.what ? entry.what.listed : null;
    const menu = listed && mayChange(listed) ? entryMenu(entry, listed.captureId, partnerId, page) : null;
    const value = entry.text && `${partnerId}.${page}.${entry.text.kind}.${entry.text.id}`;
    const redact =
      mayRedact && value
        ? labeled(redactedName(name, entry, index, zone), button(historyActions.redact, 'Redact…', value))
        : null;
    if (!menu) return [redact ? { ...drawn, accessory: redact } : drawn];
    return [{ ...drawn, accessory: menu }, ...(redact ? [actions([redact])] : [])];
  };
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(cut(name, 140)) },
    ...(entries.length === 0
      ? [section(page > 0 ? 'Nothing older.' : 'Nothing yet.')]
      : [
          ...entries.flatMap((one, index) => (isHelp(one) ? [] : draw(one, index))),
          ...(entries.some(isHelp) ? [{ type: 'divider' } as const, section(helpHeading)] : []),
          ...entries.flatMap((one, index) => (isHelp(one) ? draw(one, index) : [])),
        ]),
    ...(pages.length > 0 ? [actions(pages)] : []),
  ];
  return { type: 'modal', title: plain('History'), close: plain('Back'), blocks };
}

/** Help stands apart, beside neither expenses nor public reviews (RESPA § 8). */
const isHelp = ({ what }: HistoryEntry): boolean =>
  what.type === 'change' && what.action === 'partner helped';
const helpHeading = '*Help with their business*';

const entryChoices = ['edit', 'delete', 'note', 'restore'] as const;
type EntryChoice = (typeof entryChoices)[number];
const choiceLabels: Record<EntryChoice, string> = {
  edit: 'Edit…',
  delete: 'Delete',
  note: 'Add a note…',
  restore: 'Put it back',
};

/** What can be done with an entry. */
function entryMenu({ what, undone }: HistoryEntry, id: number, partnerId: number, page: number): Overflow {
  const noted: EntryChoice[] = what.type === 'touchpoint' ? ['note'] : [];
  const choices: EntryChoice[] = undone ? ['restore'] : ['edit', 'delete', ...noted];
  return {
    type: 'overflow',
    action_id: historyActions.entry,
    options: choices.map((how) => ({
      text: plain(choiceLabels[how]),
      value: `${partnerId}.${page}.${how}.${id}`,
    })),
  };
}

/** "12.0.delete.70", as a chosen option carries it. Null for anything else. */
export function readEntryChoice(
  value: string,
): { partnerId: number; page: number; how: EntryChoice; captureId: number } | null {
  const [, partnerId, page, choice, captureId] =
    /^(\d{1,10})\.(\d{1,4})\.([a-z]+)\.(\d{1,10})$/.exec(value) ?? [];
  const how = entryChoices.find((one) => one === choice);
  const ids = [partnerId, captureId].map(Number);
  if (!how || ids.some((id) => id >= 2 ** 31)) return null;
  return { partnerId: ids[0]!, page: Number(page), how, captureId: ids[1]! };
}

/** Which of a partner's texts: the day may have several. */
function redactedName(name: string, { at, text }: HistoryEntry, index: number, zone: string): string {
  const day = dayIn(zone, new Date(at));
  return `${name}, ${text?.kind} of ${fullDay(day, day)}, entry ${index + 1}`;
}

/** "*Tue, Jun 9* · Priya Patel · moved from keep in touch to core" */
function entryText({ at, by, undone, what }: HistoryEntry, zone: string, today: Day): string {
  const told = dayIn(zone, new Date(at));
  const day = fullDay(told, today);
  const [first = '', ...rest] = contentText(what, by, told, today).split('\n');
  const said = undone ? `~${first}~ (${goneBecause(what)})` : first;
  // A contact that no one told came with a file.
  const who = by ? quoted(by, 40) : what.type === 'touchpoint' ? 'imported' : 'Rapport';
  return [`*${day}* · ${who} · ${said}`, ...(undone ? [] : rest)].join('\n');
}

/** Why an entry no longer counts: it was deleted, or what an edit made of it stands elsewhere. */
function goneBecause(what: HistoryContent): string {
  if ('replaced' in what && what.replaced) return 'edited since';
  return what.type === 'change' ? 'undone' : 'deleted';
}

/** Above a card, after an entry was deleted there. Plain text. */
export const deletedNote = (
  one: { kind: TouchpointKind | null; word: string | null; on: Day },
  today: Day,
): string =>
  `Deleted: ${one.kind ? contactName({ kind: one.kind, word: one.word }) : 'attempt'}, ${fullDay(one.on, today)}.`;

export const restoredNote = 'It’s back.';

export const redactedNotes = {
  held: 'A legal hold covers this partner, the author, or someone else in the text. Nothing can be redacted until compliance lifts it.',
  gone: 'That text is already gone, or it isn’t about this partner.',
} as const;
