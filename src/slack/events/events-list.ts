import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { addDays } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { eventAheadDays } from '../../domain/policy.ts';
import { eventsModal, eventsView } from '../../messages/branch-events/event-form.ts';
import { type BranchEvent, keepSeries, loadBranchEvents } from '../../store/branch-events.ts';
import { findBranch, findBranchById } from '../../store/members/branches.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openForm } from '../bolt/open-form.ts';
import { readMetadata, rowId } from '../bolt/schemas.ts';
import { newStamp } from '../digest/digest-now.ts';
import { todayOf } from '../members/members.ts';

/** The branch's events in the weeks ahead. Read here; added, edited, and called off in forms on top. */

const listMetadata = z.object({ branchId: rowId });

export const isTheirs = (member: Member, branchId: number): boolean =>
  mayInBranch(branchRolesOf(member, branchId), 'add events');

export const mayEdit = (member: Member, event: BranchEvent): boolean =>
  (event.madeBy === member.id && isTheirs(member, event.branchId)) ||
  mayInBranch(branchRolesOf(member, event.branchId), 'edit events');

/** The view of a list of events. An empty `listId` means no view. */
export interface EventsPlace {
  branchId: number;
  listId: string;
}

/** Returns the list that contains the button; for any other view, the member's own branch. */
export function placeOfList(view: ViewOutput | undefined, member: Member): EventsPlace {
  const list = view?.callback_id === eventsModal ? view : undefined;
  const known = list && readMetadata(listMetadata, list.private_metadata);
  return { branchId: known?.branchId ?? member.branch.id, listId: list?.id ?? '' };
}

/** Opens the events of a branch. @throws FormNotOpened */
export async function openEvents(
  context: Context,
  triggerId: string,
  member: Member,
  /** The channel it was requested in. Its branch is shown if the member may see it. */
  channelId: string | undefined,
): Promise<void> {
  const here = channelId ? await findBranch(context.db, channelId) : null;
  const branchId = here && isTheirs(member, here.id) ? here.id : member.branch.id;
  await openForm(context, triggerId, await drawEvents(context, member, branchId));
}

async function drawEvents(
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
    metadata: JSON.stringify({ branchId } satisfies z.input<typeof listMetadata>),
    note,
  });
}

/** The change is already saved. If the list was closed meanwhile, there is nothing to draw. */
export async function redrawEvents(
  { context, member }: { context: EdgeContext; member: Member },
  { branchId, listId }: EventsPlace,
  note?: string,
): Promise<void> {
  if (!listId) return;
  const view = await drawEvents({ ...context, db: context.unboundDb }, member, branchId, note);
  await context.slack.views
    .update({ view_id: listId, view })
    .catch((error) => context.log.warn({ error }, 'a list of events could not be drawn again'));
}
