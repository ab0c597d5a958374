import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, ordinal } from '../../domain/format.ts';
import { leaderboardPolicy } from '../../domain/policy.ts';
import {
  type BoardOfAll,
  bandOf,
  isUpperHalf,
  type Standing,
  scoreOf,
  weeksBefore,
} from '../../domain/week/standings.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  context,
  type Message,
  plain,
  section,
  spoken,
} from '../blocks.ts';
import { upOrDown } from '../leads/points.ts';
import { fewNames, firstNames } from '../names.ts';

/** "My numbers", under the board: the reader's own, for their eyes only. */
export const myNumbersAction = 'branch.my-numbers';

const topBandMax = 12;
const ownMax = 15;
const effortOnly = 'Effort only, never loans.';

/** Said where a share in rhythm first meets people: in the channel, in a branch’s Home, and in the help. */
export const rhythmMeans = 'In rhythm: close partners met and talked to as often as their tier asks.';

interface BoardDrawing {
  branchName: string;
  /** The Monday of the week the board is shown in. */
  monday: Day;
  standing: Standing;
  all: BoardOfAll;
  /** Of this branch, with everything in rhythm; empty where no one is named. */
  allInRhythm: readonly string[];
}

/**
 * Friday's board in a branch's channel, and a plainer one for where Slack does not take a chart. No one is shown behind:
 * the own score, the rank in the upper half only, and of others the best.
 */
export function leaderboard(board: BoardDrawing): { message: Message; plainer: Message } {
  const { branchName, standing, all, allInRhythm } = board;
  // Beside bars of one week each, it says that it is of more, and what it is compared with.
  const title = `${branchName}: ${scoreOf(standing)}% in rhythm over four weeks${climbText(standing.climb)}`;
  const lines = [rankText(standing), namesText(allInRhythm)].filter((line) => line !== null);
  const others = othersText(all);
  const below: KnownBlock[] = [
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    ...(others ? [section(others)] : []),
    context(`${rhythmMeans} ${effortOnly}`),
    actions([button(myNumbersAction, 'My numbers', 'numbers')]),
  ];
  const head: KnownBlock = { type: 'header', text: plain(title) };
  const text = [asTyped(title), ...placeText(standing)].join(', ');
  const chart = trendChart(board);
  const plainer = { text, blocks: [head, section(trendText(standing.trend)), ...below] };
  return { message: chart ? { text, blocks: [head, chart, ...below] } : plainer, plainer };
}

const climbText = (climb: number | null): string => {
  if (climb === null || climb === 0) return '';
  return `, ${upOrDown(climb)} from the four before`;
};

/** "3rd of 8 branches", "tied for 3rd of 8 branches" */
const placeText = (standing: Standing): string[] =>
  isUpperHalf(standing)
    ? [
        `${standing.isTied ? 'tied for ' : ''}${ordinal(standing.rank)} of ${count(standing.of, 'branch', 'branches')}`,
      ]
    : [];

function rankText(standing: Standing): string | null {
  const band = bandOf(scoreOf(standing));
  const [place] = placeText(standing);
  if (place === undefined) return band === null ? null : `In the ${bandName(band)}`;
  return [`*${capitalize(place)}*`, ...(band === null ? [] : [bandName(band)])].join(' · ');
}

/** "75–89% group", "90%+ group", by the score that a band begins at. */
function bandName(from: number): string {
  const higher = leaderboardPolicy.bands.filter((one) => one > from);
  return `${higher.length > 0 ? `${from}–${Math.min(...higher) - 1}%` : `${from}%+`} group`;
}

function namesText(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const first = firstNames(names);
  return `*100% in rhythm:* ${fewNames(
    names.map((name) => first.get(name)!),
    ownMax,
  )}`;
}

function othersText({ topBand, biggestClimb }: BoardOfAll): string | null {
  const parts = [
    ...(topBand ? [`*${capitalize(bandName(topBand.from))}:* ${fewNames(topBand.names, topBandMax)}`] : []),
    ...(biggestClimb
      ? [
          `*Most improved:* ${fewNames(biggestClimb.names, topBandMax)}, up ${count(biggestClimb.points, 'point')}`,
        ]
      : []),
  ];
  return parts.length > 0 ? parts.join('\n') : null;
}

/** Below this all bars look alike: what people can tell apart are the weeks of a branch that works. Percent. */
const sparkFloor = 30;
const sparks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One bar a week; a dot where nothing counted. */
export const sparkline = (trend: readonly (number | null)[]): string =>
  trend
    .map((score) => {
      if (score === null) return '·';
      const share = Math.max(0, score - sparkFloor) / (100 - sparkFloor);
      return sparks[Math.min(sparks.length - 1, Math.floor(share * sparks.length))];
    })
    .join('');

/** "▄▅▆▆▇▇██ 8 weeks, from 60% to 95%": a screen reader says nothing for the bars. */
function trendText(trend: readonly (number | null)[]): string {
  const scores = trend.filter((score) => score !== null);
  const fromTo = scores.length > 1 ? `, from ${scores[0]}% to ${scores.at(-1)}%` : '';
  return `${sparkline(trend)} ${count(trend.length, 'week')}${fromTo}`;
}

/** Null where there are too few weeks for a line to mean anything. */
function trendChart({ monday, standing }: BoardDrawing): KnownBlock | null {
  const weeks = weeksBefore(monday, standing.trend.length);
  const points = standing.trend.flatMap((value, index) =>
    value === null ? [] : [{ label: monthDay(weeks[index]!, monday), value }],
  );
  if (points.length < 2) return null;
  // Newer than Slack's own types.
  return {
    type: 'data_visualization',
    title: 'In rhythm, % by week',
    chart: {
      type: 'bar',
      series: [{ name: 'In rhythm', data: points }],
      axis_config: { categories: points.map(({ label }) => label), x_label: 'Week of' },
    },
  } as unknown as KnownBlock;
}

/** What a branch is shown before it has a score: that it began. */
export function firstWeeksBoard(branchName: string, placed: number, meetings: number): Message {
  const title = `${branchName}: the first weeks`;
  const isEmpty = placed + meetings === 0;
  const line = isEmpty
    ? 'No partners in tiers yet. Send me the names of five partners you’d like to have lunch with, one per line.'
    : `*${count(placed, 'partner')}* sorted into tiers, *${count(meetings, 'meeting')}* held.`;
  const note = `Scores start after four full weeks. ${effortOnly}`;
  const news = isEmpty
    ? 'no partners in tiers yet'
    : `${count(placed, 'partner')} sorted into tiers, ${count(meetings, 'meeting')} held`;
  return {
    text: asTyped(`${branchName}: ${news}`),
    blocks: [
      { type: 'header', text: plain(title) },
      section(line),
      context(note),
      actions([button(myNumbersAction, 'My numbers', 'numbers')]),
    ],
  };
}

/** "46 of the last 52 weeks"; "3 of 3 weeks" at first. */
export const keptText = ({ kept, of }: { kept: number; of: number }): string =>
  of < 52 ? `${kept} of ${count(of, 'week')}` : `${kept} of the last 52 weeks`;

/** A member's own weeks, for no one else to see. */
export function myNumbers(
  weeks: { kept: number; of: number },
  now: { inRhythm: number; counted: number },
  last: { inRhythm: number; counted: number } | null,
): Message {
  const lines = [
    now.counted === 0
      ? 'No one in your inner circle or core yet. Send me the names of people you want to stay close to, one per line, like “Dana Lee, Lee Realty.”'
      : `In rhythm today: *${now.inRhythm} of ${count(now.counted, 'partner')}* in your inner circle and core.`,
    ...(last && last.counted > 0 ? [`Last week: ${last.inRhythm} of ${last.counted}.`] : []),
    ...(weeks.of > 0 ? [`In rhythm *${keptText(weeks)}*.`] : []),
    'Only you see this.',
  ];
  return { text: spoken(lines[0]!), blocks: [section(lines.join('\n'))] };
}
