import { may, notesOf, type PartnerTies, partnerRolesOf } from '../access.ts';
import { type NextDue, nextDue } from '../clocks/next-due.ts';
import { type Day, daysBetween } from '../days/day.ts';
import type { LineOutcome } from '../digest/shown-line.ts';
import { isOpen, type ShownFeedback } from '../feedback/feedback.ts';
import { firstWording, isAfterHardClosing, type QuestionWording } from '../feedback/questions.ts';
import type { Member } from '../members/member.ts';
import { growingAskedDays, questionPolicy } from '../policy.ts';
import type { PartnerKind } from '../words.ts';
import type { SaidContact } from './facts.ts';

/** Who told of something; the note, promise, or plan is theirs. */
interface Told {
  memberId: number;
  by: string;
}

/** Everything about a partner that some reader's brief may hold. */
export interface BriefFacts {
  id: number;
  name: string;
  company: string | null;
  kind: PartnerKind;
  phone: string | null;
  email: string | null;
  growing: string | null;
  growingOn: Day | null;
  /** MM-DD */
  birthday: string | null;
  hardClosingOn: Day | null;
  owners: { memberId: number; name: string; touchDue: Day | null; faceDue: Day | null }[];
  lastTouchOn: Day | null;
  /** The latest contacts, newest first. */
  contacts: (SaidContact & { note: string | null; members: { id: number; name: string }[] })[];
  promises: (Told & { text: string; dueOn: Day | null })[];
  plans: (Told & SaidContact & { at: string | null; place: string | null })[];
  /** The day we last asked them for feedback, or they gave some. */
  lastHeardOn: Day | null;
  /** How the reader chose to ask them for feedback. */
  wording: QuestionWording | null;
  ties: PartnerTies;
}

/** What one should know before meeting a partner, as far as the reader may. */
export interface Brief {
  id: number;
  name: string;
  company: string | null;
  /** Names of the owners other than the reader. */
  owners: string[];
  /** The last contact of any owner. */
  lastTouchOn: Day | null;
  /** Null for readers of the outline. */
  details: BriefDetails | null;
}

export interface BriefDetails {
  kind: PartnerKind;
  phone: string | null;
  email: string | null;
  growing: string | null;
  birthday: string | null;
  /** When to meet or talk next, if the reader is an owner. */
  due: NextDue | null;
  last: (SaidContact & { with: string[] | null }) | null;
  /** What was said last that the reader may read. `by`: null for the reader's own. */
  said: { text: string; on: Day; by: string | null } | null;
  /** Of the reader, and of those whose promises they may read. `by`: null for the reader's own. */
  promises: { text: string; dueOn: Day | null; by: string | null }[];
  plan: (SaidContact & { at: string | null; place: string | null; by: string | null }) | null;
  /** What they told us and wait to hear back about. */
  feedback: LineOutcome['feedback'];
  ask: WorthAsking;
}

/** One thing worth asking: about their business, or for the truth. Never for an introduction. */
export type WorthAsking =
  | { ask: 'growing' }
  | { ask: 'growing again'; growing: string }
  | { ask: 'how it goes'; growing: string }
  | { ask: 'feedback'; wording: QuestionWording };

/**
 * The brief of a partner for one reader; null for someone who may not see them. `feedback`: what the reader may read of
 * theirs.
 */
export function briefFor(
  reader: Member,
  facts: BriefFacts,
  feedback: readonly ShownFeedback[],
  today: Day,
): Brief | null {
  const roles = partnerRolesOf(reader, facts.ties);
  if (!may(roles, 'see outline')) return null;
  const { id, name, company, lastTouchOn } = facts;
  const owners = facts.owners.filter(({ memberId }) => memberId !== reader.id);
  const outline = { id, name, company, lastTouchOn, owners: owners.map((owner) => owner.name) };
  if (!may(roles, 'see card')) return { ...outline, details: null };
  const readers = notesOf(reader, facts.ties);
  const reads = (memberId: number) => readers === null || readers.includes(memberId);
  const by = (told: Told) => (told.memberId === reader.id ? null : told.by);
  const open = feedback.filter(({ state }) => isOpen(state));
  const [last] = facts.contacts;
  const said = facts.contacts.find(
    ({ note, members }) => note !== null && members.some((one) => reads(one.id)),
  );
  const plan = facts.plans.find(({ memberId }) => reads(memberId));
  const { kind, phone, email, growing, birthday } = facts;
  return {
    ...outline,
    details: {
      ...{ kind, phone, email, growing, birthday },
      due: dueOf(facts, reader, today),
      last: last ? { kind: last.kind, word: last.word, on: last.on, with: namesUnless(last, reader) } : null,
      said: said ? { text: said.note!, on: said.on, by: namesUnless(said, reader)?.[0] ?? null } : null,
      promises: facts.promises
        .filter(({ memberId }) => reads(memberId))
        .map((one) => ({ text: one.text, dueOn: one.dueOn, by: by(one) })),
      plan: plan
        ? { kind: plan.kind, word: plan.word, on: plan.on, at: plan.at, place: plan.place, by: by(plan) }
        : null,
      feedback: open,
      ask: worthAsking(facts, open.length > 0, today),
    },
  };
}

/** Who was there; null where the reader was. */
function namesUnless({ members }: BriefFacts['contacts'][number], reader: Member): string[] | null {
  return members.some(({ id }) => id === reader.id) ? null : members.map(({ name }) => name);
}

function dueOf({ owners }: BriefFacts, reader: Member, today: Day): BriefDetails['due'] {
  const own = owners.find(({ memberId }) => memberId === reader.id);
  if (!own) return null;
  return nextDue(own.touchDue, own.faceDue, today);
}

/** After a rough closing the truth comes first; before that, what they want to grow, for which no one needs to be close. */
export function worthAsking(
  {
    growing,
    growingOn,
    hardClosingOn,
    lastHeardOn,
    wording,
  }: Pick<BriefFacts, 'growing' | 'growingOn' | 'hardClosingOn' | 'lastHeardOn' | 'wording'>,
  feedbackWaits: boolean,
  today: Day,
): WorthAsking {
  const feedback = { ask: 'feedback', wording: wording ?? firstWording(false) } as const;
  // A partner who is waiting for an answer is not asked for more.
  const mayAsk = !feedbackWaits;
  if (mayAsk && isAfterHardClosing({ lastHeardOn, hardClosingOn }, today))
    return { ask: 'feedback', wording: wording ?? firstWording(true) };
  if (growing === null) return { ask: 'growing' };
  const isLongAgo = lastHeardOn === null || daysBetween(lastHeardOn, today) >= questionPolicy.innerEveryDays;
  if (mayAsk && isLongAgo) return feedback;
  if (growingOn === null || daysBetween(growingOn, today) >= growingAskedDays)
    return { ask: 'growing again', growing };
  return { ask: 'how it goes', growing };
}
