import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, number, plural } from '../../domain/format.ts';
import { byOwner, type WeekItem, type WeekPerson } from '../../domain/week/week-plan.ts';
import {
  actions,
  button,
  capitalize,
  context,
  type Message,
  plain,
  plainMessage,
  quoted,
  section,
} from '../blocks.ts';
import { type EventLine, eventBlocks, eventsAction } from '../branch-events/event-lines.ts';
import { fewNames, firstNames } from '../names.ts';

/** "My list", under a branch's posts: the reader's own, for their eyes only. */
export const myListAction = 'branch.my-list';

const namesPerPerson = 3;
const peopleMax = 12;
const unownedMax = 5;
const stillMax = 8;

interface PlanDrawing {
  nudgeId: number;
  branchName: string;
  monday: Day;
  today: Day;
  left: readonly WeekItem[];
  promises: number;
  unowned: readonly string[];
  events: readonly EventLine[];
}

/** Monday's post in the channel of a branch: names of partners and members, never beside a state. */
export function weekPlanMessage(plan: PlanDrawing): Message {
  const { nudgeId, branchName, monday, today, left, unowned, events } = plan;
  const week = `week of ${monthDay(monday, today)}`;
  const people = peopleLines(left);
  const noOwner =
    unowned.length > 0 ? [`*No owner yet:* ${fewNames(unowned, unownedMax)}. Who knows them?`] : [];
  const blocks: KnownBlock[] = [
    header(`${branchName} · ${week}`),
    section(`*${summary(plan)}*`),
    ...(people.length > 0 ? [section(people.join('\n'))] : []),
    ...eventBlocks(events, nudgeId),
    ...noOwner.map(context),
    actions([
      button(myListAction, 'My list', 'list', { style: 'primary' }),
      button(eventsAction, 'Where to show up', 'events'),
    ]),
  ];
  return { text: `${capitalize(week)}: ${inOneLine(plan)}`, blocks };
}

/** Monday's post as its branch's manager can read it before, without the channel and its buttons. */
export function planPreview(plan: Omit<PlanDrawing, 'nudgeId'>): Message {
  const { left, promises, unowned, events, branchName } = plan;
  const name = quoted(branchName, 60);
  if (left.length + promises + unowned.length + events.length === 0)
    return plainMessage(
      `Nothing for Monday’s plan in ${name} yet, so I wouldn’t post one. It fills as people add partners.`,
    );
  const { blocks } = weekPlanMessage({ ...plan, nudgeId: 0 });
  return {
    text: `Preview of Monday’s plan for ${name}`,
    blocks: [
      context('Only you see this. As things stand, the channel will get it on Monday:'),
      ...blocks.flatMap(withoutButtons),
    ],
  };
}

function withoutButtons(block: KnownBlock): KnownBlock[] {
  if (block.type === 'actions') return [];
  if (block.type !== 'section') return [block];
  const { accessory: _, block_id: __, ...rest } = block;
  return [rest];
}

/** "19 partners to reach, 4 promises due", for a notification. */
const inOneLine = ({ left, promises }: Pick<PlanDrawing, 'left' | 'promises'>): string =>
  [
    left.length > 0 ? `${count(left.length, 'partner')} to reach` : 'no one due',
    ...(promises > 0 ? [`${count(promises, 'promise')} due`] : []),
  ].join(', ');

function summary({ left, promises }: Pick<PlanDrawing, 'left' | 'promises'>): string {
  const words = promises > 0 ? ` ${count(promises, 'promise')} due.` : '';
  if (left.length === 0) return `No one’s due this week.${words} A good week to bring in someone new.`;
  const how = inPersonWords(left) || plural(left.length, '', ', none in person');
  return `${count(left.length, 'partner')} to reach${how}.${words}`;
}

/** ", 9 in person", ", all in person", or nothing where a call will do for everyone. */
function inPersonWords(left: readonly WeekItem[]): string {
  const meet = left.filter(({ inPerson }) => inPerson).length;
  if (meet === 0) return '';
  if (meet < left.length) return `, ${number(meet)} in person`;
  return plural(meet, ', in person', ', all in person');
}

function peopleLines(left: readonly WeekItem[]): string[] {
  const owners = byOwner(left);
  const names = firstNames(
    owners.flatMap(({ ownerName, coverName }) => (coverName ? [ownerName, coverName] : [ownerName])),
  );
  const called = (name: string) => quoted(names.get(name)!, 40);
  /** "Priya", "Sam (for Priya)" */
  const who = ({ ownerName, coverName }: WeekPerson) =>
    coverName ? `${called(coverName)} (for ${called(ownerName)})` : called(ownerName);
  const lines = owners
    .slice(0, peopleMax)
    .map((person) => `*${who(person)}*: ${fewNames(person.partnerNames, namesPerPerson)}`);
  const others = owners.slice(peopleMax);
  const partners = others.reduce((sum, { partnerNames }) => sum + partnerNames.length, 0);
  return others.length > 0
    ? [...lines, `+${count(others.length, 'more colleague')} with ${count(partners, 'partner')}`]
    : lines;
}

interface ReminderDrawing extends Omit<PlanDrawing, 'unowned' | 'monday' | 'today'> {
  reached: number;
  /** Working days from today on. */
  daysLeft: number;
}

/** Wednesday's, for a branch behind its plan: what is left, and nobody's name beside it. */
export function midweekReminder({
  nudgeId,
  branchName,
  left,
  reached,
  daysLeft,
  promises,
  events,
}: ReminderDrawing): Message {
  const toGo = [
    `${number(left.length)} to go${inPersonWords(left)}.`,
    ...(promises > 0 ? [`${count(promises, 'promise')} due.`] : []),
    `${count(daysLeft, 'day')} left.`,
  ].join(' ');
  const soFar = `${quoted(branchName, 60)} so far this week: ${number(reached)} of ${count(left.length + reached, 'partner')} reached`;
  const first = `*${soFar}.* ${toGo}`;
  const still = `Still to reach: ${fewNames(
    left.map(({ partnerName }) => partnerName),
    stillMax,
  )}.`;
  return {
    text: `${soFar}, ${count(daysLeft, 'day')} left`,
    blocks: [
      section(first),
      section(still),
      ...eventBlocks(events, nudgeId),
      actions([button(myListAction, 'My list', 'list', { style: 'primary' })]),
    ],
  };
}

const header = (text: string): KnownBlock => ({ type: 'header', text: plain(text) });
