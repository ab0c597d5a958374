import { type Day, weekdayOf } from '../domain/day.ts';
import { countKeptWeeks } from '../domain/rhythm.ts';
import type { Sql } from './database.ts';
import { loadKeptWeeks } from './weeks.ts';

const friday = 5;

/** A member's weeks in rhythm, which the digest of a Friday ends with; null on other days. */
export const loadFridayWeeks = async (
  sql: Sql,
  memberId: number,
  day: Day,
): Promise<{ kept: number; of: number } | null> =>
  weekdayOf(day) === friday ? countKeptWeeks(await loadKeptWeeks(sql, memberId)) : null;
