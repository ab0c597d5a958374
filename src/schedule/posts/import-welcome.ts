import { worksWithPartners } from '../../domain/access.ts';
import { greetingDays } from '../../domain/policy.ts';
import { broughtIn } from '../../messages/members/welcome.ts';
import { findMemberById, findMemberWithBook } from '../../store/members/members.ts';
import { wasWelcomed } from '../../store/members/welcomes.ts';
import { hours, type Post } from './post.ts';

/** To a member created by an import: their first digest should not be the first they hear of Rapport. */
export const importWelcome: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(greetingDays * 24)),

  async compose({ db }, nudge) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    const known = member && (await findMemberWithBook(db, member.slackUserId));
    if (!known || !worksWithPartners(known.member))
      return { close: 'cancelled', reason: 'not a member anymore' };
    const wasAsked = await wasWelcomed(db, known.member.id);
    return {
      to: { member: known.member },
      message: broughtIn(known.member.name, known.book.length, { wasAsked }),
    };
  },
};
