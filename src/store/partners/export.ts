import type { ExportedPartner, ExportedTouchpoint } from '../../domain/partners/export-files.ts';
import type { ExportScope } from '../../domain/partners/export-kinds.ts';
import type { Sql } from '../db/database.ts';

export const pageRows = 2_000;

/** `memberId` for their own book, `branchId` for a branch's partners; 0 where it does not matter. */
export interface ExportReach {
  scope: ExportScope;
  memberId: number;
  branchId: number;
}

const partnersIn = {
  own: 'r.owner_id = $1',
  branch: 'p.branch_id = $2',
  all: 'true',
} as const;

/** Yields partners with their owners, page by page, so that memory holds only one page. */
export async function* exportPartners(sql: Sql, reach: ExportReach): AsyncGenerator<ExportedPartner[]> {
  let after = 0;
  for (;;) {
    const rows = await sql.query<ExportedPartner & { relationshipId: number }>(
      `select r.id as "relationshipId", p.id, b.name as branch, p.name, p.company, p.kind, r.tier, m.email as "ownerEmail",
              p.phone, p.email, r.last_touch_on as "lastTouchOn",
              last.kind as "lastKind", last.word as "lastWord", p.growing, p.birthday, p.anniversary,
              least(r.touch_due, r.face_due) as "nextDue"
         from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
         join branch b on b.id = p.branch_id left join member m on m.id = r.owner_id
         left join lateral (
           select t.kind, t.word from touchpoint_partner tp
             join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
            where tp.partner_id = p.id and t.occurred_on = r.last_touch_on order by t.id desc limit 1) last on true
        where r.archived_on is null and r.id > $3 and ${partnersIn[reach.scope]}
          and $1::int is not null and $2::int is not null
        order by r.id limit $4`,
      [reach.memberId, reach.branchId, after, pageRows],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = rows.at(-1)!.relationshipId;
  }
}

/** Starts from the smallest set, so that a member's own contacts are not searched among everyone's. */
const touchpointsFrom = {
  own: `touchpoint_member mine join touchpoint t on mine.member_id = $1 and t.id = mine.touchpoint_id
        join touchpoint_partner tp on tp.touchpoint_id = t.id
        join relationship r on r.partner_id = tp.partner_id and r.owner_id = $1 and r.archived_on is null
        join partner p on p.id = tp.partner_id`,
  branch: `partner p join touchpoint_partner tp on tp.partner_id = p.id and p.branch_id = $2
           join touchpoint t on t.id = tp.touchpoint_id`,
  all: `touchpoint t join touchpoint_partner tp on tp.touchpoint_id = t.id join partner p on p.id = tp.partner_id`,
} as const;

/**
 * Yields touchpoints with those partners, page by page. `notes`: include what was said. Each page names its beginning to
 * both tables: a page that goes through all before it takes longer than the one before.
 */
export async function* exportTouchpoints(
  sql: Sql,
  reach: ExportReach,
  { notes }: { notes: boolean },
): AsyncGenerator<ExportedTouchpoint[]> {
  let after = [0, 0];
  for (;;) {
    const rows = await sql.query<ExportedTouchpoint & { id: number; partnerId: number }>(
      `select t.id, p.id as "partnerId", b.name as branch, t.occurred_on as "on", t.kind, t.word, p.name as partner,
              p.company,
              (select coalesce(string_agg(m.name, ', ' order by m.name), '') from touchpoint_member tm
                 join member m on m.id = tm.member_id where tm.touchpoint_id = t.id) as members,
              case when $6 then (select n.note from touchpoint_note n where n.touchpoint_id = t.id) end as note
         from ${touchpointsFrom[reach.scope]} join branch b on b.id = p.branch_id
        where t.withdrawn_at is null and (tp.touchpoint_id, tp.partner_id) > ($3, $4) and t.id >= $3
          and $1::int is not null and $2::int is not null
        order by tp.touchpoint_id, tp.partner_id limit $5`,
      [reach.memberId, reach.branchId, after[0], after[1], pageRows, notes],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = [rows.at(-1)!.id, rows.at(-1)!.partnerId];
  }
}
