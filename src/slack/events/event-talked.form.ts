import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { findSensitive } from '../../domain/privacy/sensitive.ts';
import type { CaptureContent } from '../../domain/touchpoints/capture.ts';
import { cut, plain, quoted, section } from '../../messages/blocks.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { refusedField } from '../../messages/touchpoints/sentence-answers.ts';
import { type BranchEvent, findBranchEvents, loadLikelyPartners } from '../../store/branch-events.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type FieldErrors, readOptions, readText, textField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { nameAndCompany, partnerInput, partnerSelect, readChoice } from '../partners/partner.search.ts';
import { saveHeard } from '../touchpoints/hearing.ts';

/** Whom one talked to at an event: nobody is ticked beforehand, for being in the same room is no conversation. */
const talkedModal = 'event-talked';

/** Slack takes ten checkboxes. */
const likelyMax = 10;

interface Purpose {
  eventId: number;
  reply: ReplyTo;
}

/** @throws FormNotOpened */
export async function openTalkedForm(
  context: Context,
  triggerId: string,
  member: Member,
  event: BranchEvent,
  reply: ReplyTo,
): Promise<void> {
  const likely = await loadLikelyPartners(context.db, event, member.id, likelyMax);
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: talkedModal,
    title: plain('Who was there?'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ eventId: event.id, reply } satisfies Purpose),
    blocks: [
      section(`*${quoted(event.name, 80)}*: whom did you actually talk to?`),
      ...(likely.length > 0
        ? [
            {
              type: 'input' as const,
              block_id: 'likely',
              optional: true,
              label: plain('Of yours'),
              element: {
                type: 'checkboxes' as const,
                action_id: 'likely',
                options: likely.map(({ id, name, company }) => ({
                  text: plain(cut(company ? `${name} · ${company}` : name, 75)),
                  value: String(id),
                })),
              },
            },
          ]
        : []),
      { ...partnerInput([]), optional: true, label: plain('Anybody else?') },
      textField('note', 'What was said', { multiline: true }),
    ],
  });
}

export function talkedFormListener(app: App, context: EdgeContext): void {
  app.view(talkedModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { eventId, reply } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const errors: FieldErrors = {};
    const note = readText(view, 'note', errors);
    const others = readChoice(readOptions(view, partnerSelect.blockId, partnerSelect.actionId));
    const ids = [...new Set([...readOptions(view, 'likely').map(Number), ...others.partnerIds])];
    const known = await findBranchPartners(context.db, member, ids);
    const [event] = await findBranchEvents(context.db, [eventId]);
    const isTheirs = event && mayInBranch(branchRolesOf(member, event.branchId), 'add events');
    if (!event || !isTheirs || event.on > today) errors.note = 'That event was called off.';
    if (known.length < ids.length)
      errors[partnerSelect.blockId] = 'One of them is not in your branch any more. Please choose again.';
    if (ids.length + others.newPartners.length === 0)
      errors[partnerSelect.blockId] = 'Choose at least one. Nobody? Close this and press “Nobody”.';
    const found = findSensitive(others.newPartners.map(nameAndCompany).join('\n'));
    if (found) errors[partnerSelect.blockId] = refusedField(found.kind);
    if (Object.keys(errors).length > 0 || !event) return ack({ response_action: 'errors', errors });
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
    const { capture } = await saveHeard(context, {
      requestKey: `view:${view.id}`,
      source: 'modal',
      member,
      content,
      now: context.now(),
    });
    await ack();
    await answer(context, member, reply, confirmation(capture, today));
  });
}
