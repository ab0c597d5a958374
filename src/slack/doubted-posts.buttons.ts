import { branchRolesOf, mayInBranch } from '../domain/access.ts';
import type { Member } from '../domain/members/member.ts';
import { type DoubtedPostAnswer, doubtedPostActions, doubtedPostAnswered } from '../messages/doubted-post.ts';
import { refusedBranch } from '../messages/refusals.ts';
import { findOverseer } from '../store/members/audience.ts';
import { answerDoubt, type DoubtedPost, findDoubtedPost } from '../store/nudges/doubt-answers.ts';
import { NotAllowed } from './bolt/admit.ts';
import { answer } from './bolt/answers.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import { type ActionDefinition, defineAction } from './bolt/define-action.ts';
import { idsValue } from './bolt/schemas.ts';

/** The doubted nudge, and which of its doubts was asked about: "12.3". */
const doubtValue = idsValue.transform(([id = 0, fence = 0]) => ({ id, fence }));

/** An answer to "did it appear in the channel?". The doubt it was asked for ends once, whoever answers and however often. */
const answerButton = (id: string, hasAppeared: boolean): ActionDefinition =>
  defineAction({
    id,
    may: 'anyone',
    value: doubtValue,
    async press({ context, member, now, value, responseUrl }) {
      const doubted = await findDoubtedPost(context.db, value.id);
      if (!doubted) return 'unknown';
      if (!member || !(await mayAnswer(context, member, doubted.branchId)))
        throw new NotAllowed(refusedBranch('edit branch'));
      const isEnded = await answerDoubt(context.db, value, hasAppeared, now);
      if (isEnded) context.meters.answered(doubted, hasAppeared, now);
      const how: DoubtedPostAnswer = isEnded
        ? hasAppeared
          ? 'appeared'
          : 'will post'
        : endedBefore(value, await findDoubtedPost(context.db, value.id));
      return () => answer(context, member, { responseUrl, replace: true }, doubtedPostAnswered(doubted, how));
    },
  });

/** Whoever would be asked now, even a manager who has not joined yet, and whoever may change the branch. */
const mayAnswer = async (context: EdgeContext, member: Member, branchId: number): Promise<boolean> =>
  mayInBranch(branchRolesOf(member, branchId), 'edit branch') ||
  (await findOverseer(context.db, branchId))?.id === member.id;

/** How the doubt had ended already. One that is still open was refused because the post has expired. */
function endedBefore({ fence }: { fence: number }, post: DoubtedPost | null): DoubtedPostAnswer {
  switch (post?.state) {
    case 'sent':
      return 'is there';
    case 'planned':
    case 'sending':
      return 'on its way';
    case 'in doubt':
      return post.fence === fence ? 'too late' : 'still checking';
    default:
      return 'too late';
  }
}

export const doubtedPosts = [
  answerButton(doubtedPostActions.yes, true),
  answerButton(doubtedPostActions.post, false),
];
