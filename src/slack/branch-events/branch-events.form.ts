import { z } from 'zod';
import { type Day, daysBetween } from '../../domain/days/day.ts';
import { eventHosts, eventKinds, parseTime, repeatChoices } from '../../domain/event-series.ts';
import { plain, section } from '../../messages/blocks.ts';
import { hostWords, kindWords, repeatWords } from '../../messages/branch-events/event-form.ts';
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

export const eventGone = 'That event was called off, or is over.';

export const eventForm = defineForm({
  id: 'event-form',
  metadata: eventMetadata,
  may: 'member',
  view: ({ event, today }: { event: BranchEvent | null; today: Day }): Drawn => ({
    title: plain(event ? 'Edit an event' : 'An event'),
    blocks: [
      ...(event && event.repeats !== 'never'
        ? [section('It comes again: what you change holds from this one on.')]
        : []),
      textField('name', 'What is it?', {
        initial: event?.name ?? null,
        required: true,
        placeholder: 'Chamber mixer',
        max: 80,
      }),
      dayField('on', 'Which day?', event?.on ?? today, true),
      textField('at', 'What time?', { initial: event?.at ?? null, placeholder: '5:30 pm', max: 20 }),
      textField('place', 'Where?', { initial: event?.place ?? null, placeholder: 'Pier Room', max: 120 }),
      choiceField(
        'kind',
        'What kind?',
        eventKinds.map((value) => ({ value, label: kindWords[value] })),
        event?.kind ?? 'event',
        true,
      ),
      choiceField(
        'host',
        'Theirs or ours?',
        eventHosts.map((value) => ({ value, label: hostWords[value] })),
        event?.host ?? 'theirs',
        true,
      ),
      choiceField(
        'repeats',
        'How often?',
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
    if (eventId !== null && !event) errors.name = eventGone;
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
  if (!name) errors.name ??= 'What is it?';
  if (!on) errors.on = 'Which day?';
  else if (on < today) errors.on = 'That day is over.';
  else if (daysBetween(today, on) > aheadMax) errors.on = 'That is more than a year away.';
  if (!at) errors.at ??= 'A time like 5:30 pm, noon or 17:30.';
  return name && on && at ? { name, place, on, at, kind, host, repeats } : null;
}

/** For a series: call off this event, or this one and all to come? */
export const callOffForm = defineForm({
  id: 'event-call-off',
  metadata: eventMetadata,
  may: 'member',
  view: () => ({
    title: plain('Call off'),
    submit: plain('Call off'),
    blocks: [
      choiceField(
        'which',
        'It comes again. Which?',
        [
          { value: 'one', label: 'Only this one' },
          { value: 'all', label: 'This one and all to come' },
        ],
        'one',
        true,
      ),
    ],
  }),
  async submit(sent) {
    const { context, member, now, metadata, values } = sent;
    const which = readOneOf(values, 'which', ['one', 'all']);
    if (!which) return { errors: { which: 'Which?' } };
    const [event] = await findBranchEvents(context.db, [metadata.eventId ?? 0]);
    const isAllowed = event && mayEdit(member, event);
    if (isAllowed) await callOffEvent(context.db, event.id, { all: which === 'all' }, member, now);
    const note = isAllowed ? 'Called off.' : event ? refusedBranch('edit events') : eventGone;
    return { after: () => redrawEvents(sent, metadata, note) };
  },
});
