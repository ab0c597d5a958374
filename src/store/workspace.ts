import type { Database } from './database.ts';

/** Ties the database to the first workspace it serves. Returns the id of the team it belongs to. */
export async function bindWorkspace(db: Database, team: { id: string; botUserId: string }): Promise<string> {
  const [row] = await db.query<{ teamId: string }>(
    `insert into workspace (id, team_id, bot_user_id) values (1, $1, $2)
     on conflict (id) do update
       set bot_user_id = case when workspace.team_id = excluded.team_id then excluded.bot_user_id
                              else workspace.bot_user_id end
     returning team_id as "teamId"`,
    [team.id, team.botUserId],
  );
  return row!.teamId;
}
