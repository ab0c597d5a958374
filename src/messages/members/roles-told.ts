import type { Button } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { ToldRole } from '../../domain/words.ts';
import { actions, button, type Message, plainMessage, quoted, section, spoken } from '../blocks.ts';
import { cannotCover, type Outlook, outlookBlocks } from './covering.ts';
import { daysAway } from './me.ts';

export const roleActions = {
  /** Carries the role, and the branch of a manager: "manager.3". */
  open: 'role.open',
  /** Carries the branch. */
  preview: 'role.preview',
} as const;

const openButton = (role: ToldRole, branchId?: number): Button =>
  button(roleActions.open, 'Open…', branchId === undefined ? role : `${role}.${branchId}`, {
    style: 'primary',
  });

/** What someone was just made, what it means, and what they can do now. */
function told(news: string, lines: readonly string[], buttons: Button[]): Message {
  return { text: spoken(news), blocks: [section([news, ...lines].join('\n')), actions(buttons)] };
}

/** To a branch's new manager. */
export const managerTold = (branch: { id: number; name: string; channelId: string }): Message =>
  told(
    `You’re the manager of *${quoted(branch.name, 60)}* in Rapport now.`,
    [
      `• Each week, I’ll post the branch’s plan in <#${branch.channelId}>, and tell you privately who could use a hand.`,
      '• You see your people’s partners with their notes, and can hand partners over, log for someone, and answer feedback.',
      '• The branch’s holidays and posts are yours to set: type /rapport branch in the channel.',
      'You don’t need partners of your own.',
    ],
    [
      openButton('manager', branch.id),
      button(roleActions.preview, 'Preview Monday’s plan, only to me', String(branch.id)),
    ],
  );

/** To a new program lead. */
export const leadTold = (): Message =>
  told(
    'You’re a program lead in Rapport now.',
    [
      '• You see every branch: rhythm, capacity, feedback, and its partners with their notes. Each month, I’ll send you how it went.',
      '• You can change what a manager can, in all branches, set up a new one, and group them into areas: type /rapport areas.',
      'You don’t need partners of your own.',
    ],
    [openButton('lead')],
  );

/** To someone who has just got compliance. */
export const complianceTold = (): Message =>
  told(
    'You have compliance in Rapport now.',
    [
      '• You can read the expense record and every partner’s history without the notes, export both, and place legal holds.',
      '• Compliance by itself changes nothing: it can’t log, edit, or delete.',
    ],
    [openButton('compliance')],
  );

/**
 * To the person who covers for someone away. `outlook`: who is likely to come up, where the evening before has passed in which
 * they would have been asked; null if it is still to come.
 */
export function coverTold(
  away: { absenceId: number; name: string; from: Day; to: Day },
  outlook: Outlook | null,
  today: Day,
): Message {
  const name = quoted(away.name, 60);
  const days = daysAway(away.from, away.to, today);
  const { text, blocks } = told(
    `You were named to cover for *${name}*: ${days}. Tap *I can’t* if that doesn’t work.`,
    [
      '• What comes due then with their inner circle, and their promises, is in your morning list.',
      '• You can read their notes, log for them, and keep their promises. Contacts you make are credited to you.',
      ...(outlook ? [] : ['• The working day before, I’ll send you a brief of who’s likely to come up.']),
    ],
    [openButton('cover'), cannotCover(away)],
  );
  const briefs = outlook ? outlookBlocks(outlook, away, today) : [];
  return { text, blocks: [...blocks.slice(0, -1), ...briefs, ...blocks.slice(-1)] };
}

/** After [Open…]: an app can’t switch tabs by itself. */
export const openedInHome = (): Message => plainMessage('It’s open in my Home tab now.');

/** After a press by someone who is not in that role anymore. */
export const roleEnded = (): Message =>
  plainMessage('You don’t have that role anymore, so there’s nothing to open.');
