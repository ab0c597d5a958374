import type { KnownBlock } from '@slack/types';
import { count, monthDay } from '../../domain/format.ts';
import { type BranchTrend, type Moved, movesOf } from '../../domain/leads/trend.ts';
import { cut, quoted, section } from '../blocks.ts';

const branchesMax = 6;

/** Slack's limit for the name of a series. */
const seriesNameMax = 20;

/** How rhythm moved by branch, in words: the branches that moved most. Nothing while no branch has two weeks. */
export function trendWords(trends: readonly BranchTrend[]): KnownBlock[] {
  const moves = movesOf(trends);
  if (moves.length === 0) return [];
  const more = moves.length - branchesMax;
  const lines = moves.slice(0, branchesMax).map(moveLine);
  return [
    section(
      [
        '*Rhythm by branch, from week to week*',
        ...lines,
        ...(more > 0 ? [`+${count(more, 'more branch', 'more branches')}`] : []),
      ].join('\n'),
    ),
  ];
}

/** "Tampa: from 90% to 73% over 8 weeks" */
const moveLine = (move: Moved): string => `${quoted(move.name, 40)}: ${moveWords(move)}`;

const moveWords = ({ from, to, weeks }: Moved): string =>
  `${from === to ? `at ${to}%` : `from ${from}% to ${to}%`} over ${count(weeks, 'week')}`;

/** Of one branch, whose name stands above: "*In rhythm by week:* from 90% to 73% over 8 weeks" */
export const trendText = (trend: BranchTrend): KnownBlock[] =>
  movesOf([trend]).map((move) => section(`*In rhythm by week:* ${moveWords(move)}`));

/**
 * The same as a chart, for a message: Slack draws none in Home. A line must have every week, so branches without a score in
 * one are left out. Null where no line is left, or where names are alike once they are cut.
 */
export function trendChart(trends: readonly BranchTrend[]): KnownBlock | null {
  const weeks = [...new Set(trends.flatMap((trend) => trend.weeks.map(({ week }) => week)))].toSorted();
  const [newest] = weeks.slice(-1);
  const order = movesOf(trends).map(({ name }) => name);
  const whole = trends
    .filter(
      (trend) => trend.weeks.length === weeks.length && trend.weeks.every(({ score }) => score !== null),
    )
    .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    .slice(0, branchesMax);
  const names = whole.map(({ name }) => cut(name, seriesNameMax));
  if (newest === undefined || weeks.length < 2 || whole.length === 0) return null;
  if (new Set(names).size < names.length) return null;
  const label = (week: (typeof weeks)[number]) => monthDay(week, newest);
  // Newer than Slack's own types.
  return {
    type: 'data_visualization',
    title: 'In rhythm by branch, % by week',
    chart: {
      type: 'line',
      series: whole.map((trend, index) => ({
        name: names[index],
        data: trend.weeks.map(({ week, score }) => ({ label: label(week), value: score })),
      })),
      axis_config: { categories: weeks.map(label), x_label: 'Week of' },
    },
  } as unknown as KnownBlock;
}
