import type { Guide } from 'slack-sandbox';
import type { SlackIds } from './slack/populate.ts';

export const tryFirst = '/touchpoint coffee with Dana Lee, promised the slides by Friday';

/** The person to play first, and what to try. */
export const guideFor = ({ users, channels }: SlackIds): Guide => ({
  user: users.priya!,
  title: 'Try this',
  steps: [
    {
      text: 'You are Priya, a loan officer in Tampa, just back from coffee. Tell Rapport about it in your own words.',
      say: tryFirst,
      channel: channels.tampa!,
    },
    {
      text: 'Look at a partner’s card: clocks, warmth, notes. You can log, plan, edit and hand over from there.',
      say: '/partner dana',
      channel: channels.tampa!,
    },
    {
      text: 'Open Rapport’s Home: today’s list, one tap for each partner. Your partners, promises and settings are above it.',
    },
    {
      text: 'Move the clock to tomorrow at 8:00 for the digest. #tampa gets its plan on Monday at 8:30 and the board on Friday at 15:00.',
    },
    {
      text: 'Log a partner’s complaint. Rapport keeps track of it until someone has told them the outcome.',
      say: '/touchpoint coffee with Colin Barr, he said our letters take too long',
      channel: channels.tampa!,
    },
    {
      text: 'Become Sam, who never sees your notes; Ada, who manages the branch; or Naomi, who leads all branches.',
    },
  ],
});
