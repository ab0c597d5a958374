import type { ExportedFeedback, ExportedPlan, ExportedPromise } from '../../domain/partners/export-said.ts';
import type { Sql } from '../db/database.ts';
import { type ExportReach, pageRows } from './export.ts';

/** Someone's own are those they made or heard, of whatever partner. */
const saidIn = {
  own: 's.member_id = $1',
  branch: 'p.branch_id = $2',
  all: 'true',
} as const;

type Numbered<Row> = Row & { id: number };

/** Yields page after page. Each begins behind the last row of the one before. */
async function* pages<Row>(load: (after: number) => Promise<Numbered<Row>[]>): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const rows = await load(after);
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = rows.at(-1)!.id;
  }
}

export const exportPromises = (sql: Sql, { scope, memberId, branchId }: ExportReach) =>
  pages<ExportedPromise>((after) =>
    sql.query<Numbered<ExportedPromise>>(
      `select s.id, b.name as branch, p.name as partner, p.company, m.name as member, s.made_on as "madeOn",
              s.due_on as "dueOn", s.text, s.state, s.closed_on as "closedOn", s.times_moved as "timesMoved"
         from promise s join partner p on p.id = s.partner_id join branch b on b.id = p.branch_id
         join member m on m.id = s.member_id
        where s.withdrawn_at is null and s.id > $3 and ${saidIn[scope]}
          and $1::int is not null and $2::int is not null
        order by s.id limit $4`,
      [memberId, branchId, after, pageRows],
    ),
  );

export const exportPlans = (sql: Sql, { scope, memberId, branchId }: ExportReach) =>
  pages<ExportedPlan>((after) =>
    sql.query<Numbered<ExportedPlan>>(
      `select s.id, b.name as branch, p.name as partner, p.company, m.name as member, s.made_on as "madeOn",
              s.planned_on as "on", s.at_time as at, s.kind, s.word, s.place, s.note, s.settled,
              s.settled_on as "settledOn"
         from plan s join partner p on p.id = s.partner_id join branch b on b.id = p.branch_id
         join member m on m.id = s.member_id
        where s.withdrawn_at is null and s.id > $3 and ${saidIn[scope]}
          and $1::int is not null and $2::int is not null
        order by s.id limit $4`,
      [memberId, branchId, after, pageRows],
    ),
  );

/** @param mayRead asked about each; feedback about a member is not for everyone */
export async function* exportFeedback(
  sql: Sql,
  { scope, memberId, branchId }: ExportReach,
  mayRead: (one: ExportedFeedback) => boolean,
): AsyncGenerator<ExportedFeedback[]> {
  const load = (after: number) =>
    sql.query<Numbered<ExportedFeedback>>(
      `select s.id, b.name as branch, p.name as partner, p.company, m.name as member,
              s.heard_on as "heardOn", s.text, s.topic, s.severity, a.name as "aboutName", s.state,
              n.name as answerer, s.answer_by as "answerBy", s.answered_on as "answeredOn", s.answer,
              s.told_on as "toldOn", s.told_how as "toldHow", s.untold_reason as "untoldReason",
              json_build_object('branchId', p.branch_id,
                'ownerIds', (select coalesce(json_agg(r.owner_id), '[]') from relationship r
                  where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null)) as "partnerTies",
              json_build_object('hearerId', s.member_id, 'answererId', s.answerer_id,
                'shared', s.shared_at is not null,
                'about', case when a.id is not null then json_build_object('id', a.id, 'branchId', a.branch_id,
                  'isLead', 'lead' = any(a.roles),
                  'manages', (select coalesce(json_agg(x.id), '[]') from branch x where x.manager_id = a.id)) end) as ties
         from feedback s join partner p on p.id = s.partner_id join branch b on b.id = p.branch_id
         join member m on m.id = s.member_id left join member a on a.id = s.about_id
         left join member n on n.id = s.answerer_id
        where s.withdrawn_at is null and s.id > $3 and ${saidIn[scope]}
          and $1::int is not null and $2::int is not null
        order by s.id limit $4`,
      [memberId, branchId, after, pageRows],
    );
  for await (const page of pages(load)) yield page.filter(mayRead);
}
