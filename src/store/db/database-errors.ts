import pg from 'pg';

/** The database did not answer: nothing of the statement or transaction was saved. The cause is the driver's error. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('the database does not answer', { cause });
    this.name = 'DatabaseAway';
  }
}

/** The connection was lost during COMMIT. The caller must look up whether the transaction was saved. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the answer to COMMIT was lost', { cause });
    this.name = 'CommitUnknown';
  }
}

/**
 * Whether nothing was saved because the database is unreachable, stopping, overloaded or too slow. False for
 * `CommitUnknown` and for errors of other connections (a connection to Slack can fail with ECONNRESET, too).
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  if (!(error instanceof Error) || error instanceof CommitUnknown) return false;
  return prismaAway.has((error as { code?: string }).code ?? '') || driverMessages.has(error.message);
}

/** Prisma's codes: unreachable, timed out, timed out, connection closed, pool timed out, transaction could not start. */
const prismaAway = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);

/** The driver's errors for a statement it did not send because the connection was already lost. They have no code. */
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
 * Sorts the driver's errors. Errors about the statement are returned unchanged. Sockets, timeouts, and a server that is
 * stopping, starting or out of connections become `DatabaseAway`.
 */
export function sortError(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return saysAway(error.code ?? '') ? new DatabaseAway(error) : error;
  const { code, message } = error as { code?: unknown; message?: string };
  const fromSocket = typeof code === 'string' && /^E[A-Z_]+$/.test(code);
  return fromSocket || driverMessages.has(message ?? '') ? new DatabaseAway(error) : error;
}

/** Connection exceptions, insufficient resources, operator intervention (and statement timeouts), and a demoted primary. */
const saysAway = (sqlState: string): boolean => /^(08|53|57)/.test(sqlState) || sqlState === '25006';

/** Whether this error means that the statement never reached the server. */
export const neverSent = (away: unknown): boolean =>
  away instanceof DatabaseAway && away.cause instanceof Error && notSentMessages.includes(away.cause.message);

/** Whether the connection can be used for another statement after this error. */
export const leavesConnection = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR';
