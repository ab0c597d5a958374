import type { HomeView, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthName, number } from '../../domain/format.ts';
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
} from '../../domain/leads/month.ts';
import type { ToDo } from '../../domain/leads/things-to-act-on.ts';
import type { BranchTrend } from '../../domain/leads/trend.ts';
import type { Member } from '../../domain/members/member.ts';
import { actions, button, context, labeled, type Message, quoted, section } from '../blocks.ts';
import { openWords } from '../feedback-home.ts';
import { goButton, type HomeScreen, type MonthScreen, writeScreen } from '../home/home-screen.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';
import { askedLine, honestFeedbackBlock } from './honest-feedback.ts';
import { upOrDown } from './points.ts';
import { thingsBlocks } from './things-to-act-on.ts';
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
    ...(one.close > 0 ? [`Honest feedback, past year: ${askedLine(one)}`] : []),
    [
      rhythm === null ? 'No full week yet' : `${rhythm}% in rhythm${changed(changeOf(one))}`,
      count(one.meetings, 'meeting'),
    ].join(' · '),
    one.promisesDue === 0
      ? 'No promises due'
      : `${number(one.promisesKept)} of ${count(one.promisesDue, 'promise')} kept`,
    heardLine(one),
    ...(one.open + one.toTell > 0
      ? [`Open today: ${openWords({ toAnswer: one.open, toTell: one.toTell })}`]
      : []),
    one.room === 0
      ? 'No people yet'
      : `Capacity used: ${percent(one.held, one.room)}%${one.over > 0 ? `, ${count(one.over, 'person', 'people')} over` : ''}`,
    ...(one.advocates > 0 ? [count(one.advocates, 'new public review')] : []),
  ];
}

/** "Feedback heard: 6 · 4 of 5 answered on time": what isn't due yet is neither on time nor late. */
function heardLine({ heard, judged, answeredInTime }: MonthFigures): string {
  if (heard === 0) return 'No new feedback';
  const answered =
    judged === 0 ? 'no reply due yet' : `${number(answeredInTime)} of ${number(judged)} answered on time`;
  return `Feedback heard: ${number(heard)} · ${answered}`;
}

const areaTitle = ({ name, branches }: AreaMonth): string =>
  `*${name === null ? 'No area' : quoted(name, 60)}* · ${count(branches, 'branch', 'branches')}`;

/** On the first working day, to a program lead. */
export function monthMessage(drawing: {
  /** Their member id, and the workspace, for links to conversations. */
  readerId: number;
  teamId: string;
  month: Month;
  today: Day;
  areas: readonly AreaMonth[];
  todos: readonly ToDo[];
  trends: readonly BranchTrend[];
  /** Whether Slack draws charts: it refused one otherwise, and is sent words. */
  withChart: boolean;
}): Message {
  const { month, areas, todos, trends, withChart } = drawing;
  const chart = withChart ? trendChart(trends) : null;
  const branches = count(sumBranches(areas), 'branch', 'branches');
  const all = sumFigures(areas);
  const rhythm = percent(all.inRhythm, all.counted);
  const shown = areas.slice(0, areasInMessage);
  const left = areas.length - shown.length;
  const parts = shown.map((area) => [areaTitle(area), ...figureLines(area)].join('\n'));
  const total = areas.length > 1 ? [[allTitle, ...figureLines(all)].join('\n')] : [];
  const open = (to: HomeScreen) => button(monthActions.show, 'Open in Home', writeScreen(to));
  const more = left > 0 ? [`+${count(left, 'more area')} in my Home tab`] : [];
  const screen = writeScreen({ at: 'month', month });
  return {
    text: [
      `${monthName(month)}: ${rhythm === null ? branches : `${rhythm}% in rhythm across ${branches}`}`,
      todos.length === 0 ? 'nothing to act on' : `${count(todos.length, 'thing')} to act on`,
    ].join(', '),
    blocks: [
      section(`*${monthName(month)}* across ${branches}`),
      ...thingsBlocks(todos, { ...drawing, open }),
      { type: 'divider' },
      ...parts.map(section),
      ...more.map(context),
      ...total.map(section),
      ...(chart ? [chart] : trendWords(trends)),
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
  /** The workspace, for links to conversations. */
  teamId: string;
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
  const { member, screen, areas, branches, todos, range, resultsOn, note } = drawing;
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
    ...honestFeedbackBlock(drawing.owners, {
      withBranch: true,
      reader: { id: member.id, teamId: drawing.teamId },
    }),
    ...(nothing
      ? [
          section(
            'Nothing for this month yet: weeks count from a branch’s first Monday. I’ll send you each month’s numbers on the first business day of the next month.',
          ),
        ]
      : [
          ...thingsBlocks(todos, { ...drawing, month, readerId: member.id, open: openButton }),
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

const openButton = (to: HomeScreen) => goButton('Open', to);

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

/** After a button in the message. */
export const shownInHome = (to: HomeScreen['at']): Message => {
  const text =
    to === 'month' ? 'The month is in my Home tab now, by area and branch.' : 'It’s open in my Home tab now.';
  return { text, blocks: [section(text)] };
};

export const monthComment = (month: Month, branches: number): string =>
  `${monthName(month)}: ${count(branches, 'branch', 'branches')}, one row each.`;
