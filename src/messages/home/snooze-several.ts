import type { Button, InputBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { ShownLine } from '../../domain/digest/shown-line.ts';
import { fullDay, listOf, number, plural } from '../../domain/format.ts';
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

/** Whether a snooze takes the line off the list: our word to a partner stays there, whatever else waits. */
export const isSnoozable = ({ line, partner }: ShownLine): boolean =>
  partner.tier !== null && line.reasons.every(({ code }) => code !== 'promise' && code !== 'feedback');

/** Who of the list that was on screen. */
export const snoozedField = (partners: readonly Snoozable[]): InputBlock => ({
  type: 'input',
  block_id: 'snoozed',
  label: plain('Who?'),
  hint: plain('Promises and feedback can’t be snoozed. They stay on your list.'),
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
export function snoozedSeveral(snoozed: readonly string[], asked: number, until: Day, today: Day): string {
  const left = asked - snoozed.length;
  const rest =
    left === 0
      ? 'Due dates stay the same.'
      : `${number(left)} of those you chose ${plural(left, 'isn’t', 'aren’t')} yours anymore.`;
  return `Snoozed ${listOf(someNames(snoozed))} until ${fullDay(until, today)}. ${rest}`;
}

const namesMax = 5;

const someNames = (names: readonly string[]): string[] =>
  names.length <= namesMax
    ? names.map((name) => cut(name, 60))
    : [...someNames(names.slice(0, namesMax - 1)), `${number(names.length - namesMax + 1)} more`];
