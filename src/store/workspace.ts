import { type Database, type Sql, transaction } from './db/database.ts';
import { writeTrace } from './trace.ts';

/** Binds the database to the first workspace it serves. Returns the id of the team it is bound to. */
export async function bindWorkspace(db: Database, team: { id: string; botUserId: string }): Promise<string> {
  const [row] = await db.query<{ teamId: string }>(
    `insert into workspace (id, team_id, bot_user_id) values (1, $1, $2)
     on conflict (id) do update
       set bot_user_id = case when workspace.team_id = excluded.team_id then excluded.bot_user_id
                              else workspace.bot_user_id end,
           -- Slack has just accepted our token, so the app was installed again.
           uninstalled_at = case when workspace.team_id = excluded.team_id then null else workspace.uninstalled_at end
     returning team_id as "teamId"`,
    [team.id, team.botUserId],
  );
  return row!.teamId;
}

/**
 * Whether the database takes writes now. Changes nothing, but a database that is read-only refuses it all the same.
 * @throws DatabaseAway
 */
export async function checkWritable(db: Database): Promise<void> {
  await db.query('update workspace set team_id = team_id where false');
}

/** Records that the app was removed from the workspace. Nothing is planned or sent until it is installed again. */
export async function noteUninstalled(db: Database, now: Date): Promise<void> {
  await db.prisma.workspace.updateMany({ where: { uninstalledAt: null }, data: { uninstalledAt: now } });
}

export async function isUninstalled(sql: Sql): Promise<boolean> {
  const rows = await sql.query('select id from workspace where uninstalled_at is not null');
  return rows.length > 0;
}

/** Who may export a book: every member their own, or only the people who oversee a branch. */
export const exportsPolicies = ['own', 'managers'] as const;
export type ExportsPolicy = (typeof exportsPolicies)[number];

export async function loadExportsPolicy(db: Database): Promise<ExportsPolicy> {
  const workspace = await db.prisma.workspace.findFirst({ select: { exports: true } });
  return exportsPolicies.find((policy) => policy === workspace?.exports) ?? 'own';
}

export async function setExportsPolicy(
  db: Database,
  policy: ExportsPolicy,
  madeBy: number | null,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await tx.query('update workspace set exports = $1 where exports <> $1 returning id', [
      policy,
    ]);
    if (changed.length === 0) return;
    const after = { exports: policy };
    await writeTrace(tx, { subject: 'workspace', subjectId: 1, action: 'exports', madeBy, now, after });
  });
}
