import type { KnownBlock } from '@slack/types';
import { plural, typedDay, yearDay } from '../../domain/format.ts';
import type { PartnerRow } from '../../domain/partners/partner-row.ts';
import { shownNumber, withNumbers } from '../../domain/partners/phone-numbers.ts';
import { tierNames } from '../../domain/partners/tiers.ts';
import { asTyped, cut, section } from '../blocks.ts';

/** The first rows of a file as they were understood: whether a column was mistaken for another shows at a glance. */
export function rowsAsRead(rows: readonly PartnerRow[]): KnownBlock[] {
  if (rows.length === 0) return [];
  const title = `*${plural(rows.length, 'The first row', 'The first rows')}, as I read ${plural(rows.length, 'it', 'them')}:*`;
  return [section([title, ...rows.map((row) => `• ${asTyped(cut(rowAsRead(row), 300))}`)].join('\n'))];
}

/** Who it is, and below how to reach them: in one line, a phone would break in two on a phone. */
function rowAsRead(row: PartnerRow): string {
  const who = [
    row.name,
    row.company,
    row.kind === 'other' ? null : row.kind,
    row.tier === 'resting' ? null : tierNames[row.tier],
  ];
  const more = [
    row.phone && withNumbers(row.phone, shownNumber, (text) => text).join(''),
    row.email,
    row.lastTouch && `last contact ${typedDay(row.lastTouch.on)}`,
    row.birthday && `birthday ${yearDay(row.birthday)}`,
    row.anniversary && `business anniversary ${yearDay(row.anniversary)}`,
  ];
  return [who, more]
    .map((parts) => parts.filter(Boolean).join(' · '))
    .filter(Boolean)
    .join('\n');
}
