import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, number } from '../../domain/format.ts';
import { quoted, section } from '../blocks.ts';
import { fewNames } from '../names.ts';
import { weeksInRhythm } from '../week/weeks-in-rhythm.ts';
import { namingBlock } from './questions.ts';

/** What is summed up when a member's week ends. */
interface Week {
  /** It is told in the next one. */
  isOver: boolean;
  isSquare: boolean;
  active: number;
  touchpoints: number;
  inPerson: number;
  promisesKept: number;
  cameBack: readonly { id: number; name: string; lastOn: Day }[];
  weeks: { kept: number; of: number };
  next: readonly { id: number; name: string }[];
}

const backMax = 3;
const nextMax = 5;

/** There is something to say: someone to see, or someone was seen. */
export const isWorthTelling = ({ active, touchpoints }: Week): boolean => active + touchpoints > 0;

/** "You’re square, Priya." where nothing is late, what the week came to, and who comes next. */
export function myWeekBlocks(name: string, week: Week, today: Day): KnownBlock[] {
  const { cameBack, isOver, next, weeks } = week;
  const back = cameBack.slice(0, backMax);
  const lines = [
    ...(isSquare(week)
      ? [
          `*You’re square, ${firstName(name)}.* No one’s waiting on you, and nothing you promised is late.${isOver ? '' : ' Enjoy the weekend.'}`,
        ]
      : []),
    `*${nameOf(week)}:* ${sums(week)}`,
    ...(back.length > 0 ? [`*Back in touch:* ${backNames(back, cameBack.length, today)}`] : []),
    ...weeksInRhythm(weeks),
    next.length > 0
      ? `*${isOver ? 'This week' : 'Next week'}:* ${fewNames(
          next.map((one) => one.name),
          nextMax,
        )}`
      : `No one’s due ${isOver ? 'this' : 'next'} week.`,
  ];
  const named = [...back, ...next.slice(0, nextMax)].map(({ id }) => id);
  return [namingBlock(section(lines.join('\n')), [...new Set(named)])];
}

const nameOf = ({ isOver }: Week): string => (isOver ? 'Last week' : 'My week');

const firstName = (name: string): string => quoted(name.split(' ')[0] || name, 40);

const isSquare = ({ isSquare, active }: Week): boolean => isSquare && active > 0;

function sums({ touchpoints, inPerson, promisesKept }: Week): string {
  if (touchpoints === 0 && promisesKept === 0) return 'nothing logged.';
  return [
    count(touchpoints, 'touchpoint') + (touchpoints > 0 ? `, ${number(inPerson)} in person` : ''),
    ...(promisesKept > 0 ? [`${count(promisesKept, 'promise')} kept`] : []),
  ].join(' · ');
}

/** "Grant Whitfield (last: Feb 12), Joan Ortiz (last: Jan 8) +1" */
function backNames(back: Week['cameBack'], all: number, today: Day): string {
  const names = back.map(({ name, lastOn }) => `${quoted(name, 40)} (last: ${monthDay(lastOn, today)})`);
  return `${names.join(', ')}${all > back.length ? ` +${number(all - back.length)}` : ''}`;
}

/** For the lock screen: numbers alone. */
export const myWeekNews = (week: Week): string =>
  `${isSquare(week) ? 'You’re square' : nameOf(week)}: ${sums(week).replace(/\.$/, '')}`;
