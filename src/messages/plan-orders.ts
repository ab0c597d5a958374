import type { Button } from '@slack/types';
import type { Day } from '../domain/days/day.ts';
import { listOf, shortDay, withTime } from '../domain/format.ts';
import type { TouchpointKind } from '../domain/words.ts';
import { naming, openButton, planButton, todaysListButton } from './asking/ask-controls.ts';
import {
  actions,
  button,
  capitalize,
  cut,
  type Message,
  plainMessage,
  quoted,
  section,
  spoken,
} from './blocks.ts';
import { contactName } from './digest/digest-words.ts';
import { planTitle } from './evening/questions.ts';

/** The buttons under an answer about a plan; `slack/plans/plan-orders.buttons.ts` answers them. */
export const planActions = {
  /** Those in rows are followed by their place, because ids in a row differ. */
  cancel: 'plan.cancel',
  /** Carries the plan, the day, and the hour. */
  moveTo: 'plan.move-to',
  move: 'plan.move',
  undoCancel: 'plan.undo-cancel',
  leave: 'plan.leave',
} as const;

interface Planned {
  id: number;
  partnerIds: readonly number[];
  partnerNames: readonly string[];
  kind: TouchpointKind;
  word: string | null;
  plannedOn: Day;
  at: string | null;
}

export interface NewTime {
  on: Day;
  at: string | null;
}

/** More than these are found faster by another word. */
const choicesMax = 4;

/** Slack's limit for the label of a button. Characters. */
const labelMax = 75;

const letThemKnow = 'Let them know; I don’t contact partners.';

const whenOf = ({ plannedOn, at }: Pick<Planned, 'plannedOn' | 'at'>, today: Day): string =>
  withTime(shortDay(plannedOn, today), at);

/** "lunch with Joan Ortiz, Thu, Jun 18, 12:30 PM" */
const said = (plan: Planned, today: Day): string => `${quoted(planTitle(plan), 200)}, ${whenOf(plan, today)}`;

function about(plan: Planned, text: string, more: string, buttons: Button[]): Message {
  return { text: spoken(text), blocks: [naming(plan.partnerIds, text + more), actions(buttons)] };
}

/** "✓ Canceled: lunch with Joan Ortiz, Thu, Jun 18. Let them know; I don’t contact partners." `isTheirs`: they did it. */
export const canceled = (plan: Planned, today: Day, isTheirs = false): Message =>
  about(
    plan,
    `✓ Canceled: ${said(plan, today)}.`,
    plan.plannedOn >= today && !isTheirs ? ` ${letThemKnow}` : '',
    [moveButton(plan, 'Move instead…'), button(planActions.undoCancel, 'Undo', String(plan.id))],
  );

/** The same above a card. Plain text. */
export const canceledNote = (plan: Planned, today: Day): string =>
  `Canceled: ${planTitle(plan)}, ${whenOf(plan, today)}.${plan.plannedOn >= today ? ` ${letThemKnow}` : ''}`;

/** Above a card, after Undo. Plain text. */
export const backOnNote = (plan: Planned, today: Day): string =>
  `Back on: ${planTitle(plan)}, ${whenOf(plan, today)}.`;

/** After Undo. */
export function backOn(plan: Planned, today: Day): Message {
  const text = `✓ Back on: ${said(plan, today)}.`;
  return { text, blocks: [naming(plan.partnerIds, text)] };
}

/** Above a plan that was moved: where it was before. */
export const movedFrom = (plan: Planned, today: Day, isTheirs = false): string =>
  `Moved from ${whenOf(plan, today)}.${isTheirs ? '' : ` ${letThemKnow}`}`;

/** "I can’t make lunch with Joan" */
export const isItOff = (plan: Planned, today: Day): Message =>
  about(plan, `${capitalize(said(plan, today))}: is it off?`, '', [
    cancelButton(plan, 'Cancel it', 0),
    moveButton(plan, 'Move instead…'),
    leaveButton('No'),
  ]);

/** The day was left open, or may be one of two. */
export const moveToWhen = (plan: Planned, times: readonly NewTime[], today: Day): Message =>
  about(plan, `${capitalize(said(plan, today))}: move it to which day?`, '', [
    ...times.map((time, index) =>
      moveToButton(plan, time, withTime(shortDay(time.on, today), time.at), index),
    ),
    moveButton(plan, times.length > 0 ? 'Another day…' : 'Pick a day…'),
    leaveButton('Don’t move it'),
  ]);

/** Several are open that it could be. `timesOf`: when each would be moved to; only one time needs no form. */
export function whichPlan<Plan extends Planned>(
  does: 'cancel' | 'move',
  plans: readonly Plan[],
  timesOf: (plan: Plan) => readonly NewTime[],
  today: Day,
): Message {
  const shown = plans.slice(0, choicesMax);
  const [first] = shown;
  const isOneCompany = new Set(shown.map(({ partnerIds }) => partnerIds.join())).size === 1;
  const whom = isOneCompany && first ? ` with ${quoted(listOf(first.partnerNames), 120)}` : '';
  const text = `${does === 'cancel' ? 'Cancel' : 'Move'} which one${whom}?`;
  const label = labelOf(shown, isOneCompany, today);
  const buttons = shown.map((plan, index) => {
    const [time, ...others] = timesOf(plan);
    if (does === 'cancel') return cancelButton(plan, label(plan), index);
    return time && others.length === 0
      ? moveToButton(plan, time, label(plan), index)
      : { ...moveButton(plan, label(plan)), action_id: `${planActions.move}.${index}` };
  });
  const more =
    plans.length > choicesMax ? ` +${plans.length - choicesMax} more: send it again with the day.` : '';
  return {
    text,
    blocks: [
      naming(
        shown.flatMap(({ partnerIds }) => partnerIds),
        text + more,
      ),
      actions([...buttons, leaveButton(shown.length === 2 ? 'Neither' : 'None')]),
    ],
  };
}

/** By day alone where they are with the same people; by what it is, too, where days or people do not tell them apart. */
function labelOf(plans: readonly Planned[], isOneCompany: boolean, today: Day): (plan: Planned) => string {
  const day = (plan: Planned) => capitalize(whenOf(plan, today));
  const noun = (plan: Planned) => `${capitalize(contactName(plan))}, ${whenOf(plan, today)}`;
  const whole = (plan: Planned) => `${capitalize(planTitle(plan))}, ${whenOf(plan, today)}`;
  const differ = (label: (plan: Planned) => string) => new Set(plans.map(label)).size === plans.length;
  const label = !isOneCompany ? whole : differ(day) ? day : noun;
  return (plan) => cut(label(plan), labelMax);
}

/** No open plan is like that. `partner`: whom it named, if it is one of the member's own. */
/** `isMove`: what was to be moved can be planned anew. */
export function noSuchPlan(
  names: readonly string[],
  partner: { id: number; name: string } | null,
  isMove = false,
): Message {
  const whom = quoted(partner?.name ?? listOf(names.map((name) => `“${name}”`)), 120);
  const what = names.length > 0 ? `an open plan with ${whom}` : 'an open plan like that';
  const text = `I don’t see ${what}, so nothing changed.`;
  if (!partner) return { text, blocks: [section(text), actions([todaysListButton()])] };
  const buttons = [...(isMove ? [planButton(partner)] : []), openButton(partner)];
  return { text, blocks: [naming([partner.id], text), actions(buttons)] };
}

/** It cannot be moved there. `why` is a sentence. */
export const notMovedThere = (plan: Planned, why: string, today: Day): Message =>
  about(plan, `Not moved: ${said(plan, today)}.`, ` ${why}`, [
    moveButton(plan, 'Pick a day…'),
    leaveButton('Don’t move it'),
  ]);

export const alreadyThen = 'It’s already then.';
export const dayGoneBy = 'That day has passed.';

/** After [Neither]. */
export const leftAlone = (): Message => plainMessage('OK, nothing changed.');

const cancelButton = ({ id }: Planned, label: string, index: number): Button =>
  button(`${planActions.cancel}.${index}`, label, String(id));

const moveButton = ({ id }: Planned, label: string): Button => button(planActions.move, label, String(id));

const moveToButton = ({ id }: Planned, { on, at }: NewTime, label: string, index: number): Button =>
  button(`${planActions.moveTo}.${index}`, cut(label, labelMax), [id, on, ...(at ? [at] : [])].join('.'));

const leaveButton = (label: string): Button => button(planActions.leave, label, 'leave');
