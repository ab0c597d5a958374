import { eventActions } from '../../messages/branch-events/event-form.ts';
import { eventCanceled, eventOver, eventsAction } from '../../messages/branch-events/event-lines.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { type BranchEvent, callOffEvent, findBranchEvents, setGoing } from '../../store/branch-events.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue, textValue } from '../bolt/schemas.ts';
import { callOffForm, eventForm } from '../branch-events/branch-events.form.ts';
import { type EventsPlace, isTheirs, mayEdit, openEvents, placeOfList, redrawEvents } from './events-list.ts';

type Pressed = Press<'member', number> & { place: EventsPlace };

/** A button on an upcoming event. `act` returns a note for above the list, or 'opened' when a form shows the rest. */
const eventButton = (
  id: string,
  act: (event: BranchEvent, press: Pressed) => Promise<string | undefined>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, today, value, view } = press;
      const [event] = await findBranchEvents(context.db, [value]);
      const isOpen = event && isTheirs(member, event.branchId) && event.on >= today;
      const place = placeOfList(view, member);
      const note = isOpen ? await act(event, { ...press, place }) : eventOver();
      return note === 'opened' ? undefined : () => redrawEvents(press, place, note);
    },
  });

const goingButton = (id: string, isGoing: boolean): ActionDefinition =>
  eventButton(id, async (event, { context, member }) => {
    await setGoing(context.db, event.id, member.id, isGoing);
    return undefined;
  });

const openButton = defineAction({
  id: eventsAction,
  may: 'member',
  value: textValue,
  async press({ context, member, triggerId, channelId }) {
    await openEvents(context, triggerId, member, channelId);
    return undefined;
  },
});

const addButton = defineAction({
  id: eventActions.add,
  may: 'member',
  value: textValue,
  async press({ context, member, today, triggerId, view }) {
    const place = placeOfList(view, member);
    const over = view?.type === 'modal';
    if (isTheirs(member, place.branchId))
      await eventForm.open(context, triggerId, { ...place, eventId: null }, { event: null, today }, { over });
    return undefined;
  },
});

/** The buttons on the list of events. */
export const eventButtons = [
  openButton,
  addButton,
  goingButton(eventActions.go, true),
  goingButton(eventActions.stay, false),

  eventButton(eventActions.edit, async (event, { context, member, today, place, triggerId }) => {
    if (!mayEdit(member, event)) return refusedBranch('edit events');
    const metadata = { ...place, branchId: event.branchId, eventId: event.id };
    await eventForm.open(context, triggerId, metadata, { event, today }, { over: true });
    return 'opened';
  }),

  eventButton(eventActions.callOff, async (event, { context, member, now, place, triggerId }) => {
    if (!mayEdit(member, event)) return refusedBranch('edit events');
    if (event.repeats === 'never') {
      await callOffEvent(context.db, event.id, { all: false }, member, now);
      return eventCanceled;
    }
    const metadata = { ...place, branchId: event.branchId, eventId: event.id };
    await callOffForm.open(context, triggerId, metadata, undefined, { over: true });
    return 'opened';
  }),
];
