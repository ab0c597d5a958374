import { dayIn } from '../../domain/days/day.ts';
import { findMembersNeedingHelp } from '../../domain/leads/needs-help.ts';
import { managersNote as note } from '../../messages/leads/managers-note.ts';
import { loadUnowned, loadWorkloads } from '../../store/leads/workloads.ts';
import { findOverseer } from '../../store/members/audience.ts';
import { branchPost } from './branch-post.ts';

/** Friday, to the branch's manager, else a lead: who needs help, and with what. */
export const managersNote = branchPost(async ({ context: { db }, branch, now }) => {
  const manager = await findOverseer(db, branch.id);
  if (!manager) return { close: 'cancelled', reason: 'neither a manager nor a lead to tell' };
  const today = dayIn(branch.timeZone, now);
  const people = await loadWorkloads(db, branch.id, manager.id, today);
  const unowned = await loadUnowned(db, branch.id);
  if (people.length + unowned.length === 0) return { close: 'empty' };
  const message = note(branch.name, findMembersNeedingHelp(people, today), unowned, people.length);
  return { to: { member: manager }, message };
});
