import type { Guide } from '../sandbox/index.ts';
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
    { text: 'Open Rapport’s Home: today’s list, with one tap for each.' },
    { text: 'Move the clock to tomorrow, 8:00. Your digest comes: tap Met or Talked.' },
    {
      text: 'Move it to Monday, 8:30, and look into #tampa: the plan of the week. On Friday at 15:00 comes the board.',
    },
    { text: 'Be somebody else. Sam has a list of his own, and never sees your notes.' },
  ],
});
