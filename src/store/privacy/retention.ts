import { Temporal } from 'temporal-polyfill';
import { draftDays, type RetentionKind, retentionMonths } from '../../domain/policy.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { legalHoldTables, notOnLegalHold } from './legal-hold-tables.ts';

interface Rule {
  /** Rows older than $1, with the day of each as "on". */
  old: string;
  /** What is done with them, given the same $1. Both are the rest of a statement that begins with what is held. */
  act: string;
}

const changeWords = 'num_nonnulls(x.before, x.after) > 0';

/** The same words in the changes of what has had its time; `of`: the ids of those. They are no longer kept than what they tell of. */
function copiesInChanges(of: string): Rule {
  const where = `c.id in (${of}) and ${changeWords} and ${notOnLegalHold('change', 'c.id')}`;
  return {
    old: `select c.made_at::date as "on" from trace c join trace_text x on x.trace_id = c.id where ${where}`,
    act: `update trace_text x set before = null, after = null from trace c where c.id = x.trace_id and ${where}`,
  };
}

/** Settled, or taken back. */
const promiseIsOver = `(q.state <> 'open' or q.withdrawn_at is not null) and q.made_on < $1`;
const feedbackIsOver = `(f.state = 'loop closed' or f.withdrawn_at is not null) and f.heard_on < $1`;
const goodwill = [
  ['help', 'helped_on', 'note'],
  ['ask', 'asked_on', 'note'],
  ['advocate', 'spoke_on', 'occasion'],
] as const;

/** What becomes of each kind of data once its time is over: text is blanked, the event and its codes stay. */
const rules: Record<RetentionKind, Rule[]> = {
  notes: [
    {
      old: `select t.occurred_on as "on" from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id
             where t.occurred_on < $1 and (n.note is not null or n.along <> '{}') and ${notOnLegalHold('capture', 't.capture_id')}`,
      act: `update touchpoint_note n set note = null, along = '{}' from touchpoint t
             where t.id = n.touchpoint_id and t.occurred_on < $1 and (n.note is not null or n.along <> '{}') and ${notOnLegalHold('capture', 't.capture_id')}`,
    },
    ...(['attempt', 'plan'] as const).map((table): Rule => {
      const day = table === 'attempt' ? 'tried_on' : 'planned_on';
      const [words, blank] =
        table === 'plan'
          ? ['num_nonnulls(a.note, a.place) > 0', 'note = null, place = null']
          : ['a.note is not null', 'note = null'];
      const where = `a.${day} < $1 and ${words} and ${notOnLegalHold('capture', 'a.capture_id')}`;
      return {
        old: `select a.${day} as "on" from ${table} a where ${where}`,
        act: `update ${table} a set ${blank} where ${where}`,
      };
    }),
    // What they were trying to grow before: what they grow now is on their card.
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
      const where = `a.${day} < $1 and a.${text} is not null and ${notOnLegalHold('capture', 'a.capture_id')}`;
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
         and (t.after->>'captureId')::int = a.capture_id where a.${day} < $1
      union all `,
        )
        .join('')}
      select t.id from ask a join trace t on t.subject = 'partner' and t.action = 'ask answered' and (t.after->>'askId')::int = a.id
       where a.asked_on < $1`),
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
      old: `select n.due_at::date as "on" from nudge n where n.due_at < $1 and n.state in ('sent', 'closed') and ${notOnLegalHold('nudge', 'n.id')}`,
      act: `, gone as (delete from nudge n where n.due_at < $1 and n.state in ('sent', 'closed') and ${notOnLegalHold('nudge', 'n.id')} returning id)
            delete from showing s using gone where s.nudge_id = gone.id`,
    },
  ],
};

export interface RetentionLine {
  kind: RetentionKind;
  /** Null: for good. */
  months: number | null;
  /** Rows whose time is over, and the oldest of them. */
  rows: number;
  oldest: string | null;
}

/** The periods in force, and how much has outlived them. */
export async function loadRetention(sql: Sql, now: Date): Promise<RetentionLine[]> {
  const own = await sql.query<{ kind: string; months: number | null }>('select kind, months from retention');
  const lines: RetentionLine[] = [];
  for (const kind of Object.keys(rules) as RetentionKind[]) {
    const chosen = own.find((row) => row.kind === kind);
    const months = chosen ? chosen.months : retentionMonths[kind];
    let rows = 0;
    let oldest: string | null = null;
    if (months !== null)
      for (const { old } of rules[kind]) {
        const [found] = await sql.query<{ rows: number; oldest: string | null }>(
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

/** Sentences that nobody finished and that are deleted by themselves on the next minute: none, unless the app does not run. */
export async function countOldDrafts(sql: Sql, now: Date): Promise<{ old: number; held: number }> {
  const [row] = await sql.query<{ old: number; held: number }>(
    `with ${legalHoldTables} select count(*) filter (where ${notOnLegalHold('draft', 'd.id')})::int as old,
            count(*) filter (where not ${notOnLegalHold('draft', 'd.id')})::int as held
       from draft d where d.made_at < $1::timestamptz - make_interval(days => $2)`,
    [now, draftDays],
  );
  return row!;
}

/** Another period for a kind of data; null: for good. */
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

/** Lets go of what has outlived its period, kind by kind. Returns how many rows of each were found before. */
export async function applyRetention(db: Database, now: Date): Promise<RetentionLine[]> {
  const lines = await loadRetention(db, now);
  for (const { kind, months, rows } of lines) {
    if (months === null || rows === 0) continue;
    await transaction(db, async (tx) => {
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

/** The same time of the same day so many months ago, or of that month's last: a month before March 31 is no day of March. */
const before = (now: Date, months: number): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('UTC').subtract({ months })
      .epochMilliseconds,
  );
