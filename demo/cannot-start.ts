/** Why the demo does not start, and what to do, in one line; exit code 1. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
