/** Thrown when a command is used incorrectly. The CLI prints its one-line message and exits with code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
