import type { Contact } from '../../domain/clocks/contacts.ts';
import type { State } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import type { DigestLine } from '../../domain/digest/digest.ts';
import type { DigestReason } from '../../domain/digest/digest-reasons.ts';
import type { DecisionMade, LineOutcome, PartnerWords } from '../../domain/digest/shown-line.ts';
import { fullDay, monthDay, shortDay } from '../../domain/format.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { capitalize, cut, phoneLink, quoted } from '../blocks.ts';
import { tierWords, touchpointWords } from '../kinds.ts';

const nouns: Record<TouchpointKind, { last: string; planned: string }> = {
  meal: { last: 'meal', planned: 'a meal' },
  visit: { last: 'visit', planned: 'a visit' },
  event: { last: 'event', planned: 'an event' },
  committee: { last: 'committee', planned: 'a committee' },
  video: { last: 'video call', planned: 'a video call' },
  call: { last: 'call', planned: 'a call' },
  message: { last: 'messages', planned: 'messages' },
};

/** "lunch May 20", "meal today" */
export function contactNoun(
  { kind, word, on }: { kind: TouchpointKind; word: string | null; on: Day },
  today: Day,
): string {
  const day = on === today ? 'today' : monthDay(on, today);
  return `${word ? quoted(word, 40) : nouns[kind].last} ${day}`;
}

/** "a meal", "a call" */
export const plannedNoun = (kind: TouchpointKind): string => nouns[kind].planned;

/** "*Dana Lee* · Lee & Co · 555-0142" */
export function partnerHeader({ name, company, phone, coveringFor }: PartnerWords): string {
  return [
    `*${quoted(name, 80)}*`,
    company && quoted(company, 80),
    phone && phoneLink(cut(phone, 30)),
    coveringFor && `for ${quoted(coveringFor, 60)}, who is away`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "You promised: workshop slides, due tomorrow." */
export function promiseText(
  promise: { text: string; due: Day; state: string },
  coveringFor: string | null,
  today: Day,
): string {
  const what = quoted(promise.text.replace(/[.\s]+$/, ''), 200);
  if (promise.state === 'done') return `✓ Done: ${what}`;
  if (promise.state === 'dropped') return `Dropped: ${what}`;
  const who = coveringFor ? `${quoted(coveringFor, 60)} promised` : 'You promised';
  return `${who}: ${what}, ${promise.due < today ? 'was due' : 'due'} ${shortDay(promise.due, today)}.`;
}

export const promiseMovedText = (promise: { text: string; due: Day }, today: Day): string =>
  `✓ Moved: ${quoted(promise.text.replace(/[.\s]+$/, ''), 200)}, now due ${shortDay(promise.due, today)}.`;

/** "They told us: “your letters are slow”. The answer is due Tue, Jun 23." */
export function waitingText(one: LineOutcome['feedback'][number], today: Day): string {
  // The sentence goes on after the quotation, so its own full stop goes.
  const inQuotes = (text: string) => `“${quoted(text.replace(/[.\s]+$/, ''), 160)}”`;
  const said = one.text ? inQuotes(one.text) : 'something';
  switch (one.state) {
    case 'new':
    case 'on it': {
      const due = one.answerBy
        ? `The answer ${one.answerBy < today ? 'was' : 'is'} due ${shortDay(one.answerBy, today)}.`
        : 'They wait for an answer.';
      return `They told us: ${said}${one.state === 'on it' ? ' (on it)' : ''}. ${due}`;
    }
    case 'answered':
      return `They told us: ${said}. There is an answer${one.answer ? `: ${inQuotes(one.answer)}` : ''}. Tell them.`;
    default:
      return one.untold
        ? `✓ Loop closed: could not tell them about ${said}.`
        : `✓ Loop closed: told ${one.toldOn ? shortDay(one.toldOn, today) : 'them'}, about ${said}.`;
  }
}

/** "You planned lunch for yesterday. Did it happen?" */
export function planText(
  plan: { kind: TouchpointKind; word: string | null; plannedOn: Day; settled: string | null },
  today: Day,
): string {
  const what = plan.word ? quoted(plan.word, 40) : nouns[plan.kind].planned;
  switch (plan.settled) {
    case null:
      return `You planned ${what} for ${shortDay(plan.plannedOn, today)}. Did it happen?`;
    case 'held':
      return `✓ ${contactText({ ...plan, what: 'touchpoint', on: plan.plannedOn }, today)}`;
    case 'moved':
      return `✓ Moved: ${what}. I ask again the day after.`;
    default:
      return `Noted: ${what} of ${shortDay(plan.plannedOn, today)} did not happen.`;
  }
}

/** "Talked today", "Coffee yesterday", "Left a message today" */
export function contactText(
  contact: {
    what: 'touchpoint' | 'attempt';
    kind: TouchpointKind | null;
    word: string | null;
    on: Day;
  },
  today: Day,
): string {
  const how =
    contact.what === 'attempt'
      ? 'Left a message'
      : capitalize(contact.word ? quoted(contact.word, 40) : touchpointWords[contact.kind ?? 'visit'].past);
  return `${how} ${shortDay(contact.on, today)}`;
}

export function laterText(later: { kind: 'later' | 'deal' | 'quiet'; until: Day }, today: Day): string {
  const day = fullDay(later.until, today);
  if (later.kind === 'later') return `Later: back on ${day}. The due day stays.`;
  return later.kind === 'deal'
    ? `Working a deal until ${day}: meeting stays due, the rest waits.`
    : `Quiet until ${day}.`;
}

/** "✓ Recommitted: talk by Fri, Jun 12, meet by Fri, Jun 19." A meeting answers both, so one day is told where both fall on it. */
export function decisionText(made: DecisionMade, today: Day): string {
  const { decided, tier, touchDue, faceDue } = made;
  if (decided === 'archived') return '✓ Archived: off your list.';
  if (tier === 'resting') return '✓ Resting: I ask for nothing until you name them again.';
  const what = decided === 'recommit' ? 'Recommitted' : `Moved to ${tierWords[tier]}`;
  const days = [
    touchDue && touchDue !== faceDue && `talk by ${fullDay(touchDue, today)}`,
    faceDue && `meet by ${fullDay(faceDue, today)}`,
  ].filter(Boolean);
  return `✓ ${what}${days.length > 0 ? `: ${days.join(', ')}` : ''}.`;
}

type ClockReason = Extract<DigestReason, { clock: unknown }>;

export const clockReasons = (line: DigestLine): ClockReason[] =>
  line.reasons.filter((reason): reason is ClockReason => 'clock' in reason);

/** "Time to meet. Last: open house, Apr 12. By Fri, Jun 12." A meeting answers both clocks, so it is what is asked. */
export function clockText(line: DigestLine, words: PartnerWords, today: Day): string {
  const reasons = clockReasons(line);
  const [first] = reasons;
  if (!first) return '';
  const meet = reasons.some((reason) => reason.clock === 'face');
  const last = meet ? lastMeeting(line, words, today) : lastContact(line.lastTouch, words.touchWord, today);
  if (line.state === 'your call' && line.coveringFor === null) return `${last} ${yourCall(reasons, today)}`;
  return [meet ? 'Time to meet.' : 'Time to talk.', last, urgency(first, line.state, today)].join(' ');
}

/**
 * Asked of the owner alone: whoever covers decides nothing for good. With nothing late it is three postponements that made
 * it their call; with something late the day says it all, whichever of the two it was.
 */
function yourCall(reasons: readonly ClockReason[], today: Day): string {
  const late = reasons.find((reason) => reason.code === 'late');
  const why = late ? `due since ${monthDay(late.due, today)}` : 'put off three times running';
  return `Your call, ${why}: keep going, slow down, hand over, or let go?`;
}

function urgency(reason: ClockReason, state: State, today: Day): string {
  if (reason.code === 'due') return `By ${fullDay(reason.graceEnds, today)}.`;
  // With the other clock late already, there is no rhythm left to save today.
  if (reason.code === 'last day' && state === 'due') return 'Today is the last day to stay in rhythm.';
  const since = `due since ${monthDay(reason.due, today)}.`;
  return state === 'gone quiet' ? `Gone quiet, ${since}` : `Late: ${since}`;
}

function lastMeeting(line: DigestLine, words: PartnerWords, today: Day): string {
  if (line.lastFace) return lastContact(line.lastFace, words.faceWord, today);
  return line.lastTouch
    ? `No meeting noted yet; last: ${lastOf(line.lastTouch, words.touchWord, today)}.`
    : 'No meeting noted yet.';
}

const lastContact = (contact: Contact | null, word: string | null, today: Day): string =>
  contact ? `Last: ${lastOf(contact, word, today)}.` : 'No contact noted yet.';

const lastOf = (contact: Contact, word: string | null, today: Day): string =>
  `${word ? quoted(word, 40) : nouns[contact.kind].last}, ${monthDay(contact.on, today)}`;

/** What was said last and what they are trying to grow: the reason that is theirs alone. */
export function personalText(line: DigestLine, partner?: PartnerWords): string[] {
  const meets = clockReasons(line).some((reason) => reason.clock === 'face');
  return [
    ...(line.lastSaid ? [`“${quoted(line.lastSaid, 180)}”`] : []),
    ...(line.growing ? [`Trying to grow: ${quoted(line.growing, 120)}`] : []),
    ...(partner?.toAsk.growing && meets
      ? [
          line.growing
            ? '_Told a year ago: ask again what they are building._'
            : '_Ask what they are trying to build this year._',
        ]
      : []),
  ];
}
