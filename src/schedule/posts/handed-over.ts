import { worksWithPartners } from '../../domain/access.ts';
import { handedToYou } from '../../messages/members/undeliverable.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadHandedOver } from '../../store/partners/hand-over.ts';
import { hours, type Post } from './post.ts';

/** To the new owner of partners: who handed them over, why, and which. One message for each hand-over, however many partners. */
export const handedOver: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, nudge) {
    const given = nudge.subjectId === null ? null : await loadHandedOver(db, nudge.subjectId);
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (!given || !member || !worksWithPartners(member)) return { close: 'cancelled', reason: 'taken back' };
    return { to: { member }, message: handedToYou(given) };
  },
};
