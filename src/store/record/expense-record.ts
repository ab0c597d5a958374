import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { ExpenseRecordLine } from '../../domain/record/expense-record-file.ts';
import type { SpendStatement } from '../../domain/record/spend.ts';
import type { Payer } from '../../domain/words.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { claimOnce } from '../touchpoints/small-captures.ts';
import { writeTrace } from '../trace.ts';
import { heldEntries, recordSpend, type SpendFacts } from './spend-record.ts';

/** Whose entries may be read: one's own, a branch's, or all. `memberId` is the reader. */
export interface ExpenseRecordReach {
  scope: 'own' | 'branch' | 'all';
  memberId: number;
  branchId: number;
}

/** Which entries to load. Days are the days of the expense, inclusive. */
export interface ExpenseRecordFilter {
  from: Day;
  to: Day;
  partnerId?: number | null;
  aboutMemberId?: number | null;
  branchId?: number | null;
}

export type ExpenseRecordEntry = ExpenseRecordLine & { tellerId: number; branchId: number };

const reachIs: Record<ExpenseRecordReach['scope'], string> = {
  own: '($2 = any(r.member_ids) or r.recorded_by = $2) and $3::int is not null',
  branch: 'b.id = $3 and $2::int is not null',
  all: '$2::int is not null and $3::int is not null',
};

const pageRows = 1_000;

/** Yields the entries page by page, by the day of the expense, oldest first, including corrections and the entries they correct. */
export async function* streamExpenseRecord(
  sql: Sql,
  reach: ExpenseRecordReach,
  filter: ExpenseRecordFilter,
  limit = pageRows,
): AsyncGenerator<ExpenseRecordEntry[]> {
  let after: Pick<ExpenseRecordEntry, 'on' | 'id'> | null = null;
  for (;;) {
    const page = { after, limit, newestFirst: false };
    const rows: ExpenseRecordEntry[] = await loadEntries(sql, reach, filter, page);
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    after = rows.at(-1)!;
  }
}

/** Loads the entries of the latest days, latest first; a correction above what it corrects. */
export const loadNewest = (
  sql: Sql,
  reach: ExpenseRecordReach,
  filter: ExpenseRecordFilter,
  limit: number,
): Promise<ExpenseRecordEntry[]> =>
  loadEntries(sql, reach, filter, { after: null, limit, newestFirst: true });

function loadEntries(
  sql: Sql,
  reach: ExpenseRecordReach,
  filter: ExpenseRecordFilter,
  page: { after: { on: Day; id: number } | null; limit: number; newestFirst: boolean },
): Promise<ExpenseRecordEntry[]> {
  return sql.query<ExpenseRecordEntry>(
    `select r.id, r.entry, r.recorded_at as "recordedAt", m.name as by, r.occurred_on as "on", r.item, r.payer,
            r.amount_cents as "amountCents", r.currency, r.offered_to as "offeredTo", r.attested, t.purpose, t.attendees, t.what,
            r.entry = 'stated' and not exists (select from spend_record n where n.capture_id = r.capture_id and n.id > r.id) as holds,
            coalesce(k.member_id, r.recorded_by) as "tellerId", b.id as "branchId",
            (select string_agg(p.name, ', ' order by p.name) from partner p where p.id = any(r.partner_ids)) as partners,
            (select string_agg(w.name, ', ' order by w.name) from member w where w.id = any(r.member_ids)) as members,
            b.name as branch
       from spend_record r left join spend_record_text t on t.record_id = r.id
       join member m on m.id = r.recorded_by join capture k on k.id = r.capture_id
       left join partner first on first.id = r.partner_ids[1]
       join branch b on b.id = coalesce(first.branch_id, m.branch_id)
      where ($1::int is null or (r.occurred_on, r.id) > ($10::date, $1)) and ${reachIs[reach.scope]} and r.occurred_on between $4 and $5
        and ($6::int is null or r.partner_ids && array(
              select id from partner where id = $6 or merged_into = $6))
        and ($7::int is null or $7 = any(r.member_ids)) and ($8::int is null or b.id = $8)
      order by r.occurred_on ${page.newestFirst ? 'desc' : ''}, r.id ${page.newestFirst ? 'desc' : ''} limit $9`,
    [
      page.after?.id ?? null,
      reach.memberId,
      reach.branchId,
      filter.from,
      filter.to,
      filter.partnerId ?? null,
      filter.aboutMemberId ?? null,
      filter.branchId ?? null,
      page.limit,
      page.after?.on ?? null,
    ],
  );
}

/** Sums the current entries by payer and currency. Payer null: not stated. */
export async function sumExpenseRecord(
  sql: Sql,
  reach: ExpenseRecordReach,
  filter: ExpenseRecordFilter,
): Promise<{ payer: Payer | null; currency: string; entries: number; cents: number }[]> {
  return sql.query(
    `select r.payer, r.currency, count(*)::int as entries, coalesce(sum(r.amount_cents), 0)::bigint as cents
       from spend_record r join member m on m.id = r.recorded_by
       left join partner first on first.id = r.partner_ids[1]
       join branch b on b.id = coalesce(first.branch_id, m.branch_id)
      where r.entry = 'stated' and not exists (select from spend_record n where n.capture_id = r.capture_id and n.id > r.id)
        and ${reachIs[reach.scope].replaceAll('$2', '$1').replaceAll('$3', '$2')} and r.occurred_on between $3 and $4
        and ($5::int is null or r.partner_ids && array(select id from partner where id = $5 or merged_into = $5))
        and ($6::int is null or $6 = any(r.member_ids)) and ($7::int is null or b.id = $7)
      group by r.payer, r.currency order by r.payer, r.currency`,
    [
      reach.memberId,
      reach.branchId,
      filter.from,
      filter.to,
      filter.partnerId ?? null,
      filter.aboutMemberId ?? null,
      filter.branchId ?? null,
    ],
  );
}

/** A meal without a stated payer, or one we paid for without an amount. */
export interface UnstatedMeal {
  captureId: number;
  weDid: boolean;
  on: Day;
  word: string | null;
  partnerNames: string[];
}

/** Loads the meals that a member logged without a stated payer, or without how much we paid, oldest first. */
export const loadUnstated = (sql: Sql, memberId: number, since: Day): Promise<UnstatedMeal[]> =>
  sql.query<UnstatedMeal>(
    `select k.id as "captureId", t.occurred_on as "on", t.word,
            exists (select from ${heldEntries('k.id')} and r.payer = 'we did') as "weDid",
            (select coalesce(json_agg(p.name order by p.name), '[]') from touchpoint_partner tp
               join partner p on p.id = tp.partner_id where tp.touchpoint_id = t.id) as "partnerNames"
       from capture k join touchpoint t on t.capture_id = k.id and t.withdrawn_at is null and t.kind = 'meal'
      where k.member_id = $1 and k.source <> 'import' and t.occurred_on >= $2
        and not exists (select from ${heldEntries('k.id')}
                           and (r.payer <> 'we did' or (r.payer is not null and r.amount_cents is not null)))
      order by t.occurred_on, k.id limit 50`,
    [memberId, since],
  );

/** Saves an entry without a touchpoint. Returns its capture, and the trace for Undo; null if the form was already saved. */
export async function saveEntry(
  db: Database,
  {
    requestKey,
    member,
    partnerId,
    statement,
    facts,
    now,
  }: {
    requestKey: string;
    member: Member;
    partnerId: number;
    statement: SpendStatement;
    facts: SpendFacts;
    now: Date;
  },
): Promise<{ traceId: number; captureId: number } | null> {
  return transaction(db, async (tx) => {
    const captureId = await claimOnce(tx, requestKey, member, 'modal', facts.partnerIds, now);
    if (captureId === null) return null;
    await recordSpend(tx, captureId, member.id, statement, facts);
    const traceId = await writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action: 'recorded',
      madeBy: member.id,
      now,
      after: { captureId, item: statement.item },
    });
    return { traceId, captureId };
  });
}

/** Traces an export of the expense record: who exported it, and which part. */
export async function noteExpenseRecordExport(
  sql: Sql,
  madeBy: number | null,
  exported: ExpenseRecordFilter & { scope: string; entries: number },
  now: Date,
): Promise<void> {
  await writeTrace(sql, {
    subject: 'workspace',
    subjectId: 1,
    action: 'record exported',
    madeBy,
    now,
    after: exported,
  });
}
