import type { App } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Card } from '../../domain/partners/card.ts';
import { cut, plain, quoted, section } from '../../messages/blocks.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { mergePartners } from '../../store/partners/merge.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type CardPlace, refreshCard } from './card.ts';
import { otherPartnerInput, readOtherPartner } from './partner.search.ts';

/** One person who was entered twice. */
const mergeModal = 'partner-merge';

interface Purpose {
  place: CardPlace;
}

/** False: not the reader's to merge. */
export async function openMergeForm(
  context: EdgeContext,
  triggerId: string,
  card: Card,
  place: CardPlace,
): Promise<boolean> {
  if (!may(card.readerRoles, 'merge')) return false;
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: mergeModal,
      title: plain('Merge'),
      submit: plain('Merge'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify({ place } satisfies Purpose),
      blocks: [
        section(
          `Who is the same person as *${quoted(card.name, 80)}*? Both histories stay, under this card’s name; what this card does not know it takes from the other. You can undo it for an hour.`,
        ),
        otherPartnerInput('The same person'),
      ],
    },
    { over: true },
  );
  return true;
}

export function mergeFormListener(app: App, context: EdgeContext): void {
  app.view(mergeModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { place } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const fail = (text: string) => ack({ response_action: 'errors', errors: { other: text } });
    const kept = await loadTies(context.db, member, place.partnerId, today);
    const gone = await loadTies(context.db, member, readOtherPartner(view), today);
    for (const ties of [kept, gone]) {
      const standings = ties ? partnerRolesOf(member, ties) : [];
      if (!may(standings, 'see outline')) return fail(noSuchPartner);
      if (!may(standings, 'merge')) return fail(refusedPartner('merge'));
    }
    if (!kept || !gone || kept.partnerId === gone.partnerId)
      return fail('That is the same card. Choose the other one.');
    const merged = await mergePartners(
      context.db,
      member,
      { keptId: kept.partnerId, goneId: gone.partnerId },
      { today, now: context.now() },
    );
    if (merged.how === 'gone') return fail('One of them was changed meanwhile. Choose again.');
    await ack();
    await refreshCard(context, member, place, {
      text: `${cut(gone.name, 80)} and ${cut(kept.name, 80)} are one now.`,
      undo: merged.traceId,
    });
  });
}
