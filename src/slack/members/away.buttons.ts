import { plainMessage } from '../../messages/blocks.ts';
import { goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { awayActions, awayCanceled, awaySaved } from '../../messages/members/away.ts';
import { cancelAbsence, coverAbsence, loadAbsences } from '../../store/members/absences.ts';
import { loadColleagues } from '../../store/partners/hand-over.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { idsValue, idValue } from '../bolt/schemas.ts';

/** Under days away that were told in words. */
export const awayButtons = [
  defineAction({
    id: awayActions.cover,
    may: 'member',
    value: idsValue,
    async press({ context, member, today, now, value: [absenceId = 0, coverId = 0], responseUrl }) {
      const { db } = context;
      const colleagues = await loadColleagues(db, member.branch.id, member.id);
      const isColleague = colleagues.some(({ id }) => id === coverId);
      if (isColleague) await coverAbsence(db, member.id, absenceId, coverId, now);
      const noted = (await loadAbsences(db, member.id, today)).find(({ id }) => id === absenceId);
      const message = noted ? awaySaved(noted, colleagues, today) : plainMessage(goneMeanwhile);
      return () => answer(context, member, { responseUrl, replace: noted !== undefined }, message);
    },
  }),

  defineAction({
    id: awayActions.cancel,
    may: 'member',
    value: idValue,
    async press({ context, member, now, value, responseUrl }) {
      const done = await cancelAbsence(context.db, member.id, value, member.id, now);
      return () => answer(context, member, { responseUrl, replace: true }, awayCanceled(done));
    },
  }),
];
