import type { Day } from '../../domain/days/day.ts';
import { clockTime, count, fullDay, listOf } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import type { MemberRole, Tier } from '../../domain/words.ts';
import { type Message, quoted, section } from '../blocks.ts';
import { tierWords } from '../kinds.ts';
import { remindedBefore } from '../plan-reminders.ts';

/** What was set, and which tiers hold more than the week has room for now. */
export function settingsSaved(
  member: Pick<Member, 'digestAt' | 'meetingsPerWeek' | 'remindedOfPlans'>,
  over: readonly { tier: Tier; held: number; cap: number }[],
  away: Away | null,
  today: Day,
): Message {
  const list = `Your list arrives at ${clockTime(member.digestAt)} on workdays`;
  const lines = [
    `✓ Saved. ${list}; room for ${count(member.meetingsPerWeek, 'partner meeting')} a week.`,
    ...(member.remindedOfPlans ? [remindedLine] : []),
    ...(away ? [awayLine(away, today)] : []),
    ...over.map(
      ({ tier, held, cap }) =>
        `Your ${tierWords[tier]} has ${count(held, 'partner')}; your week has room for ${cap}. I didn’t move anyone: Home › My partners shows who you could move.`,
    ),
  ];
  return { text: `Saved. ${list}.`, blocks: [section(lines.join('\n'))] };
}

const remindedLine = `${remindedBefore} a meeting, if its plan has a time.`;

/** In the settings: what no one has to look for a switch for. */
export const readsNoCalendar =
  'I don’t read your calendar or email: they’re full of borrowers, and borrower data doesn’t belong here. I know only what you tell me.';

interface Away {
  from: Day;
  to: Day;
  /** Name of the colleague who covers. */
  cover: string | null;
}

const awayLine = ({ from, to, cover }: Away, today: Day): string =>
  `Away ${daysAway(from, to, today)}. ${cover ? `${quoted(cover, 60)} will cover your inner circle and promises; the rest waits for you.` : 'Whatever comes due will wait for you.'}`;

/** "Mon, Jun 15 through Fri, Jun 19"; a single day alone. */
export const daysAway = (from: Day, to: Day, today: Day): string =>
  from === to ? fullDay(from, today) : `${fullDay(from, today)} through ${fullDay(to, today)}`;

/** What someone keeps who has no partners of their own anymore. */
export type KeptRoles = readonly Exclude<MemberRole, 'member'>[];

const keptRoleWords: Record<KeptRoles[number], string> = {
  manager: 'your role as manager',
  lead: 'your role as program lead',
  compliance: 'compliance',
};

const keptWords = (kept: KeptRoles): string => listOf(kept.map((role) => keptRoleWords[role]));

/** A manager or lead goes on getting lists: of feedback, and of partners until someone has taken them over. */
const keepsLists = (kept: KeptRoles): boolean => kept.some((role) => role !== 'compliance');

/** Before it. */
export const aboutToStop = (kept: KeptRoles): { title: string; text: string } => ({
  title: keepsLists(kept) ? 'Hand over your partners?' : 'Stop your morning list?',
  text: [
    keepsLists(kept)
      ? 'I’ll ask who should take over your partners; until then, they stay on your morning list.'
      : 'You’ll stop getting a morning list. I’ll ask your manager who should take over your partners.',
    ...(kept.length > 0 ? [`You’ll keep ${keptWords(kept)}.`] : []),
  ].join(' '),
});

/** After "I don't work with partners". Other roles stay. */
export const stoppedWorking = (kept: KeptRoles): string =>
  [
    keepsLists(kept)
      ? 'I’ll ask who should take over your partners; until then, they stay on your morning list.'
      : 'No more morning lists. I’ll ask your manager who should take over your partners.',
    ...(kept.length > 0 ? [`You still have ${keptWords(kept)}.`] : []),
    keepsLists(kept)
      ? 'Changed your mind? Add a partner any day.'
      : 'Changed your mind? Tap “I do” in my Home tab.',
  ].join('\n');

/** The same from an old form, for who has compliance alone or has stopped already. */
export const notWorking = 'Nothing changed: you don’t work with partners.';

/** Why an absence was not noted, at its field. */
export function absenceRefused(why: 'ends before it begins' | 'own cover' | 'overlaps'): string {
  switch (why) {
    case 'ends before it begins':
      return 'The last day is before the first.';
    case 'own cover':
      return 'You can’t cover for yourself.';
    case 'overlaps':
      return 'Some of those days are already set as time away. Cancel that time away first.';
  }
}
