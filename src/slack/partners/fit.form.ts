import { z } from 'zod';
import { may, partnerRolesOf } from '../../domain/access.ts';
import { type Card, type FitAnswer, fitAnswers, tierForFit } from '../../domain/partners/card.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import { fitWords, tierWords } from '../../messages/kinds.ts';
import { noSuchPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { setFit } from '../../store/partners/partner-edit.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import { readOptions } from '../bolt/fields.ts';
import { type CardLocation, cardPlace, refreshCard } from './card.ts';

const option = (answer: FitAnswer) => ({ text: plain(fitWords[answer].question), value: answer });

/** Returns false if the reader may not answer. */
export async function openFitForm(
  context: EdgeContext,
  triggerId: string,
  card: Card,
  place: CardLocation,
): Promise<boolean> {
  if (!card.details || !may(card.readerRoles, 'edit')) return false;
  await fitForm.open(
    context,
    triggerId,
    { place },
    { name: card.name, fit: card.details.fit },
    { over: true },
  );
  return true;
}

/** The four questions of fit. They suggest a tier and decide nothing. */
export const fitForm = defineForm({
  id: 'partner-fit',
  metadata: z.object({ place: cardPlace }),
  may: 'member',
  view({ name, fit }: { name: string; fit: readonly string[] }): Drawn {
    const known = fitAnswers.filter((answer) => fit.includes(answer));
    return {
      title: plain('Fit'),
      blocks: [
        section(
          `What’s true of *${quoted(name, 80)}*? This is only about whether we’re a good match: never personal traits, prices, or neighborhoods.`,
        ),
        {
          type: 'input',
          block_id: 'fit',
          optional: true,
          label: plain('Check all that apply'),
          element: {
            type: 'checkboxes',
            action_id: 'fit',
            options: fitAnswers.map(option),
            ...(known.length > 0 ? { initial_options: known.map(option) } : {}),
          },
        },
      ],
    };
  },
  async submit({ context, member, today, now, metadata: { place }, values }) {
    const ties = await loadTies(context.db, member, place.partnerId, today);
    if (!ties || !may(partnerRolesOf(member, ties), 'edit')) return { errors: { fit: noSuchPartner } };
    const chosen = readOptions(values, 'fit');
    const answers = fitAnswers.filter((answer) => chosen.includes(answer));
    const saved = await setFit(context.db, member, ties.partnerId, answers, { today, now });
    const text = `Fit is ${answers.length} of ${fitAnswers.length}, which suggests ${tierWords[tierForFit(answers)]}. To move them, use More › Change tier.`;
    return { after: () => refreshCard(context, member, place, { text, undo: saved?.traceId ?? null }) };
  },
});
