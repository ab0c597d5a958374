import type { Button, HomeView, KnownBlock } from '@slack/types';
import { mayWithFeedback } from '../domain/access.ts';
import type { Day } from '../domain/days/day.ts';
import {
  type FeedbackSummary,
  type FeedbackTopic,
  isOpen,
  type Severity,
  type ShownFeedback,
  type ToldWay,
} from '../domain/feedback/feedback.ts';
import { count, shortDay } from '../domain/format.ts';
import type { Member } from '../domain/members/member.ts';
import { actions, asTyped, button, context, type Message, quoted, section, spoken } from './blocks.ts';
import { header, homeView } from './home/home-view.ts';

/** The buttons of a piece of feedback; each carries its id. `slack/feedback/feedback.buttons.ts` answers them. */
export const feedbackActions = {
  takeOn: 'feedback.take-on',
  answer: 'feedback.answer',
  tell: 'feedback.tell',
  couldNotTell: 'feedback.could-not-tell',
  details: 'feedback.details',
  /** It was a slip: taken back by whoever heard it, while nobody has begun. */
  takeBack: 'feedback.take-back',
  /** A form for what another partner told. Carries the partner, where there is one. */
  add: 'feedback.add',
} as const;

export const topicWords: Record<FeedbackTopic, string> = {
  speed: 'speed',
  communication: 'communication',
  pricing: 'pricing',
  closing: 'closing',
  people: 'people',
  other: 'something else',
};

export const severityWords: Record<Severity, string> = {
  small: 'a small thing',
  serious: 'serious',
  'may lose them': 'we may lose them',
};

export const toldWords: Record<ToldWay, string> = {
  'in person': 'in person',
  call: 'on the phone',
  video: 'on video',
  message: 'in a message',
};

const textMax = 600;

/** On the card of a partner their name stands above already. */
type Where = 'on the card' | 'among others';

/** What was said, about what, and where it stands; then the buttons of who reads it. */
export function feedbackBlocks(
  one: ShownFeedback,
  reader: { id: number },
  today: Day,
  stamp: string,
  where: Where = 'among others',
): KnownBlock[] {
  const buttons = feedbackButtons(one);
  return [
    section(feedbackText(one, reader, today, where)),
    ...(buttons.length > 0 ? [{ ...actions(buttons), block_id: `feedback.${one.id}.${stamp}` }] : []),
  ] as KnownBlock[];
}

/** One piece of feedback as a message of its own. */
export function feedbackMessage(
  one: ShownFeedback,
  reader: { id: number },
  today: Day,
  stamp: string,
  note?: string,
): Message {
  const text = feedbackText(one, reader, today);
  return {
    text: spoken(note ? `${asTyped(note)}\n${text}` : text),
    blocks: [...(note ? [section(asTyped(note))] : []), ...feedbackBlocks(one, reader, today, stamp)],
  };
}

/** "*Dana Lee* · heard today by you / “our letters are slow” / speed, serious · *new*, you answer by Tue, Jun 23" */
export function feedbackText(
  one: ShownFeedback,
  reader: { id: number },
  today: Day,
  where: Where = 'among others',
): string {
  const who = (person: { id: number; name: string }) =>
    person.id === reader.id ? 'you' : quoted(person.name, 60);
  const heard = `${shortDay(one.heardOn, today)} by ${who(one.hearer)}`;
  const first =
    where === 'on the card' ? `*Heard* ${heard}` : `*${quoted(one.partnerName, 80)}* · heard ${heard}`;
  if (one.state === 'nothing to mend')
    return `${first}\nAsked what we could do better: nothing to mend. That counts.`;
  const what = [
    one.topic && topicWords[one.topic],
    one.severity && severityWords[one.severity],
    one.about &&
      `about ${who(one.about)}${one.shared || one.about.id === reader.id ? '' : ', who does not see it yet'}`,
  ].filter(Boolean);
  return [
    first,
    one.text === null || one.text === '' ? '_The words were taken out._' : `“${quoted(one.text, textMax)}”`,
    ...(one.answer ? [`Answer: ${quoted(one.answer, textMax)}`] : []),
    [what.join(', '), stateText(one, who, today)].filter(Boolean).join(' · '),
  ].join('\n');
}

function stateText(
  one: ShownFeedback,
  who: (person: { id: number; name: string }) => string,
  today: Day,
): string {
  const answerer = one.answerer ? who(one.answerer) : 'nobody';
  const late = one.answerBy !== null && one.answerBy < today;
  const by = one.answerBy
    ? late
      ? `, the answer was due ${shortDay(one.answerBy, today)}`
      : `, the answer is due ${shortDay(one.answerBy, today)}`
    : '';
  switch (one.state) {
    case 'new':
      return `*new* with ${answerer}${by}`;
    case 'on it':
      return `*on it*: ${answerer}${by}`;
    case 'answered':
      return `*answered*; ${who(one.hearer)} ${who(one.hearer) === 'you' ? 'tell' : 'tells'} them what came of it`;
    default:
      return one.untold
        ? `*loop closed*: could not tell${one.untoldReason ? `, “${quoted(one.untoldReason, 200)}”` : ''}`
        : `*loop closed*: told ${one.toldOn ? shortDay(one.toldOn, today) : ''}${one.toldHow ? ` ${toldWords[one.toldHow]}` : ''}`;
  }
}

/** What its reader may do next; nothing where it is closed. */
function feedbackButtons(one: Pick<ShownFeedback, 'id' | 'state' | 'readerRoles'>): Button[] {
  const can = (action: Parameters<typeof mayWithFeedback>[1]) => mayWithFeedback(one.readerRoles, action);
  const id = String(one.id);
  const when = (is: boolean, made: Button): Button[] => (is ? [made] : []);
  const isFresh = one.state === 'new' || one.state === 'nothing to mend';
  const takeBack = when(
    isFresh && one.readerRoles.includes('hearer'),
    button(feedbackActions.takeBack, 'Take back', id),
  );
  if (!isOpen(one.state)) return takeBack;
  const waits = one.state === 'new' || one.state === 'on it';
  return [
    ...when(one.state === 'new' && can('take on'), button(feedbackActions.takeOn, 'I’m on it', id)),
    ...when(waits && can('answer'), button(feedbackActions.answer, 'Answered…', id, { style: 'primary' })),
    ...when(
      one.state === 'answered' && can('tell'),
      button(feedbackActions.tell, 'Told them…', id, { style: 'primary' }),
    ),
    ...when(waits && can('detail'), button(feedbackActions.details, 'Details…', id)),
    ...when(can('could not tell'), button(feedbackActions.couldNotTell, 'Could not tell…', id)),
    ...takeBack,
  ];
}

/** "1 open · answered in 4 days (median) · twice about speed", or "unknown: nobody asked yet". */
export function summaryText(summary: FeedbackSummary, today: Day): string {
  if (summary.lastHeardOn === null) return 'unknown, nobody asked yet';
  const parts = [
    summary.open > 0 ? `${summary.open} open` : 'nothing open',
    summary.medianDays === null
      ? null
      : summary.medianDays === 0
        ? 'answered the same day (median)'
        : `answered in ${count(summary.medianDays, 'day')} (median)`,
    ...summary.recurring.slice(0, 3).map(({ topic, times }) => `${times} × ${topicWords[topic]}`),
    `last heard ${shortDay(summary.lastHeardOn, today)}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Feedback in App Home: how it stands, who was never asked, and what is open. */
export function feedbackHome(drawing: {
  member: Member;
  today: Day;
  stamp: string;
  summary: FeedbackSummary;
  /** Of the member's own inner circle and core. */
  asked: { asked: number; never: number };
  open: readonly ShownFeedback[];
  note?: string | undefined;
}): HomeView {
  const { member, today, stamp, summary, asked, open, note } = drawing;
  const oversees = member.manages.length > 0 || member.roles.includes('lead');
  return homeView({ member, screen: { at: 'feedback' }, note }, [
    header(summary.open > 0 ? `Feedback: ${summary.open} open` : 'Feedback'),
    section(
      [
        ...(oversees ? ['_What you heard or have to answer, and what your branches heard._'] : []),
        `*How it stands:* ${summaryText(summary, today)}`,
        neverAsked(asked),
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    actions([button(feedbackActions.add, 'Log feedback', '', { style: 'primary' })]),
    ...(open.length === 0
      ? [
          context(
            'Nothing waits for an answer. Ask at your next meeting: “What is one thing we could do better?” Hearing “nothing” counts, too.',
          ),
        ]
      : open.flatMap((one) => feedbackBlocks(one, member, today, stamp))),
  ]);
}

function neverAsked({ asked, never }: { asked: number; never: number }): string | null {
  if (asked + never === 0) return null;
  if (never === 0) return `All ${asked} of your close partners were asked or told us something.`;
  return `*Unknown:* ${never} of your ${asked + never} close partners ${never === 1 ? 'was' : 'were'} never asked.`;
}

/** A piece of feedback whose button does what it cannot do any more. Plain text. */
export const feedbackNote = {
  gone: 'Nothing changed: that feedback was taken back, or is not yours to see.',
  'not now': 'That was done already; this is how it stands.',
  'taken back': 'Taken back: it counts as not heard.',
  refused: 'Nothing changed: that is for whoever answers it, their manager or a program lead.',
} as const;

/** What stands above a reminder, by whom it is to. Plain text. */
export function reminderLead(to: 'new' | 'answerer' | 'manager' | 'area lead', days: number): string {
  const late = `${count(days, 'working day')} late`;
  switch (to) {
    case 'new':
      return 'A partner told us something, and it is yours to answer:';
    case 'answerer':
      return 'This was to be answered by now. Is somebody on it?';
    case 'manager':
      return `An answer to a partner is ${late}. Could you help it along?`;
    case 'area lead':
      return `An answer to a partner is ${late}, and the branch has not moved it:`;
  }
}
