import { addDays, type Day, parseIsoDay } from '../days/day.ts';
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
  /** Feedback heard in the month, how much of it has been answered or come due, and how much was answered on time. */
  heard: number;
  judged: number;
  answeredInTime: number;
  /** What is waiting now: for an answer, and for a word to the partner about it. */
  open: number;
  toTell: number;
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
  manager: { memberId: number; slackUserId: string; name: string } | null;
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
  judged: 0,
  answeredInTime: 0,
  open: 0,
  toTell: 0,
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
