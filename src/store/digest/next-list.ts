import { workingDayAfter } from '../../domain/days/calendar.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import { composeDigest } from '../../domain/digest/digest.ts';
import type { ShownLine } from '../../domain/digest/shown-line.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';
import { loadDigestInput } from './digest.ts';
import { loadShownLines } from './digest-lines.ts';

/** The next morning list that has someone on it, as it looks now. */
export interface NextList {
  on: Day;
  /** At least one. */
  lines: ShownLine[];
  /** Partners who do not fit. */
  more: number;
}

/** Two weeks of mornings are looked at: no first due of a few names is later. */
const morningsMax = 10;

/** Finds the next list that will be sent to a member. Null if no one is on any in the next two weeks. */
export async function loadNextList(sql: Sql, member: Member, now: Date): Promise<NextList | null> {
  const [schedule] = await sql.query<{ nextAt: Date }>(
    `select next_at as "nextAt" from schedule where post = 'digest' and member_id = $1`,
    [member.id],
  );
  if (!schedule) return null;
  const today = dayIn(member.timeZone, now);
  let on = dayIn(member.timeZone, schedule.nextAt);
  for (let looked = 0; looked < morningsMax; looked++) {
    const input = await loadDigestInput(sql, member, on);
    const composed = composeDigest(input, on);
    const lines =
      composed?.kind === 'lines' ? await loadShownLines(sql, member, composed.lines, on, today) : [];
    if (composed?.kind === 'lines' && lines.length > 0) return { on, lines, more: composed.more };
    on = workingDayAfter(on, input.calendar);
  }
  return null;
}
