import pg from 'pg';

/** The database did not answer: nothing of the statement or transaction was saved. The cause is the driver's error. */
export class DatabaseAway extends Error {
  constructor(cause: unknown, message = 'the database does not answer') {
    super(message, { cause });
    this.name = 'DatabaseAway';
  }
}

/** No connection, and waiting won't help: the URL and the server don't fit. The message says what to do, in one line. */
export class ConnectionRefused extends DatabaseAway {
  constructor(cause: Error, message: string) {
    super(cause, message);
    this.name = 'ConnectionRefused';
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
 * Whether nothing was saved because the database is unreachable, stopping, overloaded, too slow, or read-only. False for
 * `CommitUnknown` and for errors of other connections (a connection to Slack can fail with ECONNRESET, too).
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  if (error instanceof pg.DatabaseError) return error.code === lockNotAvailable;
  if (!(error instanceof Error) || error instanceof CommitUnknown) return false;
  return driverMessages.has(error.message);
}

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
  const refusal = error instanceof Error ? findRefusal(error) : null;
  if (refusal) return new ConnectionRefused(error as Error, refusal);
  if (error instanceof pg.DatabaseError) return saysAway(error.code ?? '') ? new DatabaseAway(error) : error;
  const { code, message } = error as { code?: unknown; message?: string };
  const fromSocket = typeof code === 'string' && /^E[A-Z_]+$/.test(code);
  return fromSocket || driverMessages.has(message ?? '') ? new DatabaseAway(error) : error;
}

function findRefusal(error: Error): string | null {
  const code = (error as { code?: string }).code ?? '';
  if (error instanceof pg.DatabaseError)
    return error.severity === 'FATAL' && /^(28|3D000|42501)/.test(code)
      ? `Postgres refuses the database’s URL: ${error.message}.`
      : null;
  // Node 24 adds advice after a semicolon, for those who start Node themselves.
  if (certificateCodes.test(code))
    return `The certificate of the database server can’t be verified (${error.message.split(';')[0]}): add sslrootcert=/path/to/ca.pem to the database’s URL, or, on a network you trust, sslmode=no-verify.`;
  if (error.message === 'The server does not support SSL connections')
    return 'The database server doesn’t offer TLS, which the database’s URL asks for: turn it on there, or, on a network you trust, set sslmode=disable.';
  return null;
}

/** Node's codes for a certificate that fails verification. */
const certificateCodes =
  /^(CERT_|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)_|SELF_SIGNED_CERT|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_)/;

const readOnly = '25006';
const lockNotAvailable = '55P03';

/** Connection exceptions, insufficient resources, operator intervention (and statement timeouts), and a demoted primary. */
const saysAway = (sqlState: string): boolean => /^(08|53|57)/.test(sqlState) || sqlState === readOnly;

/** Whether the server took the statement for a write, and may not write. */
export const isReadOnly = (error: unknown): boolean => {
  const cause = error instanceof DatabaseAway ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === readOnly;
};

/** Whether this error means that the statement never reached the server. */
export const neverSent = (away: unknown): boolean =>
  away instanceof DatabaseAway && away.cause instanceof Error && notSentMessages.includes(away.cause.message);

/** Whether the connection can be used for another statement after this error. */
export const leavesConnection = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR';
