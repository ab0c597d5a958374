import { z } from 'zod';
import type { Context } from '../../context.ts';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { spendWarnings } from '../../domain/record/spend.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import type { CardNote } from '../../messages/partners/card-actions.ts';
import { warningText } from '../../messages/record/spend.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { saveEntry } from '../../store/record/expense-record.ts';
import { defineForm } from '../bolt/define-form.ts';
import type { FieldErrors } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { todayOf } from '../members/members.ts';
import { type CardLocation, cardPlace, refreshCard } from '../partners/card.ts';
import { entryFields, readEntry } from './spend-fields.ts';

/** Opens the form, or returns the reason it cannot. @throws FormNotOpened */
export async function openEntryForm(
  context: Context,
  triggerId: string,
  member: Member,
  { partnerId, card }: { partnerId: number; card: CardLocation },
): Promise<CardNote | undefined> {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, partnerId, today);
  if (!ties) return { text: noSuchPartner };
  if (!may(partnerRolesOf(member, ties), 'look after')) return { text: refusedPartner('look after') };
  const metadata = { partnerId: ties.partnerId, card };
  await entryForm.open(context, triggerId, metadata, { name: ties.name, today }, { over: true });
  return undefined;
}

/** Adds to the record without a meal: a gift, tickets, a partner's own costs. Meals are stated where they are logged. */
export const entryForm = defineForm({
  id: 'spend-entry',
  metadata: z.object({ partnerId: rowId, card: cardPlace }),
  may: 'member',
  view: ({ name, today }: { name: string; today: Day }) => ({
    title: plain('Add an expense'),
    blocks: [
      section(
        `*${quoted(name, 100)}*\nLog a meal as a touchpoint and say who paid there. To correct an entry later, type /rapport record.`,
      ),
      ...entryFields(null, today),
    ],
  }),
  async submit({ context, member, today, now, metadata, values, requestKey }) {
    const errors: FieldErrors = {};
    const read = readEntry(values, errors, today);
    if (!read) return { errors };
    const { statement, on } = read;
    const say = (note: CardNote) => ({ after: () => refreshCard(context, member, metadata.card, note) });
    const ties = await loadTies(context.db, member, metadata.partnerId, today);
    if (!ties) return say({ text: noSuchPartner });
    if (!may(partnerRolesOf(member, ties), 'look after')) return say({ text: refusedPartner('look after') });
    const { partnerId } = ties;
    const facts = { partnerIds: [partnerId], memberIds: [member.id], on };
    const saved = await saveEntry(context.db, { requestKey, member, partnerId, statement, facts, now });
    if (!saved) return say({ text: 'Already saved.' });
    const warnings = spendWarnings({ statement, paidMeals: [], on }).map(warningText);
    return say({ text: ['Recorded.', ...warnings].join('\n'), undo: saved.traceId });
  },
});
