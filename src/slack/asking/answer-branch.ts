import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { BranchAsked } from '../../domain/asking/branch-asked.ts';
import { findMembersDoingWell } from '../../domain/leads/did-well.ts';
import { findMembersNeedingHelp } from '../../domain/leads/needs-help.ts';
import type { Member } from '../../domain/members/member.ts';
import {
  branchesStand,
  branchFeedback,
  branchStands,
  couldUseAHand,
  didWell,
  hasRoom,
  mostLate,
  noSuchBranch,
  openInstead,
  ownInstead,
} from '../../messages/asking/branch-answers.ts';
import type { Message } from '../../messages/blocks.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { findBranches } from '../../store/asking/branch-named.ts';
import { loadOpenFeedback } from '../../store/feedback/feedback.ts';
import { loadOwnersFeedback } from '../../store/leads/honest-feedback.ts';
import { loadOverview } from '../../store/leads/overview.ts';
import { loadWorkloads } from '../../store/leads/workloads.ts';
import type { Asking } from './asking.ts';

interface Branch {
  id: number;
  name: string;
}

/**
 * Answers about a branch, or about all of the asker's, by what they may see of its people; never with the asker's own
 * numbers.
 */
export async function answerBranch(asking: Asking, asked: BranchAsked): Promise<Message> {
  const { context, member } = asking;
  const { place, topic } = asked;
  const isLead = mayInBranch(branchRolesOf(member, member.branch.id), 'see all branches');
  const [managed, ...others] = member.manages;
  if (!isLead && managed === undefined) return ownInstead(refusedBranch('see people'));
  if (place !== null && typeof place === 'object') {
    const [branch] = await findBranches(context.db, { name: place.name });
    if (!branch) return noSuchBranch(place.name, placeOf(member, isLead));
    return mayInBranch(branchRolesOf(member, branch.id), 'see people')
      ? ofOne(asking, topic, branch)
      : ownInstead(refusedBranch('see people'));
  }
  if ((isLead && place !== 'own') || others.length > 0) return ofAll(asking, topic);
  if (managed === undefined || managed === member.branch.id) return ofOne(asking, topic, member.branch);
  const [branch] = await findBranches(context.db, { ids: [managed] });
  return branch ? ofOne(asking, topic, branch) : ownInstead(refusedBranch('see people'));
}

/** The screen that holds what the asker may see of several branches. */
const placeOf = ({ manages: [managed] }: Member, isLead: boolean) =>
  isLead || managed === undefined
    ? ({ label: 'All branches', screen: { at: 'branches' } } as const)
    : ({ label: 'My branch', screen: { at: 'branch', branchId: managed } } as const);

async function ofOne(
  { context: { db }, member, today }: Asking,
  topic: BranchAsked['topic'],
  { id, name }: Branch,
): Promise<Message> {
  const isOwn = member.manages[0] === id;
  const place = { label: isOwn ? 'My branch' : name, screen: { at: 'branch', branchId: id } } as const;
  if (topic === 'feedback') {
    const open = await loadOpenFeedback(db, member, today, { whole: true });
    const owners = await loadOwnersFeedback(db, id, today);
    return branchFeedback(name, open.filter(({ branchId }) => branchId === id).length, owners, false, place);
  }
  const people = await loadWorkloads(db, id, null, today);
  switch (topic) {
    case 'hand':
      return couldUseAHand(name, findMembersNeedingHelp(people, today), place);
    case 'well':
      return didWell(name, findMembersDoingWell(people, today), place);
    case 'room':
      return hasRoom(
        people.map((one) => ({ ...one, branchName: null })),
        place,
      );
    default:
      return branchStands(name, people, place, today);
  }
}

async function ofAll(
  { context: { db }, member, today }: Asking,
  topic: BranchAsked['topic'],
): Promise<Message> {
  const isLead = mayInBranch(branchRolesOf(member, member.branch.id), 'see all branches');
  const sees = (branchId: number) => isLead || member.manages.includes(branchId);
  const place = placeOf(member, isLead);
  if (topic === 'month' && isLead) return openInstead('month', { label: 'Month', screen: { at: 'month' } });
  if (topic === 'well') return openInstead('well', place);
  if (topic === 'feedback') {
    const open = await loadOpenFeedback(db, member, today, { whole: true });
    const owners = (await loadOwnersFeedback(db, null, today)).filter(({ branchId }) => sees(branchId));
    const name = isLead ? 'All branches' : 'Your branches';
    return branchFeedback(name, open.length, owners, true, place);
  }
  const { branches, loads } = await loadOverview(db, today);
  const seen = branches.filter(({ id }) => sees(id));
  const names = new Set(seen.map(({ name }) => name));
  const theirs = loads.filter(({ branchName }) => names.has(branchName));
  switch (topic) {
    case 'hand':
      return mostLate(theirs, place);
    case 'room':
      return hasRoom(theirs, place);
    default:
      return branchesStand(seen, place);
  }
}
