import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Redactable, RedactionReason } from '../../domain/privacy/redaction.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { findFeedback } from '../feedback/feedback.ts';
import { writeTrace } from '../trace.ts';
import { isAnyOnLegalHold } from './legal-hold-tables.ts';
import { blankCopies, findCopies, legalHoldScope, lockDestruction } from './redaction-copies.ts';

/**
 * `held`: a legal hold is on the partner, on an author of the text or a copy, on someone else in the same capture, or on one
 * of their branches. `gone`: the partner has no such text. `words`: the destroyed words, first written at `since`, about the
 * partners in `names`.
 */
export type Redacted =
  | { how: 'done'; words: string[]; names: string[]; since: Date }
  | { how: 'held' | 'gone' };

/** Destroys a text forever. The event stays. Traces who did it, when and why. Idempotent. */
export async function redact(
  db: Database,
  member: Member,
  partnerId: number,
  { kind, id, reason }: { kind: Redactable; id: number; reason: RedactionReason },
  now: Date,
): Promise<Redacted> {
  if (!Number.isSafeInteger(id) || id <= 0 || id >= 2 ** 31) return { how: 'gone' };
  return transaction<Redacted>(db, async (tx) => {
    await lockDestruction(tx);
    // Members may never destroy feedback about themselves, even if they were asked to answer it.
    const heard =
      kind === 'feedback' ? await findFeedback(tx, id, member, dayIn(member.timeZone, now)) : null;
    if (kind === 'feedback' && (!heard || heard.readerRoles.includes('about'))) return { how: 'gone' };
    const copies = await findCopies(tx, partnerId, kind, id);
    if (!copies) return { how: 'gone' };
    if (await isAnyOnLegalHold(tx, legalHoldScope(copies))) return { how: 'held' };
    await blankCopies(tx, copies);
    if (await isNew(tx, partnerId, kind, id))
      await writeTrace(tx, {
        subject: 'partner',
        subjectId: partnerId,
        action: 'redacted',
        madeBy: member.id,
        now,
        after: { text: kind, id, reason },
      });
    return { how: 'done', words: copies.words, names: copies.partners, since: copies.since };
  });
}

async function isNew(tx: Sql, partnerId: number, kind: Redactable, id: number): Promise<boolean> {
  const known = await tx.query(
    `select 1 from trace where subject = 'partner' and subject_id = $1 and action = 'redacted'
        and after->>'text' = $2 and (after->>'id')::int = $3`,
    [partnerId, kind, id],
  );
  return known.length === 0;
}

/** Finds the direct messages that may contain words about a partner: those of branch members, leads, and everyone who knew them. */
export const findListeners = (sql: Sql, partnerId: number): Promise<{ channel: string; name: string }[]> =>
  sql.query(
    `select m.dm_channel_id as channel, m.name from member m join partner p on p.id = $1
      where m.dm_channel_id is not null
        and (m.branch_id = p.branch_id or 'lead' = any(m.roles)
             or exists (select from branch b where b.id = p.branch_id and b.manager_id = m.id)
             or exists (select from relationship r where r.partner_id = p.id and r.owner_id = m.id)
             or exists (select from feedback f where f.partner_id = p.id and m.id in (f.member_id, f.answerer_id, f.about_id))
             or exists (select from touchpoint_partner tp join touchpoint_member tm on tm.touchpoint_id = tp.touchpoint_id
                         where tp.partner_id = p.id and tm.member_id = m.id))
      order by m.id`,
    [partnerId],
  );
