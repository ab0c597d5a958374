import { z } from 'zod';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { redactable, redactionReasons } from '../../domain/privacy/redaction.ts';
import { plain, section } from '../../messages/blocks.ts';
import { cleanedNote } from '../../messages/redacted-words.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { historyActions, redactedNotes } from '../../messages/touchpoints/history.ts';
import { reasonWords } from '../../messages/touchpoints/history-words.ts';
import { loadTies } from '../../store/partners/card.ts';
import { findListeners, redact } from '../../store/privacy/redaction.ts';
import { sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import { choiceField, readOneOf } from '../bolt/fields.ts';
import { readId, rowId } from '../bolt/schemas.ts';
import { drawHistory } from '../touchpoints/history.form.ts';
import { cleanSentMessages } from './sent-messages.ts';

/** A text on a page of a partner's history: its kind and its row. */
const textOf = z.object({
  partnerId: rowId,
  page: z.int().min(0),
  kind: z.string(),
  id: rowId.or(z.literal(0)),
});

/** "12.0.note.34" */
const textValueOf = z.unknown().transform((value): z.output<typeof textOf> => {
  const [partnerId, page, kind = '', id] = typeof value === 'string' ? value.split('.') : [];
  return { partnerId: readId(partnerId), page: readId(page), kind, id: readId(id) };
});

/** Removes a text from the history: the words are destroyed for good, while the record of what happened stays. */
export const redactForm = defineForm({
  id: 'redact',
  metadata: textOf.extend({ historyId: z.string() }),
  may: 'member',
  view: () => ({
    title: plain('Redact text'),
    submit: plain('Redact'),
    blocks: [
      section(
        'This deletes the text for good. The entry and its date stay.\nI’ll also remove it from my messages where I can. If someone typed it themselves, only they or an admin can delete it in Slack.',
      ),
      choiceField(
        'reason',
        'Why?',
        redactionReasons.map((value) => ({ value, label: reasonWords[value] })),
        null,
        true,
      ),
    ],
  }),
  async submit({ context, member, today, now, metadata, values }) {
    const fail = (reason: string) => ({ errors: { reason } });
    const reason = readOneOf(values, 'reason', redactionReasons);
    const kind = redactable.find((one) => one === metadata.kind);
    const ties = await loadTies(context.db, member, metadata.partnerId, today);
    if (!ties) return fail(noSuchPartner);
    if (!may(partnerRolesOf(member, ties), 'redact')) return fail(refusedPartner('redact'));
    if (!reason) return fail('Choose a reason.');
    const done = kind
      ? await redact(context.db, member, ties.partnerId, { kind, id: metadata.id, reason }, now)
      : ({ how: 'gone' } as const);
    if (done.how !== 'done') return fail(redactedNotes[done.how]);
    return {
      async after() {
        await redrawHistory(context, member, metadata);
        // Last, because years of a branch's messages take a while.
        const listeners = await findListeners(context.unboundDb, ties.partnerId);
        const note = cleanedNote(await cleanSentMessages(context, done, listeners));
        if (note) await sendDm({ ...context, db: context.unboundDb }, member, note);
      },
    };
  },
});

async function redrawHistory(
  context: EdgeContext,
  member: Member,
  { partnerId, page, historyId }: { partnerId: number; page: number; historyId: string },
): Promise<void> {
  const view = await drawHistory({ ...context, db: context.unboundDb }, member, partnerId, page);
  if (view && historyId)
    await context.slack.views
      .update({ view_id: historyId, view })
      .catch((error) => context.log.warn({ error }, 'a history could not be drawn again'));
}

export const redactButton = defineAction({
  id: historyActions.redact,
  may: 'member',
  value: textValueOf,
  async press({ context, member, today, triggerId, view, value }) {
    const ties = await loadTies(context.db, member, value.partnerId, today);
    const metadata = { ...value, historyId: view?.id ?? '' };
    if (ties && may(partnerRolesOf(member, ties), 'redact'))
      await redactForm.open(context, triggerId, metadata, undefined, { over: true });
    return undefined;
  },
});
