import type { Button, KnownBlock, Overflow } from '@slack/types';
import { mayWithFeedback } from '../domain/access.ts';
import type { Day } from '../domain/days/day.ts';
import {
  type FeedbackTopic,
  isOpen,
  type Severity,
  type ShownFeedback,
  summarize,
  type ToldWay,
} from '../domain/feedback/feedback.ts';
import { count, number, shortDay } from '../domain/format.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  cut,
  labeled,
  type Message,
  plain,
  quoted,
  section,
} from './blocks.ts';

/** The buttons of a piece of feedback; each carries its id. `slack/feedback/feedback.buttons.ts` answers them. */
export const feedbackActions = {
  takeOn: 'feedback.take-on',
  answer: 'feedback.answer',
  tell: 'feedback.tell',
  couldNotTell: 'feedback.could-not-tell',
  details: 'feedback.details',
  /** A slip: its hearer deletes it while no one is on it. */
  takeBack: 'feedback.take-back',
  /** A menu: it was another partner's, or no feedback at all. */
  correct: 'feedback.correct',
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
  small: 'minor',
  serious: 'serious',
  'may lose them': 'we may lose them',
};

export const toldWords: Record<ToldWay, string> = {
  'in person': 'in person',
  call: 'by phone',
  video: 'by video',
  message: 'by message',
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
  const what = [one.partnerName, cut(one.text ?? '', 40) || shortDay(one.heardOn, today)].join(', ');
  const controls = feedbackButtons(one).map((each) => labeled(what, each));
  // Beside its words, which say whose it is: a menu has no label of its own.
  const correction = mayWithFeedback(one.readerRoles, 'correct') ? { accessory: correctionMenu(one) } : {};
  return [
    { ...section(feedbackText(one, reader, today, where)), ...correction },
    ...(controls.length > 0 ? [{ ...actions(controls), block_id: `feedback.${one.id}.${stamp}` }] : []),
  ] as KnownBlock[];
}

const correctionMenu = ({ id }: ShownFeedback): Overflow => ({
  type: 'overflow',
  action_id: feedbackActions.correct,
  options: [{ text: plain('Wrong partner…'), value: String(id) }],
});

const wrongMax = 5;

/**
 * On a card: where feedback stands, in a word or two. A partner no one has asked reads "unknown", never "fine".
 */
export function standingText(feedback: readonly ShownFeedback[], today: Day): string {
  const { open, lastHeardOn, recurring } = summarize(feedback, today);
  if (lastHeardOn === null) return 'unknown (no one has asked yet)';
  const isAllGood = feedback.every(({ state }) => state === 'nothing to mend');
  const stands = open > 0 ? `${number(open)} open` : isAllGood ? 'all good' : 'all answered';
  const [most] = recurring;
  return most ? `${stands}, ${number(most.times)} about ${topicWords[most.topic]}` : stands;
}

/** What is closed stands no more on the card: the latest of it that the reader may still move to the right partner. */
export const wrongPartnerChoices = (
  feedback: readonly ShownFeedback[],
  today: Day,
): { id: number; label: string }[] =>
  feedback
    .filter((one) => !isOpen(one.state) && mayWithFeedback(one.readerRoles, 'correct'))
    .slice(0, wrongMax)
    .map(({ id, text, heardOn }) => ({
      id,
      label: cut(
        `Wrong partner: ${shortDay(heardOn, today)}, ${text ? `“${cut(text, 40)}”` : 'all good'}…`,
        75,
      ),
    }));

/** One piece of feedback as a message of its own. */
export function feedbackMessage(
  one: ShownFeedback,
  reader: { id: number },
  today: Day,
  stamp: string,
  note?: string,
): Message {
  return {
    text: feedbackNews(one, reader, today),
    blocks: [...(note ? [section(asTyped(note))] : []), ...feedbackBlocks(one, reader, today, stamp)],
  };
}

/** For a notification: never the words, nor whose they are. A partner may be looking at the same phone. */
function feedbackNews(
  { state, answerBy, answerer, hearer }: ShownFeedback,
  reader: { id: number },
  today: Day,
): string {
  switch (state) {
    case 'new':
    case 'on it': {
      if (answerBy !== null && answerBy < today) return `Feedback overdue: ${replyDay(answerBy, today)}`;
      const isTheirs = answerer?.id === reader.id;
      const what = `${state === 'new' ? 'New feedback' : 'Feedback'}${isTheirs ? ' to answer' : ''}`;
      return answerBy === null ? what : `${what}, ${replyDay(answerBy, today)}`;
    }
    case 'answered':
      return hearer.id === reader.id ? 'Feedback answered: let the partner know' : 'Feedback answered';
    case 'loop closed':
      return 'Feedback closed';
    case 'nothing to mend':
      return 'Asked for honest feedback: all good';
  }
}

const replyDay = (answerBy: Day, today: Day): string =>
  `reply ${answerBy < today ? 'was due' : 'by'} ${shortDay(answerBy, today)}`;

/** "*Dana Lee* · today · heard by you / “our letters are slow” / speed, serious · *New*, assigned to you · reply by Tue, Jun 23" */
export function feedbackText(
  one: ShownFeedback,
  reader: { id: number },
  today: Day,
  where: Where = 'among others',
): string {
  const who = (person: { id: number; name: string }) =>
    person.id === reader.id ? 'you' : quoted(person.name, 60);
  const heardOn = shortDay(one.heardOn, today);
  const isAsked = one.state === 'nothing to mend';
  const heard = `${isAsked ? 'asked' : 'heard'} by ${who(one.hearer)}`;
  const first =
    where === 'on the card'
      ? `*${capitalize(heardOn)}* · ${heard}`
      : `*${quoted(one.partnerName, 80)}* · ${heardOn} · ${heard}`;
  if (isAsked) return `${first}\nAsked for honest feedback, and it’s all good. That counts, too.`;
  const what = [
    one.topic && topicWords[one.topic],
    one.severity && severityWords[one.severity],
    one.about &&
      `about ${who(one.about)}${one.shared || one.about.id === reader.id ? '' : ', who can’t see it yet'}`,
  ].filter(Boolean);
  return [
    first,
    one.text === null || one.text === '' ? '_The words were redacted._' : `“${quoted(one.text, textMax)}”`,
    ...(one.answer ? [`Our answer: ${quoted(one.answer, textMax)}`] : []),
    [what.join(', '), stateText(one, who, today)].filter(Boolean).join(' · '),
  ].join('\n');
}

function stateText(
  one: ShownFeedback,
  who: (person: { id: number; name: string }) => string,
  today: Day,
): string {
  const by = one.answerBy ? ` · ${replyDay(one.answerBy, today)}` : '';
  switch (one.state) {
    case 'new':
      return `*New*, ${one.answerer ? `assigned to ${who(one.answerer)}` : 'not assigned yet'}${by}`;
    case 'on it':
      return `*On it*${one.answerer ? `: ${who(one.answerer)}` : ''}${by}`;
    case 'answered':
      return `*Answered* · ${who(one.hearer) === 'you' ? 'now let them know' : `${who(one.hearer)} will let them know`}`;
    default:
      return one.untold
        ? `*Closed* · couldn’t reach them${one.untoldReason ? `: “${quoted(one.untoldReason, 200)}”` : ''}`
        : `*Loop closed* · told${one.toldOn ? ` ${shortDay(one.toldOn, today)}` : ''}${one.toldHow ? ` (${toldWords[one.toldHow]})` : ''}`;
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
    button(feedbackActions.takeBack, 'Delete', id),
  );
  if (!isOpen(one.state)) return takeBack;
  const waits = one.state === 'new' || one.state === 'on it';
  return [
    ...when(one.state === 'new' && can('take on'), button(feedbackActions.takeOn, 'I’m on it', id)),
    ...when(
      waits && can('answer'),
      button(feedbackActions.answer, 'Write the answer…', id, { style: 'primary' }),
    ),
    ...when(
      one.state === 'answered' && can('tell'),
      button(feedbackActions.tell, 'I told them…', id, { style: 'primary' }),
    ),
    ...when(waits && can('detail'), button(feedbackActions.details, 'Details…', id)),
    ...when(can('could not tell'), button(feedbackActions.couldNotTell, 'Couldn’t reach them…', id)),
    ...takeBack,
  ];
}

/** A piece of feedback whose button no longer does what it says. Plain text. */
export const feedbackNote = {
  gone: 'Nothing changed: that feedback was deleted, or you can’t see it.',
  'not now': 'That’s already done. Here’s where it stands.',
  'taken back': 'Deleted. It no longer counts as feedback.',
  withdrawn: 'Withdrawn. It no longer counts as feedback.',
  refused: 'Nothing changed: only the person answering, their manager, or a program lead can do that.',
  'not theirs to correct':
    'Nothing changed: only the person who heard it, their manager, or a program lead can do that.',
} as const;

/** "Moved from Dana Lee to Marcus Webb." Plain text. `by`: the person who moved it; null if the reader did. */
export function movedNote({ from, to }: { from: string; to: string }, by: string | null): string {
  const way = `from ${cut(from, 80)} to ${cut(to, 80)}`;
  return by === null ? `Moved ${way}.` : `${cut(by, 60)} moved this ${way}:`;
}

/** What remains of the message of someone who may no longer read the feedback, or whose feedback was withdrawn. */
export function feedbackGone(
  id: number,
  how: 'moved' | 'withdrawn',
  by: string | null,
  stamp: string,
): Message {
  const what = how === 'withdrawn' ? 'withdrew this: it wasn’t feedback.' : 'moved this to another partner.';
  const text = by === null ? feedbackNote.withdrawn : `${cut(by, 60)} ${what} You don’t need to answer it.`;
  // An erasure finds it by the block's id.
  return {
    text: asTyped(text),
    blocks: [{ ...section(asTyped(text)), block_id: `feedback.${id}.${stamp}` }],
  };
}

/** To the one who had to answer it, and has no message about it. */
export function feedbackWithdrawn(id: number, by: string, partner: string, stamp: string): Message {
  const text = `${quoted(by, 60)} withdrew the feedback from *${quoted(partner, 80)}*: it wasn’t feedback. You don’t need to answer it.`;
  return {
    text: 'Feedback withdrawn: nothing to answer',
    blocks: [{ ...section(text), block_id: `feedback.${id}.${stamp}` }],
  };
}

/** What stands above a reminder about a partner’s feedback, by whom it is to. Plain text. `days`: working days since the answer was due. */
export function reminderLead(
  to: 'new' | 'answerer' | 'manager' | 'area lead',
  days: number,
  { isOnIt, partnerName }: { isOnIt: boolean; partnerName: string },
): string {
  const late = `${count(days, 'business day')} late`;
  switch (to) {
    case 'new':
      return 'A partner gave us honest feedback, and it’s yours to answer:';
    case 'answerer':
      return `${cut(partnerName, 80)} is still waiting to hear back. ${isOnIt ? 'Where are you with it?' : 'Can you get to it today?'}`;
    case 'manager':
      return `A reply to a partner is ${late}. Can you help get it moving?`;
    case 'area lead':
      return `A reply to a partner is ${late}, and the branch hasn’t acted on it. Please step in:`;
  }
}
