import { proposeTakers } from '../../domain/members/orphans.ts';
import { goneDays } from '../../domain/policy.ts';
import { orphansQuestion } from '../../messages/members/orphans.ts';
import { unreachable as message } from '../../messages/members/undeliverable.ts';
import { findOverseer } from '../../store/members/audience.ts';
import { loadLeftBehind, loadOrphans } from '../../store/members/departures.ts';
import { hours, type Post } from './post.ts';

/** To the branch's manager, else a lead, only once: a member's account is off or a guest's, and their partners are waiting. */
export const unreachable: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(goneDays * 24)),

  async compose({ db }, nudge) {
    const goneId = nudge.subjectId;
    const left = goneId === null ? null : await loadLeftBehind(db, goneId);
    if (!left || goneId === null || nudge.branchId === null)
      return { close: 'cancelled', reason: 'back again' };
    const member = await findOverseer(db, nudge.branchId);
    if (!member) return { close: 'cancelled', reason: 'neither a manager nor a lead to tell' };
    const book = await loadOrphans(db, goneId);
    if (!book || book.orphans.length === 0)
      return { to: { member }, message: message({ id: goneId, ...left }, left) };
    const proposal = proposeTakers(book.orphans, book.colleagues);
    const gone = { id: goneId, name: left.name, gone: left.gone, promises: left.promises };
    return { to: { member }, message: orphansQuestion(gone, book.orphans.length, proposal) };
  },
};
