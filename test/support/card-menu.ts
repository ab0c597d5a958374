import type { View } from 'slack-sandbox';
import { cardActions } from '../../src/messages/partners/card-actions.ts';

/** What to press for a choice of the menu More on the card that someone has open. Throws if it is not offered. */
export function fromMore(who: { view(): View | undefined }, choice: string) {
  const shown = JSON.stringify(who.view()?.definition.blocks ?? []);
  const [, value] = new RegExp(`"value":"(\\d+\\.${choice}(?: \\d+)?)"`).exec(shown) ?? [];
  if (!value) throw new Error(`“${choice}” is not on this card`);
  return { actionId: cardActions.more, value };
}
