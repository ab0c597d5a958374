import { dayIn } from '../../domain/days/day.ts';
import { addMonths, byArea, monthOf, thingsToActOn } from '../../domain/leads/month.ts';
import { monthPolicy } from '../../domain/policy.ts';
import { monthMessage } from '../../messages/leads/month.ts';
import { loadMonth } from '../../store/leads/month.ts';
import { findMemberById } from '../../store/members/members.ts';
import { hours, type Post } from './post.ts';

/** To each program lead, on the first working day of the month: last month by area, and three things to act on. */
export const month: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(monthPolicy.expiresDays * 24)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    if (member?.state !== 'active' || !member.roles.includes('lead'))
      return { close: 'cancelled', reason: 'not a lead anymore' };
    const today = dayIn(member.timeZone, now);
    const over = addMonths(monthOf(dayIn(member.timeZone, nudge.dueAt)), -1);
    const branches = await loadMonth(db, over, today);
    const isEmpty = branches.every((one) => one.counted + one.promisesDue + one.heard === 0);
    if (isEmpty) return { close: 'empty', reason: 'nothing of that month yet' };
    return {
      to: { member },
      message: monthMessage({
        month: over,
        today,
        areas: byArea(branches, member.id),
        todos: thingsToActOn(branches, today),
      }),
    };
  },
};
