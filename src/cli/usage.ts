/** Thrown for wrong use of the command line. The exit code is 2, and one line says what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}
