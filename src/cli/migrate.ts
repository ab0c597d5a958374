import type { Writable } from 'node:stream';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { openStore } from '../context.ts';
import { grantBotsRights } from '../store/record/rights.ts';

/**
 * Brings the database up to date. With an owner's URL it works as that role, and then grants the role in DATABASE_URL what
 * the bot needs.
 * @returns the exit code
 */
export async function migrateDatabase(config: Config, log: Logger, out: Writable): Promise<number> {
  const { databaseUrl, ownerDatabaseUrl } = config;
  const { close } = await openStore({ ...config, databaseUrl: ownerDatabaseUrl ?? databaseUrl }, log);
  await close();
  const role = databaseUrl && roleOf(databaseUrl);
  if (ownerDatabaseUrl && role && role !== roleOf(ownerDatabaseUrl)) {
    await grantBotsRights(ownerDatabaseUrl, role);
    out.write(`The database is up to date, and role ${role} may do what the bot needs.\n`);
  } else out.write('The database is up to date.\n');
  return 0;
}

const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);
