import { type Day, daysBetween } from '../days/day.ts';
import { monthPolicy } from '../policy.ts';
import { type BranchMonth, changeOf, type MonthFigures, percent } from './month.ts';

/** Something to act on at one branch. */
export type ToDo = { branch: BranchMonth } & (
  | { what: 'feedback late'; late: number; since: Day }
  | { what: 'nobody met' }
  | { what: 'rhythm fell'; from: number; to: number }
  | { what: 'rhythm low'; percent: number }
  | { what: 'too much held'; over: number; held: number; room: number }
  | { what: 'promises'; kept: number; due: number }
);

/**
 * At most three things to act on: the worst of each kind first, with waiting partners before tired people. If there are
 * too few kinds, the next branches of the same kinds follow. Empty if all is well.
 */
export function thingsToActOn(branches: readonly BranchMonth[], today: Day): ToDo[] {
  const kinds: ToDo[][] = [
    worst(
      branches,
      (one) => (one.late > 0 && one.oldestLate ? one.late * 1000 + daysBetween(one.oldestLate, today) : 0),
      (branch) => ({ what: 'feedback late', branch, late: branch.late, since: branch.oldestLate! }),
    ),
    worst(
      branches,
      (one) => (one.people > 0 && one.counted > 0 && one.meetings === 0 ? one.held + 1 : 0),
      (branch) => ({ what: 'nobody met', branch }),
    ),
    worst(
      branches,
      (one) => (one.counted >= monthPolicy.countedMin && hasFallen(one) ? -changeOf(one)! : 0),
      (branch) => ({
        what: 'rhythm fell',
        branch,
        from: percent(branch.inRhythmBefore, branch.countedBefore)!,
        to: percent(branch.inRhythm, branch.counted)!,
      }),
    ),
    worst(
      branches,
      (one) =>
        one.counted >= monthPolicy.countedMin && !hasFallen(one)
          ? Math.max(0, monthPolicy.lowBelow - percent(one.inRhythm, one.counted)!)
          : 0,
      (branch) => ({ what: 'rhythm low', branch, percent: percent(branch.inRhythm, branch.counted)! }),
    ),
    worst(
      branches,
      (one) => one.over,
      (branch) => ({
        what: 'too much held',
        branch,
        over: branch.over,
        held: branch.held,
        room: branch.room,
      }),
    ),
    worst(
      branches,
      (one) =>
        one.promisesDue >= monthPolicy.promisesMin && one.promisesKept / one.promisesDue < monthPolicy.keptMin
          ? one.promisesDue - one.promisesKept
          : 0,
      (branch) => ({
        what: 'promises',
        branch,
        kept: branch.promisesKept,
        due: branch.promisesDue,
      }),
    ),
  ];
  const chosen: ToDo[] = [];
  while (chosen.length < monthPolicy.things && kinds.some((kind) => kind.length > 0))
    for (const kind of kinds) {
      if (chosen.length === monthPolicy.things || kind.length === 0) continue;
      // Prefer a branch that is not listed yet: three faults of one branch are one conversation.
      const other = kind.findIndex(({ branch }) => !chosen.some((one) => one.branch.id === branch.id));
      chosen.push(...kind.splice(Math.max(0, other), 1));
    }
  return chosen;
}

const hasFallen = (one: MonthFigures): boolean => -(changeOf(one) ?? 0) >= monthPolicy.fallMin;

function worst(
  branches: readonly BranchMonth[],
  weight: (branch: BranchMonth) => number,
  make: (branch: BranchMonth) => ToDo,
): ToDo[] {
  return branches
    .map((branch) => ({ branch, weight: weight(branch) }))
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.branch.id - b.branch.id)
    .slice(0, monthPolicy.things)
    .map((one) => make(one.branch));
}
