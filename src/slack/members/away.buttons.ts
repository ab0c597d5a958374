import { mayForMember, memberRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { type Message, plainMessage } from '../../messages/blocks.ts';
import { coveredBy, goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { awayActions, awayCanceled, awaySaved } from '../../messages/members/away.ts';
import { cancelAbsence, coverAbsence, findAbsence, type OwnedAbsence } from '../../store/members/absences.ts';
import { loadColleagues } from '../../store/partners/hand-over.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { idsValue, idValue } from '../bolt/schemas.ts';

const mayName = (member: Member, { owner }: OwnedAbsence): boolean =>
  mayForMember(memberRolesOf(member, { branchId: owner.branchId, coverIds: [] }), 'name a cover');

/** For a colleague's absence: who covers it now, whoever named them. */
const namedFor = ({ cover, owner, from, to }: OwnedAbsence, today: Day): Message =>
  plainMessage(cover ? coveredBy(cover, owner.name, { from, until: to, today }) : goneMeanwhile);

/** Under days away that were told in words, and where a cover can't. */
export const awayButtons = [
  defineAction({
    id: awayActions.cover,
    may: 'member',
    value: idsValue,
    async press({ context, member, today, now, value: [absenceId = 0, coverId = 0], responseUrl }) {
      const { db } = context;
      const away = await findAbsence(db, absenceId, today);
      const isOwn = away?.owner.id === member.id;
      if (!away || !(isOwn || mayName(member, away)))
        return () => answer(context, member, { responseUrl, replace: false }, plainMessage(goneMeanwhile));
      const colleagues = await loadColleagues(db, away.owner.branchId, away.owner.id);
      const isColleague = colleagues.some(({ id }) => id === coverId);
      if (isColleague) await coverAbsence(db, away.owner.id, absenceId, coverId, now, member.id);
      const noted = (await findAbsence(db, absenceId, today)) ?? away;
      const message = isOwn ? awaySaved(noted, colleagues, today) : namedFor(noted, today);
      return () => answer(context, member, { responseUrl, replace: true }, message);
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
