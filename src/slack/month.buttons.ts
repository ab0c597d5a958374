import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { branchRolesOf, mayInBranch } from '../domain/access.ts';
import { csvLine } from '../domain/csv-cells.ts';
import { addMonths, monthCells, monthColumns, monthOf } from '../domain/leads/month.ts';
import { section } from '../messages/blocks.ts';
import { readScreen } from '../messages/home/home-screen.ts';
import { monthActions, monthComment, shownInHome } from '../messages/leads/month.ts';
import { exportFailed } from '../messages/partners/export.ts';
import { refusedBranch } from '../messages/refusals.ts';
import { loadMonth } from '../store/leads/month.ts';
import { answer, sendDm } from './bolt/answers.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import { uploadToDm } from './bolt/files.ts';
import { publishHome } from './home/home.ts';
import { requireMember, todayOf } from './members/members.ts';

/** The buttons of the lead's month: it in Home, and it as a file. */
export function monthButtons(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: monthActions.show, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      await ack();
      await publishHome(context, member, { place: readScreen(action.value) ?? undefined });
      await answer(context, member, { responseUrl: body.response_url, replace: false }, shownInHome());
    },
  );

  app.action<BlockAction<ButtonAction>>(
    { action_id: monthActions.file, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      await ack();
      if (!mayInBranch(branchRolesOf(member, member.branch.id), 'see all branches')) {
        const text = refusedBranch('see all branches');
        await sendDm(context, member, { text, blocks: [section(text)] });
        return;
      }
      const today = todayOf(context, member);
      const place = readScreen(action.value);
      const month = (place?.at === 'month' && place.month) || addMonths(monthOf(today), -1);
      try {
        const branches = await loadMonth(context.unboundDb, month, today);
        const lines = [csvLine(monthColumns), ...branches.map((one) => csvLine(monthCells(one)))];
        const file = { filename: `month-${month}.csv`, content: `\ufeff${lines.join('')}`, title: month };
        await uploadToDm(context, member, [file], monthComment(month, branches.length));
      } catch (error) {
        context.log.error({ error }, 'the month could not be sent as a file');
        await sendDm(context, member, exportFailed());
      }
    },
  );
}
