import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay } from '../../domain/format.ts';
import { byOwner, type WeekItem } from '../../domain/week/week-plan.ts';
import { actions, button, context, type Message, plain, quoted, section, spoken } from '../blocks.ts';
import { type EventLine, eventBlocks, eventsAction, eventTexts } from '../branch-events/event-lines.ts';
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
  const title = `${quoted(branchName, 60)} · week of ${monthDay(monday, today)}`;
  const people = peopleLines(left);
  const nobody =
    unowned.length > 0 ? [`*Nobody’s yet:* ${fewNames(unowned, unownedMax)}. Who knows them?`] : [];
  const blocks: KnownBlock[] = [
    header(`${branchName} · week of ${monthDay(monday, today)}`),
    section(`*${summary(plan)}*`),
    ...(people.length > 0 ? [section(people.join('\n'))] : []),
    ...eventBlocks(events, nudgeId),
    ...nobody.map(context),
    actions([
      button(myListAction, 'My list', 'list', { style: 'primary' }),
      button(eventsAction, 'Where to turn up', 'events'),
    ]),
  ];
  const texts = [title, summary(plan), ...people, ...eventTexts(events), ...nobody];
  return { text: spoken(texts.join('\n')), blocks };
}

function summary({ left, promises }: Pick<PlanDrawing, 'left' | 'promises'>): string {
  const words = promises > 0 ? ` ${count(promises, 'promise')} due.` : '';
  if (left.length === 0) return `Nobody is due this week.${words} A good week to bring in somebody new.`;
  const meet = left.filter(({ inPerson }) => inPerson).length;
  return `${count(left.length, 'partner')} to reach, ${meet === 0 ? 'none of them' : meet} in person.${words}`;
}

function peopleLines(left: readonly WeekItem[]): string[] {
  const owners = byOwner(left);
  const names = firstNames(owners.map(({ ownerName }) => ownerName));
  const lines = owners
    .slice(0, peopleMax)
    .map(
      ({ ownerName, partnerNames }) =>
        `*${quoted(names.get(ownerName)!, 40)}*: ${fewNames(partnerNames, namesPerPerson)}`,
    );
  const others = owners.slice(peopleMax);
  const partners = others.reduce((sum, { partnerNames }) => sum + partnerNames.length, 0);
  return others.length > 0
    ? [...lines, `and ${others.length} colleagues with ${count(partners, 'partner')}`]
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
  const meet = left.filter(({ inPerson }) => inPerson).length;
  const toGo = [
    `${left.length} to go${meet > 0 ? `, ${meet} in person` : ''}.`,
    ...(promises > 0 ? [`${count(promises, 'promise')} to keep.`] : []),
    daysLeft === 1 ? 'One day is left.' : `${daysLeft} days are left.`,
  ].join(' ');
  const first = `*${quoted(branchName, 60)}, this week so far: ${reached} of ${count(left.length + reached, 'partner')} reached.* ${toGo}`;
  const still = `Still to see: ${fewNames(
    left.map(({ partnerName }) => partnerName),
    stillMax,
  )}.`;
  return {
    text: spoken([first, still, ...eventTexts(events)].join('\n')),
    blocks: [
      section(first),
      section(still),
      ...eventBlocks(events, nudgeId),
      actions([button(myListAction, 'My list', 'list', { style: 'primary' })]),
    ],
  };
}

const header = (text: string): KnownBlock => ({ type: 'header', text: plain(text) });
