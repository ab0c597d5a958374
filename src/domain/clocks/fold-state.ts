import type { Day } from '../days/day.ts';
import type { Plan } from '../plans.ts';
import { inPersonKinds, type Tier } from '../words.ts';
import { type Contact, countsAsFaceTime } from './contacts.ts';
import { compareFacts, type Fact, type FactOf } from './facts.ts';

/**
 * The state that a relationship's facts add up to, before any due day is computed. A due day is always the latest of a
 * floor (a first due, or the re-dating by a tier change) and the days the last contacts are good for. So only the last
 * fact of each kind is kept, nothing logged late can bring a due day forward, and the calendar is asked only at the
 * end.
 */
export type FoldState = {
  tier: Tier;
  ownerSince: Day | null;
  /** The floor: the later of these two. The other is null. */
  reDatedOn: Day | null;
  firstDue: FactOf<'first due'> | null;
  firstDueAnswered: boolean;
  lastTouch: Contact | null;
  lastFace: Contact | null;
  /** The last contact that resets the touch clock, the last that only extends it, and the last that resets face time. */
  lastTalkOn: Day | null;
  lastMessageOn: Day | null;
  lastFaceTimeOn: Day | null;
  /**
   * When the relationship entered, was recommitted, or got a tier, an owner, or a first due. Silence is counted from
   * here.
   */
  freshSince: Day | null;
  /** The last recommitment, tier or owner change, or contact. It ends a run of postponements. */
  decidedOn: Day | null;
  postponedOn: Day[];
  hiddenUntil: Day | null;
  dealUntil: Day | null;
  quietUntil: Day | null;
  plans: Plan[];
};

export function followFacts(facts: readonly Fact[]): FoldState {
  const folded: FoldState = {
    tier: 'resting',
    ownerSince: null,
    reDatedOn: null,
    firstDue: null,
    firstDueAnswered: false,
    lastTouch: null,
    lastFace: null,
    lastTalkOn: null,
    lastMessageOn: null,
    lastFaceTimeOn: null,
    freshSince: null,
    decidedOn: null,
    postponedOn: [],
    hiddenUntil: null,
    dealUntil: null,
    quietUntil: null,
    plans: [],
  };
  let entered = false;
  for (const fact of [...facts].sort(compareFacts)) {
    // Merging two records of one partner brings two entries. The first one is when we began.
    if (fact.type === 'entered' && entered) continue;
    entered ||= fact.type === 'entered';
    follow(folded, fact);
  }
  return folded;
}

function follow(folded: FoldState, fact: Fact): void {
  switch (fact.type) {
    case 'entered':
    case 'tier':
      if (fact.type === 'tier' && fact.tier === folded.tier) return;
      folded.tier = fact.tier;
      folded.reDatedOn = fact.on;
      folded.firstDue = null;
      startAfresh(folded, fact.on);
      return;
    case 'owner':
      folded.ownerSince = fact.on;
      folded.hiddenUntil = null;
      startAfresh(folded, fact.on);
      return;
    case 'first due':
      folded.firstDue = fact;
      folded.firstDueAnswered = false;
      folded.reDatedOn = null;
      folded.freshSince = fact.on;
      return;
    case 'recommit':
      startAfresh(folded, fact.on);
      return;
    case 'touchpoint':
      followContact(folded, fact);
      return;
    case 'postponement':
      folded.postponedOn.push(fact.on);
      folded.hiddenUntil = fact.until;
      return;
    case 'plan':
      folded.plans.push(fact);
      if (fact.settled?.how === 'moved') folded.postponedOn.push(fact.settled.on);
      return;
    case 'deal':
      folded.dealUntil = fact.until;
      return;
    case 'quiet':
      folded.quietUntil = fact.until;
      return;
    case 'attempt':
      return; // Resets nothing. The verdict on the week reads attempts itself.
  }
}

function startAfresh(folded: FoldState, on: Day): void {
  folded.freshSince = on;
  folded.decidedOn = on;
}

function followContact(folded: FoldState, { on, kind }: FactOf<'touchpoint'>): void {
  // The strongest contact of a day comes first. The others of that day count for nothing.
  if (folded.lastTouch?.on === on) return;
  const contact: Contact = { on, kind };
  if (countsAsFaceTime(kind, folded.tier, folded.lastFace)) folded.lastFaceTimeOn = on;
  if (inPersonKinds.has(kind)) folded.lastFace = contact;
  if (kind === 'message') folded.lastMessageOn = on;
  else folded.lastTalkOn = on;
  folded.lastTouch = contact;
  folded.firstDueAnswered = true;
  folded.decidedOn = on;
}
