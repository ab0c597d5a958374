import type { KnownBlock, ModalView } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import type { EventHost, EventKind, Repeats } from '../../domain/event-series.ts';
import { clockTime, count, fullDay } from '../../domain/format.ts';
import { actions, button, context, labeled, plain, quoted, section } from '../blocks.ts';
import { cannotGo, eventName, whoGoes } from './event-lines.ts';

/** What can be done with the events of a branch; each carries an event, except for the list and the form. */
export const eventActions = {
  add: 'events.add',
  go: 'events.go',
  stay: 'events.stay',
  edit: 'events.edit',
  callOff: 'events.call-off',
} as const;

export const eventsModal = 'events';

export const kindWords: Record<EventKind, string> = { event: 'Event', committee: 'Committee or board' };
export const hostWords: Record<EventHost, string> = { theirs: 'Someone else', ours: 'We are' };
export const repeatWords: Record<Repeats, string> = {
  never: 'Once',
  weekly: 'Every week',
  'two weeks': 'Every two weeks',
  monthly: 'Every month on the same weekday',
  yearly: 'Every year',
};

interface ListedEvent {
  id: number;
  name: string;
  place: string | null;
  on: Day;
  at: string;
  kind: EventKind;
  host: EventHost;
  repeats: Repeats;
  going: readonly string[];
  goingIds: readonly number[];
  could: readonly string[];
  mayEdit: boolean;
}

const listedMax = 20;

/** Where the branch can show up in the weeks ahead. */
export function eventsView(drawing: {
  branchName: string;
  memberId: number;
  today: Day;
  events: readonly ListedEvent[];
  stamp: string;
  metadata: string;
  note?: string | undefined;
}): ModalView {
  const { branchName, memberId, today, events, stamp, metadata, note } = drawing;
  const shown = events.slice(0, listedMax);
  return {
    type: 'modal',
    callback_id: eventsModal,
    title: plain('Where to show up'),
    close: plain('Close'),
    private_metadata: metadata,
    blocks: [
      ...(note ? [section(note)] : []),
      section(`*${quoted(branchName, 60)}* over the next two months`),
      actions([button(eventActions.add, 'Add an event…', 'add', { style: 'primary' })]),
      ...(shown.length === 0
        ? [
            section(
              'Nothing yet. Add the first one: a Chamber mixer, a Realtor board meeting, an open house.',
            ),
          ]
        : shown.flatMap((event) => eventRows(event, memberId, today, stamp))),
      ...(events.length > shown.length
        ? [context(`+${count(events.length - shown.length, 'more event')}`)]
        : []),
    ],
  };
}

function eventRows(event: ListedEvent, memberId: number, today: Day, stamp: string): KnownBlock[] {
  const goes = event.goingIds.includes(memberId);
  const id = String(event.id);
  const more = [
    event.kind === 'committee' && 'committee',
    event.host === 'ours' && 'we’re hosting',
    event.repeats !== 'never' && repeatWords[event.repeats].toLowerCase(),
  ].filter(Boolean);
  const text = [
    `*${fullDay(event.on, today)}, ${clockTime(event.at)}* · ${quoted(event.name, 80)}${event.place ? `, ${quoted(event.place, 60)}` : ''}${more.length > 0 ? ` _(${more.join(', ')})_` : ''}`,
    whoGoes(event),
  ].join('\n');
  return [
    section(text),
    {
      type: 'actions',
      block_id: `event.${event.id}.${stamp}`,
      elements: [
        goes ? button(eventActions.stay, cannotGo, id) : button(eventActions.go, 'I’m going', id),
        ...(event.mayEdit
          ? [
              button(eventActions.edit, 'Edit…', id),
              // Of a series, a form asks how much of it to cancel.
              button(eventActions.callOff, `Cancel event${event.repeats === 'never' ? '' : '…'}`, id),
            ]
          : []),
      ].map((each) => labeled(eventName(event), each)),
    },
  ];
}
