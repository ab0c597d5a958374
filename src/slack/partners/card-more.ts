import { mayWithFeedback } from '../../domain/access.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { feedbackNote } from '../../messages/feedback.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { findFeedback } from '../../store/feedback/feedback.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { openFeedbackForm } from '../feedback/feedback.form.ts';
import { openWrongPartnerForm } from '../feedback/wrong-partner.form.ts';
import { openEntryForm } from '../record/spend-entry.form.ts';
import { archivePartner, goBackYears, noteHardClosing, takeOver } from './card-changes.buttons.ts';
import { type CardAnswer, type CardPress, cardOf, inCard } from './card-press.ts';
import { openEditForm } from './edit-partner.form.ts';
import { openFitForm } from './fit.form.ts';
import { openGoodwillForm } from './goodwill.form.ts';
import { openMergeForm } from './merge.form.ts';
import { openReassignForm } from './reassign.form.ts';
import { openTierForm } from './tier.form.ts';

/** What the menu “More” of a card opens or does. */

async function edit(
  { context, member, triggerId, partnerId, place }: CardPress,
  first?: 'growing' | 'birthday',
): CardAnswer {
  const opened = await openEditForm(context, triggerId, member, partnerId, place, first);
  return opened ? undefined : { text: refusedPartner('edit') };
}

export async function handOver(press: CardPress): CardAnswer {
  const { context, member, triggerId, partnerId } = press;
  const refused = await openReassignForm(context, triggerId, member, { partnerId, place: inCard(press) });
  return refused === undefined ? undefined : { text: refused };
}

const goodwill = (
  form: Parameters<typeof openGoodwillForm>[3],
  { context, member, triggerId, partnerId, place }: CardPress,
): CardAnswer => openGoodwillForm(context, triggerId, member, form, { partnerId, card: place });

/** Opens a form on top of the card. The form itself decides whether the member may fill it in. */
const openOver =
  (open: typeof openFitForm, action: 'edit' | 'merge' | 'set tier') =>
  async (press: CardPress): CardAnswer => {
    const card = await cardOf(press);
    if (!card) return { text: noSuchPartner };
    const opened = await open(press.context, press.triggerId, card, press.place);
    return opened ? undefined : { text: refusedPartner(action) };
  };

export const changeTier = openOver(openTierForm, 'set tier');
const openFit = openOver(openFitForm, 'edit');
const openMerge = openOver(openMergeForm, 'merge');

async function addFeedback({ context, member, triggerId, partnerId, place }: CardPress): CardAnswer {
  const partners = await findBranchPartners(context.db, member, [partnerId]);
  await openFeedbackForm(
    context,
    triggerId,
    { partners, text: null },
    { reply: {}, card: place, home: false },
  );
  return undefined;
}

/** Of feedback that is closed, and so stands on the card no more. */
async function wrongPartner(press: CardPress): CardAnswer {
  const { context, member, today, triggerId, about } = press;
  const one = about ? await findFeedback(context.db, about, member, today) : null;
  if (!one) return { text: feedbackNote.gone };
  if (!mayWithFeedback(one.readerRoles, 'correct')) return { text: feedbackNote['not theirs to correct'] };
  await openWrongPartnerForm(context, triggerId, member, one, inCard(press));
  return undefined;
}

export async function more(press: CardPress): CardAnswer {
  const { context, member, triggerId, partnerId, place } = press;
  switch (press.choice) {
    case 'promise':
    case 'help':
    case 'ask':
    case 'ask answer':
    case 'advocate':
      return goodwill(press.choice, press);
    case 'feedback':
      return addFeedback(press);
    case 'wrong partner':
      return wrongPartner(press);
    case 'edit':
      return edit(press);
    case 'growing':
    case 'birthday':
      return edit(press, press.choice);
    case 'hard closing':
      return noteHardClosing(press);
    case 'record':
      return openEntryForm(context, triggerId, member, { partnerId, card: place });
    case 'tier':
      return changeTier(press);
    case 'take on':
      return takeOver(press);
    case 'hand over':
      return handOver(press);
    case 'known years':
      return goBackYears(press);
    case 'fit':
      return openFit(press);
    case 'merge':
      return openMerge(press);
    case 'archive':
      return archivePartner(press);
    default:
      return { text: notInBook };
  }
}
