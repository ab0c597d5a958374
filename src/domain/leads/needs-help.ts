import type { Clocks } from '../clocks/clocks.ts';
import { stateOf } from '../clocks/state.ts';
import type { Day } from '../days/day.ts';
import { capFor } from '../partners/tiers.ts';
import { needsHelpPolicy } from '../policy.ts';

/** One of a manager's people: what the note needs to know about them. */
export interface MemberWorkload {
  memberId: number;
  slackUserId: string;
  name: string;
  meetingsPerWeek: number;
  /** Relationships with a face clock, by tier. */
  inner: number;
  core: number;
  /** Of these, how many wait for their first due day. */
  waiting: number;
  /** Away today. What is waiting is with the cover, or comes back with them. */
  isAway: boolean;
  latePromises: number;
  relationships: readonly { partnerId: number; partnerName: string; clocks: Clocks }[];
}

/** What a member needs help with. */
export interface MemberNeedingHelp {
  memberId: number;
  slackUserId: string;
  name: string;
  /** Partners, longest overdue first. */
  late: PartnerNeeding[];
  quiet: PartnerNeeding[];
  latePromises: number;
  /** How many relationships they hold over what their meetings allow. */
  overCap: number;
}

interface PartnerNeeding {
  id: number;
  name: string;
}

/**
 * Members who need help, the neediest first: several partners late, one gone quiet, promises late, or more partners
 * than their week holds. One late partner happens to everyone every week, and needs no attention.
 */
export function findMembersNeedingHelp(members: readonly MemberWorkload[], today: Day): MemberNeedingHelp[] {
  return members
    .filter(({ isAway }) => !isAway)
    .map((member) => needsOf(member, today))
    .filter(
      ({ late, quiet, latePromises, overCap }) =>
        late.length + quiet.length >= needsHelpPolicy.lateMin ||
        quiet.length > 0 ||
        latePromises >= needsHelpPolicy.latePromisesMin ||
        overCap > 0,
    )
    .sort((a, b) => weightOf(b) - weightOf(a) || a.name.localeCompare(b.name, 'en'));
}

function needsOf(member: MemberWorkload, today: Day): MemberNeedingHelp {
  const states = member.relationships.map(({ partnerId, partnerName, clocks }) => ({
    partner: { id: partnerId, name: partnerName },
    state: stateOf(clocks, today),
  }));
  const named = (...wanted: string[]) =>
    states.filter(({ state }) => wanted.includes(state)).map(({ partner }) => partner);
  const over = (held: number, tier: 'inner' | 'core') =>
    Math.max(0, held - capFor(tier, member.meetingsPerWeek)!);
  return {
    memberId: member.memberId,
    slackUserId: member.slackUserId,
    name: member.name,
    late: named('late'),
    quiet: named('gone quiet', 'your call'),
    latePromises: member.latePromises,
    overCap: over(member.inner, 'inner') + over(member.core, 'core'),
  };
}

const weightOf = ({ late, quiet, latePromises, overCap }: MemberNeedingHelp): number =>
  late.length + 2 * quiet.length + latePromises + overCap;
