import { firstListActions, nextList } from '../../messages/members/first-list.ts';
import { loadNextList } from '../../store/digest/next-list.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { textValue } from '../bolt/schemas.ts';
import { homeScreenOf } from '../home/home.ts';
import { openMeForm } from './me.form.ts';

/** Under "You're set", and in Home: the list that comes next, and the settings that say when and how much. */
export const firstListButtons = [
  defineAction({
    id: firstListActions.see,
    may: 'member',
    value: textValue,
    async press({ context, member, today, now, responseUrl }) {
      const next = await loadNextList(context.db, member, now);
      return () => answer(context, member, { responseUrl }, nextList(next, member, today));
    },
  }),

  defineAction({
    id: firstListActions.change,
    may: 'member',
    value: textValue,
    async press({ context, member, triggerId, responseUrl, view }) {
      await openMeForm(context, triggerId, member, { reply: { responseUrl }, home: homeScreenOf(view) });
      return undefined;
    },
  }),
];
