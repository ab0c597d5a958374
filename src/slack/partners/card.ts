import type { BlockAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Card } from '../../domain/partners/card.ts';
import { plain, section } from '../../messages/blocks.ts';
import type { HomeScreen } from '../../messages/home/home-screen.ts';
import { cardView } from '../../messages/partners/card.ts';
import { type CardNote, cardModal } from '../../messages/partners/card-actions.ts';
import { chooserView } from '../../messages/partners/partner-command.ts';
import { noSuchPartner } from '../../messages/refusals.ts';
import { loadCard } from '../../store/partners/card.ts';
import type { FoundPartner } from '../../store/partners/partner-search.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openForm } from '../bolt/open-form.ts';
import { readMetadata, rowId } from '../bolt/schemas.ts';
import { newStamp } from '../digest/digest-now.ts';
import { homePlace, homeScreenOf, publishHome } from '../home/home.ts';
import { todayOf } from '../members/members.ts';

/** Where a card is. Travels with the forms opened on top of it. */
export const cardPlace = z.object({
  viewId: z.string(),
  /** 0: a choice among several partners, or a partner who is gone. */
  partnerId: rowId.or(z.literal(0)),
  /** The App Home screen it was opened from, which must be redrawn too. */
  home: homePlace.nullable(),
});
export type CardLocation = z.output<typeof cardPlace>;

const cardMetadata = z.object({ partnerId: rowId.nullable(), home: homePlace.nullable() });
type CardMetadata = z.input<typeof cardMetadata>;

/** Returns the card's place from the view that came with a button press; null for any other view. */
export function cardLocationOf(view: BlockAction['view']): CardLocation | null {
  if (view?.callback_id !== cardModal) return null;
  const card = readMetadata(cardMetadata, view.private_metadata);
  return card && { viewId: view.id, partnerId: card.partnerId ?? 0, home: card.home };
}

/**
 * Shows a partner's card: it replaces an open card or chooser, goes on top of any other form, or opens alone. Returns
 * false for a partner the reader may not see, exactly as for one that does not exist.
 */
export async function openCard(
  context: EdgeContext,
  member: Member,
  from: { triggerId: string; view?: BlockAction['view'] },
  partnerId: number,
  note?: CardNote,
): Promise<boolean> {
  const today = todayOf(context, member);
  const card = await loadCard(context.db, member, partnerId, today);
  if (!card) return false;
  const inCard = cardLocationOf(from.view);
  const home = inCard?.home ?? homeScreenOf(from.view);
  const view = draw(context, member, card, home, note);
  if (inCard) await context.slack.views.update({ view_id: inCard.viewId, view });
  else await openForm(context, from.triggerId, view, { over: from.view?.type === 'modal' });
  return true;
}

/** Returns the card of a partner just added, to replace the form. */
export async function cardAfterAdding(
  context: EdgeContext,
  member: Member,
  partnerId: number,
  home: HomeScreen | null,
  note: CardNote,
): Promise<ModalView> {
  const card = await loadCard(context.db, member, partnerId, todayOf(context, member));
  return card ? draw(context, member, card, home, note) : goneView(note.text);
}

/** Of a modal that lists several partners; a card that is opened from it takes its place. */
export const chooserMetadata = JSON.stringify({ partnerId: null, home: null } satisfies CardMetadata);

/** Asks which of several partners a name means. */
export async function openChooser(
  context: EdgeContext,
  triggerId: string,
  asked: string | null,
  found: readonly FoundPartner[],
): Promise<void> {
  await openForm(context, triggerId, chooserView(asked, found, chooserMetadata));
}

/**
 * Redraws a card in its current state, and the Home screen it was opened from. The change itself is already saved. If
 * the card was closed meanwhile, there is nothing to draw, but the note is still sent.
 */
export async function refreshCard(
  context: EdgeContext,
  member: Member,
  place: CardLocation,
  note?: CardNote,
): Promise<void> {
  const unbound: Context = { ...context, db: context.unboundDb };
  try {
    const card = await loadCard(unbound.db, member, place.partnerId, todayOf(context, member));
    if (card)
      await context.slack.views.update({
        view_id: place.viewId,
        view: draw(unbound, member, card, place.home, note),
      });
    else
      await context.slack.views.update({
        view_id: place.viewId,
        view: goneView(note?.text ?? noSuchPartner),
      });
  } catch (error) {
    context.log.warn({ error }, 'a card could not be drawn again');
    if (note) await answer(unbound, member, {}, { text: note.text, blocks: [section(note.text)] });
  }
  if (place.home) await publishHome(unbound, member, { screen: place.home });
}

const draw = (context: Context, member: Member, card: Card, home: HomeScreen | null, note?: CardNote) =>
  cardView(card, {
    today: todayOf(context, member),
    stamp: newStamp(),
    metadata: JSON.stringify({ partnerId: card.id, home } satisfies CardMetadata),
    note,
  });

const goneView = (text: string): ModalView => ({
  type: 'modal',
  callback_id: cardModal,
  title: plain('Partner'),
  close: plain('Close'),
  private_metadata: chooserMetadata,
  blocks: [section(text)],
});
