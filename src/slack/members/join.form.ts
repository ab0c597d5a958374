import type { Member } from '../../domain/members/member.ts';
import { meetingsPerWeekDefault } from '../../domain/policy.ts';
import { type MemberKind, memberKinds } from '../../domain/words.ts';
import { plain } from '../../messages/blocks.ts';
import { declineAction, declined, joined, stillIn } from '../../messages/members/welcome.ts';
import { joinAction } from '../../messages/touchpoints/sentence-answers.ts';
import { declineMember, joinMember } from '../../store/members/branches.ts';
import { findMemberWithBook } from '../../store/members/members.ts';
import { answer, replyTo } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors, readOneOf } from '../bolt/fields.ts';
import { textValue } from '../bolt/schemas.ts';
import { NotMember } from './members.ts';
import { findUser, personOf } from './people.ts';
import { meetingsField, readMeetings } from './work-fields.ts';

const kindLabels: Record<MemberKind, string> = {
  originator: 'Loan officer: I take applications',
  'relationship manager': 'Relationship manager: I keep up with partners',
};

/** "I work with partners": originator or relationship manager, and how many partner meetings a week. */
export const joinForm = defineForm({
  id: 'join',
  metadata: replyTo,
  may: 'anyone',
  view: ({ kind, state, meetingsPerWeek }: Member): Drawn => ({
    title: plain('I work with partners'),
    submit: plain('Join'),
    blocks: [
      {
        type: 'input',
        block_id: 'kind',
        label: plain('What’s your role?'),
        element: {
          type: 'radio_buttons',
          action_id: 'kind',
          options: memberKinds.map((one) => ({ text: plain(kindLabels[one]), value: one })),
          initial_option: { text: plain(kindLabels[kind]), value: kind },
        },
      },
      meetingsField(
        `This sets how many close partners you can have. Leave blank for the default (${meetingsPerWeekDefault.originator} for loan officers, ${meetingsPerWeekDefault['relationship manager']} for relationship managers).`,
        state === 'active' ? meetingsPerWeek : null,
        false,
      ),
    ],
  }),
  async submit({ context, slackUserId, now, metadata: reply, values }) {
    const errors: FieldErrors = {};
    const kind = readOneOf(values, 'kind', memberKinds);
    const meetings = readMeetings(values, errors);
    if (!kind) errors.kind = 'Choose one.';
    if (!kind || hasErrors(errors)) return { errors };
    // Asked again: an event about them may still be on its way.
    const user = await findUser(context, slackUserId);
    if (!user || !personOf(user)) throw new NotMember(slackUserId);
    const meetingsPerWeek = meetings ?? meetingsPerWeekDefault[kind];
    const joins = { kind, meetingsPerWeek, timeZone: user.tz ?? null };
    const isKnown = await joinMember(context.db, slackUserId, joins, now);
    return {
      async after() {
        const known = isKnown ? await findMemberWithBook(context.db, slackUserId) : null;
        if (!known) throw new NotMember(slackUserId);
        await answer(context, known.member, reply, joined(known.member.name, known.book.length > 0));
      },
    };
  },
});

export const joinButtons = [
  defineAction({
    id: joinAction,
    may: 'anyone',
    value: textValue,
    async press({ context, slackUserId, member, triggerId, responseUrl }) {
      if (!member || member.state === 'left') throw new NotMember(slackUserId);
      await joinForm.open(context, triggerId, { responseUrl, replace: true }, member);
      return undefined;
    },
  }),

  defineAction({
    id: declineAction,
    may: 'anyone',
    value: textValue,
    async press({ context, slackUserId, now, responseUrl }) {
      await declineMember(context.db, slackUserId, now);
      return async () => {
        const known = await findMemberWithBook(context.db, slackUserId);
        if (!known) return;
        const { member, book } = known;
        const message = member.state === 'declined' ? declined() : stillIn(book.length > 0);
        await answer(context, member, { responseUrl, replace: true }, message);
      };
    },
  }),
];
