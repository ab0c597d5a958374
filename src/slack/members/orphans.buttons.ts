import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { proposeTakers } from '../../domain/members/orphans.ts';
import { cut, type Message, plain, section } from '../../messages/blocks.ts';
import { orphanActions, orphansAnswered } from '../../messages/members/orphans.ts';
import { refusedPartner } from '../../messages/refusals.ts';
import { loadOrphans } from '../../store/members/departures.ts';
import { handOverAll } from '../../store/partners/hand-over.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, readOption } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from './members.ts';

/** One colleague for all partners of somebody who is gone. */
const orphansModal = 'orphans';

interface Purpose {
  goneId: number;
  reply: ReplyTo;
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });
const backAgain = say('Nothing changed: they are back, or their partners have somebody already.');

/** The answers to "who takes over their partners?": as proposed, or one colleague for all of them. */
export function orphanButtons(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: orphanActions.accept, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const reply = { responseUrl: body.response_url, replace: true };
      const left = await findLeft(member, Number(action.value));
      await ack();
      if ('refused' in left) return answer(context, member, { ...reply, replace: false }, left.refused);
      const gifts = proposeTakers(left.orphans, left.colleagues).map(({ orphan, taker }) => ({
        partnerId: orphan.partnerId,
        name: orphan.name,
        toId: taker.id,
      }));
      await settle(member, left.member, gifts, `orphans:${left.member.id}:${action.action_ts}`, reply);
    },
  );

  app.action<BlockAction<ButtonAction>>(
    { action_id: orphanActions.choose, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const reply = { responseUrl: body.response_url, replace: true };
      const left = await findLeft(member, Number(action.value));
      if ('refused' in left) {
        await ack();
        return answer(context, member, { ...reply, replace: false }, left.refused);
      }
      const purpose: Purpose = { goneId: left.member.id, reply };
      await openForm(context, body.trigger_id, {
        type: 'modal',
        callback_id: orphansModal,
        title: plain('Hand over all'),
        submit: plain('Hand over'),
        close: plain('Cancel'),
        private_metadata: JSON.stringify(purpose),
        blocks: [
          choiceField(
            'colleague',
            cut(`Who takes over from ${left.member.name}?`, 150),
            left.colleagues
              .slice(0, 100)
              .map(({ id, name }) => ({ value: String(id), label: cut(name, 75) })),
            null,
            true,
          ),
        ],
      });
      await ack();
    },
  );

  app.view(orphansModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { goneId, reply } = JSON.parse(view.private_metadata) as Purpose;
    const left = await findLeft(member, goneId);
    const toId = Number(readOption(view, 'colleague'));
    if ('refused' in left || !left.colleagues.some(({ id }) => id === toId)) {
      const text = 'refused' in left ? left.refused.text : 'Choose somebody of the branch.';
      return ack({ response_action: 'errors', errors: { colleague: text } });
    }
    await ack();
    const gifts = left.orphans.map(({ partnerId, name }) => ({ partnerId, name, toId }));
    await settle(member, left.member, gifts, `view:${view.id}`, reply);
  });

  async function findLeft(member: Member, goneId: number) {
    const left =
      Number.isSafeInteger(goneId) && goneId > 0 && goneId < 2 ** 31
        ? await loadOrphans(context.db, goneId)
        : null;
    if (!left) return { refused: backAgain };
    if (!mayInBranch(branchRolesOf(member, left.member.branch.id), 'see people'))
      return { refused: say(refusedPartner('reassign')) };
    return left.orphans.length === 0 ? { refused: backAgain } : left;
  }

  async function settle(
    member: Member,
    gone: Member,
    gifts: { partnerId: number; name: string; toId: number }[],
    batch: string,
    reply: ReplyTo,
  ): Promise<void> {
    const when = { today: todayOf(context, member), now: context.now() };
    const outcome = await handOverAll(context.unboundDb, member, gone.id, gifts, { note: null, batch }, when);
    await answer(context, member, reply, orphansAnswered(gone.name, outcome));
  }
}
