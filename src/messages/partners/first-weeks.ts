import type { FirstWeeks } from '../../domain/clocks/first-weeks.ts';
import { count, spelled } from '../../domain/format.ts';

/** Said before and after partners are added: no one has to meet them all at once. */
export function firstWeeksLine({ weeks, perWeek, owners }: FirstWeeks): string {
  if (owners > 1)
    return `First meetings are spread over up to ${count(weeks, 'week')}, as many a week as each owner has time for.`;
  return `First meetings are spread over ${count(weeks, 'week')}, at most ${spelled(perWeek).toLowerCase()} a week.`;
}
