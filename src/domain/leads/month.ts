import { addDays, type Day, daysBetween, parseIsoDay } from '../days/day.ts';
import { monthPolicy } from '../policy.ts';
import type { HonestFeedback } from './honest-feedback.ts';

/** A calendar month, "2026-05". */
export type Month = `${number}-${number}`;

export const monthOf = (day: Day): Month => day.slice(0, 7) as Month;
export const firstDay = (month: Month): Day => `${month}-01` as Day;

/** The month so many months later. Negative: earlier. */
export function addMonths(month: Month, months: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}` as Month;
}

export const lastDay = (month: Month): Day => addDays(firstDay(addMonths(month, 1)), -1);

/** Null if the text is not a month. */
export const parseMonth = (text: string): Month | null =>
  /^\d{4}-\d{2}$/.test(text) && parseIsoDay(`${text}-01`) ? (text as Month) : null;

/** What a lead looks at, for one branch or several. Only counts, so that they add up. Never a loan, a cost, or a name. */
export interface MonthFigures extends HonestFeedback {
  /** Active members. */
  people: number;
  /** Relationship-weeks in the weeks that ended in the month, and in those of the month before. */
  inRhythm: number;
  counted: number;
  inRhythmBefore: number;
  countedBefore: number;
  /** Meetings in person in those weeks. */
  meetings: number;
  /** Promises due in the month, and how many of them were kept. */
  promisesDue: number;
  promisesKept: number;
  /** Feedback heard in the month, how much of it was answered by its day, and what is waiting now. */
  heard: number;
  answeredInTime: number;
  open: number;
  late: number;
  /** The day since which the oldest late feedback has been waiting. */
  oldestLate: Day | null;
  /** Inner circle and core relationships held now, the room people's weeks have for them, and the people over that. */
  held: number;
  room: number;
  over: number;
  /** Partners who spoke up for us in the month. */
  advocates: number;
}

export interface BranchMonth extends MonthFigures {
  id: number;
  name: string;
  areaId: number | null;
  areaName: string | null;
  areaLeadId: number | null;
  managerName: string | null;
}

export interface AreaMonth extends MonthFigures {
  /** Null for the branches without an area. */
  id: number | null;
  name: string | null;
  leadId: number | null;
  branches: number;
}

const none: MonthFigures = {
  people: 0,
  inRhythm: 0,
  counted: 0,
  inRhythmBefore: 0,
  countedBefore: 0,
  meetings: 0,
  promisesDue: 0,
  promisesKept: 0,
  heard: 0,
  answeredInTime: 0,
  open: 0,
  late: 0,
  oldestLate: null,
  held: 0,
  room: 0,
  over: 0,
  advocates: 0,
  close: 0,
  asked: 0,
  told: 0,
  toldInTime: 0,
  toldBack: 0,
};

/** The figures of several branches together. Sums counts, not percentages, so that a branch of three weighs as three. */
export function sumFigures(all: readonly MonthFigures[]): MonthFigures {
  const sum = { ...none };
  for (const one of all) {
    for (const key of Object.keys(none) as (keyof MonthFigures)[])
      if (key !== 'oldestLate') sum[key] += one[key];
    if (one.oldestLate && (sum.oldestLate === null || one.oldestLate < sum.oldestLate))
      sum.oldestLate = one.oldestLate;
  }
  return sum;
}

/** Groups branches by area: the lead's own areas first, then by name. Branches without an area come last. */
export function byArea(branches: readonly BranchMonth[], leadId: number): AreaMonth[] {
  const groups = new Map<number | null, BranchMonth[]>();
  for (const branch of branches) groups.set(branch.areaId, [...(groups.get(branch.areaId) ?? []), branch]);
  return [...groups.values()]
    .map((group) => ({
      ...sumFigures(group),
      id: group[0]!.areaId,
      name: group[0]!.areaName,
      leadId: group[0]!.areaLeadId,
      branches: group.length,
    }))
    .sort(
      (a, b) =>
        Number(b.leadId === leadId) - Number(a.leadId === leadId) ||
        Number(a.id === null) - Number(b.id === null) ||
        (a.name ?? '').localeCompare(b.name ?? '', 'en'),
    );
}

/** Rounded percent; null if `whole` is 0. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((100 * part) / whole);

/** Points against the month before; null if nothing counted in either month. */
export function changeOf(one: MonthFigures): number | null {
  const [now, before] = [percent(one.inRhythm, one.counted), percent(one.inRhythmBefore, one.countedBefore)];
  return now === null || before === null ? null : now - before;
}

/** Something to act on at one branch. */
export type ToDo = { branch: BranchMonth } & (
  | { what: 'feedback late'; late: number; since: Day }
  | { what: 'nobody met' }
  | { what: 'rhythm fell'; from: number; to: number }
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
      (one) =>
        one.counted >= monthPolicy.countedMin
          ? Math.max(0, -(changeOf(one) ?? 0) - monthPolicy.fallMin + 1)
          : 0,
      (branch) => ({
        what: 'rhythm fell',
        branch,
        from: percent(branch.inRhythmBefore, branch.countedBefore)!,
        to: percent(branch.inRhythm, branch.counted)!,
      }),
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

/** The columns of the monthly file. */
export const monthColumns = [
  'area',
  'branch',
  'people',
  'in_rhythm_percent',
  'change_points',
  'meetings',
  'promises_due',
  'promises_kept',
  'feedback_heard',
  'feedback_answered_in_time',
  'feedback_open',
  'feedback_late',
  'close_partners_held',
  'close_partners_capacity',
  'people_over_capacity',
  'new_public_reviews',
] as const;

export const monthCells = (one: BranchMonth): (string | number | null)[] => [
  one.areaName,
  one.name,
  one.people,
  percent(one.inRhythm, one.counted),
  changeOf(one),
  one.meetings,
  one.promisesDue,
  one.promisesKept,
  one.heard,
  one.answeredInTime,
  one.open,
  one.late,
  one.held,
  one.room,
  one.over,
  one.advocates,
];
