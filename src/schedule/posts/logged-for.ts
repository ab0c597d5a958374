import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { loggedForYou } from '../../messages/touchpoints/logged-for.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadLoggedFor } from '../../store/touchpoints/said-by.ts';
import { hours, type Post } from './post.ts';

/** To the one in whose book a colleague logged something: what it is, and the button that undoes it. */
export const loggedForMember: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, nudge, now) {
    const told = nudge.subjectId === null ? null : await loadLoggedFor(db, nudge.subjectId);
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (!told || told.capture.undone || !member || !worksWithPartners(member))
      return { close: 'cancelled', reason: 'taken back' };
    return { to: { member }, message: loggedForYou(told.capture, told.by, dayIn(member.timeZone, now)) };
  },
};
