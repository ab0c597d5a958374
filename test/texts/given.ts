import { foldClocks } from '../../src/domain/clocks/clocks.ts';
import type { Fact } from '../../src/domain/clocks/facts.ts';
import type { Day } from '../../src/domain/days/day.ts';
import type { DigestReason } from '../../src/domain/digest/digest-reasons.ts';
import type { ShownLine } from '../../src/domain/digest/shown-line.ts';
import type { Member } from '../../src/domain/members/member.ts';
import type { SpendStatement } from '../../src/domain/record/spend.ts';
import type { SavedCapture } from '../../src/domain/touchpoints/capture.ts';
import type { MemberRole } from '../../src/domain/words.ts';
import type { Feedback } from '../../src/store/feedback/feedback.ts';
import { officeCalendar } from '../domain/given.ts';
import { aMember } from '../support/member.ts';

/** A Tuesday. */
export const today: Day = '2026-06-09';
export const stamp = 'stamp';

/**
 * What people write and say in the samples. None of it may stand in a notification: a partner may sit across the table
 * and read the lock screen.
 */
export const said = {
  note: 'Her clients have never heard of half the terms on page two',
  promise: 'the buyer guide in both languages',
  feedback: 'Your letters are slow and hard to read',
  answer: 'We call before a letter goes out',
  purpose: 'Planned the first-time buyer evening',
  growing: 'a second crew for Ybor City',
  reason: 'The county has not sent its figures',
  amount: '$48.50',
} as const;

export function member(roles: MemberRole[] = ['member'], more: Partial<Member> = {}): Member {
  const base = aMember(1, roles, 1, { name: 'Priya Patel', timeZone: 'America/New_York' });
  return { ...base, branch: { ...base.branch, name: 'Tampa', channelId: 'C1', region: 'FL' }, ...more };
}
export const manager = member(['member', 'manager'], { manages: [1] });
export const lead = member(['member', 'lead']);
export const compliance = member(['compliance']);

export const dueToMeet = {
  code: 'due',
  clock: 'face',
  due: today,
  graceEnds: '2026-06-12',
} as const satisfies DigestReason;
export const dueToTalk: DigestReason = { ...dueToMeet, clock: 'touch' };

export type GivenLine = Partial<ShownLine['line']> & {
  partner?: Partial<ShownLine['partner']>;
  outcome?: Partial<ShownLine['outcome']>;
};

export function line(given: GivenLine = {}): ShownLine {
  const { partner, outcome, ...decided } = given;
  return {
    line: {
      relationshipId: 1,
      alsoShown: [],
      partnerId: 11,
      coveringFor: null,
      state: 'due',
      reasons: [dueToMeet],
      lastTouch: { on: '2026-05-20', kind: 'call' },
      lastFace: { on: '2026-04-12', kind: 'event' },
      lastSaid: null,
      growing: null,
      ...decided,
    },
    partner: {
      name: 'Marcus Webb',
      company: 'Webb Builders',
      phone: '555-0117',
      tier: 'core',
      touchWord: null,
      faceWord: 'open house',
      coveringFor: null,
      toAsk: { question: null, chosen: false, growing: false },
      colleague: null,
      ...partner,
    },
    outcome: {
      contact: null,
      later: null,
      decision: null,
      promises: [],
      feedback: [],
      plans: [],
      ...outcome,
    },
  };
}

export const meal: SpendStatement = {
  item: 'meal',
  payer: 'we did',
  amountCents: 4850,
  currency: 'USD',
  purpose: said.purpose,
  attendees: 'Joan Ortiz',
  what: null,
  offeredTo: 'them alone',
  attested: true,
};

export const capture = (given: Partial<SavedCapture> = {}): SavedCapture => ({
  id: 41,
  memberId: 1,
  what: 'touchpoint',
  kind: 'meal',
  word: 'coffee',
  on: today,
  partners: [dana],
  along: [],
  note: null,
  place: null,
  promises: [],
  feedback: null,
  feedbackFrom: [],
  moreFeedback: [],
  feedbackTaken: false,
  asked: [],
  toAsk: [],
  meal: null,
  paidMeals: [],
  undone: false,
  addedTo: null,
  at: null,
  isReminded: false,
  timeZone: 'America/New_York',
  madeAt: new Date('2026-06-09T13:30:00Z'),
  ...given,
});

export const dana = {
  id: 11,
  name: 'Dana Lee',
  company: 'Lee & Co',
  growing: null,
  next: { touch: '2026-06-23' as Day, face: '2026-07-07' as Day },
};
export const marcus = { ...dana, id: 12, name: 'Marcus Webb', company: 'Webb Builders' };

export const feedback = (given: Partial<Feedback> = {}): Feedback => ({
  id: 31,
  partnerId: 11,
  partnerName: 'Dana Lee',
  heardOn: '2026-06-08',
  hearer: { id: 1, name: 'Priya Patel' },
  branchId: 1,
  waitsForReader: true,
  text: said.feedback,
  topic: 'communication',
  severity: 'serious',
  about: null,
  shared: false,
  answerer: { id: 2, name: 'Sam Cole', slackUserId: 'U2' },
  answerBy: '2026-06-22',
  state: 'new',
  answeredOn: null,
  answer: null,
  toldOn: null,
  toldHow: null,
  untold: false,
  untoldReason: null,
  readerRoles: ['hearer', 'answerer'],
  ...given,
});

/** Clocks of a relationship that entered on January 5, with these contacts. */
export const clocks = (facts: readonly Fact[]) =>
  foldClocks(
    [
      { type: 'entered', on: '2026-01-05', tier: 'core' },
      { type: 'first due', on: '2026-01-05', touchDue: '2026-02-05', faceDue: '2026-03-05' },
      ...facts,
    ],
    officeCalendar,
  );
