import type { KnownBlock, SectionBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { clockTime, fullDay, weekdayName } from '../../domain/format.ts';
import { button, labeled, quoted, section } from '../blocks.ts';
import { fewNames, firstNames } from '../names.ts';

/** "I'm going", under an event, and "Can’t make it" in its answer. */
export const goingAction = 'event.going';
export const notGoingAction = 'event.not-going';
/** Opens the events of the weeks ahead, where one is added. */
export const eventsAction = 'events.open';

/** More places to show up than this are no plan. */
const eventsMax = 5;

export interface EventLine {
  id: number;
  name: string;
  place: string | null;
  on: Day;
  /** HH:MM */
  at: string;
  host?: 'theirs' | 'ours';
  going: readonly string[];
  /** Colleagues who went to earlier ones. */
  could?: readonly string[];
}

const blockIdOf = (id: number): string => `event.${id}`;

/** The event that a block of a message is about; null for any other block. */
export function eventOfBlock(blockId: string | undefined): number | null {
  const [, id] = /^event\.(\d{1,9})$/.exec(blockId ?? '') ?? [];
  return id ? Number(id) : null;
}

/** "Tue 5:30 PM · Chamber mixer, Rusty Pelican" and who’s going, with the reader's button. */
export function eventBlock(event: EventLine, nudgeId: number): SectionBlock {
  return {
    ...section(eventText(event)),
    block_id: blockIdOf(event.id),
    accessory: labeled(eventName(event), button(goingAction, 'I’m going', `${event.id}.${nudgeId}`)),
  };
}

/** A series has its name several times on one screen. */
export const eventName = ({ name, on }: Pick<EventLine, 'name' | 'on'>): string =>
  `${fullDay(on, on)}, ${name}`;

export function eventText(event: EventLine): string {
  const { name, place, on, at, host } = event;
  const where = place ? `, ${quoted(place, 60)}` : '';
  const whose = host === 'ours' ? ' (we’re hosting)' : '';
  return `*${weekdayName(on)} ${clockTime(at)}* · ${quoted(name, 80)}${whose}${where}\n${whoGoes(event)}`;
}

const goingMax = 6;
const couldMax = 4;

/** "Going: Sam, Priya · could go: Luis". Names of colleagues alone: it stands in the channel, too. */
export function whoGoes({ going, could = [] }: Pick<EventLine, 'going' | 'could'>): string {
  const names = firstNames([...going, ...could]);
  const of = (people: readonly string[], most: number) =>
    fewNames(
      people.map((one) => names.get(one)!),
      most,
    );
  return [
    going.length === 0 ? 'No one’s going yet' : `Going: ${of(going, goingMax)}`,
    ...(could.length > 0 ? [`could go: ${of(could, couldMax)}`] : []),
  ].join(' · ');
}

/** The places to show up, each with its button; nothing where there are none. */
export function eventBlocks(events: readonly EventLine[], nudgeId: number): KnownBlock[] {
  if (events.length === 0) return [];
  return [
    section('*Where to show up*'),
    ...events.slice(0, eventsMax).map((event) => eventBlock(event, nudgeId)),
  ];
}

/** To who presses one of these buttons. */
export const goingText = (
  event: Pick<EventLine, 'name' | 'on' | 'at'>,
  today: Day,
  isGoing: boolean,
): string =>
  isGoing
    ? `✓ You’re going: ${quoted(event.name, 80)} on ${fullDay(event.on, today)}, at ${clockTime(event.at)}.`
    : `OK, you’re off the list: ${quoted(event.name, 80)}.`;

/** The label of the button that undoes "I’m going". */
export const cannotGo = 'Can’t make it';

export const eventCanceled = 'Canceled. Give anyone who was going a heads-up.';

export const eventOver = (): string => 'That event is over or was canceled.';
