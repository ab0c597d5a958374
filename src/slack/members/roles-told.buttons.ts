import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { addDays, dayIn, mondayOf } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { plainMessage } from '../../messages/blocks.ts';
import type { HomeScreen } from '../../messages/home/home-screen.ts';
import { openedInHome, roleActions, roleEnded } from '../../messages/members/roles-told.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { planPreview } from '../../messages/week/week-plan.ts';
import { findBranchById } from '../../store/members/branches.ts';
import { loadWeekOf } from '../../store/week/branch-week.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { idValue, readId, textValue } from '../bolt/schemas.ts';
import { publishHome } from '../home/home.ts';
import { openExpenseRecordForm } from '../record/expense-record.form.ts';

/** Under the message that tells someone what they were made. */
export const roleButtons = [
  defineAction({
    id: roleActions.open,
    may: 'reader',
    value: textValue,
    async press({ context, member, value, triggerId, responseUrl }) {
      const [role, branch] = (value ?? '').split('.');
      if (role === 'compliance') {
        const refused = await openExpenseRecordForm(context, triggerId, member, member.branch.id);
        return refused ? () => answer(context, member, { responseUrl }, plainMessage(refused)) : undefined;
      }
      const screen = screenOf(member, role, readId(branch));
      return async () => {
        if (screen) await publishHome(context, member, { screen });
        await answer(context, member, { responseUrl }, screen ? openedInHome() : roleEnded());
      };
    },
  }),

  defineAction({
    id: roleActions.preview,
    may: 'member',
    value: idValue,
    async press({ context, member, value, now, responseUrl }) {
      const { db } = context;
      const branch = await findBranchById(db, value);
      const maySee = branch && mayInBranch(branchRolesOf(member, branch.id), 'see people');
      if (!branch || !maySee) {
        const refused = plainMessage(refusedBranch('see people'));
        return () => answer(context, member, { responseUrl }, refused);
      }
      // On a Monday this week's plan, which may be about to be posted; on any other day the one to come.
      const today = dayIn(branch.timeZone, now);
      const monday = mondayOf(addDays(today, 6));
      const week = await loadWeekOf(db, branch, now, monday);
      return () =>
        answer(context, member, { responseUrl }, planPreview({ ...week, branchName: branch.name }));
    },
  }),
];

/** Null if they are not in that role anymore. */
function screenOf(member: Member, role: string | undefined, branchId: number): HomeScreen | null {
  if (role === 'manager') return member.manages.includes(branchId) ? { at: 'branch', branchId } : null;
  if (role === 'lead') return member.roles.includes('lead') ? { at: 'branches' } : null;
  return role === 'cover' ? { at: 'today' } : null;
}
