import type { App } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import { type Card, type FitAnswer, fitAnswers, tierForFit } from '../../domain/partners/card.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import { fitWords, tierWords } from '../../messages/kinds.ts';
import { noSuchPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { setFit } from '../../store/partners/partner-edit.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { readOptions } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type CardPlace, refreshCard } from './card.ts';

/** The four questions of fit. They suggest a tier, and decide nothing. */
const fitModal = 'partner-fit';

interface Purpose {
  place: CardPlace;
}

const option = (answer: FitAnswer) => ({ text: plain(fitWords[answer].question), value: answer });

/** False: not the reader's to answer. */
export async function openFitForm(
  context: EdgeContext,
  triggerId: string,
  card: Card,
  place: CardPlace,
): Promise<boolean> {
  if (!card.details || !may(card.readerRoles, 'edit')) return false;
  const known = fitAnswers.filter((answer) => card.details?.fit.includes(answer));
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: fitModal,
      title: plain('Fit'),
      submit: plain('Save'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify({ place } satisfies Purpose),
      blocks: [
        section(
          `What is true of *${quoted(card.name, 80)}*? Never a trait, a price or an area: only whether we suit each other.`,
        ),
        {
          type: 'input',
          block_id: 'fit',
          optional: true,
          label: plain('Yes to…'),
          element: {
            type: 'checkboxes',
            action_id: 'fit',
            options: fitAnswers.map(option),
            ...(known.length > 0 ? { initial_options: known.map(option) } : {}),
          },
        },
      ],
    },
    { over: true },
  );
  return true;
}

export function fitFormListener(app: App, context: EdgeContext): void {
  app.view(fitModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { place } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const ties = await loadTies(context.db, member, place.partnerId, today);
    if (!ties || !may(partnerRolesOf(member, ties), 'edit'))
      return ack({ response_action: 'errors', errors: { fit: noSuchPartner } });
    const chosen = new Set(readOptions(view, 'fit'));
    const answers = fitAnswers.filter((answer) => chosen.has(answer));
    const saved = await setFit(context.db, member, ties.partnerId, answers, { today, now: context.now() });
    await ack();
    const text = `Fit: yes to ${answers.length} of ${fitAnswers.length}. That suggests ${tierWords[tierForFit(answers)]}; Change tier is behind the three dots.`;
    await refreshCard(context, member, place, { text, undo: saved?.traceId ?? null });
  });
}
