import { may, mayChangeEntry, notesOf, partnerRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { historyActions, historyView, readEntryChoice } from '../../messages/touchpoints/history.ts';
import { loadTies } from '../../store/partners/card.ts';
import { undoCapture } from '../../store/touchpoints/captures.ts';
import { findEntry } from '../../store/touchpoints/entries.ts';
import { loadHistory } from '../../store/touchpoints/history.ts';
import { restoreCapture } from '../../store/touchpoints/restore-capture.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction } from '../bolt/define-action.ts';
import { openForm } from '../bolt/open-form.ts';
import { idsValue, textValue } from '../bolt/schemas.ts';
import { todayOf } from '../members/members.ts';
import { openEntry } from './open-entry.ts';

/** Further back than anyone pages. */
const pagesMax = 10_000;

/** Opens a partner's history and changes, page by page, on top of the card. Returns false if the reader may not see it. */
export async function openHistory(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  partnerId: number,
): Promise<boolean> {
  const view = await drawHistory(context, member, partnerId, 0);
  if (view) await openForm(context, triggerId, view, { over: true });
  return view !== null;
}

export async function drawHistory(context: EdgeContext, member: Member, partnerId: number, page: number) {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, partnerId, today);
  const standings = ties ? partnerRolesOf(member, ties) : [];
  if (!ties || !may(standings, 'see history')) return null;
  const history = await loadHistory(context.db, ties.partnerId, {
    readers: notesOf(member, ties),
    page,
    words: may(standings, 'see card'),
  });
  return historyView({
    partnerId: ties.partnerId,
    name: ties.name,
    page,
    zone: member.timeZone,
    today,
    mayRedact: may(standings, 'redact'),
    mayChange: (entry) => mayChangeEntry(member, entry),
    ...history,
  });
}

/** [Earlier] and [Later]. */
export const historyPages = defineAction({
  id: historyActions.anyPage,
  may: 'reader',
  value: idsValue,
  async press({ context, member, value: [partnerId = 0, page = 0], view: shown }) {
    const view = page < pagesMax ? await drawHistory(context, member, partnerId, page) : null;
    if (view && shown?.type === 'modal') await context.slack.views.update({ view_id: shown.id, view });
    return undefined;
  },
});

/** The menu beside an entry that one may change, however old. Whose it is, is looked up. */
export const historyEntry = defineAction({
  id: historyActions.entry,
  may: 'member',
  value: textValue,
  async press({ context, member, now, triggerId, value, view: shown }) {
    const choice = readEntryChoice(value ?? '');
    if (!choice || shown?.type !== 'modal') return 'unknown';
    const { partnerId, page, how, captureId } = choice;
    const entry = await findEntry(context.db, captureId, member);
    if (entry && (how === 'edit' || how === 'note')) {
      if (!entry.capture.undone) await openEntry(context, triggerId, member, entry, { how });
      return undefined;
    }
    if (entry && how === 'delete')
      await undoCapture(context.db, captureId, entry.teller, now, { by: member });
    if (entry && how === 'restore') await restoreCapture(context.db, captureId, entry.teller, now, member);
    const view = await drawHistory(context, member, partnerId, page);
    if (view) await context.slack.views.update({ view_id: shown.id, view });
    return undefined;
  },
});
