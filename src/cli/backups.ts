import { count } from '../domain/format.ts';
import type { BackupSigns } from '../store/db/backups.ts';
import type { Check } from './checklist.ts';
import { type Finding, minuteOf } from './findings.ts';

/** What Postgres shows of backups. Where it shows none, someone must look. */
export function checkBackups(signs: BackupSigns): { check: Check; findings: Finding[] } {
  const { isArchiving, lastArchivedAt, lastFailedAt, standbys } = signs;
  const followers = standbys > 0 ? `; ${count(standbys, 'standby', 'standbys')} connected` : '';
  if (!isArchiving) {
    const what = `can’t see, check: that a copy leaves this server every day, and that it restores${followers}`;
    return { check: { kind: 'backups', state: 'look', what }, findings: [] };
  }
  if (lastFailedAt && (lastArchivedAt === null || lastFailedAt > lastArchivedAt)) {
    const what = `archiving has failed since ${minuteOf(lastFailedAt)}${followers}`;
    const remedy =
      'Postgres keeps what it could not archive until its disk is full. See its log, and archive_command.';
    return {
      check: { kind: 'backups', state: 'wrong', what },
      findings: [{ kind: 'backups', what, remedy }],
    };
  }
  if (lastArchivedAt === null) {
    const what = `archiving is on, but nothing has been archived yet: check again later${followers}`;
    return { check: { kind: 'backups', state: 'look', what }, findings: [] };
  }
  const what = `archived, last ${minuteOf(lastArchivedAt)}${followers}; try restoring one now and then`;
  return { check: { kind: 'backups', state: 'fine', what }, findings: [] };
}
