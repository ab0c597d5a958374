import type { Clock, Clocks } from '../clocks/clocks.ts';
import { isWorkingDay, officeWeekdays } from '../days/calendar.ts';
import { addDays, compareDays, type Day } from '../days/day.ts';
import type { HolidayRule } from '../days/holidays.ts';
import { inPersonKinds, tiers } from '../words.ts';

/** A relationship in the branch, folded twice: as of the start of the week, and as of now. */
export interface WeekRelationship {
  relationshipId: number;
  partnerId: number;
  partnerName: string;
  ownerId: number;
  ownerName: string;
  /** Who covers for the owner today, with this partner: one of the inner circle. Null while the owner is here. */
  coverName: string | null;
  /** From the facts through the Sunday before. Null if the relationship did not exist, or had another owner. */
  before: Clocks | null;
  now: Clocks;
}

/** A partner to reach by the end of the week. */
export interface WeekItem {
  partnerId: number;
  partnerName: string;
  ownerId: number;
  ownerName: string;
  coverName: string | null;
  inPerson: boolean;
  /** The earliest of their due days and of what is planned in the week. */
  since: Day;
}

export interface WeekPlan {
  /** Partners still to reach, most urgent first. */
  left: WeekItem[];
  /** Partners on the plan at the start of the week who have been reached since. */
  reached: number;
}

/**
 * The partners a branch has to reach in the week of `monday`: every clock due by Sunday, and every contact planned for
 * the week. What a deal, a quiet time, or a Later puts beyond Sunday is not part of the week. Nor is who got a first due
 * since Monday: a book that is new this week is counted from the next.
 */
export function makeWeekPlan(relationships: readonly WeekRelationship[], monday: Day): WeekPlan {
  const left = relationships
    .filter(({ now }) => isOfWeek(now, monday))
    .sort(
      (a, b) =>
        compareDays(earliestDue(a.now), earliestDue(b.now)) ||
        tiers.indexOf(a.now.tier) - tiers.indexOf(b.now.tier) ||
        a.relationshipId - b.relationshipId,
    );
  const reached = relationships.filter(
    ({ before, now }) =>
      before !== null &&
      isOfWeek(before, monday) &&
      !isOfWeek(now, monday) &&
      now.lastTouch !== null &&
      now.lastTouch.on >= monday,
  );
  return {
    left: left.map(({ now, partnerId, partnerName, ownerId, ownerName, coverName }) => ({
      partnerId,
      partnerName,
      ownerId,
      ownerName,
      coverName,
      inPerson: wantsMeeting(now, monday),
      since: [earliestDue(now), ...plannedInWeek(now, monday).map(({ plannedOn }) => plannedOn)]
        .filter((day) => day !== null)
        .sort()[0]!,
    })),
    reached: reached.length,
  };
}

function isOfWeek(clocks: Clocks, monday: Day): boolean {
  const sunday = addDays(monday, 6);
  if (plannedInWeek(clocks, monday).length > 0) return true;
  if (isNewSince(clocks, monday)) return false;
  if (clocks.hiddenUntil !== null && clocks.hiddenUntil > sunday) return false;
  return isDueBy(clocks.touch, sunday) || isDueBy(clocks.face, sunday);
}

/** The plan was made on Monday, and a first due of the same week makes no one behind it. */
const isNewSince = ({ firstDueGivenOn }: Clocks, monday: Day): boolean =>
  firstDueGivenOn !== null && firstDueGivenOn >= monday;

const wantsMeeting = (clocks: Clocks, monday: Day): boolean =>
  isDueBy(clocks.face, addDays(monday, 6)) ||
  plannedInWeek(clocks, monday).some(({ kind }) => inPersonKinds.has(kind));

const plannedInWeek = ({ openPlans }: Clocks, monday: Day) =>
  openPlans.filter(({ plannedOn }) => plannedOn >= monday && plannedOn <= addDays(monday, 6));

const isDueBy = (clock: Clock | null, sunday: Day): boolean =>
  clock !== null && clock.due <= sunday && (clock.silencedUntil === null || clock.silencedUntil < sunday);

const earliestDue = ({ touch, face }: Clocks): Day | null =>
  [touch?.due, face?.due].filter((day) => day !== undefined).sort()[0] ?? null;

/** Who reaches some of the week's partners: their owner, or the person who covers for the owner. */
export interface WeekPerson {
  ownerName: string;
  coverName: string | null;
  partnerNames: string[];
}

/** The week's partners by who reaches them, sorted by the owner's name, who comes before their cover. */
export function byOwner(items: readonly WeekItem[]): WeekPerson[] {
  const people = new Map<string, WeekPerson>();
  for (const { ownerId, ownerName, coverName, partnerName } of items) {
    const key = `${ownerId} ${coverName ?? ''}`;
    const person = people.get(key) ?? { ownerName, coverName, partnerNames: [] };
    person.partnerNames.push(partnerName);
    people.set(key, person);
  }
  return [...people.values()].sort(
    (a, b) =>
      a.ownerName.localeCompare(b.ownerName, 'en') ||
      (a.coverName ?? '').localeCompare(b.coverName ?? '', 'en'),
  );
}

/**
 * Whether a branch is behind its plan on the morning of `today`: someone's day is over, and the share done is smaller
 * than the share of working days that are over. A branch with nothing left is never behind, nor is one whose days lie
 * late in the week.
 */
export function isBehind(
  { left, reached }: { left: readonly Pick<WeekItem, 'since'>[]; reached: number },
  today: Day,
  monday: Day,
  isHoliday: HolidayRule,
): boolean {
  if (!left.some(({ since }) => since < today)) return false;
  const workingDays = workingDaysOf(monday, isHoliday);
  const over = workingDays.filter((day) => day < today).length;
  return reached * workingDays.length < over * (left.length + reached);
}

/** The number of working days left in the week, `today` included. */
export const daysLeft = (today: Day, monday: Day, isHoliday: HolidayRule): number =>
  workingDaysOf(monday, isHoliday).filter((day) => day >= today).length;

function workingDaysOf(monday: Day, isHoliday: HolidayRule): Day[] {
  const calendar = { weekdays: officeWeekdays, isHoliday, away: [] };
  return [0, 1, 2, 3, 4, 5, 6]
    .map((days) => addDays(monday, days))
    .filter((day) => isWorkingDay(day, calendar));
}
