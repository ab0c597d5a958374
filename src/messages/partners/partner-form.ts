import type { KnownBlock, ModalView } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { monthDay, yearDay } from '../../domain/format.ts';
import type { EditableField } from '../../domain/partners/partner-fields.ts';
import type { Tier } from '../../domain/words.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  cut,
  type Message,
  plain,
  quoted,
  section,
} from '../blocks.ts';
import { tierWords } from '../kinds.ts';
import { cardActions } from './card-actions.ts';

export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

const fieldWords: Record<EditableField, string> = {
  name: 'name',
  company: 'company',
  kind: 'kind',
  phone: 'phone',
  email: 'e-mail',
  growing: 'what they grow',
  birthday: 'birthday',
  anniversary: 'business anniversary',
};

const fieldWord = (field: string): string => fieldWords[field as EditableField] ?? field;

const valueWord = ({ field, after }: FieldChange): string =>
  after === null ? 'nothing' : field === 'birthday' || field === 'anniversary' ? yearDay(after) : after;

/** "Saved. Moved to Reed Homes." Plain text. */
export function editedNote(changes: readonly FieldChange[]): string {
  const said = changes.map((change) => changeText(change)).join(', ');
  return `Saved: ${said}.`;
}

/** "moved to Reed Homes", "phone is 555-0142 now", "birthday taken out". Plain text. */
export function changeText(change: FieldChange): string {
  if (change.field === 'company' && change.after)
    return change.before ? `moved to ${cut(change.after, 80)}` : `company is ${cut(change.after, 80)}`;
  if (change.after === null) return `${fieldWord(change.field)} taken out`;
  return `${fieldWord(change.field)} is “${cut(valueWord(change), 80)}” now`;
}

/** What somebody else saved while this one was writing, for mrkdwn. */
export function changedMeanwhile(changes: readonly FieldChange[], by: string | null): string {
  const who = by ? quoted(by, 60) : 'Somebody';
  const lines = changes.map((change) => `• ${fieldWord(change.field)}: ${quoted(valueWord(change), 120)}`);
  return [
    `*Not saved yet.* ${who} changed this partner while you were writing:`,
    ...lines,
    'Fields that you left alone say what they say now. Save keeps what stands below.',
  ].join('\n');
}

/** Over the cap, for mrkdwn; who holds the tier is in the menu below. */
export const tierIsFull = ({ tier, cap, holders }: FullTier): string =>
  `*${capitalize(tierWords[tier])} is full*: ${holders.length} of ${cap}. A limited number of close partners is the point; whom do you move one tier down?`;

export interface FullTier {
  tier: Tier;
  cap: number;
  holders: { relationshipId: number; partnerName: string; lastTouchOn: Day | null }[];
}

const because = {
  phone: 'has the same phone',
  'e-mail': 'has the same e-mail',
  'name and company': 'has this name and company',
  name: 'has this name',
} as const;

/** Somebody here may be the person that is to be added. */
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
    title: plain('Here already?'),
    submit: plain('No, add as new'),
    close: plain('Back'),
    blocks: [
      section(`*${quoted(fields.name, 80)}* may be here already. Is it one of these?`),
      ...candidates.map((one): KnownBlock => {
        const who = one.own
          ? 'with you already'
          : one.owners.length > 0
            ? `with ${one.owners.map((name) => quoted(name, 40)).join(', ')}`
            : 'nobody looks after them';
        const name = [one.name, one.company].filter(Boolean).map((text) => quoted(text ?? '', 80));
        return {
          ...section(`*${name[0]}*${name[1] ? ` · ${name[1]}` : ''}\n${because[one.because]}, ${who}`),
          accessory: button(cardActions.open, 'It’s them', String(one.id)),
        };
      }),
    ],
  };
}

/** After a partner was added whose form is gone. */
export function addedMessage(name: string, tier: Tier, partnerId: number): Message {
  const text = `✓ ${asTyped(name)} is with you now: ${tierWords[tier]}.`;
  return {
    text,
    blocks: [section(text), actions([button(cardActions.open, 'Open', String(partnerId))])],
  };
}

/** "last seen Jun 9", "never seen" for a choice of whom to move. */
export const seenWords = (on: Day | null, today: Day): string =>
  on ? `last contact ${monthDay(on, today)}` : 'no contact yet';
