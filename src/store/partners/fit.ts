import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { FitAnswer } from '../../domain/partners/card.ts';
import { type Database, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';

/** Notes how well a partner suits us: which of the four questions were answered yes. Null: they are not there any more. */
export async function setFit(
  db: Database,
  by: Member,
  partnerId: number,
  answers: readonly FitAnswer[],
  { today, now }: { today: Day; now: Date },
): Promise<{ traceId: number } | null> {
  return transaction(db, async (tx) => {
    const [before] = await tx.query<{ fit: FitAnswer[]; fitOn: Day | null }>(
      `select fit, fit_on as "fitOn" from partner where id = $1 and merged_into is null for no key update`,
      [partnerId],
    );
    if (!before) return null;
    await tx.query('update partner set fit = $2, fit_on = $3 where id = $1', [partnerId, answers, today]);
    const traceId = await writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action: 'fit',
      madeBy: by.id,
      now,
      before,
      after: { fit: answers },
    });
    return { traceId };
  });
}
