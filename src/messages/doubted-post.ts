import { dayIn, weekdayOf } from '../domain/days/day.ts';
import { weekdayInWords } from '../domain/format.ts';
import { actions, button, type Message, quoted, section } from './blocks.ts';

/** The buttons under the question whether a post appeared; each carries "nudge.fence". `slack/doubted-posts.buttons.ts` answers them. */
export const doubtedPostActions = { yes: 'doubt.appeared', post: 'doubt.post' } as const;

interface Doubted {
  id: number;
  fence: number;
  post: string;
  dueAt: Date;
  branchName: string;
  channelId: string;
  timeZone: string;
}

const names: Record<string, string> = { plan: 'plan', reminder: 'reminder', leaderboard: 'leaderboard' };

/** "Monday’s plan" */
const nameOf = ({ post, dueAt, timeZone }: Doubted): string =>
  `${weekdayInWords(weekdayOf(dayIn(timeZone, dueAt)))}’s ${names[post] ?? 'post'}`;
const placeOf = ({ channelId }: Doubted): string => `<#${channelId}>`;

/** "Did Monday’s plan appear in #tampa?" */
export function doubtedPostQuestion(doubted: Doubted): Message {
  const value = `${doubted.id}.${doubted.fence}`;
  return {
    text: `Did ${nameOf(doubted)} appear in ${quoted(doubted.branchName, 60)}’s channel?`,
    blocks: [
      section(
        `Did ${nameOf(doubted)} appear in ${placeOf(doubted)}? Slack didn’t tell me whether it arrived.`,
      ),
      actions([
        button(doubtedPostActions.yes, 'Yes', value),
        button(doubtedPostActions.post, 'Post it', value),
      ]),
    ],
  };
}

/** What became of the question. The last four: someone, or something, was faster. */
export const doubtedPostAnswers = [
  ...(['appeared', 'will post'] as const),
  ...(['is there', 'on its way', 'still checking', 'too late'] as const),
] as const;
export type DoubtedPostAnswer = (typeof doubtedPostAnswers)[number];

const answers: Record<DoubtedPostAnswer, (what: string, where: string) => string> = {
  appeared: (what, where) => `✓ Good, ${what} is in ${where}.`,
  'will post': (what, where) => `OK, I’ll post ${what} in ${where} within a minute.`,
  'is there': (what, where) => `${what} is in ${where}. Nothing to do.`,
  'on its way': (what, where) => `${what} is already on its way to ${where}.`,
  'still checking': (what) => `I’ve posted ${what} again since, and I’m checking whether it arrived.`,
  'too late': (what, where) => `It’s too late to post ${what} in ${where}.`,
};

/** In the place of the question. */
export function doubtedPostAnswered(doubted: Doubted, how: DoubtedPostAnswer): Message {
  const say = (where: string) => answers[how](nameOf(doubted), where);
  return {
    text: say(`${quoted(doubted.branchName, 60)}’s channel`),
    blocks: [section(say(placeOf(doubted)))],
  };
}
