import type { Sql } from './database.ts';

/** What Postgres shows any role of how its data is copied. Dumps and a provider's snapshots leave no sign. */
export interface BackupSigns {
  /** A standby takes no writes. */
  isStandby: boolean;
  isArchiving: boolean;
  lastArchivedAt: Date | null;
  lastFailedAt: Date | null;
  standbys: number;
}

export async function findBackupSigns(sql: Sql): Promise<BackupSigns> {
  const [row] = await sql.query<BackupSigns>(
    `select coalesce(pg_is_in_recovery(), false) as "isStandby", coalesce(current_setting('archive_mode'), 'off') <> 'off' as "isArchiving",
            a.last_archived_time as "lastArchivedAt", a.last_failed_time as "lastFailedAt",
            (select count(*)::int from pg_stat_replication) as standbys
       from pg_stat_archiver a`,
  );
  return row!;
}
