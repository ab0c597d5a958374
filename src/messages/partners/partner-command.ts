import { actions, asTyped, button, cut, type Message, quoted, section } from '../blocks.ts';
import { cardActions } from './card-actions.ts';

/** What `/partner` can do. */
export function partnerHelp(): Message {
  const text = [
    '*/partner* NAME shows the card of a partner: `/partner dana`, `/partner lee & co`',
    '*/partner add* NAME, COMPANY adds one',
    '*/partner import* takes a CSV file · */partner export* sends you one',
  ].join('\n');
  return { text, blocks: [section(text)] };
}

/** Nobody of that name: what to do next. */
export function nobodyFound(asked: string, branchName: string): Message {
  const text = `I know nobody called “${quoted(asked, 80)}” among your partners or in ${asTyped(branchName)}.`;
  // Slack's limit for a button: 75 characters of text, 2,000 of value.
  const add = button(cardActions.add, cut(`Add ${asked}`, 75), cut(asked, 200));
  return { text, blocks: [section(text), actions([add])] };
}
