import type { HomeView } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { monthName } from '../../domain/format.ts';
import { monthOf } from '../../domain/leads/month.ts';
import type { Member } from '../../domain/members/member.ts';
import { context, quoted, section } from '../blocks.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';

const pageSize = 40;

/** Closed loans per branch and month, by name: a page of its own, with nothing beside it to be compared with. */
export function resultsHome(drawing: {
  member: Member;
  page: number;
  results: readonly { name: string; months: readonly { month: Day; closedLoans: number }[] }[];
  note?: string | undefined;
}): HomeView {
  const { member, results, note } = drawing;
  const page = pageOf(results, drawing.page, pageSize);
  const screen = { at: 'results', page: page.page } as const;
  return homeView({ member, screen, note }, [
    header('Closed loans'),
    ...(results.length === 0
      ? [
          section(
            'Nothing imported yet. Whoever runs Rapport can load a CSV of branch, month, and closed_loans: *npm run rapport -- import results FILE.csv*',
          ),
        ]
      : page.lines.map(({ name, months }) =>
          section(
            `*${quoted(name, 60)}*\n${months.map(({ month, closedLoans }) => `${monthName(monthOf(month))}: ${closedLoans}`).join(' · ')}`,
          ),
        )),
    ...pager(page, screen),
    context('Shown as imported. I never rank, tier, or reward anyone by loans.'),
  ]);
}
