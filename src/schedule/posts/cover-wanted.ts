import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { coverWantedDays } from '../../domain/policy.ts';
import { coverWanted } from '../../messages/members/covering.ts';
import { loadCoverWanted } from '../../store/members/decline-cover.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadColleagues } from '../../store/partners/hand-over.ts';
import { hours, type Post } from './post.ts';

/** To someone who is or will be away, and where it is late, to who oversees their branch: their cover can't, who else could? */
export const coverWantedPost: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(coverWantedDays * 24)),

  async compose({ db }, { memberId, subjectId }, now) {
    const wanted = subjectId === null ? null : await loadCoverWanted(db, subjectId);
    const member = memberId === null ? null : await findMemberById(db, memberId);
    if (!member || !worksWithPartners(member)) return { close: 'cancelled', reason: 'not a member anymore' };
    const today = dayIn(member.timeZone, now);
    // Canceled, over, or covered in the meantime.
    if (!wanted || wanted.to < today) return { close: 'cancelled', reason: 'answered' };
    const { owner, byId } = wanted;
    const colleagues = await loadColleagues(db, owner.branchId, owner.id);
    const others = colleagues.filter(({ id }) => id !== byId);
    return { to: { member }, message: coverWanted(wanted, others, { readerId: member.id, today }) };
  },
};
