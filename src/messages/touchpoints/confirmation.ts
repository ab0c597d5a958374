import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { fullDay, listOf, monthDay, shortDay, spokenDay } from '../../domain/format.ts';
import { isQuietUntil } from '../../domain/plans.ts';
import { spendWarnings } from '../../domain/record/spend.ts';
import type { SavedCapture, SavedPartner } from '../../domain/touchpoints/capture.ts';
import { actions, asTyped, button, capitalize, cut, type Message, plain, section } from '../blocks.ts';
import { payerWords, touchpointWords } from '../kinds.ts';
import { questionChoices, questionWords } from '../questions.ts';
import { statementText, warningText } from '../record/spend.ts';

/** The buttons under a confirmation; each carries the id of its capture. `slack/touchpoints/capture.buttons.ts` answers them. */
export const captureActions = {
  undo: 'capture.undo',
  edit: 'capture.edit',
  heard: 'capture.heard',
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

/** What was understood and saved, and what may be done with it. `note` tells more, above the rest (already saved…). */
export function confirmation(capture: SavedCapture, today: Day, note?: string): Message {
  if (capture.undone) return undone(capture, today);
  const headline = `✓ ${headlineOf(capture, today)}`;
  const lines = [
    ...(note ? [asTyped(note)] : []),
    `*${asTyped(headline)}*`,
    ...detailLines(capture, today).map(asTyped),
  ];
  const blocks: KnownBlock[] = [section(lines.join('\n'))];
  if (capture.kind === 'meal' && capture.what === 'touchpoint') blocks.push(...paidBlocks(capture));
  blocks.push(...warningBlocks(capture));
  blocks.push(
    actions([
      ...(capture.what === 'touchpoint'
        ? [button(captureActions.heard, 'Add what you heard', id(capture))]
        : []),
      ...(capture.feedback ? [button(captureActions.feedback, 'Who answers?', id(capture))] : []),
      ...(capture.what === 'plan' ? [button(captureActions.calendar, 'Calendar file', id(capture))] : []),
      button(captureActions.edit, 'Edit', id(capture)),
      button(captureActions.undo, 'Undo', id(capture)),
    ]),
  );
  blocks.push(...questionBlocks(capture), ...toAskBlocks(capture));
  return { text: [headline, ...detailLines(capture, today)].map(asTyped).join('\n'), blocks };
}

const id = (capture: SavedCapture): string => String(capture.id);

/** "Coffee with Dana Lee · yesterday, Tue, Jun 9" */
function headlineOf(capture: SavedCapture, today: Day): string {
  return `${whatHappened(capture)} · ${spokenDay(capture.on, today)}`;
}

function whatHappened(capture: SavedCapture): string {
  const names = listOf(capture.partners.map((partner) => partner.name)) || 'no one';
  if (capture.what === 'attempt') return `Tried ${names}, not reached`;
  const word = capture.word
    ? `${capitalize(capture.word)} with`
    : touchpointWords[capture.kind ?? 'visit'].withWhom;
  return capture.what === 'plan'
    ? `Planned: ${lowerFirst(`${word} ${names}`, capture.word)}`
    : `${word} ${names}`;
}

function detailLines(capture: SavedCapture, today: Day): string[] {
  const lines: string[] = [];
  if (capture.along.length > 0) lines.push(`With you: ${listOf(capture.along.map((person) => person.name))}`);
  if (capture.place) lines.push(`Where: ${cut(capture.place, 120)}`);
  if (capture.note) lines.push(`“${cut(capture.note.replaceAll('\n', ' '), 300)}”`);
  if (capture.feedback) lines.push(`They told us: “${cut(capture.feedback.replaceAll('\n', ' '), 200)}”`);
  for (const promise of capture.promises) {
    lines.push(
      `Promised: ${cut(promise.text, 200)}${promise.dueOn ? `, by ${fullDay(promise.dueOn, today)}` : ''}`,
    );
  }
  if (capture.what === 'plan') lines.push(planLine(capture, today));
  else lines.push(...nextLines(capture.partners, today));
  return lines;
}

/** A plan far away, or a call where a meeting is due, does not keep everything quiet: then that is not promised. */
function planLine({ kind, on, partners }: SavedCapture, today: Day): string {
  const quiet = partners.every((partner) => isQuietUntil({ kind: kind ?? 'visit', on }, partner.next, today));
  return quiet
    ? 'I keep quiet until then and ask in the evening whether it happened.'
    : 'I’ll ask in the evening whether it happened.';
}

/** "Next: talk by Jun 23 · in person by Jul 7", with the name where there are several. */
function nextLines(partners: SavedPartner[], today: Day): string[] {
  return partners.flatMap((partner) => {
    const days = partner.next && nextDays(partner.next.touch, partner.next.face, today);
    return days ? [`${partners.length > 1 ? `${partner.name}, next` : 'Next'}: ${days}`] : [];
  });
}

/** "talk by Jun 23 · in person by Jul 7"; a meeting that is due first is the talk as well. Empty without clocks. */
export function nextDays(touch: Day | null, face: Day | null, today: Day): string {
  const talk = touch && (face === null || touch < face) ? `talk by ${monthDay(touch, today)}` : null;
  const meet = face && `in person by ${monthDay(face, today)}`;
  return [talk, meet].filter(Boolean).join(' · ');
}

function paidBlocks(capture: SavedCapture): KnownBlock[] {
  if (capture.meal?.payer) return [section(`Paid: ${asTyped(statementText(capture.meal))}`)];
  return [
    {
      ...actions([
        button(captureActions.paidEachOwn, payerWords['each own'].button, id(capture)),
        button(captureActions.paidThem, payerWords['they did'].button, id(capture)),
        button(captureActions.paidUs, payerWords['we did'].button, id(capture)),
      ]),
    },
  ].flatMap((buttons) => [section('Paid: not stated. Who paid?'), buttons]);
}

/** Whether the question that was to be put was put; one at a time. */
function questionBlocks({ id, asked: [one] }: SavedCapture): KnownBlock[] {
  if (!one) return [];
  const value = `${id}.${one.partnerId}`;
  return [
    section(`Did you ask ${asTyped(one.name)}? “${asTyped(questionWords[one.wording])}”`),
    actions([
      button(captureActions.questionTold, 'They told us…', value),
      button(captureActions.questionNothing, 'Nothing to mend', value),
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
        : `A good time to ask ${name} what we could do better. How would you put it?`,
    ),
    actions([
      {
        type: 'static_select',
        action_id: captureActions.questionChoose,
        placeholder: plain(one.wording ? 'Put it otherwise' : 'Choose a question'),
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

function undone(capture: SavedCapture, today: Day): Message {
  const text = `Undone: ${lowerFirst(whatHappened(capture), null)}, ${shortDay(capture.on, today)}. Nothing of it counts.${capture.feedback ? ' What they told us stays: somebody is on it.' : ''}`;
  // An erasure finds it by this.
  return { text: asTyped(text), blocks: [{ ...section(asTyped(text)), block_id: `capture.${capture.id}` }] };
}

/** "Zoom" and other names keep their capital; ordinary words after a colon lose it. */
const lowerFirst = (text: string, word: string | null): string =>
  word && word !== word.toLowerCase() ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** Why an edit of a touchpoint does not change these: their own buttons ask what that takes. Shown at the field. */
export const closedPromise = 'This promise is done or dropped. Home › Promises has it, with Undo.';
export const droppedByButton =
  'Not kept after all? Drop it in Home › Promises, which asks whether they were told.';
export const movedByButton = 'Moved twice already. Move it in Home › Promises, which asks why.';
export const feedbackTaken = 'Somebody is on it by now: it stays, and is closed once they have been told.';
