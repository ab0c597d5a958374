import type { Sql } from '../db/database.ts';

/** Tables whose rows belong to a capture, one partner and one member. */
const ofBoth = ['attempt', 'plan', 'promise', 'feedback', 'help', 'ask', 'advocate'] as const;
/** Feedback has more members: the answerer, the member it is about, and the member who closed it. */
const membersOf: Partial<Record<(typeof ofBoth)[number], string>> = {
  feedback: 'o.member_id, o.answerer_id, o.about_id, o.closed_by',
};

/**
 * Everything under legal hold, as tables at the start of a statement (`with ${legalHoldTables} …`). The single definition for
 * retention, redaction and erasure. A hold is on a partner (and entries merged with them), a member, or a whole branch.
 * A capture is held as a whole: a sentence about two partners belongs to both. Each row names its hold; only held rows appear.
 */
export const legalHoldTables = `
  active_hold as (
    select h.id, h.member_id, h.branch_id, coalesce(p.merged_into, p.id) as partner_id
      from hold h left join partner p on p.id = h.partner_id where h.lifted_at is null),
  held_partner as (
    select p.id, p.name, p.branch_id, h.id as hold_id from partner p
      join active_hold h on h.partner_id = coalesce(p.merged_into, p.id) or h.branch_id = p.branch_id),
  held_member as (
    select m.id, h.id as hold_id from member m join active_hold h on h.member_id = m.id or h.branch_id = m.branch_id),
  held_capture as (
    select k.id, h.hold_id from held_member h join capture k on k.member_id = h.id
    union all select t.capture_id, h.hold_id from held_partner h
      join touchpoint_partner o on o.partner_id = h.id join touchpoint t on t.id = o.touchpoint_id
    union all select t.capture_id, h.hold_id from held_member h
      join touchpoint_member o on o.member_id = h.id join touchpoint t on t.id = o.touchpoint_id
    ${ofBoth
      .map(
        (
          table,
        ) => `union all select o.capture_id, h.hold_id from held_partner h join ${table} o on o.partner_id = h.id
    union all select o.capture_id, h.hold_id from held_member h join ${table} o on h.id in (${membersOf[table] ?? 'o.member_id'})`,
      )
      .join('\n    ')}
    union all select o.capture_id, h.hold_id from held_partner h join growing_text o on o.partner_id = h.id
    union all select o.capture_id, h.hold_id from held_partner h join spend_record o on o.partner_ids @> array[h.id]
    union all select o.capture_id, h.hold_id from held_member h join spend_record o on h.id = o.recorded_by or h.id = any(o.member_ids)),
  held_change as (
    select t.id, h.hold_id from held_member h join trace t on t.made_by = h.id or (t.subject = 'member' and t.subject_id = h.id)
    union all select t.id, h.hold_id from held_partner h join trace t on t.subject = 'partner' and t.subject_id = h.id
    union all select t.id, h.hold_id from held_partner h join relationship r on r.partner_id = h.id
      join trace t on t.subject = 'relationship' and t.subject_id = r.id
    union all select t.id, h.hold_id from held_member h join relationship r on r.owner_id = h.id
      join trace t on t.subject = 'relationship' and t.subject_id = r.id
    union all select t.id, h.id from active_hold h join trace t on t.subject = 'branch' and t.subject_id = h.branch_id
    union all select t.id, h.hold_id from held_capture h join trace t on t.subject = 'capture' and t.subject_id = h.id
    ${(['promise', 'feedback'] as const)
      .map(
        (
          subject,
        ) => `union all select t.id, h.hold_id from held_capture h join ${subject} o on o.capture_id = h.id
      join trace t on t.subject = '${subject}' and t.subject_id = o.id`,
      )
      .join('\n    ')}
    union all select t.id, h.hold_id from held_capture h
      join trace t on t.subject = 'partner' and (t.after->>'captureId')::int = h.id),
  held_nudge as (
    select n.id from held_member h join nudge n on n.member_id = h.id
    union all select n.id from active_hold h join nudge n on n.branch_id = h.branch_id
    union all select s.nudge_id from held_partner h join showing s on s.partner_id = h.id
    union all select n.id from held_capture h join feedback f on f.capture_id = h.id
      join nudge n on n.subject_id = f.id and n.post like 'feedback%'
    union all select n.id from held_capture h join nudge n on n.subject_id = h.id and n.post in ('evening', 'logged for', 'before meeting')
    union all select n.id from held_change h join nudge n on n.subject_id = h.id and n.post in ('handed over', 'exported')
    union all select n.id from held_member h join nudge n on n.subject_id = h.id and n.post in ('orphans', 'unreachable')),
  -- An unfinished sentence belongs to its author and to the people it names.
  held_draft as (
    select d.id from held_member h join draft d on d.member_id = h.id
    union all select d.id from draft d join member m on m.id = d.member_id
      join held_partner h on h.branch_id = m.branch_id and position(lower(h.name) in lower(d.said)) > 0)`;

/** SQL condition: no legal hold is on the row with this id. For statements that begin with `legalHoldTables`. */
export const notOnLegalHold = (what: 'capture' | 'change' | 'nudge' | 'draft', id: string): string =>
  `not exists (select from held_${what} held_row where held_row.id = ${id})`;

/** Whether a legal hold is on any of these rows. */
export async function isAnyOnLegalHold(
  sql: Sql,
  on: { partnerIds?: number[]; memberIds?: number[]; captureIds?: number[]; changeIds?: number[] },
): Promise<boolean> {
  const [row] = await sql.query<{ held: boolean }>(
    `with ${legalHoldTables}
     select exists (select from held_partner where id = any($1::int[])) or exists (select from held_member where id = any($2::int[]))
         or exists (select from held_capture where id = any($3::int[])) or exists (select from held_change where id = any($4::int[])) as held`,
    [on.partnerIds ?? [], on.memberIds ?? [], on.captureIds ?? [], on.changeIds ?? []],
  );
  return row!.held;
}

/** A hold that prevents erasing a partner. `name`: what it is on. `theirs`: it is on the partner or their branch. */
export interface LegalHoldOnWords {
  name: string;
  theirs: boolean;
}

/** The captures about the partners $1, and the changes to them, as tables of a statement. */
const toldOf = `
  told as (
    select t.capture_id as id from touchpoint t join touchpoint_partner o on o.touchpoint_id = t.id and o.partner_id = any($1::int[])
    ${[...ofBoth, 'growing_text'].map((table) => `union select capture_id from ${table} where partner_id = any($1::int[])`).join('\n    ')}
    union select capture_id from spend_record where partner_ids && $1::int[]),
  changed as (
    select id from trace where subject = 'partner' and subject_id = any($1::int[])
    union all select t.id from relationship r join trace t on t.subject = 'relationship' and t.subject_id = r.id
     where r.partner_id = any($1::int[])
    union all select t.id from promise o join trace t on t.subject = 'promise' and t.subject_id = o.id where o.partner_id = any($1::int[])
    union all select t.id from feedback o join trace t on t.subject = 'feedback' and t.subject_id = o.id where o.partner_id = any($1::int[]))`;

/** Finds the ids of captures and changes about these partners. */
export async function findCapturesAndChanges(
  sql: Sql,
  partnerIds: readonly number[],
): Promise<{ captureIds: number[]; changeIds: number[] }> {
  const [row] = await sql.query<{ captureIds: number[]; changeIds: number[] }>(
    `with ${toldOf} select array(select id from told) as "captureIds", array(select id from changed) as "changeIds"`,
    [partnerIds],
  );
  return row!;
}

/**
 * Finds the legal holds on a partner, and on words about them: on their authors, and on others in the same capture. Oldest
 * hold first. `partnerIds`: the partner's id and those merged with it.
 */
export const findLegalHoldsOnWords = (sql: Sql, partnerIds: readonly number[]): Promise<LegalHoldOnWords[]> =>
  sql.query<LegalHoldOnWords>(
    `with ${legalHoldTables}, ${toldOf},
     on_them as (
       select hold_id, true as theirs from held_partner where id = any($1::int[])
       union all select h.hold_id, false from held_capture h join told on told.id = h.id
       -- A change without words has nothing to redact.
       union all select h.hold_id, false from held_change h join changed on changed.id = h.id
          join trace_text x on x.trace_id = h.id and num_nonnulls(x.before, x.after) > 0)
     select coalesce(p.name, m.name, b.name) as name, bool_or(o.theirs) as theirs from on_them o join hold h on h.id = o.hold_id
       left join partner p on p.id = h.partner_id left join member m on m.id = h.member_id left join branch b on b.id = h.branch_id
      group by h.id, p.name, m.name, b.name order by h.id`,
    [partnerIds],
  );
