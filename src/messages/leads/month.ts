import type { HomeView, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, monthName } from '../../domain/format.ts';
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
import type { Member } from '../../domain/members/member.ts';
import { actions, button, context, type Message, quoted, section, spoken } from '../blocks.ts';
import { goButton, type MonthScreen, writeScreen } from '../home/home-screen.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';

/** The buttons of the month; `slack/month.buttons.ts` answers them. Each carries a screen of Home. */
export const monthActions = { show: 'month.show', file: 'month.file' } as const;

const areasInMessage = 6;
const branchPage = 20;

/** "▲3", "▼4", nothing where it did not move. */
function arrow(change: number | null): string {
  if (!change) return '';
  return change > 0 ? ` ▲${change}` : ` ▼${-change}`;
}

/** Four short lines: none is wider than a phone with a button beside it. */
function figureLines(one: MonthFigures): string[] {
  const rhythm = percent(one.inRhythm, one.counted);
  return [
    [
      rhythm === null ? 'no week closed yet' : `${rhythm}% in rhythm${arrow(changeOf(one))}`,
      count(one.meetings, 'meeting'),
    ].join(' · '),
    one.promisesDue === 0 ? 'no promise due' : `promises kept ${one.promisesKept} of ${one.promisesDue}`,
    feedbackLine(one),
    [
      one.room === 0
        ? 'nobody yet'
        : `load ${percent(one.held, one.room)}%${one.over > 0 ? `, ${one.over} over` : ''}`,
      count(one.advocates, 'new advocate'),
    ].join(' · '),
  ];
}

function feedbackLine({ heard, answeredInTime, open }: MonthFigures): string {
  const waits = open > 0 ? `${open} open` : null;
  const answered = heard > 0 ? `answered ${answeredInTime} of ${heard}` : 'none heard';
  return `feedback ${[answered, waits].filter(Boolean).join(', ')}`;
}

const areaTitle = ({ name, branches }: AreaMonth): string =>
  `*${name === null ? 'In no area' : quoted(name, 60)}* · ${count(branches, 'branch', 'branches')}`;

/** What to do, in words: what it is, and the next step. */
function toDoText(todo: ToDo, today: Day): string {
  const where = `*${quoted(todo.branch.name, 60)}*`;
  const manager = todo.branch.managerName
    ? quoted(todo.branch.managerName, 40)
    : 'its people (no manager is named)';
  switch (todo.what) {
    case 'feedback late':
      return `${where}: ${todo.late === 1 ? 'a partner waits' : `${todo.late} partners wait`} for an answer past its day, since ${monthDay(todo.since, today)}. Ask ${manager} who answers it this week.`;
    case 'nobody met':
      return `${where} met nobody in person all month. Call ${manager}: what is in the way?`;
    case 'rhythm fell':
      return `${where} fell from ${todo.from}% to ${todo.to}% in rhythm. Look at it with ${manager}, person by person.`;
    case 'too much held':
      return `${where}: ${count(todo.over, 'person holds', 'people hold')} more close partners than a week has room for (${todo.held} of ${todo.room} in all). Let ${manager} move some to keep in touch, or to a colleague.`;
    case 'promises':
      return `${where} kept ${todo.kept} of ${todo.due} promises. Ask ${manager} which still matter, and drop the rest with a word.`;
  }
}

const allIsWell = 'Nothing stands out. A good month: say so to the branches that carried it.';

const todoLines = (todos: readonly ToDo[], today: Day): string[] =>
  todos.length === 0 ? [allIsWell] : todos.map((todo, index) => `${index + 1}. ${toDoText(todo, today)}`);

const todoTitle = (todos: readonly ToDo[]): string =>
  ['*To act on*', '*One thing to act on*', '*Two things to act on*', '*Three things to act on*'][
    todos.length
  ]!;

/** On the first working day, to a program lead. */
export function monthMessage(drawing: {
  month: Month;
  today: Day;
  areas: readonly AreaMonth[];
  todos: readonly ToDo[];
}): Message {
  const { month, today, areas, todos } = drawing;
  const title = `*${monthName(month)}* in ${count(sumBranches(areas), 'branch', 'branches')}`;
  const shown = areas.slice(0, areasInMessage);
  const left = areas.length - shown.length;
  const parts = shown.map((area) => [areaTitle(area), ...figureLines(area)].join('\n'));
  const total = areas.length > 1 ? [['*All together*', ...figureLines(sumFigures(areas))].join('\n')] : [];
  const things = [todoTitle(todos), ...todoLines(todos, today)].join('\n');
  const more = left > 0 ? [`+${left} more areas in my Home tab.`] : [];
  const screen = writeScreen({ at: 'month', month });
  return {
    text: spoken([title, ...parts, ...total, things].join('\n')),
    blocks: [
      section(title),
      ...parts.map(section),
      ...more.map(context),
      ...total.map(section),
      { type: 'divider' },
      section(things),
      actions([
        button(monthActions.show, 'By branch, in my Home tab', screen, { style: 'primary' }),
        button(monthActions.file, 'Send as file', screen),
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
            ...goButton('Open', { at: 'month', month, areaId: area.id ?? 0 }),
            action_id: `home.go.month-area-${area.id ?? 0}`,
          },
        }))
      : page.lines.map((branch) => ({
          ...section([`*${quoted(branch.name, 60)}*`, ...figureLines(branch)].join('\n')),
          accessory: {
            ...goButton('Open', { at: 'branch', branchId: branch.id }),
            action_id: `home.go.month-branch-${branch.id}`,
          },
        }));
  return homeView({ member, screen: here, note }, [
    header(ofArea ? `${monthName(month)}: ${ofArea.name ?? 'in no area'}` : monthName(month)),
    monthRow(screen, range, ofArea !== null && ofArea !== undefined),
    ...(nothing
      ? [
          section(
            'There is nothing of this month yet. Weeks are counted from the first Monday after a branch began, and the first month is told on its first working day.',
          ),
        ]
      : [
          section([todoTitle(todos), ...todoLines(todos, today)].join('\n')),
          { type: 'divider' } as KnownBlock,
          ...lines,
          ...(screen.areaId === undefined && areas.length > 1
            ? [section(['*All together*', ...figureLines(sumFigures(areas))].join('\n'))]
            : pager(page, here)),
        ]),
    actions([
      button(monthActions.file, 'Send as file', writeScreen(here)),
      ...(resultsOn ? [goButton('Closed loans', { at: 'results' })] : []),
    ]),
    context(
      `Open feedback and load are as of today${range && month < range.last ? ', whatever the month' : ''}. A promise is kept when it was done by its day. Weeks in rhythm are those that ended in the month; load is close partners held against what the weeks of a branch’s people have room for. Effort only.`,
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
  return buttons.length > 0 ? actions(buttons) : context('The month as it stands now.');
}

/** After the button in the message. */
export const shownInHome = (): Message => {
  const text = 'It stands in my Home tab now, by area and branch.';
  return { text, blocks: [section(text)] };
};

export const monthComment = (month: Month, branches: number): string =>
  `${monthName(month)}: ${count(branches, 'branch', 'branches')}, one line each.`;
