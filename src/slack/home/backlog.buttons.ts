import { backlogActions, nothingToSpread, spreadingNotUndone } from '../../messages/home/backlog.ts';
import { findSpreading, spreadBacklog, undoSpreading } from '../../store/clocks/backlog.ts';
import { defineAction } from '../bolt/define-action.ts';
import { idValue, textValue } from '../bolt/schemas.ts';
import { todayOf } from '../members/members.ts';
import { homeScreenOf, publishHome } from './home.ts';

/** "Spread them out", above a list with a backlog, and its Undo. Both are about the presser's own book. */
export const backlogButtons = [
  defineAction({
    id: backlogActions.spread,
    may: 'member',
    value: textValue,
    async press({ context, member, now, view }) {
      const when = { today: todayOf(context, member), now };
      const spread = await spreadBacklog(context.db, member, when);
      // Pressed twice, the first press has done it.
      const isDone = spread > 0 || (await findSpreading(context.db, member, now)) !== null;
      const note = isDone ? undefined : nothingToSpread;
      return () => publishHome(context, member, { screen: homeScreenOf(view) ?? undefined, note });
    },
  }),

  defineAction({
    id: backlogActions.undo,
    may: 'member',
    value: idValue,
    async press({ context, member, now, view, value }) {
      const undone = await undoSpreading(context.db, member, value, { today: todayOf(context, member), now });
      const note = undone ? undefined : spreadingNotUndone;
      return () => publishHome(context, member, { screen: homeScreenOf(view) ?? undefined, note });
    },
  }),
];
