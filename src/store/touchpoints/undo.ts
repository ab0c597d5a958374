import { z } from 'zod';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import type { EditableField } from '../../domain/partners/partner-fields.ts';
import { undoMinutes } from '../../domain/policy.ts';
import type { Tier } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { lockOwners } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { unmerge, unmergeNotes } from '../partners/merge.ts';
import { writeFields } from '../partners/partner-edit.ts';
import { lockBook } from '../partners/partners.ts';
import { withdrawSpend } from '../record/spend-record.ts';
import { type ByOrder, type ChangedText, dayInTrace, writeTrace } from '../trace.ts';
import { withdrawSmall } from './small-captures.ts';

/** `too late`: an hour has passed. `changed since`: an undo would wipe out a later change. */
export type Undone =
  | { how: 'undone' }
  | { how: 'too late'; action: string }
  | { how: 'changed since' }
  | { how: 'gone' };

interface TraceRow {
  id: number;
  subject: 'partner' | 'relationship';
  subjectId: number;
  action: string;
  madeAt: Date;
  madeBy: number;
  undone: boolean;
  before: unknown;
  after: unknown;
  texts: ChangedText[];
  branchId: number;
}

/**
 * Undoes a member's change to a partner or relationship, within an hour, and only if nothing else has changed it since.
 * Idempotent. Captures have their own undo (`undoCapture`).
 */
export async function undoChange(
  db: Database,
  member: Member,
  traceId: number,
  { today, now, by = {} }: { today: Day; now: Date; by?: ByOrder },
): Promise<Undone> {
  return transaction(db, async (tx) => {
    const found = await findTrace(tx, member, traceId);
    if (!found) return { how: 'gone' };
    await lockBook(tx, found.branchId, 'with others');
    const rows = rowsOf(found);
    const owners = [
      ...new Set([...rows.flatMap((row) => row.ownerId ?? []), ...(await ownersNow(tx, rows))]),
    ];
    await lockOwners(tx, owners, today);
    // Read again under the locks, so that the second of two clicks finds it done.
    const trace = await findTrace(tx, member, traceId);
    if (!trace) return { how: 'gone' };
    if (trace.undone) return { how: 'undone' };
    if (now.getTime() - trace.madeAt.getTime() > undoMinutes * 60_000)
      return { how: 'too late', action: trace.action };
    if (await isChangedSince(tx, trace)) return { how: 'changed since' };
    await tx.query('select id from relationship where id = any($1::int[]) order by id for no key update', [
      rows.map((row) => row.id),
    ]);
    const done = await takeBack(tx, trace, rows, today, now);
    if (!done) return { how: 'changed since' };
    await tx.query('update trace set undone_at = $2 where id = $1 or (after->>$3)::int = $1', [
      trace.id,
      now,
      'with',
    ]);
    await writeTrace(tx, {
      subject: trace.subject,
      subjectId: trace.subjectId,
      action: `${trace.action} undone`,
      madeBy: member.id,
      now,
      before: { traceId: trace.id },
      after: by,
    });
    return { how: 'undone' };
  });
}

async function findTrace(tx: Sql, member: Member, traceId: number): Promise<TraceRow | null> {
  if (!Number.isSafeInteger(traceId) || traceId <= 0 || traceId >= 2 ** 31) return null;
  const [row] = await tx.query<TraceRow>(
    `select t.id, t.subject, t.subject_id as "subjectId", t.action, t.made_at as "madeAt", t.made_by as "madeBy",
            t.undone_at is not null as undone, t.before, t.after, p.branch_id as "branchId",
            (select coalesce(json_agg(json_build_object('field', x.field, 'before', x.before, 'after', x.after)), '[]')
               from trace_text x where x.trace_id = t.id) as texts
       from trace t
       left join relationship r on t.subject = 'relationship' and r.id = t.subject_id
       join partner p on p.id = case when t.subject = 'partner' then t.subject_id else r.partner_id end
      where t.id = $1 and t.made_by = $2 and t.subject in ('partner', 'relationship')`,
    [traceId, member.id],
  );
  return row ?? null;
}

const rowBefore = z.object({
  id: z.number(),
  ownerId: z.number().nullable(),
  archivedOn: dayInTrace.nullable(),
});
type RowBefore = z.infer<typeof rowBefore>;

// What traces say before and after, by action.
const withRows = z.object({ rows: z.array(rowBefore).optional() }).nullable();
const withFacts = z.object({ facts: z.array(z.number()).optional() }).nullable();
const withCapture = z.object({ captureId: z.number().nullish() }).nullable();
const fitBefore = z.object({ fit: z.array(z.string()), fitOn: dayInTrace.nullable() });
const answeredAfter = z.object({ askId: z.number() });
const knownYearsBefore = z.object({ knownYearsOn: dayInTrace.nullable() });
const hardClosingBefore = z.object({ hardClosingOn: dayInTrace.nullish() }).nullable();

const rowsOf = ({ before }: TraceRow): RowBefore[] => withRows.parse(before)?.rows ?? [];
const captureOf = ({ after }: TraceRow): number | null => withCapture.parse(after)?.captureId ?? null;

async function ownersNow(tx: Sql, rows: RowBefore[]): Promise<number[]> {
  const found = await tx.query<{ id: number }>(
    'select distinct owner_id as id from relationship where id = any($1::int[]) and owner_id is not null',
    [rows.map((row) => row.id)],
  );
  return found.map((row) => row.id);
}

/**
 * Changes that stand beside one another: neither is built on the other, and an edit is put back only if its fields are still what
 * it made them.
 */
const besideOthers = ['edited', 'helped', 'asked', 'spoke up', 'promised'];

/**
 * Whether the same subject, or a relationship it touched, has later changes. Contacts do not count: they stay. Nothing rests
 * on how long two people have known each other, nor that on anything else.
 */
async function isChangedSince(tx: Sql, trace: TraceRow): Promise<boolean> {
  const later = await tx.query(
    `select id from trace
      where id > $1 and undone_at is null and action not like '% undone'
        and ((subject = $2 and subject_id = $3) or (subject = 'relationship' and subject_id = any($4::int[])))
        and (after->>'with')::int is distinct from $1 and action <> all($5::text[])
        and (action = 'known for years') = ($6 = 'known for years') limit 1`,
    [
      trace.id,
      trace.subject,
      trace.subjectId,
      rowsOf(trace).map((row) => row.id),
      besideOthers.includes(trace.action) ? besideOthers : [],
      trace.action,
    ],
  );
  if (later.length > 0) return true;
  // A promise that was kept, moved or dropped since is no longer just a mistake in the form.
  const promise = await tx.query(
    `select from promise where capture_id = $1 and (state <> 'open' or times_moved > 0) limit 1`,
    [captureOf(trace)],
  );
  return promise.length > 0;
}

async function takeBack(
  tx: Sql,
  trace: TraceRow,
  rows: RowBefore[],
  today: Day,
  now: Date,
): Promise<boolean> {
  const { action, before, after } = trace;
  if (action === 'known for years') {
    const was = knownYearsBefore.parse(before).knownYearsOn;
    await tx.query('update relationship set known_years_on = $2 where id = $1', [trace.subjectId, was]);
    return true;
  }
  if (trace.subject === 'relationship') {
    await restoreRelationships(tx, rows, withFacts.parse(after)?.facts ?? [], now);
    return true;
  }
  if (action === 'edited') return restoreFields(tx, trace, today);
  if (action === 'fit') {
    const was = fitBefore.parse(before);
    await tx.query('update partner set fit = $2, fit_on = $3 where id = $1', [
      trace.subjectId,
      was.fit,
      was.fitOn,
    ]);
    return true;
  }
  if (action === 'merged') {
    const notes = unmergeNotes.parse(Object.assign({}, before, after));
    await unmerge(tx, trace.subjectId, notes, now);
    return true;
  }
  if (action === 'added') return takeBackPartner(tx, trace.subjectId, today, now);
  if (action === 'hard closing') {
    const was = hardClosingBefore.parse(before)?.hardClosingOn ?? null;
    await tx.query('update partner set hard_closing_on = $2 where id = $1', [trace.subjectId, was]);
    return true;
  }
  if (action === 'ask answered') {
    const { askId } = answeredAfter.parse(after);
    await tx.query(`update ask set answer = 'open', answered_on = null where id = $1`, [askId]);
    return true;
  }
  const captureId = captureOf(trace);
  if (captureId !== null) {
    await withdrawSmall(tx, captureId, now);
    await withdrawSpend(tx, captureId, trace.madeBy);
    return true;
  }
  return false;
}

async function restoreRelationships(tx: Sql, rows: RowBefore[], facts: number[], now: Date): Promise<void> {
  await tx.query('update relationship_fact set withdrawn_at = $2 where id = any($1::int[])', [facts, now]);
  const tiers = await tx.query<{ id: number; tier: Tier }>(
    `update relationship r
        set owner_id = o.owner_id, archived_on = o.archived_on,
            tier = coalesce((select f.tier from relationship_fact f
                              where f.relationship_id = r.id and f.kind in ('entered', 'tier') and f.withdrawn_at is null
                              order by f.on_day desc, f.id desc limit 1), 'resting'),
            touch_due = null, touch_grace = null, face_due = null, face_grace = null
       from unnest($1::int[], $2::int[], $3::date[]) as o(id, owner_id, archived_on)
      where r.id = o.id returning r.id, r.tier`,
    [rows.map((row) => row.id), rows.map((row) => row.ownerId), rows.map((row) => row.archivedOn)],
  );
  await recomputeClocks(
    tx,
    tiers.map((row) => row.id),
  );
}

/** Restores the previous fields. Returns false if one of them has changed since. */
async function restoreFields(tx: Sql, trace: TraceRow, today: Day): Promise<boolean> {
  const [current] = await tx.query<PartnerFields>(
    `select name, company, kind, phone, email, growing, birthday, anniversary from partner
      where id = $1 and merged_into is null for no key update`,
    [trace.subjectId],
  );
  if (!current) return false;
  const fields = { ...current } as Record<EditableField, string | null>;
  for (const { field, before, after } of trace.texts) {
    if (fields[field as EditableField] !== after) return false;
    fields[field as EditableField] = before;
  }
  await writeFields(tx, trace.subjectId, fields as unknown as PartnerFields, today);
  return true;
}

/** Archives an added partner's relationships. Adding them again finds the same partner. Returns false if there were contacts. */
async function takeBackPartner(tx: Sql, partnerId: number, today: Day, now: Date): Promise<boolean> {
  const contacts = await tx.query(
    `select from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
      where tp.partner_id = $1 limit 1`,
    [partnerId],
  );
  if (contacts.length > 0) return false;
  const rows = await tx.query<{ id: number }>(
    `update relationship set archived_on = $2 where partner_id = $1 and archived_on is null returning id`,
    [partnerId, today],
  );
  await tx.query(
    'update relationship_fact set withdrawn_at = $2 where relationship_id = any($1::int[]) and withdrawn_at is null',
    [rows.map((row) => row.id), now],
  );
  return true;
}
