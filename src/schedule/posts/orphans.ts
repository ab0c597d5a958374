import { proposeTakers } from '../../domain/members/orphans.ts';
import { goneDays } from '../../domain/policy.ts';
import { orphansQuestion } from '../../messages/members/orphans.ts';
import { findOverseer } from '../../store/members/audience.ts';
import { loadOrphans } from '../../store/members/departures.ts';
import { hours, type Post } from './post.ts';

/** To the branch's manager, else a lead, once: who takes over the partners of a member who has left? With a proposal. */
export const orphans: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(goneDays * 24)),

  async compose({ db }, nudge) {
    const left = nudge.subjectId === null ? null : await loadOrphans(db, nudge.subjectId);
    if (!left || nudge.branchId === null) return { close: 'cancelled', reason: 'back again' };
    if (left.orphans.length === 0) return { close: 'empty' };
    const member = await findOverseer(db, nudge.branchId, left.member.id);
    if (!member) return { close: 'cancelled', reason: 'neither a manager nor a lead to ask' };
    const proposal = proposeTakers(left.orphans, left.colleagues);
    return {
      to: { member },
      message: orphansQuestion({ ...left.member, gone: left.gone }, left.orphans.length, proposal),
    };
  },
};
