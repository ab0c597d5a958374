import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { may } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Card } from '../../domain/partners/card.ts';
import { capFor } from '../../domain/partners/tiers.ts';
import { tiers } from '../../domain/words.ts';
import { cut, plain, quoted, section } from '../../messages/blocks.ts';
import { tierWords } from '../../messages/kinds.ts';
import { type FullTier, seenWords, tierIsFull } from '../../messages/partners/partner-form.ts';
import { fitHint, tierLoad, tierNote } from '../../messages/partners/tier.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { setTier } from '../../store/partners/relationship-changes.ts';
import { type Load, loadLoad } from '../../store/partners/tier-room.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type Drawn, defineForm, type FormAnswer } from '../bolt/define-form.ts';
import { choiceField, hasErrors, readChosenId, readOneOf, readText, textField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { type CardLocation, cardPlace, refreshCard } from './card.ts';

/** Returns false if the relationship has no owner anymore, or the reader may not change it. */
export async function openTierForm(
  context: EdgeContext,
  triggerId: string,
  card: Card,
  place: CardLocation,
): Promise<boolean> {
  const focus = card.details?.focus;
  const load =
    focus && may(card.readerRoles, 'set tier') ? await loadLoad(context.db, focus.relationshipId) : null;
  if (!focus || !load || !card.details) return false;
  await tierForm.open(
    context,
    triggerId,
    {
      partnerId: card.id,
      relationshipId: focus.relationshipId,
      overrides: may(card.readerRoles, 'override cap'),
      place,
    },
    { ask: 'tier', name: card.name, load, fit: fitHint(card.details) },
    { over: true },
  );
  return true;
}

const tierFields = (name: string, load: Load, fit: string): KnownBlock[] => [
  section(`*${quoted(name, 80)}* · ${tierWords[load.tier]} · owner: ${quoted(load.ownerName, 60)}\n${fit}`),
  choiceField(
    'tier',
    'Which tier?',
    tiers.map((tier) => ({
      value: tier,
      label: tierLoad(tier, load.held.get(tier) ?? 0, capFor(tier, load.meetingsPerWeek)),
    })),
    load.tier,
    true,
  ),
];

const reasonField = (): KnownBlock =>
  textField('reason', 'Over the limit? Say why', {
    max: 300,
    hint: 'Program leads can go over the limit. The reason stays in the history.',
  });

/** Slack's maximum number of options in a menu. */
const holdersMax = 100;

/** A menu of the partners in a full tier. */
export const holderField = (full: FullTier, today: Day, required: boolean): KnownBlock =>
  choiceField(
    'down',
    'Move down a tier',
    full.holders.slice(0, holdersMax).map((holder) => ({
      value: String(holder.relationshipId),
      label: cut(`${cut(holder.partnerName, 45)} · ${seenWords(holder.lastTouchOn, today)}`, 75),
    })),
    null,
    required,
  );

/** Which tier to choose; or, when that tier is full, which partner to move down instead, longest unseen first. */
type Question =
  | { ask: 'tier'; name: string; load: Load; fit: string }
  | { ask: 'move down'; full: FullTier; today: Day };

/** Moves a relationship to another tier. When that tier is full, asks which partner to move down. */
export const tierForm = defineForm({
  id: 'partner-tier',
  metadata: z.object({
    partnerId: rowId,
    relationshipId: rowId,
    /** Already chosen when the form asks which partner to move down. */
    tier: z.enum(tiers).optional(),
    /** Whether the reader may go over the cap, with a reason. */
    overrides: z.boolean(),
    place: cardPlace,
  }),
  may: 'member',
  view: (shown: Question, { overrides }): Drawn => ({
    title: plain(shown.ask === 'tier' ? 'Change tier' : 'This tier is full'),
    blocks: [
      ...(shown.ask === 'tier'
        ? tierFields(shown.name, shown.load, shown.fit)
        : [section(tierIsFull(shown.full)), holderField(shown.full, shown.today, !overrides)]),
      ...(overrides ? [reasonField()] : []),
    ],
  }),
  async submit({ context, member, today, now, metadata, values }): Promise<FormAnswer> {
    const fail = (text: string) => ({ errors: { [metadata.tier ? 'down' : 'tier']: text } });
    const errors = {};
    const reason = readText(values, 'reason', errors);
    if (hasErrors(errors)) return { errors };
    const tier = metadata.tier ?? readOneOf(values, 'tier', tiers);
    if (!tier) return fail('Choose a tier.');
    const moveDown = readChosenId(values, 'down') || null;
    if (metadata.tier && !moveDown && !reason)
      return fail('Choose who moves down, or say why there should be one more.');
    const { partnerId, relationshipId } = metadata;
    const change = { partnerId, relationshipId, tier, moveDown, reason: moveDown ? null : reason };
    const changed = await setTier(context.db, member, change, { today, now });
    switch (changed.how) {
      case 'full':
        return { update: tierForm.draw({ ...metadata, tier }, { ask: 'move down', full: changed, today }) };
      case 'unknown':
        return fail(noSuchPartner);
      case 'refused':
        return fail(refusedPartner('set tier'));
      case 'gone':
        return fail('They have no owner anymore. The card shows what’s current.');
      case 'same':
        return undefined;
      case 'done': {
        const note = { text: tierNote(tier, changed.movedDown), undo: changed.traceId };
        return { after: () => refreshCard(context, member, metadata.place, note) };
      }
    }
  },
});
