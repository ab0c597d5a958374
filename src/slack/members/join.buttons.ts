import { personOf } from '../../domain/members/slack-user.ts';
import { declineAction, declined, joined, joinedElsewhere, stillIn } from '../../messages/members/welcome.ts';
import { joinAction } from '../../messages/touchpoints/sentence-answers.ts';
import { declineMember, joinMember } from '../../store/members/branches.ts';
import { findMemberWithBook } from '../../store/members/members.ts';
import { answer, sendDm } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { textValue } from '../bolt/schemas.ts';
import { publishHome } from '../home/home.ts';
import { NotMember } from './members.ts';
import { findUser } from './people.ts';

/** [I do] and [I don't], under the welcome, an answer to someone who has not said yet, and in Home. */
export const joinButtons = [
  // Enrolls at once. Role and meetings a week have defaults, until they are changed in /rapport me.
  defineAction({
    id: joinAction,
    may: 'anyone',
    value: textValue,
    async press({ context, slackUserId, member: asked, now, channelId, responseUrl }) {
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
        const message = member.state === 'declined' ? declined() : stillIn(book.length > 0);
        await answer(context, member, { responseUrl, replace: true }, message);
      };
    },
  }),
];
