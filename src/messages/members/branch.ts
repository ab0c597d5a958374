import type { Day, Weekday } from '../../domain/days/day.ts';
import { clockTime, count, listOf, monthDay, weekdayPlural } from '../../domain/format.ts';
import { usRegions, usTimeZones } from '../../domain/members/time-zones-and-regions.ts';
import { asTyped, type Message, quoted, section } from '../blocks.ts';

/** `channelId` is what an import asks for. */
const importNext = (channelId: string): string =>
  `Next: import your partners (docs/installing.md has how; the branch is ${channelId}).`;

export function branchSet(name: string, channelId: string, greeted: number): string {
  const people =
    greeted === 0
      ? 'Nobody new to greet.'
      : `${greeted} ${greeted === 1 ? 'person is' : 'people are'} being greeted.`;
  return asTyped(`✓ ${name} is a branch now. ${people} ${importNext(channelId)}`);
}

/** Saved before the form could show how many would be greeted: so nobody was. */
export function branchSetUnasked(name: string, channelId: string, toGreet: number): string {
  if (toGreet === 0) return branchSet(name, channelId, 0);
  const people = toGreet === 1 ? '1 person here has' : `${toGreet} people here have`;
  return asTyped(
    `✓ ${name} is a branch now. I greeted nobody yet: ${people} not been asked. To greet them, type /rapport branch here again and save once it shows the number. ${importNext(channelId)}`,
  );
}

export const greetingFailed = (name: string): string =>
  asTyped(
    `${name} is saved, but I could not look up who is in this channel. Type /rapport branch here again to greet them.`,
  );

const postWords: Record<string, string> = {
  plan: 'the week’s plan',
  reminder: 'a reminder midweek',
  'managers note': 'the manager’s note',
  leaderboard: 'the leaderboard',
};

/** A branch as its people see it: who, where, when. */
export function branchShown(
  branch: {
    name: string;
    channelId: string;
    timeZone: string;
    region: string | null;
    daysOff: readonly Day[];
    managerName: string | null;
    area: { name: string } | null;
    people: number;
    posts: readonly { post: string; weekdays: readonly Weekday[]; localTime: string }[];
  },
  today: Day,
): Message {
  const zone = usTimeZones.find(([id]) => id === branch.timeZone)?.[1] ?? branch.timeZone;
  const region = usRegions.find(([code]) => code === branch.region)?.[1];
  const coming = branch.daysOff.filter((day) => day >= today).map((day) => monthDay(day, today));
  const posts = Object.entries(postWords).flatMap(([post, words]) => {
    const found = branch.posts.find((one) => one.post === post);
    if (!found || found.weekdays.length === 0) return [];
    return [`${words} ${listOf(found.weekdays.map(weekdayPlural))} at ${clockTime(found.localTime)}`];
  });
  const lines = [
    `*${quoted(branch.name, 60)}* · <#${branch.channelId}> · ${count(branch.people, 'person', 'people')}`,
    `Manager: ${branch.managerName ? quoted(branch.managerName, 60) : 'nobody yet'}${branch.area ? ` · area ${quoted(branch.area.name, 60)}` : ''}`,
    `Time: ${zone} · holidays: ${region ? `federal and ${region}` : 'federal'}${coming.length > 0 ? `, and off ${coming.join(', ')}` : ''}`,
    ...(posts.length > 0 ? [`In the channel: ${posts.join('; ')}`] : []),
    'Its manager, program leads and workspace admins can change it here.',
  ];
  return { text: lines.join('\n').replaceAll('*', ''), blocks: [section(lines.join('\n'))] };
}
