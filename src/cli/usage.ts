/** Thrown for wrong use of the command line: exit code 2, with what to do in one line. */
export class UsageError extends Error {
  override name = 'UsageError';
}
