import { may } from '../../domain/access.ts';
import { section } from '../../messages/blocks.ts';
import { cardActions } from '../../messages/partners/card-actions.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction, type Press } from '../bolt/define-action.ts';
import { idValue, textValue } from '../bolt/schemas.ts';
import { homeScreenOf } from '../home/home.ts';
import { openPlanForm } from '../plans/plan.form.ts';
import { openHistory } from '../touchpoints/history.form.ts';
import { openTouchpointForm } from '../touchpoints/touchpoint.form.ts';
import { emptyForm } from '../touchpoints/touchpoint-fields.ts';
import { openAddForm } from './add-partner.form.ts';
import { cardLocationOf, openCard, refreshCard } from './card.ts';
import { changeButtons } from './card-changes.buttons.ts';
import { changeTier, handOver, more } from './card-more.ts';
import { type CardAnswer, type CardPress, cardButton, cardOf, inCard } from './card-press.ts';
import { entryButtons } from './entry.buttons.ts';
import { plannedButtons } from './planned.buttons.ts';

/** Opens a card. */
const openButton = defineAction({
  id: cardActions.open,
  may: 'reader',
  value: idValue,
  async press(press) {
    const { context, member, triggerId, view, value } = press;
    const opened = await openCard(context, member, { triggerId, view }, value);
    return opened ? undefined : () => tell(press, noSuchPartner);
  },
});

const addButton = defineAction({
  id: cardActions.add,
  may: 'member',
  value: textValue,
  async press({ context, triggerId, view, value, responseUrl }) {
    await openAddForm(context, triggerId, { responseUrl }, value ?? '', {
      over: view?.type === 'modal',
      home: homeScreenOf(view),
    });
    return undefined;
  },
});

/** Shows the text on the card whose button was pressed, or beside the message. */
async function tell(
  { context, member, view, responseUrl }: Press<'reader', unknown>,
  text: string,
): Promise<void> {
  const place = cardLocationOf(view);
  if (place) return refreshCard(context, member, place, { text });
  await answer(context, member, { responseUrl, replace: false }, { text, blocks: [section(text)] });
}

/** Shows above the card why a form was not opened. */
const unless = (refused: string | undefined) => (refused === undefined ? undefined : { text: refused });

async function logTouchpoint(press: CardPress): CardAnswer {
  const card = await cardOf(press);
  if (!card) return { text: noSuchPartner };
  if (!may(card.readerRoles, 'log')) return { text: refusedPartner('log') };
  const form = { ...emptyForm(press.today), partners: [card] };
  await openTouchpointForm(press.context, press.triggerId, form, { reply: {}, card: press.place });
  return undefined;
}

async function plan(press: CardPress): CardAnswer {
  const { context, member, triggerId, partnerId } = press;
  return unless(await openPlanForm(context, triggerId, member, { partnerId, place: inCard(press) }));
}

async function history({ context, member, triggerId, partnerId }: CardPress): CardAnswer {
  const opened = await openHistory(context, triggerId, member, partnerId);
  return opened ? undefined : { text: refusedPartner('see history') };
}

/** The buttons on a partner's card. */
export const cardButtons = [
  openButton,
  addButton,
  cardButton(cardActions.log, logTouchpoint),
  cardButton(cardActions.plan, plan),
  cardButton(cardActions.history, history, 'reader'),
  cardButton(cardActions.tier, changeTier),
  cardButton(cardActions.handOver, handOver),
  cardButton(cardActions.more, more),
  ...plannedButtons,
  ...entryButtons,
  ...changeButtons,
];
