import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { meetingsPerWeekDefault } from '../../domain/policy.ts';
import { type MemberKind, memberKinds } from '../../domain/words.ts';
import { plain } from '../../messages/blocks.ts';
import { declineAction, declined, joined, stillIn } from '../../messages/members/welcome.ts';
import { joinAction } from '../../messages/touchpoints/sentence-answers.ts';
import { declineMember, joinMember } from '../../store/members/branches.ts';
import { findMember, findMemberWithBook } from '../../store/members/members.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import { type FieldErrors, readOption } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { NotMember } from './members.ts';
import { meetingsField, readMeetings } from './work-fields.ts';

/** "I work with partners": originator or relationship manager, and how many partner meetings a week. */
const joinModal = 'join';

const kindLabels: Record<MemberKind, string> = {
  originator: 'Originator: I take applications',
  'relationship manager': 'Relationship manager: I look after partners',
};

export function joining(app: App, context: Context): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: joinAction, type: 'block_actions' },
    async ({ body, ack }) => {
      const member = await findMember(context.db, body.user.id);
      if (!member) throw new NotMember(body.user.id);
      const reply: ReplyTo = { responseUrl: body.response_url, replace: true };
      await openForm(context, body.trigger_id, {
        type: 'modal',
        callback_id: joinModal,
        title: plain('I work with partners'),
        submit: plain('Join'),
        close: plain('Cancel'),
        private_metadata: JSON.stringify(reply),
        blocks: [
          {
            type: 'input',
            block_id: 'kind',
            label: plain('What do you do?'),
            element: {
              type: 'radio_buttons',
              action_id: 'kind',
              options: memberKinds.map((kind) => ({ text: plain(kindLabels[kind]), value: kind })),
              initial_option: { text: plain(kindLabels[member.kind]), value: member.kind },
            },
          },
          meetingsField(
            `How many partners you can keep close follows from this. Left empty: ${meetingsPerWeekDefault.originator} for an originator, ${meetingsPerWeekDefault['relationship manager']} for a relationship manager.`,
            member.state === 'active' ? member.meetingsPerWeek : null,
            false,
          ),
        ],
      });
      await ack();
    },
  );

  app.view(joinModal, async ({ view, body, ack }) => {
    const errors: FieldErrors = {};
    const kind = readOption(view, 'kind') as MemberKind | null;
    const meetings = readMeetings(view, errors);
    if (!kind || !memberKinds.includes(kind)) errors.kind = 'Choose one.';
    if (!kind || Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const { user } = await context.slack.users.info({ user: body.user.id });
    const isKnown = await joinMember(
      context.db,
      body.user.id,
      { kind, meetingsPerWeek: meetings ?? meetingsPerWeekDefault[kind], timeZone: user?.tz ?? null },
      context.now(),
    );
    await ack();
    const known = isKnown ? await findMemberWithBook(context.db, body.user.id) : null;
    if (!known) throw new NotMember(body.user.id);
    const reply = JSON.parse(view.private_metadata) as ReplyTo;
    await answer(context, known.member, reply, joined(known.member.name, known.book.length > 0));
  });

  app.action<BlockAction<ButtonAction>>(
    { action_id: declineAction, type: 'block_actions' },
    async ({ body, ack }) => {
      await declineMember(context.db, body.user.id, context.now());
      await ack();
      const known = await findMemberWithBook(context.db, body.user.id);
      if (!known) return;
      const { member, book } = known;
      const message = member.state === 'declined' ? declined() : stillIn(book.length > 0);
      await answer(context, member, { responseUrl: body.response_url, replace: true }, message);
    },
  );
}
