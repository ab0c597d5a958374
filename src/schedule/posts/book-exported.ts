import { dayIn } from '../../domain/days/day.ts';
import { exportedBook } from '../../messages/partners/export.ts';
import { findOverseer } from '../../store/members/audience.ts';
import { loadExport } from '../../store/partners/export-log.ts';
import { hours, type Post } from './post.ts';

/** To the branch's manager, else a lead: a member exported their own book as a file. */
export const bookExported: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(72)),

  async compose({ db }, nudge, now) {
    const done = nudge.subjectId === null ? null : await loadExport(db, nudge.subjectId);
    const member = nudge.branchId === null ? null : await findOverseer(db, nudge.branchId, done?.memberId);
    if (!done || !member) return { close: 'cancelled', reason: 'neither a manager nor a lead to tell' };
    return { to: { member }, message: exportedBook(done, member.timeZone, dayIn(member.timeZone, now)) };
  },
};
