import type { Guide } from 'slack-sandbox';
import type { SlackIds } from './slack/populate.ts';

export const tryFirst = '/touchpoint coffee with Dana Lee, promised the slides by Friday';

/** Whom to play first, and what to try. */
export const guideFor = ({ users, channels }: SlackIds): Guide => ({
  user: users.priya!,
  title: 'Try this',
  steps: [
    {
      text: 'You are Priya, a loan officer in Tampa, just back from a coffee. Tell Rapport, in your own words.',
      say: tryFirst,
      channel: channels.tampa!,
    },
    {
      text: 'Look at a partner’s card: clocks, warmth, what was said. Log, plan, edit and hand over from there.',
      say: '/partner dana',
      channel: channels.tampa!,
    },
    {
      text: 'Open Rapport’s Home: today’s list, one tap for each; your partners, promises and settings above it.',
    },
    {
      text: 'Move the clock to tomorrow, 8:00: the digest. On Monday at 8:30 #tampa gets its plan, on Friday at 15:00 the board.',
    },
    {
      text: 'Tell what a partner complained of; it is carried until they have been told what came of it.',
      say: '/touchpoint coffee with Colin Barr, he said our letters take too long',
      channel: channels.tampa!,
    },
    {
      text: 'Be Sam, who never sees your notes; Ada, who manages the branch; or Naomi, who leads all branches.',
    },
  ],
});
