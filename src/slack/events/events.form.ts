import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Context } from '../../context.ts';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { addDays, type Day, daysBetween } from '../../domain/days/day.ts';
import { eventHosts, eventKinds, parseTime, repeatChoices } from '../../domain/event-series.ts';
import type { Member } from '../../domain/members/member.ts';
import { eventAheadDays } from '../../domain/policy.ts';
import { plain, section } from '../../messages/blocks.ts';
import {
  eventActions,
  eventsModal,
  eventsView,
  hostWords,
  kindWords,
  repeatWords,
} from '../../messages/branch-events/event-form.ts';
import { eventsAction } from '../../messages/branch-events/event-lines.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import {
  addBranchEvent,
  type BranchEvent,
  callOffEvent,
  editBranchEvent,
  findBranchEvents,
  keepSeries,
  loadBranchEvents,
  setGoing,
} from '../../store/branch-events.ts';
import { findBranch, findBranchById } from '../../store/members/branches.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  readDay,
  readOption,
  readText,
  textField,
} from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { newStamp } from '../digest/digest-now.ts';
import { requireMember, todayOf } from '../members/members.ts';

/** Where the branch can turn up in the weeks ahead: read, added, edited, called off. */
const eventForm = 'event-form';
const callOffForm = 'event-call-off';

interface ListMetadata {
  branchId: number;
}

interface FormMetadata {
  branchId: number;
  listId: string;
  eventId: number | null;
}

/** An event further away is a slip of the year. Days. */
const aheadMax = 400;

const gone = 'That event was called off, or is over.';

/** Opens the events of the member's branch. @throws FormNotOpened */
export async function openEvents(
  context: Context,
  triggerId: string,
  member: Member,
  /** Where it was asked: the branch of that channel, where it is theirs to see. */
  channelId: string | undefined,
): Promise<void> {
  const here = channelId ? await findBranch(context.db, channelId) : null;
  const branchId = here && isTheirs(member, here.id) ? here.id : member.branch.id;
  await openForm(context, triggerId, await drawList(context, member, branchId));
}

const isTheirs = (member: Member, branchId: number): boolean =>
  mayInBranch(branchRolesOf(member, branchId), 'add events');

async function drawList(
  context: Context,
  member: Member,
  branchId: number,
  note?: string,
): Promise<ModalView> {
  const today = todayOf(context, member);
  await keepSeries(context.db, branchId, today);
  const events = await loadBranchEvents(context.db, branchId, today, addDays(today, eventAheadDays));
  const branch = await findBranchById(context.db, branchId);
  return eventsView({
    branchName: branch?.name ?? member.branch.name,
    memberId: member.id,
    today,
    events: events.map((event) => ({ ...event, mayEdit: mayEdit(member, event) })),
    stamp: newStamp(),
    metadata: JSON.stringify({ branchId } satisfies ListMetadata),
    note,
  });
}

/** The branch of the list that a button stands in. */
const branchOf = (view: BlockAction['view']): number | null =>
  view && view.callback_id === eventsModal
    ? (JSON.parse(view.private_metadata) as ListMetadata).branchId
    : null;

const mayEdit = (member: Member, event: BranchEvent): boolean =>
  (event.madeBy === member.id && mayInBranch(branchRolesOf(member, event.branchId), 'add events')) ||
  mayInBranch(branchRolesOf(member, event.branchId), 'edit events');

function formView(metadata: FormMetadata, event: BranchEvent | null, today: Day): ModalView {
  return {
    type: 'modal',
    callback_id: eventForm,
    title: plain(event ? 'Edit an event' : 'An event'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(metadata),
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
    ] as KnownBlock[],
  };
}

export function eventListeners(app: App, context: EdgeContext): void {
  app.action({ action_id: eventsAction, type: 'block_actions' }, async ({ body, ack }) => {
    const member = await requireMember(context, body.user.id);
    await openEvents(context, body.trigger_id, member, body.channel?.id);
    await ack();
  });

  app.action({ action_id: eventActions.add, type: 'block_actions' }, async ({ body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const branchId = branchOf(body.view) ?? member.branch.id;
    const metadata = { branchId, listId: body.view?.id ?? '', eventId: null };
    if (isTheirs(member, branchId))
      await openForm(context, body.trigger_id, formView(metadata, null, todayOf(context, member)), {
        over: body.view?.type === 'modal',
      });
    await ack();
  });

  onEvent(eventActions.go, async ({ member, event }) => {
    await setGoing(context.db, event.id, member.id, true, context.now());
    return undefined;
  });
  onEvent(eventActions.stay, async ({ member, event }) => {
    await setGoing(context.db, event.id, member.id, false, context.now());
    return undefined;
  });
  onEvent(eventActions.edit, async ({ member, event, listId, triggerId }) => {
    if (!mayEdit(member, event)) return refusedBranch('edit events');
    const metadata = { branchId: event.branchId, listId, eventId: event.id };
    await openForm(context, triggerId, formView(metadata, event, todayOf(context, member)), { over: true });
    return 'opened';
  });
  onEvent(eventActions.callOff, async ({ member, event, listId, triggerId }) => {
    if (!mayEdit(member, event)) return refusedBranch('edit events');
    if (event.repeats === 'never') {
      await callOffEvent(context.db, event.id, { all: false }, member, context.now());
      return 'Called off. Whoever said they go sees it in the plan; tell them yourself, too.';
    }
    const metadata: FormMetadata = { branchId: event.branchId, listId, eventId: event.id };
    await openForm(
      context,
      triggerId,
      {
        type: 'modal',
        callback_id: callOffForm,
        title: plain('Call off'),
        submit: plain('Call off'),
        close: plain('Cancel'),
        private_metadata: JSON.stringify(metadata),
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
      },
      { over: true },
    );
    return 'opened';
  });

  app.view(eventForm, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { branchId, listId, eventId } = JSON.parse(view.private_metadata) as FormMetadata;
    const today = todayOf(context, member);
    const errors: FieldErrors = {};
    const name = readText(view, 'name', errors);
    const place = readText(view, 'place', errors);
    const typed = readText(view, 'at', errors);
    const at = typed === null ? null : parseTime(typed);
    const on = readDay(view, 'on');
    const kind = eventKinds.find((known) => known === readOption(view, 'kind')) ?? 'event';
    const host = eventHosts.find((known) => known === readOption(view, 'host')) ?? 'theirs';
    const repeats = repeatChoices.find((known) => known === readOption(view, 'repeats')) ?? 'never';
    const [event] = eventId === null ? [] : await findBranchEvents(context.db, [eventId]);
    if (!name) errors.name ??= 'What is it?';
    if (!on) errors.on = 'Which day?';
    else if (on < today) errors.on = 'That day is over.';
    else if (daysBetween(today, on) > aheadMax) errors.on = 'That is more than a year away.';
    if (!at) errors.at ??= 'A time like 5:30 pm, noon or 17:30.';
    if (eventId !== null && !event) errors.name = gone;
    else if (event && !mayEdit(member, event)) errors.name = refusedBranch('edit events');
    else if (!event && !mayInBranch(branchRolesOf(member, branchId), 'add events'))
      errors.name = refusedBranch('add events');
    if (Object.keys(errors).length > 0 || !name || !on || !at)
      return ack({ response_action: 'errors', errors });
    const fields = { name, place, on, at, kind, host, repeats };
    if (event) await editBranchEvent(context.db, event.id, fields, member, context.now());
    else await addBranchEvent(context.db, { ...fields, branchId }, member.id, context.now());
    await ack();
    await redrawList(member, branchId, listId, event ? 'Saved.' : 'Added. Are you going?');
  });

  app.view(callOffForm, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { branchId, listId, eventId } = JSON.parse(view.private_metadata) as FormMetadata;
    const [event] = await findBranchEvents(context.db, [eventId ?? 0]);
    const isAllowed = event && mayEdit(member, event);
    if (isAllowed) {
      const all = readOption(view, 'which') === 'all';
      await callOffEvent(context.db, event.id, { all }, member, context.now());
    }
    await ack();
    const note = isAllowed ? 'Called off.' : event ? refusedBranch('edit events') : gone;
    await redrawList(member, branchId, listId, note);
  });

  interface Press {
    member: Member;
    event: BranchEvent;
    listId: string;
    triggerId: string;
  }

  /** `act` returns what to say above the list, or 'opened' where a form shows the rest. */
  function onEvent(actionId: string, act: (press: Press) => Promise<string | undefined>): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        const [event] = await findBranchEvents(context.db, [Number(action.value) || 0]);
        const today = todayOf(context, member);
        const open = event && isTheirs(member, event.branchId) && event.on >= today ? event : null;
        const listId = body.view?.id ?? '';
        const note = open ? await act({ member, event: open, listId, triggerId: body.trigger_id }) : gone;
        await ack();
        if (note !== 'opened')
          await redrawList(member, branchOf(body.view) ?? member.branch.id, listId, note);
      },
    );
  }

  /** What was done is saved by now: a list that was closed meanwhile is none to draw. */
  async function redrawList(member: Member, branchId: number, listId: string, note?: string): Promise<void> {
    if (!listId) return;
    const unhurried = { ...context, db: context.unboundDb };
    const view = await drawList(unhurried, member, branchId, note);
    await context.slack.views
      .update({ view_id: listId, view })
      .catch((error) => context.log.warn({ error }, 'a list of events could not be drawn again'));
  }
}
