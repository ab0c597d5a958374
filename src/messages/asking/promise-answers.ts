import type { Button } from '@slack/types';
import type { OpenPromise } from '../../domain/asking/facts.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, shortDay, spelled } from '../../domain/format.ts';
import { withoutEnd } from '../../domain/without-end.ts';
import { actions, button, capitalize, cut, labeled, type Message, quoted, section } from '../blocks.ts';
import { askActions, labelMax, type Named, nameMax, naming, openButton } from './ask-controls.ts';

/** A line for each is still read at a glance; the card and Home have the rest. */
const promisesMax = 4;

/** A promise that was just marked as kept. */
interface Kept {
  id: number;
  text: string;
}

/**
 * What the asker owes a partner. The words of a promise are in the block alone: a lock screen must not show them. `kept`:
 * the one that a button of this message marked as kept.
 */
export function promisesTo(
  partner: Named,
  promises: readonly OpenPromise[],
  today: Day,
  kept: Kept | null = null,
): Message {
  const name = quoted(partner.name, nameMax);
  const shown = promises.slice(0, promisesMax);
  const items = shown.map((one) => promiseLine(one, today));
  const open =
    promises.length === 0
      ? `You have no ${kept ? 'other ' : ''}open promises to ${name}.`
      : `${spelled(promises.length)} open: ${[...items, ...moreOf(promises.length)].join(' · ')}.`;
  const done = kept ? [`✓ Done: ${quoted(withoutEnd(kept.text, '.'), 120)}.`] : [];
  return {
    text: promises.length === 0 ? open : `${count(promises.length, 'open promise')} to ${name}`,
    blocks: [
      section([...done, open].join('\n')),
      actions([
        ...shown.map((one, at) => labeled(partner.name, doneButton(one, at))),
        ...(kept ? [button(askActions.promiseReopen, 'Not done', String(kept.id))] : []),
        openButton(partner),
      ]),
    ],
  };
}

const doneButton = ({ id, text }: OpenPromise, at: number): Button =>
  button(`${askActions.promiseDone}.${at}`, cut(doneLabel(text), labelMax), String(id));

/** Few words that name a thing, rather than say what to do. */
const thing = /^(?:(?:the|a|an|my|our|his|her|their|some) )?((?:[\p{L}\d'’-]+ ){0,2}[\p{L}\d'’-]+)$/iu;
const deeds =
  /^(?:send|call|get|bring|give|email|text|share|find|check|ask|make|set|drop|introduce|connect|follow|look|help|write|take|meet|forward|mail|have|put|pull|buy|pick|review|be|go|let|talk|touch|do|run|try|see|come|pay|prepare|order|schedule|book|invite|show|tell|update|order|reach)$/i;

/** "Outline is done", "Slides are done"; "Done: send her the flyer". */
function doneLabel(text: string): string {
  const said = withoutEnd(text.replace(/\s+/g, ' ').trim(), '.');
  const noun = thing.exec(said)?.[1];
  const [first = ''] = noun?.split(' ') ?? [];
  if (!noun || deeds.test(first)) return `Done: ${said || 'something'}`;
  return `${capitalize(noun)} ${/[^su]s$/i.test(noun) ? 'are' : 'is'} done`;
}

/** What the asker owes anyone. */
export function allPromises(promises: readonly OpenPromise[], today: Day): Message {
  const [first] = promises;
  if (!first) {
    const none = 'You have no open promises.';
    return { text: none, blocks: [section(none)] };
  }
  const news = `${count(promises.length, 'open promise')}`;
  const shown = promises.slice(0, promisesMax);
  const items = shown.map((one) => `*${quoted(one.partnerName, nameMax)}*: ${promiseLine(one, today)}`);
  return {
    text: news,
    blocks: [
      naming(
        shown.map(({ partnerId }) => partnerId),
        `${news}:\n${[...items, ...moreOf(promises.length)].join('\n')}`,
      ),
      actions([openButton({ id: first.partnerId, name: first.partnerName })]),
    ],
  };
}

const moreOf = (all: number): string[] => (all > promisesMax ? [`+${all - promisesMax} more`] : []);

/** "workshop slides, due tomorrow" */
export function promiseLine({ text, dueOn }: Pick<OpenPromise, 'text' | 'dueOn'>, today: Day): string {
  const due = dueOn && `${dueOn < today ? 'was due' : 'due'} ${shortDay(dueOn, today)}`;
  // Its words may have been redacted since.
  return [quoted(withoutEnd(text, '.') || 'something', 120), ...(due ? [due] : [])].join(', ');
}
