import { Temporal } from 'temporal-polyfill';
import { draftDays, type RetentionKind, retentionMonths } from '../../domain/policy.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { legalHoldTables, notOnLegalHold } from './legal-hold-tables.ts';
import { lockDestruction } from './redaction-copies.ts';

interface Rule {
  /** Selects rows older than $1, with each row's day as "on". */
  old: string;
  /** Blanks or deletes them, with the same $1. Both texts continue a statement that begins with `legalHoldTables`. */
  act: string;
}

const changeWords = 'num_nonnulls(x.before, x.after) > 0';

/** The rule for copies in changes, which are kept no longer than the rows they are about. `of`: SQL for the changes' ids. */
function copiesInChanges(of: string): Rule {
  const where = `c.id in (${of}) and ${changeWords} and ${notOnLegalHold('change', 'c.id')}`;
  return {
    old: `select c.made_at::date as "on" from trace c join trace_text x on x.trace_id = c.id where ${where}`,
    act: `update trace_text x set before = null, after = null from trace c where c.id = x.trace_id and ${where}`,
  };
}

/** $1 as a day. A `Date` that is passed for a day would become one in the time zone of this process. */
const since = '$1::timestamptz::date';

/** Closed or withdrawn. */
const promiseIsOver = `(q.state <> 'open' or q.withdrawn_at is not null) and q.made_on < ${since}`;
const feedbackIsOver = `(f.state = 'loop closed' or f.withdrawn_at is not null) and f.heard_on < ${since}`;
const goodwill = [
  ['help', 'helped_on', 'note'],
  ['ask', 'asked_on', 'note'],
  ['advocate', 'spoke_on', 'occasion'],
] as const;

/** What happens to each kind of data after its time: mostly, text is blanked, and the event and its codes stay. */
const rules: Record<RetentionKind, Rule[]> = {
  notes: [
    {
      old: `select t.occurred_on as "on" from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id
             where t.occurred_on < ${since} and (n.note is not null or n.along <> '{}') and ${notOnLegalHold('capture', 't.capture_id')}`,
      act: `update touchpoint_note n set note = null, along = '{}' from touchpoint t
             where t.id = n.touchpoint_id and t.occurred_on < ${since} and (n.note is not null or n.along <> '{}') and ${notOnLegalHold('capture', 't.capture_id')}`,
    },
    ...(['attempt', 'plan'] as const).map((table): Rule => {
      const day = table === 'attempt' ? 'tried_on' : 'planned_on';
      const [words, blank] =
        table === 'plan'
          ? ['num_nonnulls(a.note, a.place) > 0', 'note = null, place = null']
          : ['a.note is not null', 'note = null'];
      const where = `a.${day} < ${since} and ${words} and ${notOnLegalHold('capture', 'a.capture_id')}`;
      return {
        old: `select a.${day} as "on" from ${table} a where ${where}`,
        act: `update ${table} a set ${blank} where ${where}`,
      };
    }),
    // Earlier growth goals. The current one is on the partner's card.
    {
      old: `select k.made_at::date as "on" from growing_text g join capture k on k.id = g.capture_id
             where k.made_at < $1 and ${notOnLegalHold('capture', 'g.capture_id')}`,
      act: `delete from growing_text g using capture k
             where k.id = g.capture_id and k.made_at < $1 and ${notOnLegalHold('capture', 'g.capture_id')}`,
    },
  ],
  promises: [
    {
      old: `select q.made_on as "on" from promise q where ${promiseIsOver} and q.text <> '' and ${notOnLegalHold('capture', 'q.capture_id')}`,
      act: `update promise q set text = '' where ${promiseIsOver} and q.text <> '' and ${notOnLegalHold('capture', 'q.capture_id')}`,
    },
    copiesInChanges(`
      select t.id from promise q join trace t on t.subject = 'promise' and t.subject_id = q.id where ${promiseIsOver}
      union all select t.id from promise q join trace t on t.subject = 'partner' and t.action = 'promised'
         and (t.after->>'captureId')::int = q.capture_id where ${promiseIsOver}`),
  ],
  feedback: [
    {
      old: `select f.heard_on as "on" from feedback f
             where ${feedbackIsOver} and num_nonnulls(nullif(f.text, ''), f.answer, f.untold_reason) > 0 and ${notOnLegalHold('capture', 'f.capture_id')}`,
      act: `update feedback f set text = '', answer = null, untold_reason = null
             where ${feedbackIsOver} and num_nonnulls(nullif(f.text, ''), f.answer, f.untold_reason) > 0 and ${notOnLegalHold('capture', 'f.capture_id')}`,
    },
    copiesInChanges(
      `select t.id from feedback f join trace t on t.subject = 'feedback' and t.subject_id = f.id where ${feedbackIsOver}`,
    ),
  ],
  goodwill: [
    ...goodwill.map(([table, day, text]): Rule => {
      const where = `a.${day} < ${since} and a.${text} is not null and ${notOnLegalHold('capture', 'a.capture_id')}`;
      return {
        old: `select a.${day} as "on" from ${table} a where ${where}`,
        act: `update ${table} a set ${text} = null where ${where}`,
      };
    }),
    copiesInChanges(`
      ${goodwill
        .map(
          ([
            table,
            day,
          ]) => `select t.id from ${table} a join trace t on t.subject = 'partner' and t.action in ('helped', 'asked', 'spoke up')
         and (t.after->>'captureId')::int = a.capture_id where a.${day} < ${since}
      union all `,
        )
        .join('')}
      select t.id from ask a join trace t on t.subject = 'partner' and t.action = 'ask answered' and (t.after->>'askId')::int = a.id
       where a.asked_on < ${since}`),
  ],
  changes: [
    {
      old: `select c.made_at::date as "on" from trace c join trace_text x on x.trace_id = c.id
             where c.made_at < $1 and ${changeWords} and ${notOnLegalHold('change', 'c.id')}`,
      act: `update trace_text x set before = null, after = null from trace c
             where c.id = x.trace_id and c.made_at < $1 and ${changeWords} and ${notOnLegalHold('change', 'c.id')}`,
    },
  ],
  nudges: [
    {
      // A welcome stays: without it, the person would be asked once more.
      old: `select n.due_at::date as "on" from nudge n where n.due_at < $1 and n.state in ('sent', 'closed') and n.post <> 'welcome' and ${notOnLegalHold('nudge', 'n.id')}`,
      act: `, gone as (delete from nudge n where n.due_at < $1 and n.state in ('sent', 'closed') and n.post <> 'welcome' and ${notOnLegalHold('nudge', 'n.id')} returning id)
            delete from showing s using gone where s.nudge_id = gone.id`,
    },
  ],
};

export interface RetentionLine {
  kind: RetentionKind;
  /** Null: forever. */
  months: number | null;
  /** The number of rows past their time, and the oldest one's day. */
  rows: number;
  oldest: string | null;
}

/** Loads the current periods, and how many rows are past them. */
export async function loadRetention(db: Database, now: Date): Promise<RetentionLine[]> {
  const own = await db.prisma.retention.findMany({ select: { kind: true, months: true } });
  const lines: RetentionLine[] = [];
  for (const kind of Object.keys(rules) as RetentionKind[]) {
    const chosen = own.find((row) => row.kind === kind);
    const months = chosen ? chosen.months : retentionMonths[kind];
    let rows = 0;
    let oldest: string | null = null;
    if (months !== null)
      for (const { old } of rules[kind]) {
        const [found] = await db.query<{ rows: number; oldest: string | null }>(
          `with ${legalHoldTables} select count(*)::int as rows, min("on")::text as oldest from (${old}) o`,
          [before(now, months)],
        );
        rows += found!.rows;
        if (found!.oldest && (oldest === null || found!.oldest < oldest)) oldest = found!.oldest;
      }
    lines.push({ kind, months, rows, oldest });
  }
  return lines;
}

/** Counts drafts past their time. `old`: deleted every minute while Rapport runs. `held`: kept by a legal hold. */
export async function countOldDrafts(sql: Sql, now: Date): Promise<{ old: number; held: number }> {
  const [row] = await sql.query<{ old: number; held: number }>(
    `with ${legalHoldTables} select count(*) filter (where ${notOnLegalHold('draft', 'd.id')})::int as old,
            count(*) filter (where not ${notOnLegalHold('draft', 'd.id')})::int as held
       from draft d where d.made_at < $1::timestamptz - make_interval(days => $2)`,
    [now, draftDays],
  );
  return row!;
}

/** Sets the period for a kind of data. Null: forever. */
export async function setRetention(
  db: Database,
  kind: RetentionKind,
  months: number | null,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.query(
      'insert into retention (kind, months) values ($1, $2) on conflict (kind) do update set months = excluded.months',
      [kind, months],
    );
    const after = { kind, months };
    await writeTrace(tx, {
      subject: 'workspace',
      subjectId: 1,
      action: 'retention',
      madeBy: null,
      now,
      after,
    });
  });
}

/** Blanks or deletes data past its period, kind by kind. Returns the counts from before. */
export async function applyRetention(db: Database, now: Date): Promise<RetentionLine[]> {
  const lines = await loadRetention(db, now);
  for (const { kind, months, rows } of lines) {
    if (months === null || rows === 0) continue;
    await transaction(db, async (tx) => {
      await lockDestruction(tx);
      for (const { act } of rules[kind])
        await tx.query(`with ${legalHoldTables} ${act}`, [before(now, months)]);
      const after = { kind, months, rows };
      await writeTrace(tx, {
        subject: 'workspace',
        subjectId: 1,
        action: 'let go',
        madeBy: null,
        now,
        after,
      });
    });
  }
  return lines;
}

/** The same day and time this many months ago, or that month's last day: a month before March 31 is the end of February. */
const before = (now: Date, months: number): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('UTC').subtract({ months })
      .epochMilliseconds,
  );
