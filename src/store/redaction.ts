import type { Member } from '../domain/member.ts';
import type { Redactable, RedactionReason } from '../domain/redaction.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { isHeld } from './holds.ts';
import { writeTrace } from './trace.ts';

/** Traces of the capture of a row keep what its form said; "ask answered" is tied by its own. */
const wordsOfChanges = (traces: string): string =>
  `update trace_text x set before = null, after = null from trace t where t.id = x.trace_id and ${traces}`;
const tracedWith = (captureId: string): string =>
  wordsOfChanges(`t.subject = 'partner' and (t.after->>'captureId')::int = ${captureId}`);

/** The capture that a change tells of, if it tells of one. */
const captureOfChange = `(select (after->>'captureId')::int from trace where id = $1)`;

/**
 * For each kind: who wrote it, where it is of this partner ($1 the id of the text, $2 of the partner); and what destroys every copy of
 * it that the database has.
 */
const statements: Record<Redactable, { by: string; blank: string[] }> = {
  note: {
    by: `select tm.member_id as by from touchpoint_partner tp join touchpoint_member tm on tm.touchpoint_id = tp.touchpoint_id
          where tp.touchpoint_id = $1 and tp.partner_id = $2`,
    blank: [`update touchpoint_note set note = null, along = '{}' where touchpoint_id = $1`],
  },
  attempt: {
    by: 'select member_id as by from attempt where id = $1 and partner_id = $2',
    blank: ['update attempt set note = null where id = $1'],
  },
  plan: {
    by: 'select member_id as by from plan where id = $1 and partner_id = $2',
    blank: ['update plan set note = null, place = null where id = $1'],
  },
  promise: {
    by: 'select member_id as by from promise where id = $1 and partner_id = $2',
    blank: [
      `update promise set text = '' where id = $1`,
      wordsOfChanges(`t.subject = 'promise' and t.subject_id = $1`),
      tracedWith('(select capture_id from promise where id = $1)'),
    ],
  },
  feedback: {
    by: 'select member_id as by from feedback where id = $1 and partner_id = $2',
    blank: [
      `update feedback set text = case when state = 'nothing to mend' then text else '' end, answer = null, untold_reason = null
        where id = $1`,
      wordsOfChanges(`t.subject = 'feedback' and t.subject_id = $1`),
    ],
  },
  record: {
    by: `select recorded_by as by from spend_record
          where id = $1 and partner_ids && array(select id from partner where id = $2 or merged_into = $2)`,
    // Who paid, how much and when stand; the words of all its entries and counter-entries go.
    blank: [
      `update spend_record_text set purpose = null, attendees = null, what = null, blanked_at = clock_timestamp()
        where blanked_at is null and record_id in (
              select id from spend_record where capture_id = (select capture_id from spend_record where id = $1))`,
    ],
  },
  change: {
    by: `select t.made_by as by from trace t left join relationship r on t.subject = 'relationship' and r.id = t.subject_id
          where t.id = $1 and ((t.subject = 'partner' and t.subject_id = $2) or r.partner_id = $2)`,
    blank: [
      // What the change noted elsewhere goes with it: help, an ask, an occasion, a promise, what they grow.
      ...['help', 'ask'].map(
        (table) => `update ${table} set note = null where capture_id = ${captureOfChange}`,
      ),
      `update advocate set occasion = null where capture_id = ${captureOfChange}`,
      `update ask set note = null where id = (select (after->>'askId')::int from trace where id = $1)`,
      wordsOfChanges(
        `t.subject = 'promise' and t.subject_id in (select id from promise where capture_id = ${captureOfChange})`,
      ),
      `update promise set text = '' where capture_id = ${captureOfChange}`,
      `update partner p set growing = null from trace t join trace_text x on x.trace_id = t.id and x.field = 'growing'
        where t.id = $1 and t.subject = 'partner' and p.id = t.subject_id and p.growing in (x.before, x.after)`,
      `update growing_text g set before = case when g.before in (x.before, x.after) then null else g.before end,
              said = case when g.said in (x.before, x.after) then null else g.said end
         from trace t join trace_text x on x.trace_id = t.id and x.field = 'growing'
        where t.id = $1 and t.subject = 'partner' and g.partner_id = t.subject_id`,
      // Last: those above read what it says.
      tracedWith(captureOfChange),
      'update trace_text set before = null, after = null where trace_id = $1',
    ],
  },
};

/** `held`: compliance keeps it for now, by a hold on the partner, on who wrote it, or on a branch of theirs. `gone`: no such text of that partner. */
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
    const { by, blank } = statements[kind];
    const authors = await tx.query<{ by: number | null }>(by, [id, partnerId]);
    if (authors.length === 0) return 'gone';
    if (await isHeld(tx, { partnerId })) return 'held';
    for (const { by: memberId } of authors)
      if (memberId !== null && (await isHeld(tx, { memberId }))) return 'held';
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
