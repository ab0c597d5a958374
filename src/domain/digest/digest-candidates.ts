import type { WorkCalendar } from '../days/calendar.ts';
import { compareDays, type Day } from '../days/day.ts';
import { tiers } from '../words.ts';
import {
  compareReasons,
  type DigestReason,
  type DigestRelationship,
  findReasons,
  type Rank,
  rankOf,
  ranks,
} from './digest-reasons.ts';

/** A partner who is up for today's list. */
export type Candidate = {
  relationship: DigestRelationship;
  alsoShown: readonly number[];
  reasons: readonly DigestReason[];
  rank: Rank;
  /** Within a rank the earliest comes first, so someone who did not fit yesterday leads today. */
  since: Day;
  shownToday: boolean;
  /** The day since which this late partner has not been shown. Null unless lateness calls. */
  lateUnshownSince: Day | null;
};

/** A relationship's partner as a candidate for today; null if nothing calls. */
export function findCandidate(
  relationship: DigestRelationship,
  calendar: WorkCalendar,
  today: Day,
): Candidate | null {
  const open = findReasons(relationship, calendar, today);
  const first = open.find(({ calls }) => calls);
  if (!first) return null;
  const late = open.find(({ reason, calls }) => calls && reason.code === 'late');
  return {
    relationship,
    alsoShown: [],
    reasons: open.map(({ reason }) => reason),
    rank: rankOf[first.reason.code],
    since: first.since,
    shownToday: relationship.lastShownOn === today,
    lateUnshownSince: late ? late.since : null,
  };
}

export function mergeCandidates(a: Candidate, b: Candidate): Candidate {
  const [main, other] = a.relationship.coveringFor === null ? [a, b] : [b, a];
  const leading = compareCandidates(a, b) <= 0 ? a : b;
  const unshown = [a.lateUnshownSince, b.lateUnshownSince].filter((day) => day !== null).sort();
  return {
    ...leading,
    relationship: main.relationship,
    alsoShown: [...main.alsoShown, other.relationship.relationshipId, ...other.alsoShown],
    reasons: [...main.reasons, ...other.reasons].sort(compareReasons),
    shownToday: a.shownToday || b.shownToday,
    lateUnshownSince: unshown[0] ?? null,
  };
}

export const compareCandidates = (a: Candidate, b: Candidate): number =>
  ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
  Number(b.shownToday) - Number(a.shownToday) ||
  compareDays(a.since, b.since) ||
  tiers.indexOf(a.relationship.clocks.tier) - tiers.indexOf(b.relationship.clocks.tier) ||
  compareDays(a.relationship.clocks.lastTouch?.on ?? null, b.relationship.clocks.lastTouch?.on ?? null) ||
  a.relationship.relationshipId - b.relationship.relationshipId;

/** For late candidates: longest unshown first. */
export const compareUnshown = (a: Candidate, b: Candidate): number =>
  Number(b.shownToday) - Number(a.shownToday) ||
  compareDays(a.lateUnshownSince, b.lateUnshownSince) ||
  compareCandidates(a, b);
