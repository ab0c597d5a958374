import { may, partnerRolesOf } from '../../domain/access.ts';
import { fullDay } from '../../domain/format.ts';
import { laterDay } from '../../domain/plans.ts';
import { isLaterChoice } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { tierWords } from '../../messages/kinds.ts';
import { type CardNote, cardActions, undoNote } from '../../messages/partners/card-actions.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { postpone } from '../../store/digest/later-choices.ts';
import { loadTies } from '../../store/partners/card.ts';
import { noteHardClosing as saveHardClosing } from '../../store/partners/goodwill.ts';
import { noteKnownYears } from '../../store/partners/known-years.ts';
import { archive, type Changed, recommit, takeOn } from '../../store/partners/relationship-changes.ts';
import { undoChange } from '../../store/touchpoints/undo.ts';
import { untilForm } from '../digest/until.form.ts';
import { type CardAnswer, type CardPress, cardButton, cardOf, inCard, tiesFor } from './card-press.ts';

/** Changes that a single tap on a card makes. */

async function later(press: CardPress): CardAnswer {
  const { context, member, today, now, choice, triggerId } = press;
  const ties = await tiesFor(press, 'later');
  if ('refused' in ties) return { text: refusedPartner('later') };
  if (!isLaterChoice(choice) || choice === 'plan') return { text: notInBook };
  const { partnerId, name } = ties;
  if (choice === 'deal' || choice === 'quiet') {
    const metadata = { kind: choice, place: inCard(press), partnerId };
    await untilForm.open(context, triggerId, metadata, { name, today }, { over: true });
    return undefined;
  }
  const until = laterDay(choice, today, await loadCalendar(context.db, member, today));
  const done = await postpone(context.db, member, [partnerId], { kind: 'later', until }, today, now);
  return {
    text:
      done.length > 0 ? `Snoozed until ${fullDay(until, today)}. The due date hasn’t changed.` : notInBook,
  };
}

export async function noteHardClosing(press: CardPress): CardAnswer {
  const { context, member, now } = press;
  const ties = await tiesFor(press, 'edit');
  if ('refused' in ties) return ties.refused;
  return {
    text: 'Got it. At your next meeting, I’ll remind you to ask what we could do better.',
    undo: await saveHardClosing(context.db, { member, partnerId: ties.partnerId, now }),
  };
}

export async function goBackYears(press: CardPress): CardAnswer {
  const { context, member, today, now } = press;
  const focus = await focusFor(press, 'edit');
  if ('refused' in focus) return focus.refused;
  const undo = await noteKnownYears(context.db, member, focus.relationshipId, { today, now });
  if (undo === null) return { text: 'You already said that today.' };
  return { text: 'Got it, you go back years. No need to log three meetings before you ask.', undo };
}

async function keepGoing(press: CardPress): CardAnswer {
  const { context, member, today, now } = press;
  const focus = await focusFor(press, 'set tier');
  if ('refused' in focus) return focus.refused;
  const changed = await recommit(context.db, member, focus.relationshipId, { today, now });
  return noteOf(changed, 'Got it, you’re keeping this going. The due dates start over today.');
}

export async function archivePartner(press: CardPress): CardAnswer {
  const { context, member, today, now } = press;
  const focus = await focusFor(press, 'archive');
  if ('refused' in focus) return focus.refused;
  const changed = await archive(context.db, member, focus.relationshipId, { today, now });
  return noteOf(changed, 'Archived. Nothing was deleted; “Bring back” on the card restores them anytime.');
}

const alreadyYours = 'They’re already yours.';

export async function takeOver({ context, member, today, now, partnerId }: CardPress): CardAnswer {
  const ties = await loadTies(context.db, member, partnerId, today);
  const standings = ties ? partnerRolesOf(member, ties) : [];
  if (!ties || !may(standings, 'see outline')) return { text: noSuchPartner };
  if (!may(standings, 'take on')) return { text: alreadyYours };
  const partner = { id: ties.partnerId, branchId: ties.branchId };
  const done = await takeOn(context.db, member, partner, 'core', { today, now });
  if (done.how === 'same') return { text: alreadyYours };
  return { text: `Now yours (${tierWords[done.tier]}).`, undo: done.traceId };
}

/** Returns the card's relationship if the member may do this, or the reason they may not. */
async function focusFor(
  press: CardPress,
  action: 'edit' | 'set tier' | 'archive',
): Promise<{ relationshipId: number } | { refused: CardNote }> {
  const card = await cardOf(press);
  if (!card) return { refused: { text: noSuchPartner } };
  if (!may(card.readerRoles, action)) return { refused: { text: refusedPartner(action) } };
  const focus = card.details?.focus;
  return focus ? { relationshipId: focus.relationshipId } : { refused: { text: notInBook } };
}

const noteOf = (changed: Changed, done: string): CardNote =>
  changed.how === 'done' ? { text: done, undo: changed.traceId } : { text: notInBook };

export const changeButtons = [
  cardButton(cardActions.later, later),
  cardButton(cardActions.recommit, keepGoing),
  cardButton(cardActions.archive, archivePartner),
  cardButton(cardActions.takeOn, takeOver),
  cardButton(cardActions.undo, async ({ context, member, today, now, partnerId: traceId }) =>
    undoNote(await undoChange(context.db, member, traceId, { today, now })),
  ),
];
