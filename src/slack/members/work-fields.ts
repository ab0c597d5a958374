import type { InputBlock } from '@slack/types';
import { timeZoneName } from '../../domain/format.ts';
import { isTimeZone, usTimeZones } from '../../domain/members/time-zones-and-regions.ts';
import { meetingsPerWeekMax } from '../../domain/policy.ts';
import { plain } from '../../messages/blocks.ts';
import { choiceField, type FieldErrors } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';

/** Where and how much a person works: fields for joining, personal settings, and branches. */

/** A zone that this Node does not know is not offered: one must be chosen. */
export function timeZoneField(own: string): InputBlock {
  const isOffered = !isTimeZone(own) || usTimeZones.some(([zone]) => zone === own);
  const zones = isOffered ? usTimeZones : [...usTimeZones, [own, timeZoneName(own)] as const];
  const choices = zones.map(([value, label]) => ({ value, label }));
  return choiceField('zone', 'Time zone', choices, isTimeZone(own) ? own : null, true);
}

export const meetingsField = (hint: string, initial: number | null, required: boolean): InputBlock => ({
  type: 'input',
  block_id: 'meetings',
  optional: !required,
  label: plain('How many partner meetings fit in your week?'),
  hint: plain(hint),
  element: {
    type: 'number_input',
    action_id: 'meetings',
    is_decimal_allowed: false,
    min_value: '1',
    max_value: String(meetingsPerWeekMax),
    ...(initial === null ? {} : { initial_value: String(initial) }),
  },
});

/** Returns null when nothing was typed. Anything but a whole number in range puts an error at the field. */
export function readMeetings(values: FormValues, errors: FieldErrors): number | null {
  const typed = values.typed.meetings?.meetings?.value;
  if (!typed) return null;
  const meetings = Number(typed);
  if (!Number.isInteger(meetings) || meetings < 1 || meetings > meetingsPerWeekMax)
    errors.meetings = `Enter a whole number from 1 to ${meetingsPerWeekMax}.`;
  return meetings;
}
