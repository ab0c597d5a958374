import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { plain, section } from '../../messages/blocks.ts';
import { expenseRecordActions } from '../../messages/record/expense-record.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { findColleagues } from '../../store/members/members.ts';
import { loadTies } from '../../store/partners/card.ts';
import { type LegalHoldSubject, liftLegalHold, placeLegalHold } from '../../store/privacy/legal-holds.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type FieldErrors, readText, readUser, textField, userField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { publishHome } from '../home/home.ts';
import { requireReader, todayOf } from '../members/members.ts';
import { otherPartnerInput, readOtherPartner } from '../partners/partner.search.ts';

/** A hold: nothing of a partner or a member is erased or thrown away until it is lifted. Placed by compliance. */
const holdModal = 'hold';

const mayHold = (member: Member): boolean =>
  may(partnerRolesOf(member, { branchId: Number.NaN, ownerIds: [], covers: [] }), 'place legal hold');

export function holdListeners(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: expenseRecordActions.placeLegalHold, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      const partnerId = Number(action.value) || 0;
      const ties = partnerId ? await loadTies(context.db, member, partnerId, todayOf(context, member)) : null;
      if (mayHold(member))
        await openForm(
          context,
          body.trigger_id,
          {
            type: 'modal',
            callback_id: holdModal,
            title: plain('A hold'),
            submit: plain('Place it'),
            close: plain('Cancel'),
            private_metadata: JSON.stringify({ partnerId: ties?.partnerId ?? null }),
            blocks: [
              section(
                'While a hold is there, nothing of them is erased, redacted or thrown away. Give either a partner or one of us.',
              ),
              ...(ties
                ? [section(`Partner: *${ties.name.replace(/[*_~<>&]/g, ' ')}*`)]
                : [
                    { ...otherPartnerInput('Which partner?'), optional: true },
                    userField('who', 'Or which of us?', null),
                  ]),
              textField('reason', 'Why?', {
                required: true,
                placeholder: 'Examination of the second quarter',
                max: 300,
              }),
            ],
          },
          { over: body.view?.type === 'modal' },
        );
      await ack();
    },
  );

  app.view(holdModal, async ({ view, body, ack }) => {
    const member = await requireReader(context, body.user.id);
    const known = JSON.parse(view.private_metadata) as { partnerId: number | null };
    const errors: FieldErrors = {};
    const reason = readText(view, 'reason', errors);
    const who = readUser(view, 'who');
    const [colleague] = who ? await findColleagues(context.db, [who]) : [];
    const partnerId = known.partnerId ?? (readOtherPartner(view) || null);
    const ties = partnerId ? await loadTies(context.db, member, partnerId, todayOf(context, member)) : null;
    if (!mayHold(member)) errors.reason = refusedPartner('place legal hold');
    if (partnerId && !ties) errors.other = noSuchPartner;
    if (who && !colleague) errors.who = 'They don’t use Rapport.';
    if (!reason) errors.reason ??= 'Say why.';
    if (Number(ties !== null) + Number(colleague !== undefined) !== 1 && !errors.who && !known.partnerId)
      errors.other ??= 'Choose one: a partner, or one of us.';
    if (Object.keys(errors).length > 0 || !reason) return ack({ response_action: 'errors', errors });
    const on: LegalHoldSubject = ties ? { partnerId: ties.partnerId } : { memberId: colleague!.id };
    await placeLegalHold(context.db, on, reason, member, context.now());
    await ack();
    await publishHome(context, member);
  });

  app.action<BlockAction<ButtonAction>>(
    { action_id: expenseRecordActions.liftLegalHold, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      if (mayHold(member)) await liftLegalHold(context.db, Number(action.value) || 0, member, context.now());
      await ack();
      await publishHome(context, member);
    },
  );
}
