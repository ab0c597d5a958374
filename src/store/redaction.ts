import type { Member } from '../domain/member.ts';
import type { Redactable, RedactionReason } from '../domain/redaction.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { isHeld } from './holds.ts';
import { writeTrace } from './trace.ts';

/** For each kind: whether it is of this partner ($1 the id of the text, $2 of the partner), and what destroys it. */
const statements: Record<Redactable, { of: string; blank: string[] }> = {
  note: {
    of: 'select 1 from touchpoint_partner where touchpoint_id = $1 and partner_id = $2',
    blank: [`update touchpoint_note set note = null, along = '{}' where touchpoint_id = $1`],
  },
  attempt: {
    of: 'select 1 from attempt where id = $1 and partner_id = $2',
    blank: ['update attempt set note = null where id = $1'],
  },
  plan: {
    of: 'select 1 from plan where id = $1 and partner_id = $2',
    blank: ['update plan set note = null, place = null where id = $1'],
  },
  promise: {
    of: 'select 1 from promise where id = $1 and partner_id = $2',
    blank: [
      `update promise set text = '' where id = $1`,
      `update trace_text x set before = null, after = null from trace t
        where t.id = x.trace_id and t.subject = 'promise' and t.subject_id = $1`,
    ],
  },
  feedback: {
    of: 'select 1 from feedback where id = $1 and partner_id = $2',
    blank: [
      `update feedback set text = case when state = 'nothing to mend' then text else '' end, answer = null, untold_reason = null
        where id = $1`,
      `update trace_text x set before = null, after = null from trace t
        where t.id = x.trace_id and t.subject = 'feedback' and t.subject_id = $1`,
    ],
  },
  change: {
    of: `select 1 from trace t left join relationship r on t.subject = 'relationship' and r.id = t.subject_id
          where t.id = $1 and ((t.subject = 'partner' and t.subject_id = $2) or r.partner_id = $2)`,
    blank: [
      // What the change noted elsewhere goes with it: help, an ask, an occasion, a promise.
      ...['help', 'ask'].map(
        (table) =>
          `update ${table} set note = null where capture_id = (select (after->>'captureId')::int from trace where id = $1)`,
      ),
      `update advocate set occasion = null where capture_id = (select (after->>'captureId')::int from trace where id = $1)`,
      'update trace_text set before = null, after = null where trace_id = $1',
    ],
  },
};

/** `held`: compliance keeps it for now. `gone`: no such text of that partner. */
export type Redacted = 'done' | 'held' | 'gone';

/** Destroys a text for good; the event stays, and who did it, when and why is traced. Doing it twice changes nothing. */
export async function redact(
  db: Database,
  member: Member,
  partnerId: number,
  { kind, id, reason }: { kind: Redactable; id: number; reason: RedactionReason },
  now: Date,
): Promise<Redacted> {
  if (!Number.isSafeInteger(id) || id <= 0 || id >= 2 ** 31) return 'gone';
  return transaction(db, async (tx) => {
    const { of, blank } = statements[kind];
    if ((await tx.query(of, [id, partnerId])).length === 0) return 'gone';
    if (await isHeld(tx, { partnerId })) return 'held';
    for (const statement of blank) await tx.query(statement, [id]);
    if (await isNew(tx, partnerId, kind, id))
      await writeTrace(tx, {
        subject: 'partner',
        subjectId: partnerId,
        action: 'redacted',
        madeBy: member.id,
        now,
        after: { text: kind, id, reason },
      });
    return 'done';
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
