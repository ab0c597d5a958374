import { dayIn } from '../../domain/day.ts';
import { findHands } from '../../domain/hand.ts';
import { managersNote as note } from '../../messages/managers-note.ts';
import { loadHands, loadUnowned } from '../../store/hands.ts';
import { findMemberById } from '../../store/members.ts';
import { branchPost } from './branch-post.ts';

/** Friday, to the manager of a branch: who could use a hand, with what. */
export const managersNote = branchPost(async ({ context: { db }, branch, now }) => {
  const manager = branch.managerId === null ? null : await findMemberById(db, branch.managerId);
  if (!manager) return { close: 'cancelled', reason: 'no manager' };
  if (manager.state === 'left') return { close: 'cancelled', reason: 'no member any more' };
  const today = dayIn(branch.zone, now);
  const people = await loadHands(db, branch.id, manager.id, today);
  const unowned = await loadUnowned(db, branch.id);
  if (people.length + unowned.length === 0) return { close: 'empty' };
  const message = note(branch.name, findHands(people, today), unowned, people.length);
  return { to: { member: manager }, message };
});
