import { doubtedPostQuestion } from '../../messages/doubted-post.ts';
import { findOverseer } from '../../store/members/audience.ts';
import { findAskedAbout } from '../../store/nudges/doubt-answers.ts';
import { hours, type Post } from './post.ts';

/** To the branch's manager, else a lead, once: did a post appear in the channel? Its answer was lost, and its history is closed to us. */
export const appeared: Post = {
  // Given by the doubted post, which expires no later.
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(24)),

  async compose({ db }, nudge) {
    const doubted = await findAskedAbout(db, nudge.id);
    if (!doubted) return { close: 'cancelled', reason: 'the doubt has ended' };
    const member = await findOverseer(db, doubted.branchId);
    if (!member) return { close: 'cancelled', reason: 'neither a manager nor a lead to ask' };
    return { to: { member }, message: doubtedPostQuestion(doubted) };
  },
};
