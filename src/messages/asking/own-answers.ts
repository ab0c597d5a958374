import type { Button } from '@slack/types';
import type { Standing } from '../../domain/asking/facts.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, number, plural, shortDay } from '../../domain/format.ts';
import { withoutSigns } from '../../domain/reading/mentions.ts';
import { actions, context, type Message, plainMessage, quoted, section } from '../blocks.ts';
import { weeksInRhythm } from '../week/weeks-in-rhythm.ts';
import {
  askButton,
  findMenu,
  logButton,
  nameMax,
  naming,
  screenButton,
  todaysListButton,
} from './ask-controls.ts';

/** "Since May 11: 12 touchpoints with 9 partners, 7 in person." Effort alone, and only their own. */
export function standingAnswer(
  { since, touchpoints, inPerson, partners, rhythm, weeks }: Standing,
  today: Day,
): Message {
  const did =
    touchpoints === 0
      ? 'nothing logged yet'
      : `${count(touchpoints, 'touchpoint')} with ${count(partners, 'partner')}, ${number(inPerson)} in person`;
  const first = `Since ${monthDay(since, today)}: ${did}.`;
  const close =
    rhythm.counted > 0
      ? [`${number(rhythm.inRhythm)} of your ${count(rhythm.counted, 'close partner')} in rhythm today.`]
      : [];
  return {
    text: first,
    blocks: [
      section([first, [...close, ...weeksInRhythm(weeks)].join(' ')].filter(Boolean).join('\n')),
      actions([askButton('late', 'Who’s overdue?'), askButton('notMet', 'Not seen')]),
    ],
  };
}

interface FeedbackFound {
  /** Waiting for the asker. */
  waiting: readonly { partnerId: number; partnerName: string; answerBy: Day | null }[];
  /** Open in branches of the asker's, and for others to answer or tell. */
  inBranches: number;
  /** Partners of theirs who told them the truth, the latest first. */
  told: readonly { partnerId: number; name: string; on: Day }[];
  neverAsked: { asked: number; never: number };
}

const shownMax = 4;

/** Whose feedback waits, who has told the truth, and how many no one has asked. Never what was said. */
export function feedbackAnswer(
  { waiting, inBranches, told, neverAsked }: FeedbackFound,
  today: Day,
): Message {
  const owed = waiting.slice(0, shownMax).map(({ partnerName, answerBy }) => {
    const by = answerBy
      ? ` (${answerBy < today ? 'reply was due' : 'reply by'} ${shortDay(answerBy, today)})`
      : '';
    return `*${quoted(partnerName, nameMax)}*${by}`;
  });
  const close = neverAsked.asked + neverAsked.never;
  const lines = [
    owed.length > 0 ? `Waiting for you: ${[...owed, ...moreOf(waiting.length)].join(', ')}` : noneWaits,
    ...(inBranches > 0 ? [forOthers(inBranches, waiting.length > 0)] : []),
    ...(told.length > 0
      ? [
          `Told you the truth this past year: ${[
            ...told
              .slice(0, shownMax)
              .map(({ name, on }) => `${quoted(name, nameMax)} (${monthDay(on, today)})`),
            ...moreOf(told.length),
          ].join(', ')}`,
        ]
      : []),
    ...(neverAsked.never > 0
      ? [`Never asked: ${number(neverAsked.never)} of your ${count(close, 'close partner')}`]
      : []),
  ];
  const text =
    waiting.length > 0
      ? `${number(waiting.length)} waiting for a reply`
      : [noneWaits, ...(inBranches > 0 ? [forOthers(inBranches, false)] : [])].join(' ');
  const ids = [
    ...waiting.slice(0, shownMax).map(({ partnerId }) => partnerId),
    ...told.slice(0, shownMax).map(({ partnerId }) => partnerId),
  ];
  return {
    text,
    blocks: [
      naming(ids, lines.join('\n')),
      ...rowOf([
        ...(inBranches > 0 ? [screenButton('Open Feedback', { at: 'feedback' })] : []),
        ...(neverAsked.never > 0 ? [askButton('neverAsked', 'Never asked')] : []),
      ]),
    ],
  };
}

const noneWaits = 'No feedback is waiting for you.';

/** "2 open in your branches wait for someone else." */
const forOthers = (open: number, others: boolean): string =>
  `${number(open)} ${others ? 'more ' : ''}${plural(open, 'is', 'are')} open in your branches, for others to answer.`;

const rowOf = (buttons: Button[]) => (buttons.length > 0 ? [actions(buttons)] : []);

const moreOf = (all: number): string[] => (all > shownMax ? [`+${all - shownMax} more`] : []);

/** Who sends business is never counted: RESPA forbids paying for it, and what is counted is soon rewarded. */
export function notCounted(): Message {
  const text =
    'I don’t count referrals or loans, on purpose. I can show who you haven’t seen, what you owe, and who has told us the truth.';
  return {
    text,
    blocks: [
      section(text),
      actions([
        askButton('notMet', 'Not seen'),
        askButton('promises', 'Promises'),
        askButton('feedback', 'Feedback'),
      ]),
    ],
  };
}

export const anytime = (): Message => plainMessage('Anytime.');

/** Characters of a command's words: Slack shows them nowhere else, and they must not be lost. */
const saidMax = 1000;

/**
 * Neither a question that is known, nor told; nothing of it is kept. `said`: the words of a command. An erasure of a partner
 * whom they name finds the message by its block's id.
 */
export function notUnderstood(said: string | null, partnerIds: readonly number[] = []): Message {
  return leadOn('I didn’t get that, and saved nothing.', said, partnerIds);
}

/** To a wish that I'd call, write, or book for someone. */
export const cannotAct = (said: string | null, partnerIds: readonly number[] = []): Message =>
  leadOn('I never contact partners; you do. I saved nothing.', said, partnerIds);

function leadOn(text: string, said: string | null, partnerIds: readonly number[]): Message {
  return {
    text,
    blocks: [
      partnerIds.length > 0 ? naming(partnerIds, text) : section(text),
      ...(said === null ? [] : [context(`“${quoted(withoutSigns(said), saidMax)}”`)]),
      actions([logButton(), findMenu(), todaysListButton()]),
    ],
  };
}

/** In the channel where someone asked by a mention. No partner is named there. */
export const answeredPrivately = (): Message =>
  plainMessage('I sent you the answer in our direct messages, to keep partner details private.');
