import type { HomeView, KnownBlock } from '@slack/types';
import type { Day } from '../domain/days/day.ts';
import type { FeedbackSummary, ShownFeedback } from '../domain/feedback/feedback.ts';
import { count, number, shortDay } from '../domain/format.ts';
import type { Member } from '../domain/members/member.ts';
import { actions, button, context, labeled, section } from './blocks.ts';
import { feedbackActions, feedbackBlocks, topicWords } from './feedback.ts';
import { header, homeView } from './home/home-view.ts';
import { messageButton } from './leads/to-them.ts';
import { firstName, someOf } from './names.ts';

/** What waits, by what for: "2 to answer, 1 to tell". */
export const openWords = ({ toAnswer, toTell }: { toAnswer: number; toTell: number }): string =>
  [
    ...(toAnswer > 0 ? [`${number(toAnswer)} to answer`] : []),
    ...(toTell > 0 ? [`${number(toTell)} to tell`] : []),
  ].join(', ');

/** "2 to answer, 1 to tell · usually answered in 4 days", or "unknown (no one has asked yet)". */
export function summaryText({ open, toTell, medianDays, lastHeardOn }: FeedbackSummary, today: Day): string {
  if (lastHeardOn === null) return 'unknown (no one has asked yet)';
  const parts = [
    open > 0 ? openWords({ toAnswer: open - toTell, toTell }) : 'nothing open',
    medianDays === null
      ? null
      : medianDays === 0
        ? 'usually answered the same day'
        : `usually answered in ${count(medianDays, 'day')}`,
    `last heard ${shortDay(lastHeardOn, today)}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** "*Past year:* 3 about communication, 2 about pricing" */
function recurringText({ recurring }: FeedbackSummary): string | null {
  const topics = recurring
    .slice(0, 3)
    .map(({ topic, times }) => `${number(times)} about ${topicWords[topic]}`);
  return topics.length > 0 ? `*Past year:* ${topics.join(', ')}` : null;
}

/** Feedback, and whom to reach about it. */
type ListedFeedback = ShownFeedback & { answerer: { id: number; name: string; slackUserId: string } | null };

/** Feedback in App Home: where it stands, who was never asked, and what is open. */
export function feedbackHome(drawing: {
  member: Member;
  today: Day;
  stamp: string;
  /** The workspace, for links to conversations. */
  teamId: string;
  summary: FeedbackSummary;
  /** Of the member's own inner circle and core. */
  asked: { asked: number; never: number };
  open: readonly ListedFeedback[];
  note?: string | undefined;
}): HomeView {
  const { member, today, stamp, teamId, summary, asked, open, note } = drawing;
  return homeView({ member, screen: { at: 'feedback' }, note }, [
    header(summary.open > 0 ? `Feedback: ${number(summary.open)} open` : 'Feedback'),
    section(
      [
        whoseText(member),
        `*Where it stands:* ${summaryText(summary, today)}`,
        recurringText(summary),
        neverAsked(asked),
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    actions([button(feedbackActions.add, 'Log feedback…', '', { style: 'primary' })]),
    ...(open.length === 0
      ? [
          context(
            'No feedback to answer. At your next meeting, ask: “What’s one thing we could do better?” Hearing “nothing” counts, too.',
          ),
        ]
      : open.flatMap((one) => [
          ...feedbackBlocks(one, member, today, stamp),
          ...askAnswerer(one, member, today, teamId),
        ])),
  ]);
}

/** For who oversees a branch. */
function whoseText(member: Member): string | null {
  const sees = 'What you heard, what’s yours to answer, and what your';
  if (member.roles.includes('lead') || member.manages.length > 1) return `_${sees} branches heard._`;
  return member.manages.length > 0 ? `_${sees} branch heard._` : null;
}

/** The way to who is late with an answer. */
function askAnswerer(
  { answerer, answerBy, state, partnerName }: ListedFeedback,
  reader: { id: number },
  today: Day,
  teamId: string,
): KnownBlock[] {
  const waits = (state === 'new' || state === 'on it') && answerBy !== null && answerBy < today;
  if (!waits || answerer === null || answerer.id === reader.id) return [];
  const to = { memberId: answerer.id, slackUserId: answerer.slackUserId, name: answerer.name };
  return [actions([labeled(partnerName, messageButton(to, firstName(answerer.name), teamId))])];
}

function neverAsked({ asked, never }: { asked: number; never: number }): string | null {
  const all = asked + never;
  if (all === 0) return null;
  if (never === 0) return `You’ve asked or heard from ${someOf(all, all)}.`;
  return `*Not asked yet:* ${someOf(never, all)}.`;
}
