import { z } from 'zod';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { proposeTakers } from '../../domain/members/orphans.ts';
import { cut, type Message, plain, section } from '../../messages/blocks.ts';
import { orphanActions, orphansAnswered } from '../../messages/members/orphans.ts';
import { refusedPartner } from '../../messages/refusals.ts';
import { loadOrphans } from '../../store/members/departures.ts';
import type { Colleague } from '../../store/partners/hand-over.ts';
import { handOverAll } from '../../store/partners/hand-over.ts';
import { answer, type ReplyTo, replyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction, type Press } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import { choiceField, readChosenId } from '../bolt/fields.ts';
import { idValue, rowId } from '../bolt/schemas.ts';

/** The answers to "who takes over their partners?": accept the proposal, or choose one colleague for all of them. */

type Asker = Pick<Press<'member', unknown>, 'context' | 'member' | 'today' | 'now'>;

const say = (text: string): Message => ({ text, blocks: [section(text)] });
const noOne = say('No one else in the branch uses Rapport yet.');
const backAgain = say('Nothing changed: they’re back, or their partners already have an owner.');

/** Loads the member who left and their partners who still have no owner. If there is nothing to do, returns the reason. */
async function findLeft(context: EdgeContext, member: Member, goneId: number) {
  const left = await loadOrphans(context.db, goneId);
  if (!left) return { refused: backAgain };
  if (!mayInBranch(branchRolesOf(member, left.member.branch.id), 'see people'))
    return { refused: say(refusedPartner('reassign')) };
  return left.orphans.length === 0 ? { refused: backAgain } : left;
}

interface Gift {
  partnerId: number;
  name: string;
  toId: number;
}

async function settle(
  { context, member, today, now }: Asker,
  gone: Member,
  gifts: Gift[],
  batch: string,
  reply: ReplyTo,
): Promise<void> {
  const words = { note: null, batch };
  const outcome = await handOverAll(context.unboundDb, member, gone.id, gifts, words, { today, now });
  await answer(context, member, reply, orphansAnswered(gone.name, outcome));
}

/** Slack's maximum number of options. */
const colleaguesMax = 100;

/** One colleague takes over all partners of a member who left. */
export const orphansForm = defineForm({
  id: 'orphans',
  metadata: z.object({ goneId: rowId, reply: replyTo }),
  may: 'member',
  view: ({ name, colleagues }: { name: string; colleagues: readonly Colleague[] }) => ({
    title: plain('Hand over all partners'),
    submit: plain('Hand over'),
    blocks: [
      choiceField(
        'colleague',
        cut(`Who will take over ${name}’s partners?`, 150),
        colleagues
          .slice(0, colleaguesMax)
          .map((one) => ({ value: String(one.id), label: cut(one.name, 75) })),
        null,
        true,
      ),
    ],
  }),
  async submit(sent) {
    const { context, member, metadata, values, requestKey } = sent;
    const fail = (colleague: string) => ({ errors: { colleague } });
    const left = await findLeft(context, member, metadata.goneId);
    if ('refused' in left) return fail(left.refused.text);
    const toId = readChosenId(values, 'colleague');
    if (!left.colleagues.some(({ id }) => id === toId)) return fail('Choose someone in the branch.');
    const gifts = left.orphans.map(({ partnerId, name }) => ({ partnerId, name, toId }));
    return { after: () => settle(sent, left.member, gifts, requestKey, metadata.reply) };
  },
});

export const orphanButtons = [
  defineAction({
    id: orphanActions.accept,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, responseUrl, value, pressedAt } = press;
      const left = await findLeft(context, member, value);
      if ('refused' in left)
        return () => answer(context, member, { responseUrl, replace: false }, left.refused);
      const gifts = proposeTakers(left.orphans, left.colleagues).map(({ orphan, taker }) => ({
        partnerId: orphan.partnerId,
        name: orphan.name,
        toId: taker.id,
      }));
      const batch = `orphans:${left.member.id}:${pressedAt}`;
      return () => settle(press, left.member, gifts, batch, { responseUrl, replace: true });
    },
  }),

  defineAction({
    id: orphanActions.choose,
    may: 'member',
    value: idValue,
    async press({ context, member, triggerId, responseUrl, value }) {
      const left = await findLeft(context, member, value);
      if ('refused' in left)
        return () => answer(context, member, { responseUrl, replace: false }, left.refused);
      if (left.colleagues.length === 0)
        return () => answer(context, member, { responseUrl, replace: false }, noOne);
      const metadata = { goneId: left.member.id, reply: { responseUrl, replace: true } };
      const shown = { name: left.member.name, colleagues: left.colleagues };
      await orphansForm.open(context, triggerId, metadata, shown);
      return undefined;
    },
  }),
];
