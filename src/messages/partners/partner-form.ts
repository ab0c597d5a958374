import type { KnownBlock, ModalView } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { listOf, monthDay, plural, yearDay } from '../../domain/format.ts';
import type { EditableField } from '../../domain/partners/partner-fields.ts';
import { shownPhone } from '../../domain/partners/phone-numbers.ts';
import { withoutEnd } from '../../domain/without-end.ts';
import type { Tier } from '../../domain/words.ts';
import {
  actions,
  button,
  capitalize,
  cut,
  labeled,
  type Message,
  plain,
  quoted,
  section,
} from '../blocks.ts';
import { tierWords } from '../kinds.ts';
import { nameAndCompany } from '../names.ts';
import { cardActions } from './card-actions.ts';

export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

const fieldWords: Record<EditableField, string> = {
  name: 'name',
  company: 'company',
  kind: 'profession',
  phone: 'phone',
  email: 'email',
  growing: 'growth goal',
  birthday: 'birthday',
  anniversary: 'business anniversary',
};

const fieldWord = (field: string): string => fieldWords[field as EditableField] ?? field;

function valueWord({ field, after }: FieldChange): string {
  if (after === null) return 'removed';
  if (field === 'birthday' || field === 'anniversary') return yearDay(after);
  return field === 'phone' ? shownPhone(after) : after;
}

/** "Saved: changed company to Reed Homes and removed birthday." Plain text. */
export function editedNote(changes: readonly FieldChange[]): string {
  return `Saved: ${listOf(changes.map((change) => changeText(change)))}.`;
}

/** "changed company to Reed Homes", "added birthday Jun 9", "removed email". Plain text. */
export function changeText(change: FieldChange): string {
  const field = fieldWord(change.field);
  if (change.after === null) return `removed ${field}`;
  // The goal is a sentence of theirs, and may bring a period of its own.
  const value = cut(withoutEnd(valueWord(change), '.'), 80);
  return change.before === null ? `added ${field} ${value}` : `changed ${field} to ${value}`;
}

/** What someone else saved while this one was writing, for mrkdwn. */
export function changedMeanwhile(changes: readonly FieldChange[], by: string | null): string {
  const who = by ? quoted(by, 60) : 'Someone';
  const lines = changes.map((change) => `• ${fieldWord(change.field)}: ${quoted(valueWord(change), 120)}`);
  return [
    `*Not saved yet.* ${who} changed this partner while you were editing:`,
    ...lines,
    'I updated the fields you hadn’t touched. Save keeps what’s below.',
  ].join('\n');
}

/** Over the cap, for mrkdwn; who holds the tier is in the menu below. */
export const tierIsFull = ({ tier, cap, holders }: FullTier): string =>
  `*${capitalize(tierWords[tier])} is full*: ${holders.length} of ${cap}. A limited number of close partners is the point; who moves down a tier?`;

export interface FullTier {
  tier: Tier;
  cap: number;
  holders: { relationshipId: number; partnerName: string; lastTouchOn: Day | null }[];
}

const because = {
  phone: 'Same phone number',
  email: 'Same email',
  'name and company': 'Same name and company',
  name: 'Same name',
  alike: 'May be the same person',
} as const;

/** Someone here may be the person to be added. */
export function sameView(
  fields: { name: string; company: string | null },
  candidates: readonly {
    id: number;
    name: string;
    company: string | null;
    because: keyof typeof because;
    owners: string[];
    own: boolean;
  }[],
): Pick<ModalView, 'title' | 'submit' | 'close' | 'blocks'> {
  return {
    title: plain('Already here?'),
    submit: plain('None of these: add new'),
    close: plain('Back'),
    blocks: [
      section(`*${quoted(fields.name, 80)}* may already be here. Is it one of these?`),
      ...candidates.map((one): KnownBlock => {
        const who = one.own
          ? 'already yours'
          : one.owners.length > 0
            ? `${plural(one.owners.length, 'owner', 'owners')}: ${listOf(one.owners.map((name) => quoted(name, 40)))}`
            : 'no owner yet';
        const name = [one.name, one.company].filter(Boolean).map((text) => quoted(text ?? '', 80));
        return {
          ...section(`*${name[0]}*${name[1] ? ` · ${name[1]}` : ''}\n${because[one.because]} · ${who}`),
          accessory: labeled(nameAndCompany(one), button(cardActions.open, 'That’s them', String(one.id))),
        };
      }),
    ],
  };
}

/** After a partner was added whose form is gone. */
export function addedMessage(name: string, tier: Tier, partnerId: number): Message {
  const said = `✓ Added *${quoted(name, 80)}* to your partners (${tierWords[tier]}).`;
  return {
    text: `✓ Added ${quoted(name, 80)}.`,
    blocks: [section(said), actions([button(cardActions.open, 'Open', String(partnerId))])],
  };
}

/** "last seen Jun 9", "never seen" for a choice of who moves. */
export const seenWords = (on: Day | null, today: Day): string =>
  on ? `last contact ${monthDay(on, today)}` : 'no contact yet';
