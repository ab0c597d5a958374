import { may } from '../../domain/access.ts';
import { section } from '../../messages/blocks.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { cardActions } from '../../messages/partners/card-actions.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction, type Press } from '../bolt/define-action.ts';
import { idValue, readId, textValue } from '../bolt/schemas.ts';
import { homeScreenOf } from '../home/home.ts';
import { openPlanForm } from '../plans/plan.form.ts';
import { openEntryForm } from '../record/spend-entry.form.ts';
import { openHistory } from '../touchpoints/history.form.ts';
import { openTouchpointForm } from '../touchpoints/touchpoint.form.ts';
import { emptyForm } from '../touchpoints/touchpoint-fields.ts';
import { openAddForm } from './add-partner.form.ts';
import { cardLocationOf, openCard, refreshCard } from './card.ts';
import { archivePartner, changeButtons, noteHardClosing, noteHelp } from './card-changes.buttons.ts';
import { type CardAnswer, type CardPress, cardButton, cardOf, inCard } from './card-press.ts';
import { openEditForm } from './edit-partner.form.ts';
import { openFitForm } from './fit.form.ts';
import { openGoodwillForm } from './goodwill.form.ts';
import { openMergeForm } from './merge.form.ts';
import { openReassignForm } from './reassign.form.ts';
import { openTierForm } from './tier.form.ts';

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

async function reassign(press: CardPress): CardAnswer {
  const { context, member, triggerId, partnerId } = press;
  return unless(await openReassignForm(context, triggerId, member, { partnerId, place: inCard(press) }));
}

async function edit({ context, member, triggerId, partnerId, place }: CardPress): CardAnswer {
  const opened = await openEditForm(context, triggerId, member, partnerId, place);
  return opened ? undefined : { text: refusedPartner('edit') };
}

async function history({ context, member, triggerId, partnerId }: CardPress): CardAnswer {
  const opened = await openHistory(context, triggerId, member, partnerId);
  return opened ? undefined : { text: refusedPartner('see history') };
}

const goodwill =
  (form: Parameters<typeof openGoodwillForm>[3]) =>
  ({ context, member, triggerId, partnerId, choice, place }: CardPress): CardAnswer =>
    openGoodwillForm(context, triggerId, member, form, {
      partnerId,
      askId: form === 'ask answer' ? readId(choice) || undefined : undefined,
      card: place,
    });

/** Opens a form on top of the card. The form itself decides whether the member may fill it in. */
const openOver =
  (open: typeof openFitForm, action: 'edit' | 'merge' | 'set tier') =>
  async (press: CardPress): CardAnswer => {
    const card = await cardOf(press);
    if (!card) return { text: noSuchPartner };
    const opened = await open(press.context, press.triggerId, card, press.place);
    return opened ? undefined : { text: refusedPartner(action) };
  };

const changeTier = openOver(openTierForm, 'set tier');

/** The “More” menu. */
async function more(press: CardPress): CardAnswer {
  const { context, member, triggerId, partnerId, place } = press;
  switch (press.choice) {
    case 'tier':
      return changeTier(press);
    case 'archive':
      return archivePartner(press);
    case 'fit':
      return openOver(openFitForm, 'edit')(press);
    case 'advocate':
      return goodwill('advocate')(press);
    case 'record':
      return openEntryForm(context, triggerId, member, { partnerId, card: place });
    case 'hard closing':
      return noteHardClosing(press);
    case 'merge':
      return openOver(openMergeForm, 'merge')(press);
    default:
      return { text: notInBook };
  }
}

/** The buttons on a partner's card. */
export const cardButtons = [
  openButton,
  addButton,
  cardButton(cardActions.log, logTouchpoint),
  cardButton(cardActions.plan, plan),
  cardButton(cardActions.edit, edit),
  cardButton(cardActions.history, history, 'reader'),
  cardButton(cardActions.reassign, reassign),
  cardButton(cardActions.tier, changeTier),
  cardButton(cardActions.more, more),
  cardButton(cardActions.promise, goodwill('promise')),
  cardButton(cardActions.ask, goodwill('ask')),
  cardButton(cardActions.answerAsk, goodwill('ask answer')),
  cardButton(cardActions.help, (press) =>
    press.choice === 'details' ? goodwill('help')(press) : noteHelp(press),
  ),
  ...changeButtons,
];
