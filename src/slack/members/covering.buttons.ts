import { coverActions, coverAnswered } from '../../messages/members/covering.ts';
import { declineCover, findCoverStanding } from '../../store/members/decline-cover.ts';
import { answerAsked, seeAsked } from '../answer-asked.ts';
import { defineAction } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';

/** Under the question to a cover, in an evening or where they were told late. */
export const coverButtons = [
  defineAction({
    id: coverActions.cannot,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, today, now, value } = press;
      const here = await seeAsked(press, { what: 'cover', id: value });
      await declineCover(context.db, member, value, now);
      const standing = await findCoverStanding(context.db, value, member.id, today);
      const ended = standing.is === 'open' ? ({ is: 'gone' } as const) : standing;
      return () => answerAsked(context, member, here, coverAnswered(ended, today));
    },
  }),
];
