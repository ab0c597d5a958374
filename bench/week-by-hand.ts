import type pg from 'pg';

/** Reads a branch's facts of a week and writes its rows, in the plainest SQL. The written values are made up. */
export async function closeByHand(pool: pg.Pool, branchId: number, week: string): Promise<void> {
  const sql = await pool.connect();
  const run = (name: string, text: string, values: unknown[]) => sql.query({ name, text, values });
  try {
    await sql.query('begin');
    await run('lock', 'select closed_through from branch where id = $1 for update', [branchId]);
    await run('facts', factsSql, [branchId, week]);
    await run('excused', `select excused from member_week where branch_id = $1 and week = $2::date - 7`, [
      branchId,
      week,
    ]);
    await run(
      'members',
      `insert into member_week (member_id, week, branch_id, in_rhythm, counted, kept)
       select id, $2, branch_id, 20, 24, true from member where branch_id = $1 and state = 'active'`,
      [branchId, week],
    );
    await run('branch', branchSql, [branchId, week]);
    await run('through', 'update branch set closed_through = $2 where id = $1', [branchId, week]);
    await sql.query('commit');
  } finally {
    sql.release();
  }
}

const factsSql = `
  select r.id, r.owner_id, r.tier, m.workdays, b.region,
         (select json_agg(json_build_array(a.from_day, a.to_day)) from absence a where a.member_id = r.owner_id) as away,
         (select json_agg(json_build_array(f.kind, f.on_day, f.until_day, f.face_day, f.tier, f.id))
            from relationship_fact f where f.relationship_id = r.id and f.withdrawn_at is null) as dated,
         (select json_agg(json_build_array(t.kind, t.occurred_on, t.id))
            from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
            join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = r.owner_id
           where tp.partner_id = r.partner_id) as touchpoints,
         (select json_agg(a.tried_on) from attempt a
           where a.partner_id = r.partner_id and a.member_id = r.owner_id and a.withdrawn_at is null) as attempts,
         (select json_agg(json_build_array(q.kind, q.made_on, q.planned_on, q.id, q.settled, q.settled_on)) from plan q
           where q.partner_id = r.partner_id and q.member_id = r.owner_id and q.withdrawn_at is null) as plans
    from member m join branch b on b.id = m.branch_id join relationship r on r.owner_id = m.id
   where m.branch_id = $1 and m.state = 'active' and r.tier in ('inner', 'core')
     and r.entered_on <= $2::date + 6 and (r.archived_on is null or r.archived_on > $2::date + 6)`;

/** Contacts of a week are never logged before its Monday, so `made_at` limits the captures to read. */
const branchSql = `
  insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
  select $1, $2, 90, 108,
         (select count(*) from member m join relationship r on r.owner_id = m.id
           where m.branch_id = $1 and r.tier <> 'resting' and r.archived_on is null and r.entered_on <= $2::date + 6),
         (select count(*) from member m join capture k on k.member_id = m.id and k.made_at >= $2::date
            join touchpoint t on t.capture_id = k.id and t.withdrawn_at is null
           where m.branch_id = $1 and t.occurred_on between $2 and $2::date + 6
             and t.kind in ('meal', 'visit', 'event', 'committee'))`;

/** Reads the facts of one leaderboard. The standings must be stored. */
export async function readBoardByHand(sql: pg.Pool, branchId: number, monday: string): Promise<void> {
  await sql.query({ name: 'board', text: boardSql, values: [branchId, monday] });
}

const boardSql = `
  select b.channel_id, b.name, s.in_rhythm, s.counted, s.trend, s.climb, s.place, s.of,
         (select weekdays from schedule c where c.branch_id = b.id and c.post = 'leaderboard') as weekdays,
         (select json_agg(json_build_array(m.id, m.name, m.on_leaderboard, w.in_rhythm, w.counted))
            from member_week w join member m on m.id = w.member_id and m.state = 'active'
           where w.branch_id = b.id and w.week = $2::date - 7) as members
    from branch b join standing s on s.branch_id = b.id and s.week = $2
   where b.id = $1`;
