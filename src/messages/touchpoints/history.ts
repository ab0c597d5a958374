import type { KnownBlock, ModalView } from '@slack/types';
import { type Day, dayIn } from '../../domain/days/day.ts';
import { fullDay, monthDay, shortDay } from '../../domain/format.ts';
import type { RedactionReason } from '../../domain/privacy/redaction.ts';
import type { HistoryContent, HistoryEntry } from '../../domain/touchpoints/history.ts';
import { actions, button, cut, lowerFirst, plain, quoted, section } from '../blocks.ts';
import { contactText, plannedNoun } from '../digest/digest-words.ts';
import { payerWords, tierWords } from '../kinds.ts';
import { changeText } from '../partners/partner-form.ts';
import { itemWords } from '../record/spend.ts';

export const historyActions = {
  earlier: 'history.earlier',
  later: 'history.later',
  redact: 'history.redact',
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
    ...(page > 0 ? [button(historyActions.later, 'Later', `${partnerId}.${page - 1}`)] : []),
    ...(more ? [button(historyActions.earlier, 'Earlier', `${partnerId}.${page + 1}`)] : []),
  ];
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(cut(name, 140)) },
    ...(entries.length === 0
      ? [section(page > 0 ? 'Nothing earlier.' : 'Nothing has happened yet.')]
      : entries.map((entry) => {
          const drawn = section(entryText(entry, zone, today));
          if (!mayRedact || !entry.text) return drawn;
          const value = `${partnerId}.${page}.${entry.text.kind}.${entry.text.id}`;
          return { ...drawn, accessory: button(historyActions.redact, 'Take out…', value) };
        })),
    ...(pages.length > 0 ? [actions(pages)] : []),
  ];
  return { type: 'modal', title: plain('History'), close: plain('Back'), blocks };
}

/** "*Tue, Jun 9* · Priya Patel · moved to core (was keep in touch)" */
function entryText({ at, by, undone, what }: HistoryEntry, zone: string, today: Day): string {
  const day = fullDay(dayIn(zone, new Date(at)), today);
  const text = contentText(what, by, dayIn(zone, new Date(at)), today);
  const [first = '', ...rest] = text.split('\n');
  const said = undone ? `~${first}~ (taken back)` : first;
  return [`*${day}* · ${by ? quoted(by, 40) : 'Rapport'} · ${said}`, ...(undone ? [] : rest)].join('\n');
}

function contentText(what: HistoryContent, by: string | null, told: Day, today: Day): string {
  switch (what.type) {
    case 'touchpoint':
      return `${contactWords(what, told, today)}${what.note ? `\n“${quoted(what.note, 300)}”` : ''}`;
    case 'attempt':
      return `left a message ${shortDay(what.on, today)}`;
    case 'plan':
      return `planned ${what.word ? quoted(what.word, 40) : plannedNoun(what.kind)} for ${shortDay(what.on, today)}`;
    case 'promise': {
      const by = what.dueOn ? `, by ${monthDay(what.dueOn, today)}` : '';
      return what.text ? `promised: ${quoted(what.text, 200)}${by}` : `promised something${by}`;
    }
    case 'feedback':
      return what.nothing ? 'asked what we could do better: nothing to mend' : 'heard feedback';
    case 'growing':
      return `told what they are trying to grow${what.text ? `: ${quoted(what.text, 200)}` : ''}`;
    case 'record':
      return `wrote into the record: ${itemWords[what.item]}${what.payer ? `, ${payerWords[what.payer].said}` : ''}`;
    case 'change':
      return changeOf(what, by, today);
  }
}

/** The day only where it is another one than the day it was told. */
function contactWords(
  contact: Extract<HistoryContent, { type: 'touchpoint' }>,
  told: Day,
  today: Day,
): string {
  const text = lowerFirst(contactText({ ...contact, what: 'touchpoint' }, today));
  return contact.on === told ? text.slice(0, -shortDay(contact.on, today).length).trim() : text;
}

type Change = Extract<HistoryContent, { type: 'change' }>;

function changeOf(
  { action, owner, tier, until, to, texts, reason: redactedBecause }: Change,
  by: string | null,
  today: Day,
): string {
  const whose = owner && owner !== by ? ` (${quoted(owner, 40)}’s)` : '';
  const reason = texts.find((text) => text.field === 'reason')?.after;
  const note = texts.find((text) => text.field === 'note')?.after;
  const day = until ? ` until ${fullDay(until, today)}` : '';
  const base = action.replace(/ undone$/, '');
  const words = changeWords[base];
  if (base !== action) return `took back: ${words ?? base.split(' ').slice(1).join(' ')}`;
  switch (action) {
    case 'partner edited': {
      const changes = texts.map((text) => quoted(changeText(text), 160));
      return changes.length > 0 ? changes.join(', ') : 'edited';
    }
    case 'relationship tier': {
      const was = tier.before ? ` (was ${tierWords[tier.before]})` : '';
      const why = reason ? `\nOver the cap: “${quoted(reason, 300)}”` : '';
      return `moved to ${tier.after ? tierWords[tier.after] : 'another tier'}${was}${whose}${why}`;
    }
    case 'partner redacted':
      return `took a text out: ${redactedBecause ? reasonWords[redactedBecause].toLowerCase() : 'no reason is given'}`;
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
      return `lent${to ? ` to ${quoted(to, 40)}` : ''}${day}`;
    case 'relationship later':
    case 'relationship deal':
    case 'relationship quiet':
      return `${words}${day}${whose}`;
    default:
      return `${words ?? action}${whose}`;
  }
}

export const reasonWords: Record<RedactionReason, string> = {
  'borrower data': 'It holds data of a borrower',
  'wrong person': 'It is about somebody else',
  'they asked': 'They asked for it',
  'should not stand here': 'It should not stand here',
};

export const redactedNotes = {
  held: 'A hold is on them, on who wrote it, or on somebody it was told of as well: nothing is taken out until compliance lifts it.',
  gone: 'That text is gone already, or is none of theirs.',
} as const;

const changeWords: Record<string, string> = {
  'partner added': 'added',
  'partner edited': 'edited',
  'partner fit': 'answered the four questions of fit',
  'partner merged': 'merged two entries into one',
  'partner partners imported': 'imported',
  'relationship tier': 'changed the tier',
  'relationship recommit': 'chose to keep going',
  'relationship archive': 'let go',
  'relationship brought back': 'brought back',
  'relationship taken on': 'took them on',
  'relationship handed over': 'handed over',
  'relationship later': 'put off',
  'relationship deal': 'working a deal',
  'relationship quiet': 'quiet',
  'relationship decision': 'a decision',
  'relationship later undone': 'no longer put off',
  'partner helped': 'helped their business',
  'partner asked': 'asked for an introduction',
  'partner ask answered': 'noted what they answered to an ask',
  'partner spoke up': 'noted that they spoke up for us',
  'partner promised': 'promised something',
  'partner hard closing': 'noted that a closing went hard',
  'partner recorded': 'wrote into the record',
  'promise done': 'kept a promise',
  'promise reopened': 'opened a promise again',
  'promise moved': 'moved a promise',
  'promise dropped': 'dropped a promise',
  'feedback take on': 'is on it (feedback)',
  'feedback answer': 'answered feedback',
  'feedback tell': 'told them what came of their feedback: loop closed',
  'feedback could not tell': 'closed feedback: could not tell them',
  'feedback detailed': 'said whose feedback it is',
  'feedback edited': 'edited feedback',
  'feedback taken back': 'took feedback back',
  'capture edited': 'edited a touchpoint',
  'capture undone': 'took a touchpoint back',
};
