import type { Contact } from '../clocks/contacts.ts';
import { type State, stateOf } from '../clocks/state.ts';
import { isWorkingDay, type WorkCalendar } from '../days/calendar.ts';
import { type Day, type Weekday, weekdayOf } from '../days/day.ts';
import { capFor } from '../partners/tiers.ts';
import { digestPolicy } from '../policy.ts';
import type { RememberedDay } from './days-to-remember.ts';
import {
  type Candidate,
  compareCandidates,
  compareUnshown,
  findCandidate,
  mergeCandidates,
} from './digest-candidates.ts';
import type { DigestReason, DigestRelationship } from './digest-reasons.ts';
import { isAhead, type Meeting } from './meetings.ts';

const monday: Weekday = 1;

/** What one member's digest is decided from. */
export type DigestInput = {
  calendar: WorkCalendar;
  /** 0 if the member holds no partner meetings: then there is no free capacity to fill. */
  meetingsPerWeek: number;
  relationships: readonly DigestRelationship[];
  /** Birthdays and anniversaries to announce today. */
  days: readonly RememberedDay[];
  /** The member's plans for today, by hour. They are outside the five. */
  meetings: readonly Meeting[];
};

export type DigestLine = {
  relationshipId: number;
  /** Other relationships with this partner that the line speaks for. They are marked as shown, too. */
  alsoShown: readonly number[];
  partnerId: number;
  coveringFor: number | null;
  state: State;
  /** At least one. Several if a promise and a clock, or both clocks, concern the same partner. */
  reasons: readonly DigestReason[];
  lastTouch: Contact | null;
  lastFace: Contact | null;
  lastSaid: string | null;
  /** When it was said, where the line shows it. */
  saidOn?: Day | null;
  growing: string | null;
};

/** Today's whole list: `lines` are the digest, `rest` is what "+N more" stands for. */
export type TodaysList = { lines: readonly DigestLine[]; rest: readonly DigestLine[] };

export type ComposedDigest =
  /** At least one line, one meeting, or one day to remember. */
  | {
      kind: 'lines';
      lines: readonly DigestLine[];
      more: number;
      days: readonly RememberedDay[];
      meetings: readonly Meeting[];
    }
  | { kind: 'pick-five' }
  /** No message. */
  | null;

/** The morning's message. Null on the member's day off, or if there is nothing to say. */
export function composeDigest(input: DigestInput, today: Day): ComposedDigest {
  if (!isWorkingDay(today, input.calendar)) return null;
  const { lines, rest } = listToday(input, today);
  const { days } = input;
  const meetings = input.meetings.filter(isAhead);
  if (lines.length + meetings.length + days.length > 0)
    return { kind: 'lines', lines, more: rest.length, days, meetings };
  if (weekdayOf(today) === monday && couldPickFive(input)) return { kind: 'pick-five' };
  return null;
}

/**
 * Today's list for App Home and the digest on demand. It is there on any day and the same at any hour. What was shown
 * earlier today stays on it, in front, until it is dealt with.
 */
export function listToday({ relationships, calendar }: DigestInput, today: Day): TodaysList {
  const candidates = onePerPartner(
    relationships
      .map((relationship) => findCandidate(relationship, calendar, today))
      .filter((found) => found !== null),
  ).sort(compareCandidates);
  const chosen = chooseFive(candidates);
  const line = (candidate: Candidate) => writeLine(candidate, today);
  return {
    lines: candidates.filter((candidate) => chosen.has(candidate)).map(line),
    rest: candidates.filter((candidate) => !chosen.has(candidate)).map(line),
  };
}

/**
 * The late partner who has gone unshown longest always gets a line, even if another reason would rank them below the
 * fifth. This keeps anyone from vanishing: each morning takes one from the head of that queue and puts them at its
 * end, so n late partners are all shown in n mornings.
 */
function chooseFive(ranked: readonly Candidate[]): ReadonlySet<Candidate> {
  const longestUnshown = ranked
    .filter((candidate) => candidate.lateUnshownSince !== null)
    .sort(compareUnshown)[0];
  const chosen = new Set<Candidate>(longestUnshown && [longestUnshown]);
  let late = longestUnshown?.rank === 'late' ? 1 : 0;
  for (const candidate of ranked) {
    if (chosen.size === digestPolicy.partnersMax) break;
    if (chosen.has(candidate)) continue;
    if (candidate.rank === 'late' && ++late > digestPolicy.lateMax) break;
    chosen.add(candidate);
  }
  return chosen;
}

/** If the member also covers a partner for a colleague, their own relationship speaks for the partner. */
function onePerPartner(candidates: readonly Candidate[]): Candidate[] {
  const byPartner = new Map<number, Candidate>();
  for (const candidate of candidates) {
    const { partnerId } = candidate.relationship;
    const known = byPartner.get(partnerId);
    byPartner.set(partnerId, known ? mergeCandidates(known, candidate) : candidate);
  }
  return [...byPartner.values()];
}

function writeLine({ relationship, alsoShown, reasons }: Candidate, today: Day): DigestLine {
  const { relationshipId, partnerId, coveringFor, clocks, lastSaid, growing } = relationship;
  const { lastTouch, lastFace } = clocks;
  const state = stateOf(clocks, today);
  return {
    relationshipId,
    alsoShown,
    partnerId,
    coveringFor,
    state,
    reasons,
    lastTouch,
    lastFace,
    lastSaid,
    growing,
  };
}

/** A book with no one to reach, although the member has room for partners. */
function couldPickFive({ relationships, meetingsPerWeek }: DigestInput): boolean {
  const own = relationships.filter(isOwn);
  const room = capFor('inner', meetingsPerWeek)! + capFor('core', meetingsPerWeek)!;
  return own.length > 0 && own.every(({ clocks }) => clocks.tier === 'resting') && room > 0;
}

const isOwn = (relationship: DigestRelationship): boolean => relationship.coveringFor === null;
