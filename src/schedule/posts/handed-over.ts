import { handedToYou } from '../../messages/members/undeliverable.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadHandedOver } from '../../store/partners/hand-over.ts';
import { hours, type Post } from './post.ts';

/** To whoever took partners over: who gave them, why, and which. Once for all that came in one step. */
export const handedOver: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, nudge) {
    const given = nudge.subjectId === null ? null : await loadHandedOver(db, nudge.subjectId);
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (!given || member?.state !== 'active') return { close: 'cancelled', reason: 'taken back' };
    return { to: { member }, message: handedToYou(given) };
  },
};
