import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Card } from '../../domain/partners/card.ts';
import { capFor } from '../../domain/partners/tiers.ts';
import { isTier, type Tier, tiers } from '../../domain/words.ts';
import { cut, plain, quoted, section } from '../../messages/blocks.ts';
import { tierWords } from '../../messages/kinds.ts';
import { type FullTier, seenWords, tierIsFull } from '../../messages/partners/partner-form.ts';
import { fitHint, tierLoad, tierNote } from '../../messages/partners/tier.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { setTier } from '../../store/partners/relationship-changes.ts';
import { type Load, loadLoad } from '../../store/partners/tier-room.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, readOption, readText, textField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type CardPlace, refreshCard } from './card.ts';

/** Another tier for a relationship; the one too many asks whom to move. */
const tierModal = 'partner-tier';

interface Purpose {
  partnerId: number;
  relationshipId: number;
  /** Chosen already, where the question is whom to move. */
  tier?: Tier;
  /** The reader may go over the cap, with a reason. */
  overrides: boolean;
  place: CardPlace;
}

/** False: nobody's relationship any more, or not the reader's to change. */
export async function openTierForm(
  context: EdgeContext,
  triggerId: string,
  card: Card,
  place: CardPlace,
): Promise<boolean> {
  const focus = card.details?.focus;
  const load =
    focus && may(card.readerRoles, 'set tier') ? await loadLoad(context.db, focus.relationshipId) : null;
  if (!focus || !load || !card.details) return false;
  const purpose: Purpose = {
    partnerId: card.id,
    relationshipId: focus.relationshipId,
    overrides: may(card.readerRoles, 'override cap'),
    place,
  };
  await openForm(context, triggerId, tierView(card.name, load, purpose, fitHint(card.details)), {
    over: true,
  });
  return true;
}

const tierView = (name: string, load: Load, purpose: Purpose, fit: string): ModalView => ({
  type: 'modal',
  callback_id: tierModal,
  title: plain('Change tier'),
  submit: plain('Save'),
  close: plain('Cancel'),
  private_metadata: JSON.stringify(purpose),
  blocks: [
    section(`*${quoted(name, 80)}* is in ${quoted(load.ownerName, 60)}’s ${tierWords[load.tier]}. ${fit}`),
    choiceField(
      'tier',
      'How close from now on?',
      tiers.map((tier) => ({
        value: tier,
        label: tierLoad(tier, load.held.get(tier) ?? 0, capFor(tier, load.meetingsPerWeek)),
      })),
      load.tier,
      true,
    ),
    ...(purpose.overrides ? [reasonField()] : []),
  ],
});

const reasonField = (): KnownBlock =>
  textField('reason', 'Over the cap? Say why', {
    max: 300,
    hint: 'A program lead may go over the cap; the reason stays in the history.',
  });

/** Slack offers 100 options in a menu. */
const holdersMax = 100;

/** The menu of who holds a full tier. */
export const holderField = (full: FullTier, today: Day, required: boolean): KnownBlock =>
  choiceField(
    'down',
    'Move down',
    full.holders.slice(0, holdersMax).map((holder) => ({
      value: String(holder.relationshipId),
      label: cut(`${cut(holder.partnerName, 45)} · ${seenWords(holder.lastTouchOn, today)}`, 75),
    })),
    null,
    required,
  );

/** The tier is full: whom to move down instead, the longest unseen first. */
function fullView(full: FullTier, purpose: Purpose & { tier: Tier }, today: Day): ModalView {
  return {
    type: 'modal',
    callback_id: tierModal,
    title: plain('One too many'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(purpose),
    blocks: [
      section(tierIsFull(full)),
      holderField(full, today, !purpose.overrides),
      ...(purpose.overrides ? [reasonField()] : []),
    ],
  };
}

export function tierFormListener(app: App, context: EdgeContext): void {
  app.view(tierModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const purpose = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const field = purpose.tier ? 'down' : 'tier';
    const fail = (text: string) => ack({ response_action: 'errors', errors: { [field]: text } });
    const ties = await loadTies(context.db, member, purpose.partnerId, today);
    const standings = ties ? partnerRolesOf(member, ties) : [];
    if (!may(standings, 'see outline')) return fail(noSuchPartner);
    if (!may(standings, 'set tier')) return fail(refusedPartner('set tier'));
    const errors = {};
    const reason = may(standings, 'override cap') ? readText(view, 'reason', errors) : null;
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const tier = purpose.tier ?? readOption(view, 'tier');
    if (!isTier(tier)) return fail('Choose a tier.');
    const down = readOption(view, 'down');
    if (purpose.tier && !down && !reason)
      return fail('Choose whom to move, or say why there should be one more.');
    const changed = await setTier(
      context.db,
      member,
      {
        partnerId: ties?.partnerId ?? 0,
        relationshipId: purpose.relationshipId,
        tier,
        moveDown: down ? Number(down) : null,
        reason: down ? null : reason,
      },
      { today, now: context.now() },
    );
    switch (changed.how) {
      case 'full':
        return ack({ response_action: 'update', view: fullView(changed, { ...purpose, tier }, today) });
      case 'gone':
        return fail('Nobody looks after them any more; the card shows what is true now.');
      case 'same':
        return ack();
      case 'done':
        await ack();
        return refreshCard(context, member, purpose.place, {
          text: tierNote(tier, changed.movedDown),
          undo: changed.traceId,
        });
    }
  });
}
