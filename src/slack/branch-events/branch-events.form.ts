import { z } from 'zod';
import { type Day, daysBetween } from '../../domain/days/day.ts';
import { eventHosts, eventKinds, parseTime, repeatChoices } from '../../domain/event-series.ts';
import { clockTime } from '../../domain/format.ts';
import { plain, section } from '../../messages/blocks.ts';
import { hostWords, kindWords, repeatWords } from '../../messages/branch-events/event-form.ts';
import { eventCanceled, eventOver } from '../../messages/branch-events/event-lines.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import {
  addBranchEvent,
  type BranchEvent,
  callOffEvent,
  editBranchEvent,
  findBranchEvents,
} from '../../store/branch-events.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readDay,
  readOneOf,
  readText,
  textField,
} from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { rowId } from '../bolt/schemas.ts';
import { isTheirs, mayEdit, redrawEvents } from '../events/events-list.ts';

/** The list below the form, and the event it is about: null for a new one. */
const eventMetadata = z.object({ branchId: rowId, listId: z.string(), eventId: rowId.nullable() });

/** An event further away than this has a mistyped year. Days. */
const aheadMax = 400;

export const eventForm = defineForm({
  id: 'event-form',
  metadata: eventMetadata,
  may: 'member',
  view: ({ event, today }: { event: BranchEvent | null; today: Day }): Drawn => ({
    title: plain(event ? 'Edit event' : 'Add an event'),
    blocks: [
      ...(event && event.repeats !== 'never'
        ? [section('This repeats. Changes apply from this date on.')]
        : []),
      textField('name', 'What’s the event?', {
        initial: event?.name ?? null,
        required: true,
        placeholder: 'Chamber mixer',
        max: 80,
      }),
      dayField('on', 'What day?', event?.on ?? today, true),
      textField('at', 'What time?', {
        required: true,
        initial: event ? clockTime(event.at) : null,
        placeholder: '5:30 PM',
        max: 20,
      }),
      textField('place', 'Where?', { initial: event?.place ?? null, placeholder: 'Pier Room', max: 120 }),
      choiceField(
        'kind',
        'What kind of event?',
        eventKinds.map((value) => ({ value, label: kindWords[value] })),
        event?.kind ?? 'event',
        true,
      ),
      choiceField(
        'host',
        'Who’s hosting?',
        eventHosts.map((value) => ({ value, label: hostWords[value] })),
        event?.host ?? 'theirs',
        true,
      ),
      choiceField(
        'repeats',
        'How often does it repeat?',
        repeatChoices.map((value) => ({ value, label: repeatWords[value] })),
        event?.repeats ?? 'never',
        true,
      ),
    ],
  }),
  async submit(sent) {
    const { context, member, today, now, metadata, values } = sent;
    const { branchId, eventId } = metadata;
    const errors: FieldErrors = {};
    const fields = readEvent(values, errors, today);
    const [event] = eventId === null ? [] : await findBranchEvents(context.db, [eventId]);
    if (eventId !== null && !event) errors.name = eventOver();
    else if (event && !mayEdit(member, event)) errors.name = refusedBranch('edit events');
    else if (!event && !isTheirs(member, branchId)) errors.name = refusedBranch('add events');
    if (hasErrors(errors) || !fields) return { errors };
    if (event) await editBranchEvent(context.db, event.id, fields, member, now);
    else await addBranchEvent(context.db, { ...fields, branchId }, member.id, now);
    return { after: () => redrawEvents(sent, metadata, event ? 'Saved.' : 'Added. Are you going?') };
  },
});

/** Returns null, with errors at the fields, when something is missing. */
function readEvent(values: FormValues, errors: FieldErrors, today: Day) {
  const name = readText(values, 'name', errors);
  const place = readText(values, 'place', errors);
  const typed = readText(values, 'at', errors);
  const at = typed === null ? null : parseTime(typed);
  const on = readDay(values, 'on');
  const kind = readOneOf(values, 'kind', eventKinds) ?? 'event';
  const host = readOneOf(values, 'host', eventHosts) ?? 'theirs';
  const repeats = readOneOf(values, 'repeats', repeatChoices) ?? 'never';
  if (!name) errors.name ??= 'What’s the event called?';
  if (!on) errors.on = 'Choose a day.';
  else if (on < today) errors.on = 'Choose today or a later day.';
  else if (daysBetween(today, on) > aheadMax) errors.on = 'Choose a day within a year.';
  if (!at) errors.at ??= 'Type a time like 5:30 PM or noon.';
  return name && on && at ? { name, place, on, at, kind, host, repeats } : null;
}

/** For a series: cancel this event, or this one and all after it? */
export const callOffForm = defineForm({
  id: 'event-call-off',
  metadata: eventMetadata,
  may: 'member',
  view: () => ({
    title: plain('Cancel event'),
    submit: plain('Cancel event'),
    close: plain('Keep it'),
    blocks: [
      choiceField(
        'which',
        'This repeats. What should I cancel?',
        [
          { value: 'one', label: 'Only this one' },
          { value: 'all', label: 'This one and all after it' },
        ],
        'one',
        true,
      ),
    ],
  }),
  async submit(sent) {
    const { context, member, now, metadata, values } = sent;
    const which = readOneOf(values, 'which', ['one', 'all']);
    if (!which) return { errors: { which: 'Choose one.' } };
    const [event] = await findBranchEvents(context.db, [metadata.eventId ?? 0]);
    const isAllowed = event && mayEdit(member, event);
    if (isAllowed) await callOffEvent(context.db, event.id, { all: which === 'all' }, member, now);
    const note = isAllowed ? eventCanceled : event ? refusedBranch('edit events') : eventOver();
    return { after: () => redrawEvents(sent, metadata, note) };
  },
});
