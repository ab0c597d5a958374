import type { Day, Weekday } from '../../domain/days/day.ts';
import { sortHolidayChanges } from '../../domain/days/holidays.ts';
import {
  clockTime,
  count,
  listOf,
  monthDay,
  number,
  plural,
  timeZoneName,
  weekdayPlural,
} from '../../domain/format.ts';
import { welcomeAt } from '../../domain/policy.ts';
import { asTyped, type Message, quoted, section } from '../blocks.ts';

/** A branch that was just saved; `isNew` when it was one channel among others until now. */
export interface SavedBranch {
  name: string;
  isNew: boolean;
  /** Who can import partners, its manager, if the reader can't. */
  importer: string | null;
}

const saved = ({ name, isNew }: SavedBranch): string =>
  isNew ? `✓ ${name} is a branch now.` : `✓ ${name} is saved.`;

function addPartnersNext({ isNew, importer }: SavedBranch): string {
  if (!isNew) return '';
  return importer === null
    ? '\nNext: add partners. Type /partner import here, or have each person send me five names.'
    : `\nNext: add partners. ${importer}, its manager, types /partner import here, or each person sends me five names.`;
}

export function branchSet(branch: SavedBranch, greeted: number): string {
  const people =
    greeted === 0
      ? 'No one new to invite.'
      : `I’ll ask ${count(greeted, 'person', 'people')} at ${clockTime(welcomeAt)} on their next workday.`;
  return asTyped(`${saved(branch)} ${people}${addPartnersNext(branch)}`);
}

/** The button that sends the invitations; it says how many. */
export const saveAndInvite = (toGreet: number): string => `Save and invite ${number(toGreet)}`;

/** Saved before the form could show how many would be greeted: so no one was. */
export function branchSetUnasked(branch: SavedBranch, toGreet: number): string {
  if (toGreet === 0) return branchSet(branch, 0);
  const people = `${count(toGreet, 'person', 'people')} here ${plural(toGreet, 'hasn’t', 'haven’t')} been asked`;
  return asTyped(
    `${saved(branch)} I haven’t invited anyone yet; ${people}.\nTo invite them, type /rapport branch, wait for the count, and tap “${saveAndInvite(toGreet)}.”${addPartnersNext(branch)}`,
  );
}

export const greetingFailed = (name: string): string =>
  asTyped(
    `${name} is saved, but I couldn’t check who’s in this channel. To invite them, type /rapport branch here again.`,
  );

/** The posts that go to the channel. */
const channelPosts: Record<string, string> = {
  plan: 'plan',
  reminder: 'midweek reminder',
  leaderboard: 'leaderboard',
};

/** A branch as its people see it: who, where, when. */
export function branchShown(
  branch: {
    name: string;
    channelId: string;
    timeZone: string;
    daysOff: readonly Day[];
    holidayChanges: readonly string[];
    managerName: string | null;
    area: { name: string } | null;
    people: number;
    posts: readonly { post: string; weekdays: readonly Weekday[]; localTime: string }[];
  },
  today: Day,
): Message {
  const { closed, open } = sortHolidayChanges(branch.holidayChanges);
  const holidays = `${listOf(['federal', ...closed])}${open.length > 0 ? ` · Open: ${listOf(open)}` : ''}`;
  const coming = branch.daysOff.filter((day) => day >= today).map((day) => monthDay(day, today));
  const when = (post: string): string | null => {
    const found = branch.posts.find((one) => one.post === post);
    if (!found || found.weekdays.length === 0) return null;
    return `${listOf(found.weekdays.map(weekdayPlural))} ${clockTime(found.localTime)}`;
  };
  const posts = Object.entries(channelPosts).flatMap(([post, words]) => {
    const time = when(post);
    return time ? [`${words} ${time}`] : [];
  });
  const name = quoted(branch.name, 60);
  const people = count(branch.people, 'person', 'people');
  const manager = branch.managerName ? quoted(branch.managerName, 60) : 'no one yet';
  const lines = [
    `*${name}* · <#${branch.channelId}> · ${people}`,
    `Manager: ${manager}${branch.area ? ` · Area: ${quoted(branch.area.name, 60)}` : ''}`,
    `Time zone: ${timeZoneName(branch.timeZone)} · Holidays: ${holidays}${coming.length > 0 ? ` · Closed: ${listOf(coming)}` : ''}`,
    ...(posts.length > 0 ? [`Posts in the channel: ${posts.join(' · ')}`] : []),
    'The branch manager, program leads, and Slack admins can change this.',
  ];
  return { text: `${name}: ${people}, manager: ${manager}`, blocks: [section(lines.join('\n'))] };
}
