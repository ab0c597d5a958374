import type { Day } from '../days/day.ts';
import type { Tier } from '../words.ts';
import { readContactWord } from './cells/words.ts';
import { exportColumns } from './partner-columns.ts';
import { tierNames } from './tiers.ts';

/** The files of an export, in Slack and on the command line. */

export interface ExportedPartner {
  id: number;
  branch: string;
  name: string;
  company: string | null;
  kind: string;
  tier: Tier;
  ownerEmail: string | null;
  phone: string | null;
  email: string | null;
  lastTouchOn: Day | null;
  lastKind: string | null;
  /** What the person called it. */
  lastWord: string | null;
  growing: string | null;
  /** MM-DD. */
  birthday: string | null;
  anniversary: string | null;
  /** When a clock next comes due. */
  nextDue: Day | null;
}

export interface ExportedTouchpoint {
  branch: string;
  on: Day;
  kind: string;
  word: string | null;
  partner: string;
  company: string | null;
  members: string;
  note: string | null;
}

/** The import's columns, and when they are due, which no import reads. */
export const partnerHeader = exportColumns;

/** @param all without it: names, companies, tiers, owners, and days only */
export const partnerCells = (one: ExportedPartner, { all }: { all: boolean }): (string | number | null)[] => [
  one.id,
  one.branch,
  one.name,
  one.company,
  one.kind,
  tierNames[one.tier],
  one.ownerEmail,
  all ? one.phone : null,
  all ? one.email : null,
  one.lastTouchOn,
  one.lastTouchOn && lastKindOf(one),
  all ? one.growing : null,
  all ? one.birthday : null,
  all ? one.anniversary : null,
  one.nextDue,
];

/** Their word for it, where an import knows what it is: "coffee". The name of an event could be anything. */
function lastKindOf({ lastKind, lastWord }: ExportedPartner): string | null {
  if (lastWord === null) return lastKind;
  const { value } = readContactWord(lastWord);
  return value?.kind === lastKind && value.word === lastWord ? lastWord : lastKind;
}

export const touchpointHeader = [
  'branch',
  'day',
  'kind',
  'word',
  'partner',
  'company',
  'members',
  'note',
] as const;

export const touchpointCells = (one: ExportedTouchpoint): (string | null)[] => [
  one.branch,
  one.on,
  one.kind,
  one.word,
  one.partner,
  one.company,
  one.members,
  one.note,
];
