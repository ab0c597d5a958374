import { worksWithPartners } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { memoryText } from '../../messages/members/memory.ts';
import { handedToYou } from '../../messages/members/undeliverable.ts';
import { loadBrief } from '../../store/asking/brief.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadHandedOver } from '../../store/partners/hand-over.ts';
import { hours, type Post } from './post.ts';

/** As many as the message names. */
const memoriesMax = 10;

/**
 * To the new owner of partners: who handed them over, why, which, and what the branch remembers of each. One message for each
 * hand-over, however many partners.
 */
export const handedOver: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, nudge, now) {
    const given = nudge.subjectId === null ? null : await loadHandedOver(db, nudge.subjectId);
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (!given || !member || !worksWithPartners(member)) return { close: 'cancelled', reason: 'taken back' };
    const today = dayIn(member.timeZone, now);
    const partners = [];
    for (const [index, partner] of given.partners.entries()) {
      const brief = index < memoriesMax ? await loadBrief(db, member, partner.id, today) : null;
      partners.push({ ...partner, memory: brief?.details ? memoryText(brief.details, today) : null });
    }
    return { to: { member }, message: handedToYou({ ...given, partners }) };
  },
};
