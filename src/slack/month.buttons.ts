import { branchRolesOf, mayInBranch } from '../domain/access.ts';
import { csvLine } from '../domain/csv-cells.ts';
import { monthName } from '../domain/format.ts';
import { addMonths, monthCells, monthColumns, monthOf } from '../domain/leads/month.ts';
import { section } from '../messages/blocks.ts';
import { readScreen } from '../messages/home/home-screen.ts';
import { monthActions, monthComment, shownInHome } from '../messages/leads/month.ts';
import { exportFailed } from '../messages/partners/export.ts';
import { refusedBranch } from '../messages/refusals.ts';
import { loadMonth } from '../store/leads/month.ts';
import { answer, sendDm } from './bolt/answers.ts';
import { defineAction, type Press } from './bolt/define-action.ts';
import { uploadToDm } from './bolt/files.ts';
import { textValue } from './bolt/schemas.ts';
import { publishHome } from './home/home.ts';

/** The buttons of the lead's month: show it in Home, or send it as a file. */
export const monthButtons = [
  defineAction({
    id: monthActions.show,
    may: 'member',
    value: textValue,
    press:
      async ({ context, member, responseUrl, value }) =>
      async () => {
        const screen = readScreen(value) ?? undefined;
        await publishHome(context, member, { screen });
        await answer(context, member, { responseUrl, replace: false }, shownInHome(screen?.at ?? 'today'));
      },
  }),

  defineAction({
    id: monthActions.file,
    may: 'member',
    value: textValue,
    press: async (press) => () => sendMonth(press),
  }),
];

async function sendMonth({ context, member, today, value }: Press<'member', string | undefined>) {
  if (!mayInBranch(branchRolesOf(member, member.branch.id), 'see all branches')) {
    const text = refusedBranch('see all branches');
    await sendDm(context, member, { text, blocks: [section(text)] });
    return;
  }
  const place = readScreen(value);
  const month = (place?.at === 'month' && place.month) || addMonths(monthOf(today), -1);
  try {
    const branches = await loadMonth(context.unboundDb, month, today);
    const lines = [csvLine(monthColumns), ...branches.map((one) => csvLine(monthCells(one)))];
    const file = {
      filename: `month-${month}.csv`,
      content: `\ufeff${lines.join('')}`,
      title: monthName(month),
    };
    await uploadToDm(context, member, [file], monthComment(month, branches.length));
  } catch (error) {
    context.log.error({ error }, 'the month could not be sent as a file');
    await sendDm(context, member, exportFailed());
  }
}
