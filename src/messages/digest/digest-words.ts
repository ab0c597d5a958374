import type { Day } from '../../domain/days/day.ts';
import type { DecisionMade, LineOutcome, PartnerWords } from '../../domain/digest/shown-line.ts';
import { fullDay, listOf, shortDay, withTime } from '../../domain/format.ts';
import { withoutEnd } from '../../domain/without-end.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { capitalize, quoted } from '../blocks.ts';
import { bothDueWords } from '../due-words.ts';
import { tierWords, touchpointWords } from '../kinds.ts';
import { phoneLink } from '../phone-links.ts';
import { quote } from '../quote.ts';

const nouns: Record<TouchpointKind, string> = {
  meal: 'meal',
  visit: 'visit',
  event: 'event',
  committee: 'committee meeting',
  video: 'video call',
  call: 'call',
  message: 'messages',
};

/** What follows "planned", and the word before its day: "lunch" "for" a day, "to message them" "on" a day. */
export function plannedWords({ kind, word }: { kind: TouchpointKind; word: string | null }): {
  what: string;
  before: 'for' | 'on';
} {
  const said = plainNoun({ kind, word });
  switch (kind) {
    case 'message':
      return { what: 'to message them', before: 'on' };
    case 'event':
    case 'committee':
      return { what: `to see them at ${/^[aeiou]/i.test(said) ? 'an' : 'a'} ${said}`, before: 'on' };
    case 'video':
      return { what: `a ${word ? `${said} call` : said}`, before: 'for' };
    default:
      return { what: word ? said : `a ${said}`, before: 'for' };
  }
}

/** "lunch", "meal", "call": the word that was typed, or else the kind. Plain text. */
export const contactName = ({ kind, word }: { kind: TouchpointKind; word: string | null }): string =>
  word ?? nouns[kind];

export const plainNoun = (contact: { kind: TouchpointKind; word: string | null }): string =>
  quoted(contactName(contact), 40);

/** "*Dana Lee* · Lee & Co · 555-0142" */
export function partnerHeader({ name, company, phone, coveringFor }: PartnerWords): string {
  return [
    `*${quoted(name, 80)}*`,
    company && quoted(company, 80),
    phone && phoneLink(phone),
    coveringFor && `covering for ${quoted(coveringFor, 60)}`,
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
  const what = quoted(withoutEnd(promise.text, '.'), 200);
  if (promise.state === 'done') return `✓ Done: ${what}`;
  if (promise.state === 'dropped') return `Dropped: ${what}`;
  const who = coveringFor ? `${quoted(coveringFor, 60)} promised` : 'You promised';
  return `${who}: ${what}${promise.due < today ? '. That was due' : ', due'} ${shortDay(promise.due, today)}.`;
}

/** One of several promises to a partner, in a control's label. */
export const promiseName = (partnerName: string, text: string): string => `${partnerName}, ${text}`;

export const promiseMovedText = (promise: { text: string; due: Day }, today: Day): string =>
  `✓ Moved: ${quoted(withoutEnd(promise.text, '.'), 200)}, now due ${shortDay(promise.due, today)}.`;

/** "Feedback: “your letters are slow” · reply by Tue, Jun 23" */
export function waitingText(one: LineOutcome['feedback'][number], today: Day): string {
  const feedback = one.text ? `Feedback: ${quote(one.text)}` : 'Feedback (redacted)';
  switch (one.state) {
    case 'new':
    case 'on it':
      return [feedback, ...(one.state === 'on it' ? ['on it'] : []), replyBy(one.answerBy, today)].join(
        ' · ',
      );
    case 'answered':
      return `${feedback}\n${one.answer ? `Let them know: ${quote(one.answer)}` : 'We have an answer. Let them know.'}`;
    default:
      if (one.untold) return 'Closed: we couldn’t reach them.';
      return `✓ Loop closed: they heard back${one.toldOn ? ` ${onDay(one.toldOn, today)}` : ''}.`;
  }
}

function replyBy(day: Day | null, today: Day): string {
  if (day === null) return 'they’re waiting to hear back';
  return `${day < today ? 'reply was due' : 'reply by'} ${shortDay(day, today)}`;
}

/** "yesterday", "on Fri, Jun 12" */
export const onDay = (day: Day, today: Day): string => {
  const short = shortDay(day, today);
  return short === fullDay(day, today) ? `on ${short}` : short;
};

/** "You planned lunch for yesterday. Did it happen?" */
export function planText(
  plan: {
    kind: TouchpointKind;
    word: string | null;
    plannedOn: Day;
    at: string | null;
    settled: string | null;
  },
  today: Day,
): string {
  switch (plan.settled) {
    case null: {
      const { what, before } = plannedWords(plan);
      const day = before === 'on' ? onDay(plan.plannedOn, today) : `for ${shortDay(plan.plannedOn, today)}`;
      return `You planned ${what} ${withTime(day, plan.at)}. Did it happen?`;
    }
    case 'held':
      return `✓ ${contactText({ ...plan, what: 'touchpoint', on: plan.plannedOn }, today)}`;
    case 'moved':
      return `✓ Moved: ${plainNoun(plan)}. I’ll ask on the new day how it went.`;
    default:
      return `Got it: no ${plainNoun(plan)} ${onDay(plan.plannedOn, today)}.`;
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
  const how = contact.what === 'attempt' ? 'Left a message' : capitalize(contactHow(contact));
  return `${how} ${shortDay(contact.on, today)}`;
}

/** "talked", "coffee", "Zoom" */
export const contactHow = ({ kind, word }: { kind: TouchpointKind | null; word: string | null }): string =>
  word ? quoted(word, 40) : touchpointWords[kind ?? 'visit'].past;

export function laterText(later: { kind: 'later' | 'deal' | 'quiet'; until: Day }, today: Day): string {
  const day = fullDay(later.until, today);
  if (later.kind === 'later') return `Snoozed until ${day}. The due date stays the same.`;
  return later.kind === 'deal'
    ? `Working a deal until ${day}: I’ll only remind you to meet.`
    : `Quiet until ${day}.`;
}

/** "✓ Keeping this going: talk by Fri, Jun 12 and in person by Fri, Jun 19." */
export function decisionText(made: DecisionMade, today: Day): string {
  const { decided, tier, touchDue, faceDue } = made;
  if (decided === 'archived') return '✓ Archived. They’re off your list.';
  if (tier === 'resting') return '✓ Resting. No reminders until you move them to another tier.';
  const what = decided === 'recommit' ? 'Keeping this going' : `Moved to ${tierWords[tier]}`;
  const days = bothDueWords(touchDue, faceDue, today);
  return `✓ ${what}${days.length > 0 ? `: ${listOf(days)}` : ''}.`;
}
