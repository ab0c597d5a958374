import type { Day } from '../../domain/days/day.ts';
import { clockTime, fullDay } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Tier } from '../../domain/words.ts';
import { type Message, section } from '../blocks.ts';
import { tierWords } from '../kinds.ts';

/** What was set, and which tiers hold more than the week has room for now. */
export function settingsSaved(
  member: Member,
  over: readonly { tier: Tier; held: number; cap: number }[],
  away: { from: Day; to: Day } | null,
  today: Day,
): Message {
  const lines = [
    `✓ Saved. Your list comes at ${clockTime(member.digestAt)} on the days you work, with room for ${member.meetingsPerWeek} partner meetings a week.`,
    ...(away
      ? [
          `Away from ${fullDay(away.from, today)} to ${fullDay(away.to, today)}: what falls due then waits for you.`,
        ]
      : []),
    ...over.map(
      ({ tier, held, cap }) =>
        `Your ${tierWords[tier]} holds ${held}, and your week has room for ${cap}. Nobody was moved: your Home tab, Partners, shows whom to move.`,
    ),
  ];
  return { text: lines.join('\n'), blocks: [section(lines.join('\n'))] };
}

/** After "I don't work with partners". */
export const stoppedWorking = (): string =>
  'No more lists from me. Your partners stay as they are; after five working days your manager is asked who takes them over. Changed your mind? My Home tab has “I work with partners”.';

/** Why an absence was not noted, at its field. */
export function absenceRefused(why: 'ends before it begins' | 'own cover' | 'overlaps'): string {
  switch (why) {
    case 'ends before it begins':
      return 'It ends before it begins.';
    case 'own cover':
      return 'Nobody covers for themselves.';
    case 'overlaps':
      return 'Part of it is noted already. Cancel that one first.';
  }
}
