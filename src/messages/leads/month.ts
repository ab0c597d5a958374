import type { HomeView, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, monthName, number, plural } from '../../domain/format.ts';
import type { OwnerFeedback } from '../../domain/leads/honest-feedback.ts';
import {
  type AreaMonth,
  addMonths,
  type BranchMonth,
  changeOf,
  type Month,
  type MonthFigures,
  percent,
  sumFigures,
  type ToDo,
} from '../../domain/leads/month.ts';
import type { BranchTrend } from '../../domain/leads/trend.ts';
import type { Member } from '../../domain/members/member.ts';
import { actions, button, context, labeled, type Message, quoted, section } from '../blocks.ts';
import { goButton, type MonthScreen, writeScreen } from '../home/home-screen.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';
import { askedLine, honestFeedbackBlock } from './honest-feedback.ts';
import { upOrDown } from './points.ts';
import { trendChart, trendWords } from './trend.ts';

/** The buttons of the month; `slack/month.buttons.ts` answers them. Each carries a screen of Home. */
export const monthActions = { show: 'month.show', file: 'month.file' } as const;

const allTitle = '*All areas*';
const sendFile = 'Send me the file';

const areasInMessage = 6;
const branchPage = 20;

const changed = (change: number | null): string => (change ? `, ${upOrDown(change)}` : '');

/** Short lines: none is wider than a phone with a button beside it. */
function figureLines(one: MonthFigures): string[] {
  const rhythm = percent(one.inRhythm, one.counted);
  return [
    ...(one.close > 0 ? [`honest feedback: ${askedLine(one)}`] : []),
    [
      rhythm === null ? 'no full week yet' : `${rhythm}% in rhythm${changed(changeOf(one))}`,
      count(one.meetings, 'meeting'),
    ].join(' · '),
    one.promisesDue === 0
      ? 'no promises due'
      : `${number(one.promisesKept)} of ${count(one.promisesDue, 'promise')} kept`,
    feedbackLine(one),
    one.room === 0
      ? 'no people yet'
      : `capacity used: ${percent(one.held, one.room)}%${one.over > 0 ? `, ${count(one.over, 'person', 'people')} over` : ''}`,
    ...(one.advocates > 0 ? [count(one.advocates, 'new public review')] : []),
  ];
}

function feedbackLine({ heard, answeredInTime, open }: MonthFigures): string {
  const answered =
    heard > 0
      ? `feedback: ${number(answeredInTime)} of ${number(heard)} answered on time`
      : 'no new feedback';
  return open > 0 ? `${answered}, ${number(open)} open` : answered;
}

const areaTitle = ({ name, branches }: AreaMonth): string =>
  `*${name === null ? 'No area' : quoted(name, 60)}* · ${count(branches, 'branch', 'branches')}`;

/** What to do, in words: what it is, and the next step. */
function toDoText(todo: ToDo, today: Day): string {
  const where = `*${quoted(todo.branch.name, 60)}*`;
  const manager = todo.branch.managerName ? quoted(todo.branch.managerName, 40) : 'the team (no manager yet)';
  switch (todo.what) {
    case 'feedback late':
      return `${where}: ${plural(todo.late, 'a partner has been waiting for an answer', `${number(todo.late)} partners are waiting for an answer, the first`)} since ${monthDay(todo.since, today)}. Ask ${manager} who’ll answer this week.`;
    case 'nobody met':
      return `${where} met no one in person all month. Call ${manager}: what’s in the way?`;
    case 'rhythm fell':
      return `${where} fell from ${todo.from}% to ${todo.to}% in rhythm. Go through it with ${manager}, person by person.`;
    case 'too much held':
      return `${where}: ${count(todo.over, 'person has', 'people have')} more close partners than they have time for (the branch has ${number(todo.held)} and room for ${number(todo.room)}). Ask ${manager} to move some to keep in touch, or hand some over to a colleague.`;
    case 'promises':
      return `${where} kept ${number(todo.kept)} of ${number(todo.due)} promises. Ask ${manager} which still matter, and make sure partners hear about the rest.`;
  }
}

const allIsWell = 'A good month. Thank the branches that made it one.';

const todoLines = (todos: readonly ToDo[], today: Day): string[] =>
  todos.length === 0 ? [allIsWell] : todos.map((todo, index) => `${index + 1}. ${toDoText(todo, today)}`);

const todoTitle = (todos: readonly ToDo[]): string =>
  ['*Nothing to act on*', '*One thing to act on*', '*Two things to act on*', '*Three things to act on*'][
    todos.length
  ]!;

/** On the first working day, to a program lead. */
export function monthMessage(drawing: {
  month: Month;
  today: Day;
  areas: readonly AreaMonth[];
  todos: readonly ToDo[];
  trends: readonly BranchTrend[];
  /** Whether Slack draws charts: it refused one otherwise, and is sent words. */
  withChart: boolean;
}): Message {
  const { month, today, areas, todos, trends, withChart } = drawing;
  const chart = withChart ? trendChart(trends) : null;
  const branches = count(sumBranches(areas), 'branch', 'branches');
  const all = sumFigures(areas);
  const rhythm = percent(all.inRhythm, all.counted);
  const shown = areas.slice(0, areasInMessage);
  const left = areas.length - shown.length;
  const parts = shown.map((area) => [areaTitle(area), ...figureLines(area)].join('\n'));
  const total = areas.length > 1 ? [[allTitle, ...figureLines(all)].join('\n')] : [];
  const things = [todoTitle(todos), ...todoLines(todos, today)].join('\n');
  const more = left > 0 ? [`+${count(left, 'more area')} in my Home tab`] : [];
  const screen = writeScreen({ at: 'month', month });
  return {
    text: [
      `${monthName(month)}: ${rhythm === null ? branches : `${rhythm}% in rhythm across ${branches}`}`,
      todos.length === 0 ? 'nothing to act on' : `${count(todos.length, 'thing')} to act on`,
    ].join(', '),
    blocks: [
      section(`*${monthName(month)}* across ${branches}`),
      ...parts.map(section),
      ...more.map(context),
      ...total.map(section),
      ...(chart ? [chart] : trendWords(trends)),
      { type: 'divider' },
      section(things),
      actions([
        button(monthActions.show, 'See branches in Home', screen, { style: 'primary' }),
        button(monthActions.file, sendFile, screen),
      ]),
    ],
  };
}

const sumBranches = (areas: readonly AreaMonth[]): number =>
  areas.reduce((sum, { branches }) => sum + branches, 0);

/** The month in App Home: by area, or the branches of one. */
export function monthHome(drawing: {
  member: Member;
  today: Day;
  screen: MonthScreen & { month: Month };
  areas: readonly AreaMonth[];
  /** Of the area that was chosen, by name. */
  branches: readonly BranchMonth[];
  todos: readonly ToDo[];
  /** Of the branches on screen. */
  owners: readonly OwnerFeedback[];
  trends: readonly BranchTrend[];
  /** The first and the last month that there is something of. */
  range: { first: Month; last: Month } | null;
  resultsOn: boolean;
  note?: string | undefined;
}): HomeView {
  const { member, today, screen, areas, branches, todos, range, resultsOn, note } = drawing;
  const { month } = screen;
  const ofArea = screen.areaId === undefined ? null : areas.find((area) => (area.id ?? 0) === screen.areaId);
  const page = pageOf(branches, screen.page ?? 0, branchPage);
  const here = { ...screen, page: page.page };
  const nothing = areas.every((area) => area.counted === 0 && area.promisesDue + area.heard === 0);
  const lines: KnownBlock[] =
    screen.areaId === undefined && areas.length > 1
      ? areas.map((area) => ({
          ...section([areaTitle(area), ...figureLines(area)].join('\n')),
          accessory: {
            ...labeled(
              area.name ?? 'No area',
              goButton('Open', { at: 'month', month, areaId: area.id ?? 0 }),
            ),
            action_id: `home.go.month-area-${area.id ?? 0}`,
          },
        }))
      : page.lines.map((branch) => ({
          ...section([`*${quoted(branch.name, 60)}*`, ...figureLines(branch)].join('\n')),
          accessory: {
            ...labeled(branch.name, goButton('Open', { at: 'branch', branchId: branch.id })),
            action_id: `home.go.month-branch-${branch.id}`,
          },
        }));
  return homeView({ member, screen: here, note }, [
    header(ofArea ? `${monthName(month)}: ${ofArea.name ?? 'no area'}` : monthName(month)),
    monthRow(screen, range, ofArea !== null && ofArea !== undefined),
    ...honestFeedbackBlock(drawing.owners, { withBranch: true }),
    ...(nothing
      ? [
          section(
            'Nothing for this month yet: weeks count from a branch’s first Monday. I’ll send you each month’s numbers on the first business day of the next month.',
          ),
        ]
      : [
          section([todoTitle(todos), ...todoLines(todos, today)].join('\n')),
          ...trendWords(drawing.trends),
          { type: 'divider' } as KnownBlock,
          ...lines,
          ...(screen.areaId === undefined && areas.length > 1
            ? [section([allTitle, ...figureLines(sumFigures(areas))].join('\n'))]
            : pager(page, here)),
        ]),
    actions([
      button(monthActions.file, sendFile, writeScreen(here)),
      ...(resultsOn ? [goButton('Closed loans', { at: 'results' })] : []),
    ]),
    context(
      [
        '*How this is counted:* effort only, never loans.',
        '• Honest feedback: close partners asked in the past year.',
        '• In rhythm: the weeks that ended in the month.',
        '• Promises: kept if done by the day they were due.',
        `• Open feedback and capacity (close partners people have time for): as of today${range && month < range.last ? ', even for earlier months' : ''}.`,
      ].join('\n'),
    ),
  ]);
}

function monthRow(
  { month }: { month: Month },
  range: { first: Month; last: Month } | null,
  inArea: boolean,
): KnownBlock {
  const to = (month: Month, which: string) => ({
    ...goButton(monthName(month), { at: 'month', month }),
    action_id: `home.go.month-${which}`,
  });
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)];
  const buttons = [
    ...(inArea ? [{ ...goButton('All areas', { at: 'month', month }), action_id: 'home.go.month-all' }] : []),
    ...(range && before >= range.first ? [to(before, 'before')] : []),
    ...(range && after <= range.last ? [to(after, 'after')] : []),
  ];
  return buttons.length > 0 ? actions(buttons) : context('No other months yet.');
}

/** After the button in the message. */
export const shownInHome = (): Message => {
  const text = 'The month is in my Home tab now, by area and branch.';
  return { text, blocks: [section(text)] };
};

export const monthComment = (month: Month, branches: number): string =>
  `${monthName(month)}: ${count(branches, 'branch', 'branches')}, one row each.`;
