import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { spendWarnings } from '../../domain/record/spend.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import type { CardNote } from '../../messages/partners/card-actions.ts';
import { warningText } from '../../messages/record/spend.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { saveEntry } from '../../store/record/expense-record.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import type { FieldErrors } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type CardPlace, refreshCard } from '../partners/card.ts';
import { entryFields, readEntry } from './spend-fields.ts';

/** Into the record without a meal: a gift, tickets, costs of their own. Meals are stated where they are logged. */
const entryModal = 'spend-entry';

interface Purpose {
  partnerId: number;
  card: CardPlace;
}

/** Opens the form, or returns why not. @throws FormNotOpened */
export async function openEntryForm(
  context: Context,
  triggerId: string,
  member: Member,
  { partnerId, card }: Purpose,
): Promise<CardNote | undefined> {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, partnerId, today);
  if (!ties) return { text: noSuchPartner };
  if (!may(partnerRolesOf(member, ties), 'look after')) return { text: refusedPartner('look after') };
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: entryModal,
      title: plain('Into the record'),
      submit: plain('Save'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify({ partnerId: ties.partnerId, card } satisfies Purpose),
      blocks: [
        section(
          `*${quoted(ties.name, 100)}*\nA meal is recorded where it is logged. What stands here stays: /rapport record corrects it any time, with a counter-entry.`,
        ),
        ...entryFields(null, today),
      ],
    },
    { over: true },
  );
  return undefined;
}

export function entryFormListener(app: App, context: EdgeContext): void {
  app.view(entryModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const today = todayOf(context, member);
    const purpose = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const read = readEntry(view, errors, today);
    if (!read) return ack({ response_action: 'errors', errors });
    const { statement, on } = read;
    const ties = await loadTies(context.db, member, purpose.partnerId, today);
    const isAllowed = ties !== null && may(partnerRolesOf(member, ties), 'look after');
    const saved = isAllowed
      ? await saveEntry(context.db, {
          requestKey: `view:${view.id}`,
          member,
          partnerId: ties.partnerId,
          statement,
          facts: { partnerIds: [ties.partnerId], memberIds: [member.id], on },
          now: context.now(),
        })
      : null;
    await ack();
    const warnings = spendWarnings({ statement, paidMeals: [], on }).map(warningText);
    const note: CardNote = !isAllowed
      ? { text: ties ? refusedPartner('look after') : noSuchPartner }
      : saved
        ? { text: ['It stands in the record.', ...warnings].join('\n'), undo: saved.traceId }
        : { text: 'That was saved already.' };
    await refreshCard(context, member, purpose.card, note);
  });
}
