import type { Button, KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, monthOfDay, number, plural } from '../../domain/format.ts';
import { addMonths, firstDay, type Month } from '../../domain/leads/month.ts';
import type { ToDo } from '../../domain/leads/things-to-act-on.ts';
import { actions, labeled, quoted, section } from '../blocks.ts';
import type { HomeScreen } from '../home/home-screen.ts';
import { firstNames } from '../names.ts';
import { messageButton } from './to-them.ts';

/** Each thing to act on, with a way to whoever it is to be talked over with, and to where it is seen. */
export function thingsBlocks(
  todos: readonly ToDo[],
  drawing: {
    month: Month;
    today: Day;
    /** Can't write to themselves. */
    readerId: number;
    teamId: string;
    /** A button that leads to a screen of Home. */
    open(screen: HomeScreen): Button;
  },
): KnownBlock[] {
  const { month, today, readerId, teamId, open } = drawing;
  if (todos.length === 0) return [section(`${titles[0]}\n${allIsWell}`)];
  const names = firstNames(todos.flatMap(({ branch }) => branch.manager?.name ?? []));
  return todos.flatMap((todo, index) => {
    const { branch } = todo;
    const { manager } = branch;
    const title = index === 0 ? `${titles[todos.length]}\n` : '';
    const screen: HomeScreen =
      todo.what === 'feedback late' ? { at: 'feedback' } : { at: 'branch', branchId: branch.id };
    const which = `${index + 1}. ${branch.name}`;
    return [
      section(`${title}${index + 1}. ${thingText(todo, month, today)}`),
      actions([
        ...(manager && manager.memberId !== readerId
          ? [labeled(which, messageButton(manager, names.get(manager.name)!, teamId))]
          : []),
        labeled(which, open(screen)),
      ]),
    ];
  });
}

/** What to do, in words: what it is, and the next step. */
function thingText(todo: ToDo, month: Month, today: Day): string {
  const where = `*${quoted(todo.branch.name, 60)}*`;
  const { manager: known } = todo.branch;
  const manager = known ? quoted(known.name, 40) : 'the team (no manager yet)';
  switch (todo.what) {
    case 'feedback late':
      return `${where}: ${plural(todo.late, 'a partner has been waiting for an answer', `${number(todo.late)} partners are waiting for an answer, the first`)} since ${monthDay(todo.since, today)}. Ask ${manager} who’ll answer this week.`;
    case 'nobody met':
      return `${where} met no one in person all month. Call ${manager}: what’s in the way?`;
    case 'rhythm fell': {
      const [before, now] = [addMonths(month, -1), month].map((one) => monthOfDay(firstDay(one), today));
      return `${where} fell from ${todo.from}% in rhythm in ${before} to ${todo.to}% in ${now}. Go through it with ${manager}, person by person.`;
    }
    case 'rhythm low':
      return `${where} was ${todo.percent}% in rhythm in ${monthOfDay(firstDay(month), today)}. Ask ${manager} who could use a hand.`;
    case 'too much held':
      return `${where}: ${count(todo.over, 'person has', 'people have')} more close partners than they have time for (the branch has ${number(todo.held)} and room for ${number(todo.room)}). Ask ${manager} to move some to keep in touch, or hand some over to a colleague.`;
    case 'promises':
      return `${where} kept ${number(todo.kept)} of ${number(todo.due)} promises. Ask ${manager} which still matter, and make sure partners hear about the rest.`;
  }
}

const allIsWell = 'A good month. Thank the branches that made it one.';

const titles = [
  '*Nothing to act on*',
  '*One thing to act on*',
  '*Two things to act on*',
  '*Three things to act on*',
];
