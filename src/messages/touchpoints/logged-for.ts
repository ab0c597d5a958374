import type { Day } from '../../domain/days/day.ts';
import { choiceOf, shortDay, withTime } from '../../domain/format.ts';
import type { PartnerName, Reading } from '../../domain/reading/read.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { actions, asTyped, button, capitalize, cut, type Message, plainMessage, section } from '../blocks.ts';
import {
  captureActions,
  captureLine,
  confirmation,
  nounOf,
  paidLines,
  savedLines,
  whoseBlocks,
} from './confirmation.ts';
import { doubtText } from './sentence-answers.ts';

const nameMax = 60;

const isPlanned = (capture: SavedCapture): boolean => capture.what === 'plan' && capture.addedTo === null;

const loggedWord = (capture: SavedCapture): string => (isPlanned(capture) ? 'planned' : 'logged');

/** After “planned for Priya” it is not said again that it is a plan. */
const whatWasLogged = (capture: SavedCapture, today: Day): string =>
  isPlanned(capture)
    ? `${capitalize(nounOf(capture))}, ${withTime(shortDay(capture.on, today), capture.at)}`
    : captureLine(capture, today);

/** To the person who told it: what now stands in their colleague's book. They can undo it, and nothing else of it. */
export function loggedFor(capture: SavedCapture, name: string, today: Day, isAgain: boolean): Message {
  const how = isAgain ? `Already ${loggedWord(capture)}` : `✓ ${capitalize(loggedWord(capture))}`;
  const line = asTyped(`${how} for ${cut(name, nameMax)}: ${whatWasLogged(capture, today)}`);
  const lines = [`*${line}*`, ...[...savedLines(capture, today), ...paidLines(capture)].map(asTyped)];
  return {
    text: line,
    blocks: [
      section(lines.join('\n')),
      // What stood there before may be told by anyone.
      ...(isAgain ? [] : [actions([button(captureActions.undoFor, 'Undo', String(capture.id))])]),
    ],
  };
}

/** After [Undo], to the person who told it. */
export const undoneFor = (capture: SavedCapture, name: string, today: Day): Message =>
  plainMessage(`Undone for ${cut(name, nameMax)}: ${whatWasLogged(capture, today)}`);

/** To the one in whose book it stands, with the way to refuse it. */
export function loggedForYou(capture: SavedCapture, by: string, today: Day): Message {
  if (capture.undone) return confirmation(capture, today);
  const who = asTyped(cut(by, nameMax));
  const line = asTyped(captureLine(capture, today));
  const lines = [
    `${who} ${loggedWord(capture)} this for you:`,
    `*✓ ${line}*`,
    ...[...savedLines(capture, today), ...paidLines(capture)].map(asTyped),
  ];
  return {
    text: `${who} ${loggedWord(capture)} this for you: ${asTyped(whatWasLogged(capture, today))}`,
    blocks: [
      section(lines.join('\n')),
      ...whoseBlocks(capture),
      actions([button(captureActions.undo, 'Not right', String(capture.id))]),
    ],
  };
}

/** A sentence for a colleague that left a doubt: nothing is kept, so that it can't be saved as someone else's. */
export function unsureFor(name: string, reading: Reading, book: PartnerName[], rest: string): Message {
  const text = `Not saved for ${cut(name, nameMax)} yet.`;
  const lines = [
    `${text} Please send it again with this spelled out:`,
    doubtText(reading, book),
    `“${cut(rest.replaceAll('\n', ' '), 600)}”`,
  ];
  return { text: asTyped(text), blocks: [section(lines.map(asTyped).join('\n'))] };
}

export const unknownColleague = (name: string): Message =>
  plainMessage(
    `Not saved: I can’t find “${cut(name, nameMax)}” in your branch. Send it again with their name from Slack.`,
  );

export const whichColleague = (names: readonly string[]): Message =>
  plainMessage(
    `Not saved: that could be ${choiceOf(names.slice(0, 5).map((name) => cut(name, nameMax)))}. Send it again with the full name.`,
  );
