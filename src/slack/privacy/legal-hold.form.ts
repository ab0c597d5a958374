import { z } from 'zod';
import { mayPlaceLegalHold } from '../../domain/access.ts';
import { plain, section } from '../../messages/blocks.ts';
import { expenseRecordActions } from '../../messages/record/expense-record.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { findColleagues } from '../../store/members/members.ts';
import { loadTies } from '../../store/partners/card.ts';
import { type LegalHoldSubject, liftLegalHold, placeLegalHold } from '../../store/privacy/legal-holds.ts';
import { defineAction } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors, readText, readUser, textField, userField } from '../bolt/fields.ts';
import { idValue, rowId } from '../bolt/schemas.ts';
import { publishHome } from '../home/home.ts';
import { otherPartnerInput, readOtherPartner } from '../partners/partner.search.ts';

/** Where Home lists them, for who works with partners too. */
const holds = { screen: { at: 'holds' } } as const;

/** A hold: nothing about a partner or a member is erased or discarded until it is lifted. Compliance places it. */
export const holdForm = defineForm({
  id: 'hold',
  /** The partner whose card opened the form, if any. */
  metadata: z.object({ partnerId: rowId.nullable() }),
  may: 'reader',
  view: (partnerName: string | undefined) => ({
    title: plain('Legal hold'),
    submit: plain('Place hold'),
    blocks: [
      section(
        `While on hold, nothing about them is erased, redacted, or deleted.${partnerName === undefined ? ' Choose a partner or a colleague.' : ''}`,
      ),
      ...(partnerName === undefined
        ? [
            { ...otherPartnerInput('Which partner?'), optional: true },
            userField('who', 'Or which colleague?', null),
          ]
        : [section(`Partner: *${partnerName.replace(/[*_~<>&]/g, ' ')}*`)]),
      textField('reason', 'Why?', {
        required: true,
        placeholder: 'Second-quarter exam',
        max: 300,
      }),
    ],
  }),
  async submit({ context, member, today, now, metadata, values }) {
    const errors: FieldErrors = {};
    const reason = readText(values, 'reason', errors);
    const who = readUser(values, 'who');
    const [colleague] = who ? await findColleagues(context.db, [who]) : [];
    const partnerId = metadata.partnerId ?? (readOtherPartner(values) || null);
    const ties = partnerId ? await loadTies(context.db, member, partnerId, today) : null;
    if (!mayPlaceLegalHold(member)) errors.reason = refusedPartner('place legal hold');
    if (partnerId && !ties) errors.other = noSuchPartner;
    if (who && !colleague) errors.who = 'They don’t use Rapport.';
    if (!reason) errors.reason ??= 'Add a reason.';
    if (Number(ties !== null) + Number(colleague !== undefined) !== 1 && !errors.who && !metadata.partnerId)
      errors.other ??= 'Choose one: a partner or a colleague.';
    if (hasErrors(errors) || !reason) return { errors };
    const on: LegalHoldSubject = ties ? { partnerId: ties.partnerId } : { memberId: colleague!.id };
    await placeLegalHold(context.db, on, reason, member, now);
    return { after: () => publishHome(context, member, holds) };
  },
});

export const holdButtons = [
  defineAction({
    id: expenseRecordActions.placeLegalHold,
    may: 'reader',
    value: idValue,
    async press({ context, member, today, triggerId, view, value }) {
      const ties = value ? await loadTies(context.db, member, value, today) : null;
      const metadata = { partnerId: ties?.partnerId ?? null };
      const over = view?.type === 'modal';
      if (mayPlaceLegalHold(member)) await holdForm.open(context, triggerId, metadata, ties?.name, { over });
      return undefined;
    },
  }),

  defineAction({
    id: expenseRecordActions.liftLegalHold,
    may: 'reader',
    value: idValue,
    async press({ context, member, now, value }) {
      if (mayPlaceLegalHold(member)) await liftLegalHold(context.db, value, member, now);
      return () => publishHome(context, member, holds);
    },
  }),
];
