import { keepsPartners } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { personOf } from '../../domain/members/slack-user.ts';
import type { Message } from '../../messages/blocks.ts';
import { joinInAction } from '../../messages/members/join-choices.ts';
import {
  declineAction,
  declined,
  joined,
  joinedElsewhere,
  needsNoPartners,
  stillIn,
} from '../../messages/members/welcome.ts';
import { joinAction } from '../../messages/touchpoints/sentence-answers.ts';
import { listChannelsOf } from '../../slack-client.ts';
import { declineMember, joinMember } from '../../store/members/branches.ts';
import { findMemberWithBook } from '../../store/members/members.ts';
import { chooseBranch, findBranchesOf } from '../../store/members/welcomes.ts';
import { answer, sendDm } from '../bolt/answers.ts';
import { defineAction, type Press } from '../bolt/define-action.ts';
import type { After } from '../bolt/define-form.ts';
import { idValue, textValue } from '../bolt/schemas.ts';
import { publishHome } from '../home/home.ts';
import { NotMember } from './members.ts';
import { findUser } from './people.ts';

/** Enrolls at once. Role and meetings a week have defaults, until they are changed in /rapport me. */
async function join({
  context,
  slackUserId,
  member: asked,
  now,
  channelId,
  responseUrl,
}: Press<'anyone', unknown>): Promise<After | undefined> {
  if (!asked || asked.state === 'left') throw new NotMember(slackUserId);
  // Asked again: an event about them may still be on its way.
  const user = await findUser(context, slackUserId);
  if (!user || !personOf(user)) throw new NotMember(slackUserId);
  const outcome = await joinMember(context.db, slackUserId, { timeZone: user.tz ?? null }, now);
  if (outcome === 'unknown') throw new NotMember(slackUserId);
  return async () => {
    const known = await findMemberWithBook(context.db, slackUserId);
    if (!known) return;
    const { member, book } = known;
    const next = joined(member.name, book.length > 0);
    // Pressed twice, the message reads the same twice.
    if (responseUrl && channelId === member.dmChannelId)
      return answer(context, member, { responseUrl, replace: true }, next);
    if (outcome === 'joined') await sendDm(context, member, next);
    if (!responseUrl) return publishHome(context, member);
    const said = joinedElsewhere(outcome === 'joined');
    await answer(context, member, { responseUrl, replace: true }, said);
  };
}

/** The answer to [I don't]. */
function noTo(member: Member, hasBook: boolean): Message {
  if (member.state === 'active' && !keepsPartners(member) && !hasBook) return needsNoPartners();
  return member.state === 'declined' ? declined() : stillIn(hasBook);
}

/** [I do] and [I don't], under the welcome, an answer to someone who has not said yet, and in Home. */
export const joinButtons = [
  defineAction({ id: joinAction, may: 'anyone', value: textValue, press: join }),

  defineAction({
    id: new RegExp(`^${joinInAction.replace('.', '\\.')}\\.\\d+$`),
    may: 'anyone',
    value: idValue,
    async press(press) {
      const { context, slackUserId, value, now } = press;
      // Asked again: a button tells what someone wishes, and the channel whether they belong to it.
      const theirs = await findBranchesOf(context.db, await listChannelsOf(context.slack, slackUserId));
      if (theirs.some(({ id }) => id === value)) await chooseBranch(context.db, slackUserId, value, now);
      return join(press);
    },
  }),

  defineAction({
    id: declineAction,
    may: 'anyone',
    value: textValue,
    async press({ context, slackUserId, now, responseUrl }) {
      await declineMember(context.db, slackUserId, now);
      return async () => {
        const known = await findMemberWithBook(context.db, slackUserId);
        if (!known) return;
        const { member, book } = known;
        const message = noTo(member, book.length > 0);
        await answer(context, member, { responseUrl, replace: true }, message);
      };
    },
  }),
];
