import type { Button } from '@slack/types';
import type { OpenPromise } from '../../domain/asking/facts.ts';
import type { Day } from '../../domain/days/day.ts';
import { fullDay, shortDay } from '../../domain/format.ts';
import { withoutEnd } from '../../domain/without-end.ts';
import type { PromiseState } from '../../domain/words.ts';
import { naming } from '../asking/ask-controls.ts';
import { actions, button, capitalize, cut, type Message, plainMessage, quoted } from '../blocks.ts';

/** The buttons under answers about open promises; each carries the promise's id first. */
export const promiseOrderActions = {
  /** Followed by the place in the row, because ids in a row differ. */
  kept: 'promise.kept',
  /** Carries the draft of the words, which may tell of something else. */
  notKept: 'promise.not-kept',
  droppedTold: 'promise.dropped-told',
  dropped: 'promise.dropped',
  choose: 'promise.choose',
  /** Shows one of several, with what can be done about it. */
  show: 'promise.show',
  no: 'promise.no',
  moveTo: 'promise.move-to',
  moveBack: 'promise.move-back',
  changeDay: 'promise.change-day',
  reopen: 'promise.reopen',
} as const;

/** A promise in whatever state it is. */
interface AnyPromise {
  id: number;
  partnerId: number;
  partnerName: string;
  text: string;
  dueOn: Day | null;
  state?: PromiseState;
}

const nameMax = 80;
const labelMax = 50;

/** Its words may have been redacted since. */
const thingOf = ({ text }: { text: string }): string => withoutEnd(text, '.') || 'something';

const lineOf = (promise: AnyPromise): string =>
  `${quoted(promise.partnerName, nameMax)}: ${quoted(thingOf(promise), 200)}`;

const dueOf = ({ dueOn }: AnyPromise, today: Day): string =>
  dueOn ? `, ${dueOn < today ? 'was due' : 'due'} ${shortDay(dueOn, today)}` : '';

const ids = (promises: readonly AnyPromise[]): number[] => promises.map(({ partnerId }) => partnerId);

/** The words of a promise stand in the blocks alone: a lock screen must not show them. */
const about = (text: string, promises: readonly AnyPromise[], line: string, row: Button[]): Message => ({
  text,
  blocks: [naming(ids(promises), line), ...(row.length > 0 ? [actions(row)] : [])],
});

const namesOf = (promises: readonly AnyPromise[]): string =>
  [...new Set(promises.map(({ partnerName }) => quoted(partnerName, nameMax)))].join(', ');

/** “Outline” of one partner, “Dana Lee: outline” where there are several; with its day where that is still one label twice. */
function labelsOf(all: readonly AnyPromise[], today: Day): string[] {
  const isOneName = new Set(ids(all)).size === 1;
  const labels = all.map((one) =>
    cut(isOneName ? capitalize(thingOf(one)) : `${one.partnerName}: ${thingOf(one)}`, labelMax),
  );
  return labels.map((label, at) =>
    labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label}${dueOf(all[at]!, today)}`,
  );
}

/** What was told may keep these: "Dana Lee: slides." `draftId`: the words are kept until this is answered; 0: they are saved. */
export function maybeKept(promises: readonly OpenPromise[], draftId: number, today: Day): Message {
  const labels = labelsOf(promises, today);
  const [one, ...others] = promises;
  const isOne = one && others.length === 0;
  const line = isOne
    ? `${lineOf(one)}. Is this one done?`
    : ['Is one of these done?', ...promises.map((each) => `• ${lineOf(each)}`)].join('\n');
  return about(`Did you keep your promise to ${namesOf(promises)}?`, promises, line, [
    ...promises.map((each, at) =>
      button(
        `${promiseOrderActions.kept}.${at}`,
        isOne ? 'That’s done' : `${labels[at]}: done`,
        `${each.id}.${draftId}`,
      ),
    ),
    button(promiseOrderActions.notKept, 'No', String(draftId)),
  ]);
}

/** After a button: what the promise is now, with the way back. `isUntold`: it was dropped, and the partner doesn't know. */
export function promiseNow(promise: AnyPromise, today: Day, isUntold = false): Message {
  const name = quoted(promise.partnerName, nameMax);
  const value = String(promise.id);
  if (promise.state === 'open')
    return about(
      `Your promise to ${name} is open${dueOf(promise, today)}.`,
      [promise],
      `✓ ${lineOf(promise)}${dueOf(promise, today)}. I’ll remind you.`,
      [button(promiseOrderActions.changeDay, 'Change day…', value)],
    );
  const how = promise.state === 'done' ? 'Kept' : 'Dropped';
  return about(
    `${how}: your promise to ${name}.`,
    [promise],
    `✓ ${how}: ${lineOf(promise)}.${isUntold ? ' Let them know; I don’t contact partners.' : ''}`,
    [button(promiseOrderActions.reopen, 'Undo', value)],
  );
}

/** One that was not kept, or won't be. What becomes of it is up to its maker. */
export function promiseBroken(promise: OpenPromise, today: Day): Message {
  const value = String(promise.id);
  return about(
    `Your promise to ${quoted(promise.partnerName, nameMax)} is still open.`,
    [promise],
    `${lineOf(promise)}${dueOf(promise, today)}. It’s still open. What now?`,
    [
      button(promiseOrderActions.kept, 'Done', `${value}.0`),
      button(promiseOrderActions.changeDay, 'New date…', value),
      button(promiseOrderActions.choose, 'Drop…', value),
    ],
  );
}

/** Several may be meant by that. */
export function whichBroken(promises: readonly OpenPromise[], today: Day): Message {
  const shown = promises.slice(0, choicesMax);
  const labels = labelsOf(shown, today);
  const text = 'Which promise? Nothing changed so far.';
  return about(
    text,
    shown,
    text,
    shown.map(({ id }, at) => button(`${promiseOrderActions.show}.${at}`, labels[at]!, String(id))),
  );
}

/** Before one is dropped: the partner should know. */
export function dropAsked(promise: OpenPromise, today: Day): Message {
  const line = `Drop your promise to ${lineOf(promise)}${dueOf(promise, today)}?\nLet them know; I don’t contact partners.`;
  const value = String(promise.id);
  return about(`Drop your promise to ${quoted(promise.partnerName, nameMax)}?`, [promise], line, [
    button(promiseOrderActions.droppedTold, 'I’ve told them I can’t', value),
    button(promiseOrderActions.dropped, 'Drop it, not told yet', value),
    button(promiseOrderActions.no, 'Keep it', value),
  ]);
}

/** Moved by words. `movedFrom` is the day it had. */
export function promiseMoved(promise: OpenPromise & { dueOn: Day }, movedFrom: Day, today: Day): Message {
  const name = quoted(promise.partnerName, nameMax);
  const now = fullDay(promise.dueOn, today);
  return about(
    `Moved: your promise to ${name}, now due ${now}.`,
    [promise],
    `✓ Moved: ${lineOf(promise)}, now due ${now}. I’ll remind you.`,
    [
      button(promiseOrderActions.changeDay, 'Change day…', String(promise.id)),
      button(
        promiseOrderActions.moveBack,
        'Undo',
        `${promise.id}.${typedNumber(promise.dueOn)}.${typedNumber(movedFrom)}`,
      ),
    ],
  );
}

/** A day as one number: 20260612. */
const typedNumber = (day: Day): string => day.replaceAll('-', '');

/** Words pin no day, or it has moved so often that it takes a reason: the form asks. */
export function moveByForm(promise: OpenPromise, why: 'day' | 'reason', today: Day): Message {
  const said = {
    day: 'Which day?',
    reason: 'You’ve moved it twice already, so it takes a reason.',
  }[why];
  return about(
    `Move your promise to ${quoted(promise.partnerName, nameMax)}?`,
    [promise],
    `${lineOf(promise)}${dueOf(promise, today)}. ${said}`,
    [button(promiseOrderActions.changeDay, 'Change day…', String(promise.id))],
  );
}

const choicesMax = 4;

/** Several fit. `to`: the day that each would move to; null to drop it. */
export function whichPromise(
  promises: readonly OpenPromise[],
  to: ((promise: OpenPromise) => Day | null) | null,
  today: Day,
): Message {
  const shown = promises.slice(0, choicesMax);
  const labels = labelsOf(shown, today);
  const text = to ? 'Which one should I move?' : 'Which one should I drop?';
  return about(text, shown, text, [
    ...shown.map((each, at) => {
      const day = to?.(each);
      const value = day ? `${each.id}.${typedNumber(day)}` : String(each.id);
      const action = to
        ? day
          ? promiseOrderActions.moveTo
          : promiseOrderActions.changeDay
        : promiseOrderActions.choose;
      return button(`${action}.${at}`, labels[at]!, value);
    }),
    button(promiseOrderActions.no, shown.length === 2 ? 'Neither' : 'None of them', '0'),
  ]);
}

export const promiseKeptOpen = (): Message => plainMessage('OK, nothing changed.');
export const promiseGone = (): Message =>
  plainMessage('Nothing changed: that promise was already done, dropped, or moved. See Home › Promises.');
