import { dayIn } from '../../domain/day.ts';
import { findHands } from '../../domain/hand.ts';
import { managersNote as note } from '../../messages/managers-note.ts';
import { findBranchById } from '../../store/branches.ts';
import { loadHands, loadUnowned } from '../../store/hands.ts';
import { findMemberById } from '../../store/members.ts';
import { expiresNextNoon, type Post } from './post.ts';

/** Friday, to the manager of a branch: who could use a hand, with what. */
export const managersNote: Post = {
  expiresAt: expiresNextNoon,

  async compose({ db }, nudge, now) {
    const branch = nudge.branchId === null ? null : await findBranchById(db, nudge.branchId);
    const manager = branch?.managerId ? await findMemberById(db, branch.managerId) : null;
    if (!branch || !manager) return { close: 'cancelled', reason: 'no manager' };
    if (manager.state === 'left') return { close: 'cancelled', reason: 'no member any more' };
    const people = await loadHands(db, branch.id, manager.id, dayIn(branch.zone, now));
    const unowned = await loadUnowned(db, branch.id);
    if (people.length + unowned.length === 0) return { close: 'empty' };
    const hands = findHands(people, dayIn(branch.zone, now));
    return { to: { member: manager }, message: note(branch.name, hands, unowned, people.length) };
  },
};
