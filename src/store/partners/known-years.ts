import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { type Database, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';

/**
 * Records that a relationship's owner and its partner go back years. Returns the trace's id; null if that is on record
 * already, or the relationship ended.
 */
export async function noteKnownYears(
  db: Database,
  by: Member,
  relationshipId: number,
  { today, now }: { today: Day; now: Date },
): Promise<number | null> {
  return transaction(db, async (tx) => {
    const [was] = await tx.query<{ knownYearsOn: Day | null }>(
      `select r.known_years_on as "knownYearsOn" from relationship r join member m on m.id = r.owner_id
        where r.id = $1 and r.archived_on is null for no key update of m, r`,
      [relationshipId],
    );
    // On another day it may be about another owner, so the new day counts.
    if (!was || was.knownYearsOn === today) return null;
    await tx.query('update relationship set known_years_on = $2 where id = $1', [relationshipId, today]);
    return writeTrace(tx, {
      subject: 'relationship',
      subjectId: relationshipId,
      action: 'known for years',
      madeBy: by.id,
      now,
      before: was,
      after: { on: today },
    });
  });
}
