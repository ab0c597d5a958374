import { UsageError } from './cli/usage.ts';
import { ConfigError } from './config.ts';
import { CannotStart } from './context.ts';
import { ConnectionRefused } from './store/db/database.ts';
import { MayNotMigrate, MigrationRefused } from './store/db/migrate.ts';
import { GrantRefused } from './store/record/rights.ts';

/** What to print about an error, and the exit code: 2 if the same start can't succeed before someone changes its surroundings. */
export function explainFailure(error: unknown): { print: unknown; code: 1 | 2 } {
  if (error instanceof UsageError)
    return { print: `${error.message}; see: npm run rapport -- help`, code: 2 };
  for (const kind of [ConfigError, ConnectionRefused, MayNotMigrate, GrantRefused])
    if (error instanceof kind) return { print: error.message, code: 2 };
  if (error instanceof CannotStart || error instanceof MigrationRefused)
    return { print: error.message, code: 1 };
  return { print: error, code: 1 };
}
