import type { Day } from '../days/day.ts';
import type { Payer } from '../words.ts';
import type { OfferedTo, SpendItem } from './spend.ts';

/** The columns of the expense record as a file, in Slack and on the command line. */
export const expenseRecordColumns = [
  'id',
  'entry',
  'in_effect',
  'recorded_at',
  'recorded_by',
  'occurred_on',
  'item',
  'payer',
  'amount',
  'currency',
  'partners',
  'members',
  'purpose',
  'attendees',
  'what',
  'offered_to',
  'not_for_referrals',
  'branch',
] as const;

export interface ExpenseRecordLine {
  id: number;
  entry: 'stated' | 'withdrawn';
  holds: boolean;
  recordedAt: Date;
  by: string;
  on: Day;
  item: SpendItem;
  payer: Payer | null;
  amountCents: number | null;
  currency: string;
  offeredTo: OfferedTo | null;
  attested: boolean | null;
  purpose: string | null;
  attendees: string | null;
  what: string | null;
  partners: string | null;
  members: string | null;
  branch: string;
}

/** The cells of one line, in column order. */
export const expenseRecordCells = (one: ExpenseRecordLine): (string | number | null)[] => [
  one.id,
  one.entry,
  one.holds ? 'yes' : 'no',
  new Date(one.recordedAt).toISOString(),
  one.by,
  one.on,
  one.item,
  one.payer ?? 'not stated',
  one.amountCents === null ? null : (one.amountCents / 100).toFixed(2),
  one.currency,
  one.partners,
  one.members,
  one.purpose,
  one.attendees,
  one.what,
  one.offeredTo,
  one.attested === null ? null : one.attested ? 'attested' : 'no',
  one.branch,
];
