import pg from 'pg';

/** The database did not answer: nothing of the statement or transaction was saved. The cause is the driver's error. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('the database does not answer', { cause });
    this.name = 'DatabaseAway';
  }
}

/** The connection was lost while COMMIT was under way: whether the transaction was saved must be looked up. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the answer to COMMIT was lost', { cause });
    this.name = 'CommitUnknown';
  }
}

/**
 * Whether nothing was saved because the database is out of reach, stopping, overloaded or too slow. False for
 * `CommitUnknown`, and for errors of other connections (Slack's also know ECONNRESET).
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  if (!(error instanceof Error) || error instanceof CommitUnknown) return false;
  return prismaAway.has((error as { code?: string }).code ?? '') || driverMessages.has(error.message);
}

/** Prisma: cannot reach, timed out, timed out, closed the connection, pool timed out, transaction could not start. */
const prismaAway = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);

/** What the driver says without a code, of a statement that it has not sent because the connection was lost before. */
const notSentMessages = [
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
];

const driverMessages = new Set([
  ...notSentMessages,
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'timeout expired',
]);

/**
 * Sorts what the driver threw: errors that say something about the statement pass as they are, all others (sockets,
 * timeouts, a server that stops, starts or has no connection left) become `DatabaseAway`.
 */
export function sortError(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return saysAway(error.code ?? '') ? new DatabaseAway(error) : error;
  const { code, message } = error as { code?: unknown; message?: string };
  const fromSocket = typeof code === 'string' && /^E[A-Z_]+$/.test(code);
  return fromSocket || driverMessages.has(message ?? '') ? new DatabaseAway(error) : error;
}

/**
 * Connection exceptions, out of resources, operator's intervention (with the statement timeout), and a primary that is
 * one no longer.
 */
const saysAway = (sqlState: string): boolean => /^(08|53|57)/.test(sqlState) || sqlState === '25006';

/** Whether a statement that failed so did not even reach the server. */
export const neverSent = (away: unknown): boolean =>
  away instanceof DatabaseAway && away.cause instanceof Error && notSentMessages.includes(away.cause.message);

/** Whether the connection can be used for another statement after this error. */
export const leavesConnection = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR';
