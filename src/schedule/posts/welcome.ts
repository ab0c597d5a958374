import { greetingDays } from '../../domain/policy.ts';
import { welcome as welcomeMessage } from '../../messages/members/welcome.ts';
import { findMemberById } from '../../store/members/members.ts';
import { hours, type Post } from './post.ts';

/** The first message to a person whose channel became a branch: do they work with partners? */
export const welcome: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(greetingDays * 24)),

  async compose({ db }, nudge) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (member?.state !== 'invited') return { close: 'cancelled', reason: 'has answered already' };
    return { to: { member }, message: welcomeMessage(member.name) };
  },
};
