import { z } from 'zod';
import { may, type PartnerAction, partnerRolesOf } from '../../domain/access.ts';
import type { Card } from '../../domain/partners/card.ts';
import type { CardNote } from '../../messages/partners/card-actions.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadCard, loadTies } from '../../store/partners/card.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { readId } from '../bolt/schemas.ts';
import type { RedrawTarget } from '../digest/digest-redraw.ts';
import { type CardLocation, cardLocationOf, refreshCard } from './card.ts';

/** "12", "12.tier" from a menu, or "12.move 51" about something of theirs. */
const pressedValue = z.unknown().transform((value) => {
  const [id, said = ''] = typeof value === 'string' ? value.split('.') : [];
  const [, choice = null, about] = /^([a-z ]+?)(?: (\d{1,10}))?$/.exec(said) ?? [];
  return { id: readId(id), choice, about: readId(about) || null };
});

/** A press on a card: the partner, the choice from a menu, and where the card is. */
export interface CardPress extends Pick<Press<'reader', unknown>, 'context' | 'member' | 'today' | 'now'> {
  triggerId: string;
  partnerId: number;
  choice: string | null;
  /** What the choice is about, besides the partner. */
  about: number | null;
  place: CardLocation;
}

/** What to say above the card, which is redrawn in its current state; nothing when a form was opened. */
export type CardAnswer = Promise<CardNote | undefined>;

/** A button on a card. When `act` cannot do what the button says, it says why. */
export const cardButton = (
  id: string,
  act: (press: CardPress) => CardAnswer,
  who: 'member' | 'reader' = 'member',
): ActionDefinition =>
  defineAction({
    id,
    may: who,
    value: pressedValue,
    async press({ context, member, today, now, triggerId, value, view }) {
      const { id: partnerId, choice, about } = value;
      const place = cardLocationOf(view) ?? { viewId: '', partnerId, home: null };
      const note = await act({ context, member, today, now, triggerId, partnerId, choice, about, place });
      return note && (() => refreshCard(context, member, place, note));
    },
  });

/** Returns the partner if the member may do this, or the reason they may not. */
export async function tiesFor(
  { context, member, today, partnerId }: CardPress,
  action: PartnerAction,
): Promise<NonNullable<Awaited<ReturnType<typeof loadTies>>> | { refused: CardNote }> {
  const ties = await loadTies(context.db, member, partnerId, today);
  if (!ties) return { refused: { text: noSuchPartner } };
  return may(partnerRolesOf(member, ties), action) ? ties : { refused: { text: refusedPartner(action) } };
}

export const cardOf = ({ context, member, partnerId, today }: CardPress): Promise<Card | null> =>
  loadCard(context.db, member, partnerId, today);

/** Describes a card as the place of a form that lists can open too. */
export const inCard = ({ today, place }: CardPress): RedrawTarget => ({
  surface: { nudgeId: null, shownOn: today },
  card: place,
});
