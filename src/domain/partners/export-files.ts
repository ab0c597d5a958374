import type { Day } from '../days/day.ts';
import type { Tier } from '../words.ts';
import { type PartnerColumn, partnerColumns } from './partner-columns.ts';
import { tierNames } from './tiers.ts';

/** The two files of an export, in Slack and on the command line. */

export interface ExportedPartner {
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
  growing: string | null;
  /** MM-DD. */
  birthday: string | null;
  anniversary: string | null;
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

/** What a file shows. `all` without it: names, companies, tiers, owners, and days only. */
export interface Shown {
  /** Whether it has a column for the branch, which an import does not know. */
  branches: boolean;
  all: boolean;
}

/** The import's columns, so that the file can be imported again. For all branches, the branch column comes first. */
export const partnerHeader = ({ branches }: Shown): ('branch' | PartnerColumn)[] => [
  ...(branches ? (['branch'] as const) : []),
  ...partnerColumns,
];

export const partnerCells = (one: ExportedPartner, { branches, all }: Shown): (string | null)[] => [
  ...(branches ? [one.branch] : []),
  one.name,
  one.company,
  one.kind,
  tierNames[one.tier],
  one.ownerEmail,
  all ? one.phone : null,
  all ? one.email : null,
  one.lastTouchOn,
  one.lastTouchOn && one.lastKind,
  all ? one.growing : null,
  all ? one.birthday : null,
  all ? one.anniversary : null,
];

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
