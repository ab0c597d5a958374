import type { InputBlock } from '@slack/types';
import { timeZoneName } from '../../domain/format.ts';
import { isTimeZone, usTimeZones } from '../../domain/members/time-zones-and-regions.ts';
import { meetingsPerWeekDefault, meetingsPerWeekMax, planReminderMinutes } from '../../domain/policy.ts';
import { type MemberKind, memberKinds } from '../../domain/words.ts';
import { plain } from '../../messages/blocks.ts';
import { choiceField, type FieldErrors, readOptions } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';

/** Where, as what, and how much a person works, and what reminds them: fields for personal settings and branches. */

/** A zone that this Node does not know is not offered: one must be chosen. */
export function timeZoneField(own: string): InputBlock {
  const isOffered = !isTimeZone(own) || usTimeZones.some(([zone]) => zone === own);
  const zones = isOffered ? usTimeZones : [...usTimeZones, [own, timeZoneName(own)] as const];
  const choices = zones.map(([value, label]) => ({ value, label }));
  return choiceField('zone', 'Time zone', choices, isTimeZone(own) ? own : null, true);
}

const kindLabels: Record<MemberKind, string> = {
  originator: 'Loan officer: I take applications',
  'relationship manager': 'Relationship manager: I keep up with partners',
};

const kindOption = (kind: MemberKind) => ({ text: plain(kindLabels[kind]), value: kind });

export const kindField = (kind: MemberKind): InputBlock => ({
  type: 'input',
  block_id: 'kind',
  label: plain('What’s your role?'),
  element: {
    type: 'radio_buttons',
    action_id: 'kind',
    options: memberKinds.map(kindOption),
    initial_option: kindOption(kind),
  },
});

const reminded = {
  text: plain(`Remind me ${planReminderMinutes} minutes before a meeting`),
  value: 'reminded',
};

export const reminderField = (isOn: boolean): InputBlock => ({
  type: 'input',
  block_id: 'reminder',
  optional: true,
  label: plain('Reminders'),
  hint: plain('For plans that have a time.'),
  element: {
    type: 'checkboxes',
    action_id: 'reminder',
    options: [reminded],
    ...(isOn ? { initial_options: [reminded] } : {}),
  },
});

/** Null for a form that did not ask. */
export const readReminder = (values: FormValues): boolean | null =>
  values.typed.reminder ? readOptions(values, 'reminder').includes('reminded') : null;

export const meetingsField = (initial: number): InputBlock => ({
  type: 'input',
  block_id: 'meetings',
  label: plain('How many partner meetings fit in your week?'),
  hint: plain(
    `This sets how many close partners you can have. Usually ${meetingsPerWeekDefault.originator} for loan officers, ${meetingsPerWeekDefault['relationship manager']} for relationship managers.`,
  ),
  element: {
    type: 'number_input',
    action_id: 'meetings',
    is_decimal_allowed: false,
    min_value: '1',
    max_value: String(meetingsPerWeekMax),
    initial_value: String(initial),
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
