import type { Guide } from 'slack-sandbox';
import type { SlackIds } from './slack/populate.ts';

export const tryFirst = '/touchpoint coffee with Dana Lee, promised the slides by Friday';

/** The person to play first, and what to try. */
export const guideFor = ({ users, channels }: SlackIds): Guide => ({
  user: users.priya!,
  title: 'Try this',
  steps: [
    {
      text: 'You’re Priya, a loan officer in Tampa, just back from coffee. Tell Rapport about it in your own words.',
      say: tryFirst,
      channel: channels.tampa!,
    },
    {
      text: 'Or begin as someone new: switch to Noor, open Rapport’s direct message, and tap “I do.” A few names, one touchpoint, and you’re set. Then move the clock to the morning of your first list.',
    },
    {
      text: 'Back as Priya, open a partner’s card: clocks, warmth, and notes. From there you can log, plan, edit, and hand over.',
      say: '/partner dana',
      channel: channels.tampa!,
    },
    {
      text: 'Ask Rapport something, here or in its direct message: “who today,” “what did I promise Dana,” “who haven’t I met in 90 days.”',
      say: '/rapport when did I last see Dana Lee',
      channel: channels.tampa!,
    },
    {
      text: 'Promise, plan, and cancel in words, too. Then type “undo.”',
      say: '/touchpoint promised Marcus the flyer by Friday',
      channel: channels.tampa!,
    },
    {
      text: 'Open Rapport’s Home tab: today’s list, one tap per partner. The menu on top leads to your partners, promises, and settings.',
    },
    {
      text: 'Move the clock to tomorrow, 8:00 AM, for your digest. #tampa gets its plan Monday at 8:30 AM and its leaderboard Friday at 3:00 PM.',
    },
    {
      text: 'Log a partner’s complaint. It stays open until someone has told them what came of it.',
      say: '/touchpoint coffee with Colin Barr, he said our letters take too long',
      channel: channels.tampa!,
    },
    {
      text: 'Bring your contacts: in Rapport’s direct message, attach your phone’s contacts or a Google export with the paper clip, and pick who you work with. No file at hand? /partner import sends you a sample.',
    },
    {
      text: 'Switch to Sam, who can’t see your notes; Ada, who manages the branch; or Naomi, who leads all branches.',
    },
  ],
});
