import type { KnownBlock, ModalView, Overflow } from '@slack/types';
import { type Day, dayIn } from '../../domain/days/day.ts';
import { fullDay, monthDay, withTime } from '../../domain/format.ts';
import type { RedactionReason } from '../../domain/privacy/redaction.ts';
import type { HistoryContent, HistoryEntry } from '../../domain/touchpoints/history.ts';
import { actions, button, cut, labeled, lowerFirst, plain, quoted, section } from '../blocks.ts';
import { contactHow, plannedWords } from '../digest/digest-words.ts';
import { payerWords, tierWords } from '../kinds.ts';
import { changeText } from '../partners/partner-form.ts';
import { itemWords } from '../record/spend.ts';

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
}): ModalView {
  const pages = [
    ...(page > 0 ? [button(historyActions.later, 'Newer', `${partnerId}.${page - 1}`)] : []),
    ...(more ? [button(historyActions.earlier, 'Older', `${partnerId}.${page + 1}`)] : []),
  ];
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(cut(name, 140)) },
    ...(entries.length === 0
      ? [section(page > 0 ? 'Nothing older.' : 'Nothing yet.')]
      : entries.flatMap((entry, index) => {
          const drawn = section(entryText(entry, zone, today));
          const menu = entryMenu(entry, partnerId, page);
          const value = entry.text && `${partnerId}.${page}.${entry.text.kind}.${entry.text.id}`;
          const redact =
            mayRedact && value
              ? labeled(
                  redactedName(name, entry, index, zone),
                  button(historyActions.redact, 'Redact…', value),
                )
              : null;
          if (!menu) return redact ? { ...drawn, accessory: redact } : drawn;
          return [{ ...drawn, accessory: menu }, ...(redact ? [actions([redact])] : [])];
        })),
    ...(pages.length > 0 ? [actions(pages)] : []),
  ];
  return { type: 'modal', title: plain('History'), close: plain('Back'), blocks };
}

const entryChoices = ['edit', 'delete', 'restore'] as const;
type EntryChoice = (typeof entryChoices)[number];
const choiceLabels: Record<EntryChoice, string> = {
  edit: 'Edit…',
  delete: 'Delete',
  restore: 'Put it back',
};

/** What its teller can do with an entry. Null for everyone else's. */
function entryMenu({ what, undone }: HistoryEntry, partnerId: number, page: number): Overflow | null {
  const id = 'entryId' in what ? what.entryId : null;
  if (!id) return null;
  const choices: EntryChoice[] = undone ? ['restore'] : ['edit', 'delete'];
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
  const day = fullDay(dayIn(zone, new Date(at)), today);
  const text = contentText(what, by, dayIn(zone, new Date(at)), today);
  const [first = '', ...rest] = text.split('\n');
  const said = undone ? `~${first}~ (undone)` : first;
  return [`*${day}* · ${by ? quoted(by, 40) : 'Rapport'} · ${said}`, ...(undone ? [] : rest)].join('\n');
}

function contentText(what: HistoryContent, by: string | null, told: Day, today: Day): string {
  switch (what.type) {
    case 'touchpoint':
      return `${contactHow(what)}${dayTold(what.on, told, today)}${what.note ? `\n“${quoted(what.note, 300)}”` : ''}`;
    case 'attempt':
      return `tried to reach them${dayTold(what.on, told, today)}`;
    case 'plan': {
      const planned = plannedWords(what);
      return `planned ${planned.what} ${planned.before} ${withTime(fullDay(what.on, today), what.at)}`;
    }
    case 'promise': {
      const by = what.dueOn ? `, by ${monthDay(what.dueOn, today)}` : '';
      return what.text ? `promised: ${quoted(what.text, 200)}${by}` : `promised something${by}`;
    }
    case 'feedback':
      return what.nothing ? 'asked what we could do better: all good' : 'heard feedback';
    case 'growing':
      return `noted what they’re trying to grow${what.text ? `: ${quoted(what.text, 200)}` : ''}`;
    case 'record':
      return `added an expense: ${itemWords[what.item]}${what.payer ? `, ${payerWords[what.payer].said}` : ''}`;
    case 'change':
      return changeOf(what, by, today);
  }
}

/** The day only where it is another one than the day it was told: " on Mon, Jun 8". */
const dayTold = (on: Day, told: Day, today: Day): string => (on === told ? '' : ` on ${fullDay(on, today)}`);

type Change = Extract<HistoryContent, { type: 'change' }>;

function changeOf(
  { action, owner, tier, until, to, texts, reason: redactedBecause }: Change,
  by: string | null,
  today: Day,
): string {
  const whose = owner && owner !== by ? `, in ${quoted(owner, 40)}’s book` : '';
  const reason = texts.find((text) => text.field === 'reason')?.after;
  const note = texts.find((text) => text.field === 'note')?.after;
  const day = until ? ` until ${fullDay(until, today)}` : '';
  const words = changeWords[action];
  switch (action) {
    case 'partner edited': {
      const changes = texts.map((text) => quoted(changeText(text), 160));
      return changes.length > 0 ? changes.join(', ') : 'edited this partner';
    }
    case 'relationship tier': {
      const from = tier.before ? ` from ${tierWords[tier.before]}` : '';
      const why = reason ? `\nOver the limit: “${quoted(reason, 300)}”` : '';
      return `moved${from} to ${tier.after ? tierWords[tier.after] : 'another tier'}${whose}${why}`;
    }
    case 'partner redacted':
      return `redacted text: ${redactedBecause ? lowerFirst(reasonWords[redactedBecause]) : 'no reason given'}`;
    case 'partner helped':
    case 'partner asked':
    case 'partner ask answered':
    case 'partner spoke up':
    case 'promise moved':
    case 'promise dropped': {
      const said = texts.map((text) => text.after).find((text) => text !== null);
      return `${words}${said ? `\n“${quoted(said, 300)}”` : ''}`;
    }
    case 'relationship handed over':
      return `handed over${to ? ` to ${quoted(to, 40)}` : ''}${note ? `\n“${quoted(note, 300)}”` : ''}`;
    case 'partner lent':
      return `handed over${to ? ` to ${quoted(to, 40)}` : ''}${until ? ` through ${fullDay(until, today)}` : ''}`;
    case 'relationship later':
    case 'relationship deal':
    case 'relationship quiet':
      return `${words}${day}${whose}`;
    default:
      return `${words ?? (action.endsWith(' undone') ? 'undid a change' : 'made a change')}${whose}`;
  }
}

export const reasonWords: Record<RedactionReason, string> = {
  'borrower data': 'It has borrower data',
  'wrong person': 'It’s about someone else',
  'they asked': 'They asked us to',
  'should not stand here': 'It doesn’t belong here',
};

export const redactedNotes = {
  held: 'A legal hold covers this partner, the author, or someone else in the text. Nothing can be redacted until compliance lifts it.',
  gone: 'That text is already gone, or it isn’t about this partner.',
} as const;

const changeWords: Record<string, string> = {
  'partner added': 'added this partner',
  'partner fit': 'answered the four fit questions',
  'partner merged': 'merged duplicates',
  'partner partners imported': 'imported',
  'relationship recommit': 'chose to keep going',
  'relationship archive': 'archived',
  'relationship brought back': 'brought back',
  'relationship taken on': 'took over',
  'relationship later': 'snoozed',
  'relationship deal': 'set “working a deal”',
  'relationship quiet': 'paused reminders',
  'relationship known for years': 'said they go back years',
  'relationship later undone': 'undid a snooze',
  'relationship decision undone': 'undid a decision',
  'partner helped': 'helped their business',
  'partner asked': 'asked for an introduction',
  'partner ask answered': 'noted their answer to our ask',
  'partner spoke up': 'added a public review',
  'partner promised': 'promised something',
  'partner hard closing': 'noted a rough closing',
  'partner recorded': 'added an expense',
  'promise done': 'kept a promise',
  'promise reopened': 'reopened a promise',
  'promise moved': 'moved a promise',
  'promise dropped': 'dropped a promise',
  'promise moved back': 'moved a promise back',
  'feedback take on': 'started on their feedback',
  'feedback answer': 'answered feedback',
  'feedback tell': 'told them what came of their feedback (loop closed)',
  'feedback could not tell': 'closed feedback without reaching them',
  'feedback detailed': 'set who answers their feedback',
  'feedback edited': 'edited feedback',
  'feedback taken back': 'deleted feedback',
  'feedback withdrawn': 'withdrew feedback: it wasn’t any',
  'feedback moved': 'moved feedback here from another partner',
  'feedback moved away': 'moved feedback to another partner',
  'capture edited': 'edited an entry',
  'capture heard': 'added notes',
  'capture logged for': 'logged an entry for a colleague',
  'capture added': 'added to an entry',
  'capture separated': 'made what was added an entry of its own',
  'capture plan held': 'said the plan happened',
  'capture plan missed': 'said the plan didn’t happen',
  'capture plan dropped': 'canceled the plan',
  'capture plan moved': 'moved the plan',
  'capture plan reopened': 'reopened the plan',
  'capture undone': 'undid an entry',
  'capture restored': 'restored an entry',
};
