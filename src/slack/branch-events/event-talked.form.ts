import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { findSensitive } from '../../domain/privacy/sensitive.ts';
import type { CaptureContent } from '../../domain/touchpoints/capture.ts';
import { cut, plain, quoted, section } from '../../messages/blocks.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { refusedField } from '../../messages/touchpoints/refused.ts';
import { type BranchEvent, findBranchEvents, loadLikelyPartners } from '../../store/branch-events.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { answerAskedAt } from '../answer-asked.ts';
import { answer, type ReplyTo, replyTo } from '../bolt/answers.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors, readOptions, readText, textField } from '../bolt/fields.ts';
import { readId, rowId } from '../bolt/schemas.ts';
import {
  type ChosenPartner,
  nameAndCompany,
  partnerInput,
  partnerSelect,
  readChoice,
} from '../partners/partner.search.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';

/** Slack's maximum number of checkboxes. */
const maxLikelyPartners = 10;

/** Opens the form, with checkboxes for the partners the member may have met. @throws FormNotOpened */
export async function openTalkedForm(
  context: Context,
  triggerId: string,
  member: Member,
  event: BranchEvent,
  place: { reply: ReplyTo; askedAt?: string },
): Promise<void> {
  const likely = await loadLikelyPartners(context.db, event, member.id, maxLikelyPartners);
  await talkedForm.open(context, triggerId, { eventId: event.id, ...place }, { name: event.name, likely });
}

/** The partners a member talked to at an event. None is preselected: being in the same room is not a conversation. */
export const talkedForm = defineForm({
  id: 'event-talked',
  metadata: z.object({
    eventId: rowId,
    reply: replyTo,
    /** The time of the message in which the question stands among others. */
    askedAt: z.string().optional(),
  }),
  may: 'member',
  view: ({ name, likely }: { name: string; likely: readonly ChosenPartner[] }): Drawn => ({
    title: plain('Who did you talk to?'),
    blocks: [
      section(`*${quoted(name, 80)}*: who did you talk to?`),
      ...(likely.length > 0 ? [likelyField(likely)] : []),
      { ...partnerInput([]), optional: true, label: plain('Anyone else?') },
      textField('note', 'Notes', { multiline: true }),
    ],
  }),
  async submit({ context, member, today, now, metadata: { eventId, reply, askedAt }, values, requestKey }) {
    const errors: FieldErrors = {};
    const note = readText(values, 'note', errors);
    const others = readChoice(readOptions(values, partnerSelect.blockId, partnerSelect.actionId));
    const ids = [...new Set([...readOptions(values, 'likely').map(readId), ...others.partnerIds])];
    const known = await findBranchPartners(context.db, member, ids);
    const [event] = await findBranchEvents(context.db, [eventId]);
    const isInOwnBranch = event && mayInBranch(branchRolesOf(member, event.branchId), 'add events');
    if (!event || !isInOwnBranch || event.on > today) errors.note = 'That event was canceled or moved.';
    if (known.length < ids.length)
      errors[partnerSelect.blockId] = 'One of them isn’t in your branch anymore. Please choose again.';
    if (ids.length + others.newPartners.length === 0)
      errors[partnerSelect.blockId] =
        'Choose at least one. If you talked to no one, close this and press “No one.”';
    const sensitive = findSensitive(others.newPartners.map(nameAndCompany).join('\n'));
    if (sensitive) errors[partnerSelect.blockId] = refusedField(sensitive.kind);
    if (hasErrors(errors) || !event) return { errors };
    const content: CaptureContent = {
      what: 'touchpoint',
      kind: event.kind,
      word: cut(event.name, 40),
      on: event.on,
      today,
      partnerIds: known.map((partner) => partner.id),
      newPartners: others.newPartners,
      alongIds: [],
      alongNames: [],
      note,
      promises: [],
      feedback: null,
      growing: null,
    };
    const { capture } = await saveOrLookUp(context, { requestKey, source: 'modal', member, content, now });
    const message = confirmation(capture, today);
    return {
      after: () =>
        askedAt === undefined
          ? answer(context, member, reply, message)
          : answerAskedAt(context, member, askedAt, message),
    };
  },
});

const likelyField = (likely: readonly ChosenPartner[]): KnownBlock => ({
  type: 'input',
  block_id: 'likely',
  optional: true,
  label: plain('Your partners'),
  element: {
    type: 'checkboxes',
    action_id: 'likely',
    options: likely.map(({ id, name, company }) => ({
      text: plain(cut(company ? `${name} · ${company}` : name, 75)),
      value: String(id),
    })),
  },
});
