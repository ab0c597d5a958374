import { z } from 'zod';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Card } from '../../domain/partners/card.ts';
import { cut, plain, quoted, section } from '../../messages/blocks.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { mergePartners } from '../../store/partners/merge.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type CardLocation, cardPlace, refreshCard } from './card.ts';
import { otherPartnerInput, readOtherPartner } from './partner.search.ts';

/** Returns false if the reader may not merge. */
export async function openMergeForm(
  context: EdgeContext,
  triggerId: string,
  card: Card,
  place: CardLocation,
): Promise<boolean> {
  if (!may(card.readerRoles, 'merge')) return false;
  await mergeForm.open(context, triggerId, { place }, card.name, { over: true });
  return true;
}

/** Merges two entries for one person. */
export const mergeForm = defineForm({
  id: 'partner-merge',
  metadata: z.object({ place: cardPlace }),
  may: 'member',
  view: (name: string) => ({
    title: plain('Merge'),
    submit: plain('Merge'),
    blocks: [
      section(
        `Which partner is a duplicate of *${quoted(name, 80)}*?\nThis card keeps its name and both histories, and fills blanks from the other. You can undo this for an hour.`,
      ),
      otherPartnerInput('Duplicate'),
    ],
  }),
  async submit({ context, member, today, now, metadata: { place }, values }) {
    const fail = (text: string) => ({ errors: { other: text } });
    const kept = await loadTies(context.db, member, place.partnerId, today);
    const gone = await loadTies(context.db, member, readOtherPartner(values), today);
    for (const ties of [kept, gone]) {
      const standings = ties ? partnerRolesOf(member, ties) : [];
      if (!may(standings, 'see outline')) return fail(noSuchPartner);
      if (!may(standings, 'merge')) return fail(refusedPartner('merge'));
    }
    if (!kept || !gone || kept.partnerId === gone.partnerId)
      return fail('That’s this same card. Choose the other one.');
    const pair = { keptId: kept.partnerId, goneId: gone.partnerId };
    const merged = await mergePartners(context.db, member, pair, { today, now });
    if (merged.how === 'gone') return fail('One of them just changed. Choose again.');
    const text = `Merged ${cut(gone.name, 80)} into ${cut(kept.name, 80)}.`;
    return { after: () => refreshCard(context, member, place, { text, undo: merged.traceId }) };
  },
});
