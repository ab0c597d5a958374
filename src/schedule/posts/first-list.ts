import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { youAreSet } from '../../messages/members/first-list.ts';
import { loadNextList } from '../../store/digest/next-list.ts';
import { findMemberById } from '../../store/members/members.ts';
import { hours, type Post } from './post.ts';

/** To a member who has told of their first touchpoint, once: "You're set", and when their first list comes. */
export const firstList: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, { memberId }, now) {
    const member = memberId === null ? null : await findMemberById(db, memberId);
    if (!member || !worksWithPartners(member)) return { close: 'cancelled', reason: 'not a member anymore' };
    const next = await loadNextList(db, member, now);
    return { to: { member }, message: youAreSet(member, next, dayIn(member.timeZone, now)) };
  },
};
