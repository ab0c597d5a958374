import type { Member } from '../../domain/members/member.ts';
import type { Entry } from '../../store/touchpoints/entries.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import type { CardLocation } from '../partners/card.ts';
import { colleagueEntryForm } from './colleague-entry.form.ts';
import { touchpointForm } from './touchpoint.form.ts';
import { formOfCapture, unfoldedIn } from './touchpoint-fields.ts';
import { heardForm } from './what-you-heard.form.ts';

/** Opens an entry in its form, over the card or the history: all of it for who told it, less for their manager. */
export async function openEntry(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  entry: Entry,
  { how, card }: { how: 'edit' | 'note'; card?: CardLocation | undefined },
): Promise<void> {
  const { capture, teller } = entry;
  const captureId = capture.id;
  const over = { over: true };
  if (teller.id !== member.id) {
    await colleagueEntryForm.open(context, triggerId, { captureId, card }, entry, over);
    return;
  }
  if (how === 'note') {
    const from = card ? { card } : { reply: {} };
    await heardForm.open(context, triggerId, { captureId, from }, capture, over);
    return;
  }
  const form = formOfCapture(capture);
  await touchpointForm.open(context, triggerId, unfoldedIn(form, { captureId, reply: {}, card }), form, over);
}
