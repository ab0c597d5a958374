import type { Day } from '../../domain/days/day.ts';
import { fullDay, monthDay, withTime } from '../../domain/format.ts';
import type { RedactionReason } from '../../domain/privacy/redaction.ts';
import type { ChangedEntry, HistoryContent } from '../../domain/touchpoints/history.ts';
import { lowerFirst, quoted } from '../blocks.ts';
import { contactHow, contactName, plannedWords } from '../digest/digest-words.ts';
import { payerWords, tierWords } from '../kinds.ts';
import { changeText } from '../partners/partner-form.ts';
import { itemWords } from '../record/spend.ts';

/** What happened, in words, to go after who did it. Further lines are quotes. `told`: the day it was told. */
export function contentText(what: HistoryContent, by: string | null, told: Day, today: Day): string {
  switch (what.type) {
    case 'touchpoint':
      return `${contactHow(what)}${dayTold(what.on, told, today)}${what.note ? quote(what.note) : ''}`;
    case 'attempt':
      return `tried to reach them${dayTold(what.on, told, today)}`;
    case 'plan': {
      const planned = plannedWords(what);
      return `planned ${planned.what} ${planned.before} ${withTime(fullDay(what.on, today), what.at)}`;
    }
    case 'promise': {
      const due = what.dueOn ? `, by ${monthDay(what.dueOn, today)}` : '';
      return what.text ? `promised: ${quoted(what.text, 200)}${due}` : `promised something${due}`;
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

const quote = (text: string): string => `\n“${quoted(text, 300)}”`;

/** The day only where it is another one than the day it was told: " on Mon, Jun 8". */
const dayTold = (on: Day, told: Day, today: Day): string => (on === told ? '' : ` on ${fullDay(on, today)}`);

function changeOf(
  change: Extract<HistoryContent, { type: 'change' }>,
  by: string | null,
  today: Day,
): string {
  const { action, owner, tier, until, to, texts, reason: redactedBecause, entry } = change;
  const whose = owner && owner !== by ? `, in ${quoted(owner, 40)}’s book` : '';
  const after = (field: string) => texts.find((text) => text.field === field)?.after;
  const words = changeWords[action];
  switch (action) {
    case 'partner edited': {
      const changes = texts.map((text) => quoted(changeText(text), 160));
      return changes.length > 0 ? changes.join(', ') : 'edited this partner';
    }
    case 'relationship tier': {
      const from = tier.before ? ` from ${tierWords[tier.before]}` : '';
      const reason = after('reason');
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
      return `${words}${said ? quote(said) : ''}`;
    }
    case 'relationship handed over': {
      const note = after('note');
      return `handed over${to ? ` to ${quoted(to, 40)}` : ''}${note ? quote(note) : ''}`;
    }
    case 'partner lent':
      return `handed over${to ? ` to ${quoted(to, 40)}` : ''}${until ? ` through ${fullDay(until, today)}` : ''}`;
    case 'relationship later':
    case 'relationship deal':
    case 'relationship quiet':
      return `${words}${until ? ` until ${fullDay(until, today)}` : ''}${whose}`;
    default:
      if (entry?.on && action in entryDeeds)
        return `${entryDeeds[action]} the ${entryName(entry, entry.on, today)}`;
      return `${words ?? (action.endsWith(' undone') ? 'undid a change' : 'made a change')}${whose}`;
  }
}

/** "call of Mon, Jun 8", "lunch planned for Thu, Jun 18" */
function entryName({ what, kind }: ChangedEntry, on: Day, today: Day): string {
  const day = fullDay(on, today);
  if (what === 'attempt') return `attempt of ${day}`;
  const name = contactName({ kind: kind ?? 'visit', word: null });
  return what === 'plan' ? `${name} planned for ${day}` : `${name} of ${day}`;
}

/** What was done with an entry, before its name. */
const entryDeeds: Record<string, string> = {
  'capture edited': 'edited',
  'capture heard': 'added notes to',
  'capture undone': 'deleted',
  'capture restored': 'put back',
};

export const reasonWords: Record<RedactionReason, string> = {
  'borrower data': 'It has borrower data',
  'wrong person': 'It’s about someone else',
  'they asked': 'They asked us to',
  'should not stand here': 'It doesn’t belong here',
};

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
  'capture undone': 'deleted an entry',
  'capture restored': 'put an entry back',
};
