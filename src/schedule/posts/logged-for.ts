import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { promisedForYou } from '../../messages/promises.ts';
import { loggedForYou } from '../../messages/touchpoints/logged-for.ts';
import { findMemberById } from '../../store/members/members.ts';
import { findPromises } from '../../store/promises-alone.ts';
import { findSaidBy } from '../../store/touchpoints/said-by.ts';
import { loadCapture } from '../../store/touchpoints/saved-capture.ts';
import { hours, type Post } from './post.ts';

/** To the one in whose book a colleague logged something: what it is, and the button that undoes it. */
export const loggedForMember: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, { subjectId, memberId }, now) {
    const told = subjectId === null ? null : await findSaidBy(db, subjectId);
    const member = memberId === null ? null : await findMemberById(db, memberId);
    if (subjectId === null || !told || !member || !worksWithPartners(member))
      return { close: 'cancelled', reason: 'taken back' };
    const today = dayIn(member.timeZone, now);
    const capture = await loadCapture(db, subjectId);
    const promised = capture ? null : await findPromises(db, subjectId, { id: told.memberId });
    if (capture && !capture.undone) return { to: { member }, message: loggedForYou(capture, told.by, today) };
    if (promised && !promised.undone)
      return { to: { member }, message: promisedForYou(promised, told.by, today) };
    return { close: 'cancelled', reason: 'taken back' };
  },
};
