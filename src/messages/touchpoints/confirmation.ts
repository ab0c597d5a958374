import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { fullDay, listOf, shortDay, spokenDay, withTime } from '../../domain/format.ts';
import type { AmountProblem } from '../../domain/money.ts';
import { isRemindedOf } from '../../domain/plan-reminders.ts';
import { isQuietUntil } from '../../domain/plans.ts';
import type { Slip } from '../../domain/reading/read.ts';
import { spendWarnings } from '../../domain/record/spend.ts';
import type { SavedCapture, SavedPartner } from '../../domain/touchpoints/capture.ts';
import { unfiledFeedback } from '../../domain/touchpoints/whose-words.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  context,
  cut,
  type Message,
  plain,
  section,
} from '../blocks.ts';
import { calendarLine } from '../calendar.ts';
import { contactName } from '../digest/digest-words.ts';
import { bothDueWords } from '../due-words.ts';
import { payerWords, touchpointWords } from '../kinds.ts';
import { remindedBefore } from '../plan-reminders.ts';
import { questionChoices, questionWords } from '../questions.ts';
import { amountErrors, paidAmount, statementText, warningText } from '../record/spend.ts';

/** The buttons under a confirmation; each carries the id of its capture. `slack/touchpoints/capture.buttons.ts` answers them. */
export const captureActions = {
  undo: 'capture.undo',
  /** By who told it for a colleague. */
  undoFor: 'capture.undo-for',
  edit: 'capture.edit',
  someoneElse: 'capture.someone-else',
  heard: 'capture.heard',
  another: 'capture.another',
  restore: 'capture.restore',
  /** Which of several entries is meant. Followed by the place in the row, because ids in a row differ. */
  delete: 'capture.delete',
  show: 'capture.show',
  keep: 'capture.keep',
  /** One for each who may have said it; with its place in the row, because ids in a row differ. */
  whose: 'capture.whose',
  calendar: 'capture.calendar',
  questionChoose: 'capture.question.choose',
  questionTold: 'capture.question.told',
  questionNothing: 'capture.question.nothing',
  questionSkip: 'capture.question.skip',
  feedback: 'capture.feedback',
  paidEachOwn: 'capture.paid.each-own',
  paidThem: 'capture.paid.they-did',
  paidUs: 'capture.paid.we-did',
} as const;

/** What only the first answer tells. */
interface Told {
  /** Above the rest (already saved…). */
  note?: string;
  /** Names that were taken for a partner's. */
  slips?: readonly Slip[];
  /** Why the amount that was said was not taken. */
  amount?: AmountProblem | null;
  /** Another message on screen asks who paid. */
  isPayerAsked?: boolean;
}

/** What was understood and saved, and what may be done with it. */
export function confirmation(
  capture: SavedCapture,
  today: Day,
  { note, slips = [], amount = null, isPayerAsked = false }: Told = {},
): Message {
  if (capture.undone) return undone(capture, today);
  if (capture.addedTo !== null) return added(capture, today, note);
  const lines = [
    ...(note ? [asTyped(note)] : []),
    `*✓ ${asTyped(whatHappened(capture))} · ${withTime(spokenDay(capture.on, today), capture.at)}*`,
    ...savedLines(capture, today).map(asTyped),
  ];
  const blocks: KnownBlock[] = [section(lines.join('\n')), ...slipBlocks(capture, slips)];
  const isMeal = capture.kind === 'meal' && capture.what === 'touchpoint';
  if (isMeal && (capture.meal?.payer || !isPayerAsked)) blocks.push(...paidBlocks(capture, amount));
  blocks.push(...warningBlocks(capture), ...whoseBlocks(capture));
  if (capture.what === 'plan' && capture.partners.length > 0) blocks.push(context(calendarLine(capture)));
  blocks.push(
    actions([
      ...(capture.what === 'touchpoint' ? [button(captureActions.heard, 'Add notes…', id(capture))] : []),
      ...(capture.feedback ? [button(captureActions.feedback, 'Choose who answers…', id(capture))] : []),
      ...(capture.what === 'plan' ? [button(captureActions.calendar, 'Calendar file', id(capture))] : []),
      button(captureActions.edit, 'Edit…', id(capture)),
      button(captureActions.undo, 'Undo', id(capture)),
    ]),
  );
  blocks.push(...questionBlocks(capture), ...toAskBlocks(capture));
  return { text: `✓ ${asTyped(captureLine(capture, today))}`, blocks };
}

/** Words about a touchpoint that was told of before: what was added to it. */
function added(capture: SavedCapture, today: Day, note?: string): Message {
  const text = `✓ Added to ${asTyped(ofThatDay(capture, today))}.`;
  const lines = [
    ...(note ? [asTyped(note)] : []),
    `*${text}*`,
    ...[...savedLines(capture, today), ...paidLines(capture)].map(asTyped),
  ];
  return {
    text,
    blocks: [
      section(lines.join('\n')),
      ...whoseBlocks(capture),
      actions([
        ...(capture.feedback ? [button(captureActions.feedback, 'Choose who answers…', id(capture))] : []),
        button(captureActions.another, 'It was another one', id(capture)),
        button(captureActions.undo, 'Undo', id(capture)),
      ]),
    ],
  };
}

/** Feedback that could be anyone's of several stays in the note until this is answered. */
export function whoseBlocks(capture: SavedCapture): KnownBlock[] {
  const text = unfiledFeedback(capture);
  if (text === null) return [];
  const value = (partnerId: number) => `${capture.id}.${partnerId}`;
  const choices = [
    ...capture.partners.map(({ id, name }) => ({ label: cut(name, 75), value: value(id) })),
    { label: capture.partners.length === 2 ? 'Both' : 'All of them', value: value(0) },
  ];
  return [
    section(`Who said it? “${asTyped(cut(text.replaceAll('\n', ' '), 200))}”`),
    actions(choices.map((one, index) => button(`${captureActions.whose}.${index}`, one.label, one.value))),
  ];
}

const id = (capture: SavedCapture): string => String(capture.id);

/** "Coffee with Dana Lee, yesterday": all that a lock screen shows. Plain text. */
export const captureLine = (capture: SavedCapture, today: Day): string =>
  capture.addedTo === null
    ? `${whatHappened(capture)}, ${withTime(shortDay(capture.on, today), capture.at)}`
    : `Added to ${ofThatDay(capture, today)}`;

function whatHappened(capture: SavedCapture): string {
  if (capture.what === 'plan') return `Planned: ${nounOf(capture)}`;
  if (capture.partners.length === 0) return capitalize(nounOf(capture));
  if (capture.what === 'attempt') return `Tried ${namesOf(capture)}, no answer`;
  const how = capture.word
    ? `${capitalize(capture.word)} with`
    : touchpointWords[capture.kind ?? 'visit'].headline;
  return `${how} ${namesOf(capture)}`;
}

const namesOf = ({ partners }: { partners: readonly { name: string }[] }): string =>
  listOf(partners.map(({ name }) => name));

/** "coffee with Dana Lee", "attempt to reach Dana Lee"; only "coffee" if the partner is gone. "Zoom" keeps its capital. */
export function nounOf(
  capture: Pick<SavedCapture, 'what' | 'kind' | 'word'> & { partners: readonly { name: string }[] },
): string {
  const { what, word, partners } = capture;
  const kind = capture.kind ?? 'visit';
  if (partners.length === 0) return what === 'attempt' ? 'attempt' : contactName({ kind, word });
  if (what === 'attempt') return `attempt to reach ${namesOf(capture)}`;
  return `${word ?? touchpointWords[kind].noun} with ${namesOf(capture)}`;
}

/** "I took “Reid” for Tom & Ann Reed." A partner who was chosen instead meanwhile is no slip. */
function slipBlocks(capture: SavedCapture, slips: readonly Slip[]): KnownBlock[] {
  const taken = slips.flatMap(({ said, id }) => {
    const partner = capture.partners.find((one) => one.id === id);
    return partner ? [`“${cut(said, 60)}” for ${partner.name}`] : [];
  });
  if (taken.length === 0) return [];
  const accessory = button(captureActions.someoneElse, 'Someone else…', id(capture));
  return [{ ...section(asTyped(`I took ${listOf(taken)}.`)), accessory }];
}

/** What was saved besides the contact itself, and when it is time to talk or meet again. Plain text. */
export function savedLines(capture: SavedCapture, today: Day): string[] {
  const lines: string[] = [];
  if (capture.along.length > 0) lines.push(`With you: ${listOf(capture.along.map((person) => person.name))}`);
  if (capture.place) lines.push(`Where: ${cut(capture.place, 120)}`);
  if (capture.note) lines.push(`“${cut(capture.note.replaceAll('\n', ' '), 300)}”`);
  const ofSome = (names: readonly string[], before: string) =>
    names.length > 0 && names.length < capture.partners.length ? `${before}${listOf([...names])}` : '';
  const heard = (text: string, names: readonly string[]) =>
    `Feedback${ofSome(names, ' from ')}: “${cut(text.replaceAll('\n', ' '), 200)}”`;
  lines.push(...capture.moreFeedback.map(({ text, names }) => heard(text, names)));
  if (capture.feedback) lines.push(heard(capture.feedback, capture.feedbackFrom));
  for (const promise of capture.promises) {
    lines.push(
      `Promised${ofSome(promise.toNames, ' ')}: ${cut(promise.text, 200)}${promise.dueOn ? `, by ${fullDay(promise.dueOn, today)}` : ''}`,
    );
  }
  if (capture.what === 'plan') lines.push(planLine(capture, today));
  else lines.push(...nextLines(capture.partners, today));
  return lines;
}

/** A plan far away, or a call where a meeting is due, does not keep everything quiet: then that is not promised. */
function planLine(capture: SavedCapture, today: Day): string {
  const { kind, on, partners } = capture;
  if (isRemindedOf(capture)) return `${remindedBefore}. That evening I’ll ask how it went.`;
  const quiet = partners.every((partner) => isQuietUntil({ kind: kind ?? 'visit', on }, partner.next, today));
  return quiet
    ? 'I won’t remind you before then. That evening I’ll ask how it went.'
    : 'That evening I’ll ask how it went.';
}

/** "Next: talk by Tue, Jun 23 · in person by Tue, Jul 7", with the name where there are several. */
function nextLines(partners: SavedPartner[], today: Day): string[] {
  return partners.flatMap((partner) => {
    const days = partner.next ? bothDueWords(partner.next.touch, partner.next.face, today).join(' · ') : '';
    return days ? [`${partners.length > 1 ? `${partner.name}, next` : 'Next'}: ${days}`] : [];
  });
}

/** Who paid, where it was said. Plain text. */
export const paidLines = ({ meal }: SavedCapture): string[] =>
  meal?.payer ? [capitalize(statementText(meal))] : [];

/** Who paid; or what of it is still to be said. */
function paidBlocks(capture: SavedCapture, problem: AmountProblem | null): KnownBlock[] {
  const { meal } = capture;
  if (meal?.payer) {
    const text = [`${paidLines(capture)}${problem ? '.' : ''}`, ...(problem ? [amountErrors[problem]] : [])];
    const said = section(asTyped(text.join(' ')));
    // What the form would have asked for, where words said it instead.
    if (meal.payer !== 'we did' || meal.attested !== null) return [said];
    const label = meal.amountCents === null ? 'Add the amount…' : 'Add the purpose…';
    return [{ ...said, accessory: button(captureActions.paidUs, label, id(capture)) }];
  }
  return [
    section(meal?.amountCents ? `Who paid the ${paidAmount(meal)}?` : 'Who paid?'),
    actions([
      button(captureActions.paidEachOwn, payerWords['each own'].button, id(capture)),
      button(captureActions.paidThem, payerWords['they did'].button, id(capture)),
      button(captureActions.paidUs, payerWords['we did'].button, id(capture)),
    ]),
  ];
}

/** Whether the question that was to be put was put; one at a time. */
function questionBlocks({ id, asked: [one] }: SavedCapture): KnownBlock[] {
  if (!one) return [];
  const value = `${id}.${one.partnerId}`;
  return [
    section(`Did you ask ${asTyped(one.name)}? “${asTyped(questionWords[one.wording])}”`),
    actions([
      button(captureActions.questionTold, 'They told us…', value),
      button(captureActions.questionNothing, 'All good', value),
      button(captureActions.questionSkip, 'Not this time', value),
    ]),
  ];
}

/** On the back of a meeting to come: how to put the question; one partner at a time. */
function toAskBlocks({ id, toAsk: [one] }: SavedCapture): KnownBlock[] {
  if (!one) return [];
  const name = asTyped(one.name);
  return [
    section(
      one.wording
        ? `When you see ${name}, ask: “${asTyped(questionWords[one.wording])}”`
        : `Good moment to ask ${name} for honest feedback. Pick a question:`,
    ),
    actions([
      {
        type: 'static_select',
        action_id: captureActions.questionChoose,
        placeholder: plain(one.wording ? 'Ask it another way' : 'Choose a question'),
        options: questionChoices(one.wording).map(({ choice, label }) => ({
          text: plain(label),
          value: `${id}.${one.partnerId}.${choice}`,
        })),
      },
    ]),
  ];
}

/** Said beside it, and nothing is blocked by it. */
function warningBlocks(capture: SavedCapture): KnownBlock[] {
  const warnings = spendWarnings({
    statement: capture.meal,
    paidMeals: capture.paidMeals,
    on: capture.on,
  });
  return warnings.map((warning) => section(`:warning: ${asTyped(warningText(warning))}`));
}

/** What was taken out, and `more`, such as the button that puts it back. */
export function undone(
  capture: SavedCapture,
  today: Day,
  { how = 'Undone', more = [] }: { how?: 'Undone' | 'Deleted'; more?: KnownBlock[] } = {},
): Message {
  const what =
    capture.addedTo === null
      ? whatWasUndone(capture, today)
      : `what was added to ${ofThatDay(capture, today)}`;
  const text = `${how}: ${what}.`;
  const isOff =
    capture.what === 'plan' && capture.partners.length > 0 && capture.on >= today
      ? ' Let them know; I don’t contact partners.'
      : '';
  const stays = capture.feedback ? ' Their feedback stays, because someone’s already on it.' : '';
  // An erasure finds it by the block's id.
  return {
    text: asTyped(text),
    blocks: [{ ...section(asTyped(text + (stays || isOff))), block_id: `capture.${capture.id}` }, ...more],
  };
}

/** "coffee with Dana Lee, yesterday". A partner who was added with the touchpoint is gone with it: "yesterday’s coffee". */
function whatWasUndone(capture: SavedCapture, today: Day): string {
  const what = nounOf(capture);
  const day = shortDay(capture.on, today);
  if (capture.what === 'plan') return `${what} planned for ${withTime(day, capture.at)}`;
  return capture.partners.length > 0 ? `${what}, ${day}` : ofThatDay(capture, today);
}

/** "today’s coffee with Dana Lee", "the coffee with Dana Lee on Mon, Jun 1" */
function ofThatDay(capture: SavedCapture, today: Day): string {
  const day = shortDay(capture.on, today);
  const what = nounOf(capture);
  return day === fullDay(capture.on, today) ? `the ${what} on ${day}` : `${day}’s ${what}`;
}

/** Why an edit of a touchpoint does not change these: their own buttons ask what that takes. Shown at the field. */
export const closedPromise = 'This promise is already done or dropped. You can undo that in Home › Promises.';
export const droppedByButton = 'Can’t keep it? Drop it in Home › Promises, where I’ll ask whether they know.';
export const movedByButton =
  'You’ve already moved this twice. Move it in Home › Promises, where I’ll ask why.';
export const feedbackTaken = 'Someone’s already on this, so it stays until the partner hears back.';
