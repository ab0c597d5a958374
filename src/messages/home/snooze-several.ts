import type { Button, InputBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, fullDay, number, plural } from '../../domain/format.ts';
import { button, cut, plain } from '../blocks.ts';
import { nameAndCompany } from '../names.ts';

/** Opens the form; `slack/home/snooze-several.form.ts` answers it. */
export const snoozeSeveralAction = 'home.snooze-several';

export const snoozeSeveralButton = (): Button => button(snoozeSeveralAction, 'Snooze several…', 'several');

/** Slack's limit for the options of a menu. */
export const snoozedMax = 100;

export interface Snoozable {
  partnerId: number;
  name: string;
  company: string | null;
}

/** Who of the list that was on screen. */
export const snoozedField = (partners: readonly Snoozable[]): InputBlock => ({
  type: 'input',
  block_id: 'snoozed',
  label: plain('Who?'),
  element: {
    type: 'multi_static_select',
    action_id: 'snoozed',
    options: partners.slice(0, snoozedMax).map((partner) => ({
      text: plain(cut(nameAndCompany(partner), 75)),
      value: String(partner.partnerId),
    })),
  },
});

export const nobodyToSnooze = 'There’s no one to snooze here.';

/** Above Home afterward. `asked`: how many were chosen. */
export function snoozedSeveral(snoozed: number, asked: number, until: Day, today: Day): string {
  const left = asked - snoozed;
  const rest =
    left === 0
      ? 'Due dates stay the same.'
      : `${number(left)} of those you chose ${plural(left, 'isn’t', 'aren’t')} yours anymore.`;
  return `Snoozed ${count(snoozed, 'partner')} until ${fullDay(until, today)}. ${rest}`;
}
