import type { InputBlock } from '@slack/types';
import { z } from 'zod';
import type { AskedPartner } from '../../domain/partners/tier-questions.ts';
import { cut, plain, section } from '../../messages/blocks.ts';
import { nameAndCompany } from '../../messages/names.ts';
import { innerForm, tierQuestionNotes } from '../../messages/partners/tier-questions.ts';
import { chooseInner } from '../../store/partners/tier-answers.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import { readOptions } from '../bolt/fields.ts';
import { readId } from '../bolt/schemas.ts';
import { listPlace, redraw } from '../digest/digest-redraw.ts';

/** "Choose…": which of the suggested partners become the inner circle, each by the rules of the tier form. */
export const innerCircleForm = defineForm({
  id: 'inner-circle',
  metadata: z.object({ place: listPlace }),
  may: 'member',
  view: (partners: readonly AskedPartner[]): Drawn => ({
    title: plain(innerForm.title),
    blocks: [section(innerForm.intro), whoField(partners)],
  }),
  async submit({ context, member, today, now, metadata: { place }, values }) {
    const relationshipIds = readOptions(values, 'inner').map(readId);
    if (relationshipIds.length === 0) return { errors: { inner: innerForm.chooseSomeone } };
    const choice = { relationshipIds, askedOn: place.surface.shownOn };
    const { chosen, fullAt } = await chooseInner(context.db, member, choice, { today, now });
    const note =
      fullAt !== null ? tierQuestionNotes.full(fullAt) : chosen === 0 ? tierQuestionNotes.gone : undefined;
    return { after: () => redraw(context, member, place, note) };
  },
});

function whoField(partners: readonly AskedPartner[]): InputBlock {
  const options = partners.map((partner) => ({
    text: plain(cut(nameAndCompany(partner), 75)),
    value: String(partner.relationshipId),
  }));
  return {
    type: 'input',
    block_id: 'inner',
    label: plain(innerForm.who),
    element: { type: 'checkboxes', action_id: 'inner', options, initial_options: options },
  };
}
